"""The words of the desk: calls, what was done today, what each duty sees."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QObject

from app.domain.call import CallStatus
from app.domain.review import ReviewOutcome
from app.domain.staff import Duty
from app.ports.readers import CallRow
from app.stages.desk import DraftLeft
from ui.theme import Tone
from ui.widgets.badge import BadgeText

_LATE = timedelta(hours=1)
"""A call without outcome this long after its time is late."""

_SHOWN = 4
"""So many case numbers are named; the rest are an ellipsis."""


class DeskWords(QObject):
    """Puts the desk into words, in the person's language."""

    def call(self, row: CallRow, now: datetime) -> BadgeText:
        """Where a call of today stands."""
        call = row.call
        if call.status is CallStatus.DONE:
            return BadgeText(self.tr("terminada"), Tone.NEUTRAL)
        if call.status is CallStatus.IN_PROGRESS:
            return BadgeText(self.tr("en curso"), Tone.INFO)
        if now >= call.starts_at + _LATE:
            return BadgeText(self.tr("sin resultado"), Tone.LATE)
        if now >= call.starts_at:
            return BadgeText(self.tr("es la hora"), Tone.SOON)
        minutes = int((call.starts_at - now) / timedelta(minutes=1))
        if minutes < 60:
            return BadgeText(self.tr("en {minutes} min").format(minutes=minutes), Tone.SOON)
        return BadgeText(self.tr("convocada"), Tone.DONE)

    def outcome(self, outcome: ReviewOutcome) -> str:
        """Name of a count of reviews."""
        return {
            ReviewOutcome.ACCEPT: self.tr("Aceptados"),
            ReviewOutcome.RETURN: self.tr("Con corrección pedida"),
            ReviewOutcome.REFUSE: self.tr("Negados"),
            ReviewOutcome.SECOND_REVIEW: self.tr("A segunda opinión"),
        }[outcome]

    def draft(self, draft: DraftLeft) -> BadgeText:
        """What became of the case a draft belongs to."""
        if draft.is_stale:
            return BadgeText(self.tr("otra persona siguió"), Tone.SOON, "repeat")
        return BadgeText(self.tr("guardado"), Tone.NEUTRAL, "save")

    def unsent(self, number: int) -> BadgeText:
        """How many messages have not gone out."""
        if number == 1:
            return BadgeText(self.tr("1 mensaje no enviado aún"), Tone.SOON)
        if number:
            text = self.tr("{n} mensajes no enviados aún").format(n=number)
            return BadgeText(text, Tone.SOON)
        return BadgeText(self.tr("todo enviado"), Tone.DONE)

    def unsent_remark(self, number: int) -> str:
        """What that means."""
        if number:
            return self.tr(
                "Salen solos en cuanto el servidor de correo los recibe; los recordatorios, a su hora."
            )
        return self.tr("Ningún correo a las personas está pendiente.")

    def unwarned(self, numbers: tuple[str, ...]) -> str:
        """Which changes nobody at the old address heard of; the first of them by number."""
        shown = ", ".join(numbers[:_SHOWN]) + (" …" if len(numbers) > _SHOWN else "")
        return self.tr(
            "Aviso al correo anterior sin entregar: {numbers}. Abra el caso y reenvíelo desde Historia."
        ).format(numbers=shown)

    def duty_title(self, duty: Duty) -> str:
        """Heading of the panel for a duty that takes no cases."""
        return {
            Duty.DIRECTOR: self.tr("Dirección provincial"),
            Duty.ADMINISTRATOR: self.tr("Administración del sistema"),
            Duty.AUDITOR: self.tr("Auditoría"),
        }.get(duty, "")

    def duty_sees(self, duty: Duty) -> str:
        """What a duty that takes no cases sees and does."""
        return {
            Duty.DIRECTOR: self.tr(
                "Usted ve los casos de su provincia, libera los que alguien dejó tomados y levanta"
                " la detención de cambios de una persona. Cada acción pide un motivo."
            ),
            Duty.ADMINISTRATOR: self.tr(
                "Usted gestiona el personal, las agencias y los ajustes. Por su función no ve casos"
                " ni documentos de las personas."
            ),
            Duty.AUDITOR: self.tr(
                "Usted lee todo lo que ocurrió, también las lecturas, y no cambia nada. Cada caso"
                " que abre queda registrado."
            ),
        }.get(duty, "")
