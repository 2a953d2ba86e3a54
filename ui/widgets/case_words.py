"""The words and badges lists use for a case: next step, state, time left, marks."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject

from app.domain.workflow import CLOSED, CaseState
from app.ports.readers import CaseRow
from ui.theme import Tone
from ui.widgets.agency_time import AgencyTime
from ui.widgets.badge import BadgeText


class CaseWords(QObject):
    """Puts a case row into words, in the person's language."""

    def __init__(self, time: AgencyTime, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._time = time

    def state(self, state: CaseState) -> str:
        """The state as a word."""
        return {
            CaseState.RECEIVED: self.tr("Recibido"),
            CaseState.TO_REVIEW: self.tr("Por revisar"),
            CaseState.SECOND_REVIEW: self.tr("Segunda opinión"),
            CaseState.AWAITING_CITIZEN: self.tr("Espera a la persona"),
            CaseState.TO_SCHEDULE: self.tr("Por convocar"),
            CaseState.CALL_SCHEDULED: self.tr("Con videollamada"),
            CaseState.ESCALATED: self.tr("Con duda"),
            CaseState.TO_DECIDE: self.tr("Por decidir"),
            CaseState.ON_HOLD: self.tr("En plazo de seguridad"),
            CaseState.APPROVED: self.tr("Aprobado"),
            CaseState.REFUSED: self.tr("Negado"),
            CaseState.ABANDONED: self.tr("Cerrado sin respuesta"),
            CaseState.WITHDRAWN: self.tr("Desistido"),
        }[state]

    def next_step(self, row: CaseRow) -> str:
        """What the office has to do next with this case."""
        if row.state is CaseState.TO_REVIEW and row.round > 1:
            return self.tr("Revisar corrección")
        return self.step(row.state)

    def step(self, state: CaseState) -> str:
        """What the office has to do next with a case in that state."""
        return {
            CaseState.RECEIVED: self.tr("Inspección automática"),
            CaseState.TO_REVIEW: self.tr("Revisar documentos"),
            CaseState.SECOND_REVIEW: self.tr("Dar segunda opinión"),
            CaseState.AWAITING_CITIZEN: self.tr("Esperar la corrección"),
            CaseState.TO_SCHEDULE: self.tr("Convocar videollamada"),
            CaseState.CALL_SCHEDULED: self.tr("Atender videollamada"),
            CaseState.ESCALATED: self.tr("Resolver la duda"),
            CaseState.TO_DECIDE: self.tr("Decidir"),
            CaseState.ON_HOLD: self.tr("En plazo de seguridad"),
        }.get(state, self.tr("Ninguno"))

    def procedure(self, code: str) -> str:
        """The procedure's short name."""
        return {
            "ADC": self.tr("Actualización de contacto"),
            "CNA": self.tr("Certificado de no afiliación"),
            "CIE": self.tr("Código para extranjeros"),
        }.get(code, code)

    def procedure_short(self, code: str) -> str:
        """The procedure in one word, for a column; the number of the case begins with its code."""
        return {
            "ADC": self.tr("Contacto"),
            "CNA": self.tr("No afiliación"),
            "CIE": self.tr("Extranjeros"),
        }.get(code, code)

    def due(self, row: CaseRow, now: datetime) -> BadgeText:
        """Time left as a badge: icon, word and meaning (D18)."""
        if row.state in CLOSED:
            return BadgeText(self.state(row.state), Tone.NEUTRAL)
        if row.state is CaseState.AWAITING_CITIZEN:
            return BadgeText(self.tr("en pausa"), Tone.INFO)
        if row.due_at is None:
            return BadgeText(self.tr("sin término"), Tone.NEUTRAL)
        return self.time_left(row.due_at, now)

    def time_left(self, due_at: datetime, now: datetime) -> BadgeText:
        """Time left until an instant, in three meanings."""
        days = (self._time.day(due_at) - self._time.day(now)).days
        if due_at <= now:
            return BadgeText(self.tr("vencido %n día(s)", "", max(1, -days)), Tone.LATE)
        if days == 0:
            return BadgeText(
                self.tr("vence hoy {time}").format(time=self._time.clock(due_at)), Tone.SOON
            )
        return BadgeText(self.tr("%n día(s)", "", days), Tone.DONE)
