"""The words of a decision: what is missing, who saw what, what went out."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject

from app.domain.call import CallOutcome, CheckResult
from app.domain.contact import is_same_address
from app.domain.decision import DecisionOutcome
from app.domain.ids import StaffId
from app.domain.masking import mask_email
from app.domain.risk import RiskCode
from app.stages.decision import Decided
from ui.decision.desk import DecisionDesk
from ui.theme import Tone
from ui.widgets.agency_time import AgencyTime
from ui.widgets.badge import BadgeText
from ui.widgets.case_words import CaseWords
from ui.widgets.contact_words import ContactWords


class DecisionWords(QObject):
    """Puts a decision into words, in the person's language."""

    def __init__(
        self, time: AgencyTime, parent: QObject | None = None, *, signs_by_code: bool = False
    ) -> None:
        super().__init__(parent)
        self._signs_by_code = signs_by_code
        self._time = time
        self._cases = CaseWords(time, self)
        self._fields = ContactWords(self)

    def missing(self, codes: Iterable[str]) -> str:
        """What stands between the person and the decision, as a sentence; empty when nothing."""
        words = {
            "OUTCOME_MISSING": self.tr("elegir aprobar o negar"),
            "THE_IDENTITY_VALIDATOR": self.tr("que decida quien atendió la videollamada"),
            "IDENTITY_NOT_VALIDATED": self.tr("una videollamada que valide la identidad"),
            "PERSON_FROZEN": self.tr("que se levante la detención que pidió la persona"),
            "REASON_MISSING": self.tr("un motivo del catálogo"),
            "PASSWORD_MISSING": (
                self.tr("escribir el código de un solo uso")
                if self._signs_by_code
                else self.tr("escribir su contraseña")
            ),
        }
        found = [words.get(code, code) for code in codes]
        return self.tr("Falta: {what}.").format(what=", ".join(found)) if found else ""

    def effect(self, outcome: DecisionOutcome | None, desk: DecisionDesk) -> str:
        """What the decision would do, before it is taken."""
        if outcome is None:
            return ""
        if outcome is DecisionOutcome.APPROVED and not desk.has_old_email:
            return self.tr(
                "Reemplaza los datos y avisa solo al correo nuevo: no consta uno anterior y nadie"
                " más podrá detenerlo. No se puede deshacer."
            )
        hours = desk.comparison.hold_hours
        if outcome is DecisionOutcome.APPROVED and hours:
            return self.tr(
                "Avisa al correo anterior y al nuevo, y reemplaza los datos en %n hora(s) "
                "si nadie lo detiene.",
                "",
                hours,
            )
        return {
            DecisionOutcome.APPROVED: self.tr(
                "Reemplaza los datos y avisa al correo anterior y al nuevo; no se puede deshacer."
            ),
            DecisionOutcome.REFUSED: self.tr(
                "Deja los datos como están y avisa con los motivos; no se puede deshacer."
            ),
        }[outcome]

    def call_badge(self, desk: DecisionDesk) -> BadgeText:
        """Result of the call."""
        outcome = desk.call.outcome if desk.call else None
        if outcome is CallOutcome.VALIDATED:
            return BadgeText(self.tr("identidad validada"), Tone.DONE)
        if outcome is CallOutcome.NOT_VALIDATED:
            return BadgeText(self.tr("identidad no validada"), Tone.LATE)
        return BadgeText(self.tr("sin videollamada válida"), Tone.LATE)

    def trail(self, desk: DecisionDesk) -> list[tuple[str, str]]:
        """Who saw what and when, oldest first."""
        rows = [
            (
                self.tr("Documentos"),
                self._by(desk, review.staff_id, self._time.full(review.committed_at)),
            )
            for review in desk.view.reviews
            if review.undone_at is None
        ]
        rows += self._seen_in_review(desk)
        call = desk.call
        if call is not None and call.ended_at is not None:
            rows.append(
                (
                    self.tr("Videollamada"),
                    self._by(desk, call.validator_id, self._time.full(call.ended_at)),
                )
            )
            passed = sum(check.result is CheckResult.PASSED for check in call.checks)
            rows.append(
                (
                    self.tr("Comprobaciones"),
                    self.tr("{passed} de {total} pasan").format(
                        passed=passed, total=len(call.checks)
                    )
                    + " · "
                    + self.tr("%n capturas", "", len(call.snapshots)),
                )
            )
            if call.note:
                rows.append((self.tr("Nota"), call.note))
        return rows

    def _seen_in_review(self, desk: DecisionDesk) -> list[tuple[str, str]]:
        """What the review keeps of the video, and what each reviewer did not hear of it."""
        standing = [review for review in desk.view.reviews if review.undone_at is None]
        frames = {frame.sha256 for review in standing for frame in review.draft.snapshots}
        kept = self.tr("%n cuadros guardados como evidencia", "", len(frames))
        rows = [(self.tr("Video"), kept)] if frames else []
        for review in standing:
            silent = review.draft.silent_slots
            if not silent:
                continue
            # Of another round it is another video.
            others = [one for one in standing if one is not review and one.round == review.round]
            heard = {slot for one in others for slot in one.draft.heard_slots}
            said = self.tr("%n partes marcadas sin salida de sonido", "", len(silent))
            by = self._by(desk, review.staff_id, said)
            unheard = len(silent - heard)
            if unheard:
                rest = self.tr("%n no las oyó nadie", "", unheard)
            else:
                rest = self.tr("otra persona las oyó")
            rows.append((self.tr("Declaración"), f"{by}; {rest}"))
        return rows

    def confirmed(self, desk: DecisionDesk) -> str:
        """Fields the person confirmed by word of mouth in the call."""
        fields = [
            self._fields.label(row.difference.field)
            for row in desk.comparison.rows
            if row.confirmed_by
        ]
        if not fields:
            return self.tr("Ningún dato de contacto se preguntó en la videollamada.")
        return self.tr("Confirmado en la videollamada: {fields}.").format(fields=", ".join(fields))

    def result(self, decided: Decided) -> tuple[BadgeText, str]:
        """What was done; the badge names the state of the case as every list does."""
        number, state = decided.case.number, self._cases.state(decided.case.state)
        if decided.decision.outcome is DecisionOutcome.REFUSED:
            text = self.tr("{number}: el cambio se negó; los datos vigentes no cambian.")
            return BadgeText(state, Tone.LATE), text.format(number=number)
        until = decided.decision.hold_until
        if until is not None:
            text = self.tr("{number}: aprobado; se aplica el {time} si nadie lo detiene.")
            return BadgeText(state, Tone.SOON), text.format(
                number=number, time=self._time.full(until)
            )
        text = self.tr("{number}: los datos de contacto quedaron actualizados.")
        return BadgeText(state, Tone.DONE), text.format(number=number)

    def sent(self, decided: Decided, desk: DecisionDesk) -> list[str]:
        """One line for each message that goes out."""
        before = decided.decision.before
        is_one = RiskCode.NOBODY_TO_WARN not in {mark.code for mark in decided.marks}
        old = before.email if before and is_one else ""
        new = desk.view.case.declared.contact.email
        lines = []
        if old and not is_same_address(old, new):
            lines.append(self.tr("Aviso al correo anterior: {to}").format(to=mask_email(old)))
        elif not old:
            lines.append(self.tr("Sin correo anterior: nadie ajeno al pedido recibe el aviso."))
        if new:
            lines.append(self.tr("Aviso al correo nuevo: {to}").format(to=mask_email(new)))
        if decided.decision.not_me_hash:
            is_owners = old and not is_same_address(old, new)
            lines.append(
                self.tr("El aviso al correo anterior lleva el código «no fui yo», que lo detiene.")
                if is_owners
                else self.tr("El aviso lleva el código «no fui yo», que detiene los cambios.")
            )
        return lines if decided.messages else [self.tr("No salió ningún aviso.")]

    def _by(self, desk: DecisionDesk, staff_id: StaffId, when: str) -> str:
        staff = desk.session.staff
        own = staff.full_name if staff.id == staff_id else ""
        name = desk.view.staff_names.get(staff_id, own) or "—"
        return f"{name} · {when}"
