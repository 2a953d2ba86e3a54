"""The words of the case desk: states, blockers, verdicts, marks."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.review import Blocker, RequirementState, ReviewOutcome
from ui.review.desk import Desk
from ui.theme import Tone
from ui.widgets.badge import BadgeText


class ReviewWords(QObject):
    """Puts the state of a review into words, in the person's language."""

    def state(
        self, state: RequirementState, is_current: bool, lacks: Blocker | None = None
    ) -> BadgeText:
        """Badge of one requirement in the list; a conforming one that lacks something is none."""
        if lacks is not None and state is RequirementState.CONFORMS:
            is_video = lacks.code == "SLOTS_UNHEARD"
            text = self.tr("falta oír") if is_video else self.tr("falta ver")
            return BadgeText(text, Tone.SOON)
        if is_current and state in {RequirementState.NOT_SEEN, RequirementState.SEEN}:
            return BadgeText(self.tr("en revisión"), Tone.INFO)
        return {
            RequirementState.NOT_SEEN: BadgeText(self.tr("sin ver"), Tone.NEUTRAL),
            RequirementState.SEEN: BadgeText(self.tr("visto"), Tone.NEUTRAL),
            RequirementState.CONFORMS: BadgeText(self.tr("conforme"), Tone.DONE),
            RequirementState.ASK_AGAIN: BadgeText(self.tr("pedir otra vez"), Tone.LATE),
            RequirementState.FAILS: BadgeText(self.tr("negado"), Tone.LATE),
            RequirementState.DOUBT: BadgeText(self.tr("con duda"), Tone.SOON),
            RequirementState.NOT_APPLICABLE: BadgeText(self.tr("no aplica"), Tone.NEUTRAL),
            RequirementState.KEPT: BadgeText(self.tr("ya aceptado"), Tone.DONE),
        }[state]

    def blocker(self, desk: Desk, blocker: Blocker) -> str:
        """What is missing, as a phrase that ends a sentence."""
        name = ""
        if blocker.requirement:
            name = desk.procedure.requirement(blocker.requirement).short_title.lower()
        missing = blocker.facts.get("missing", ())
        count = len(missing) if isinstance(missing, tuple) else 0
        return {
            "VERDICT_MISSING": self.tr("respuesta a «{name}»"),
            "NOT_OPENED": self.tr("abrir «{name}»"),
            "PAGES_UNSEEN": self.tr("ver todas las páginas de «{name}»"),
            "SLOTS_UNHEARD": self.tr("oír %n parte(s) de la declaración", "", count),
            "REASON_MISSING": self.tr("motivo para «{name}»"),
            "FINAL_REASON_MISSING": self.tr("un motivo definitivo para negar «{name}»"),
            "FIELDS_MISSING": self.tr("qué datos de «{name}» (F9)"),
            "MANDATORY_NOT_APPLICABLE": self.tr("«{name}» es obligatorio"),
            "FACES_UNANSWERED": self.tr("decir si es la misma persona en los cuatro rostros"),
            "FACES_TOO_FEW": self.tr(
                "marcar al menos dos rostros y responder si son la misma persona"
            ),
            "NOTE_TOO_LONG": self.tr("acortar la nota interna"),
            "ROUNDS_EXHAUSTED": self.tr(
                "negar con un motivo definitivo: no quedan más correcciones"
            ),
            "PERSONAL_LINE_TOO_LONG": self.tr("acortar la línea para la persona"),
        }.get(blocker.code, blocker.code).replace("{name}", name)

    def progress(self, desk: Desk) -> str:
        """Where the review stands: how many conform and what is missing."""
        good = {RequirementState.CONFORMS, RequirementState.KEPT, RequirementState.NOT_APPLICABLE}
        codes = [item.code for item in desk.procedure.requirements]
        conform = sum(desk.state_of(c) in good and desk.lacks(c) is None for c in codes)
        text = self.tr("{done} de {total} conformes.").format(done=conform, total=len(codes))
        missing = [self.blocker(desk, blocker) for blocker in desk.blockers]
        if missing:
            text += " " + self.tr("Falta: {what}.").format(what=", ".join(missing[:3]))
            if len(missing) > 3:
                text += " " + self.tr("Y %n más.", "", len(missing) - 3)
        return text

    def missing(self, desk: Desk) -> str:
        """What blocks the commit, the first of it by name; empty when nothing does."""
        blockers = desk.blockers
        if not blockers:
            return ""
        text = self.tr("Falta {what}").format(what=self.blocker(desk, blockers[0]))
        if len(blockers) > 1:
            text += " " + self.tr("y %n más", "", len(blockers) - 1)
        return text

    def missing_count(self, count: int) -> str:
        """How much blocks the commit, where there is no room for what."""
        return self.tr("Falta(n) %n", "", count)

    def outcome(self, outcome: ReviewOutcome) -> str:
        """What the commit would do."""
        return {
            ReviewOutcome.ACCEPT: self.tr("Pasa a videollamada"),
            ReviewOutcome.RETURN: self.tr("Se pide corregir"),
            ReviewOutcome.REFUSE: self.tr("Se niega el trámite"),
            ReviewOutcome.SECOND_REVIEW: self.tr("Pasa a otra persona"),
        }[outcome]

    def committed(self, outcome: ReviewOutcome) -> str:
        """What has been done, for the undo bar."""
        return {
            ReviewOutcome.ACCEPT: self.tr("Documentos aceptados; sigue la videollamada."),
            ReviewOutcome.RETURN: self.tr("Se pedirá la corrección por correo."),
            ReviewOutcome.REFUSE: self.tr("Trámite negado; se avisará por correo."),
            ReviewOutcome.SECOND_REVIEW: self.tr("Otra persona dará la segunda opinión."),
        }[outcome]
