"""What the table of hours says: both times of an hour, or why no call can be appointed at it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.stages.validation import Slot, SlotState
from ui.validation.words import CallWords

_SHIFT = {1: "⁺¹", -1: "⁻¹"}
"""Another day there, as timetables write it; the tip says it in words."""


class SlotWords(QObject):
    """Puts an hour into words; one that is not free says why, and what to do instead."""

    def __init__(self, words: CallWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def cell(self, slot: Slot) -> str:
        """Both times of a free hour; of another the agency's, and in a word what it is."""
        here, there = slot.office_time, slot.citizen_time
        word = self._word(slot.state)
        if word:
            return f"{here:%H:%M} {word}"
        shift = (there.date() - here.date()).days
        return f"{here:%H:%M} · {there:%H:%M}{_SHIFT.get(shift, '')}"

    def tip(self, slot: Slot) -> str:
        """Both times in words, and what is particular about them."""
        if slot.state is not SlotState.FREE:
            return self.why_not(slot)
        said = [
            self.tr("{here} en Ecuador, {there} donde vive la persona").format(
                here=f"{self._words.column(slot.office_time.date())} {slot.office_time:%H:%M}",
                there=f"{self._words.column(slot.citizen_time.date())} {slot.citizen_time:%H:%M}",
            )
        ]
        if not slot.is_within_term:
            said.append(self.tr("después de que vence el término"))
        if not slot.is_daytime:
            said.append(self.tr("fuera de las horas cómodas allá"))
        return "; ".join(said)

    def why_not(self, slot: Slot) -> str:
        """Why no call can be appointed at an hour, and what to do; empty for a free one."""
        free = self.tr("Elija una hora libre; Inicio va a la primera.")
        why, step = {
            SlotState.FREE: ("", ""),
            SlotState.PAST: (self.tr("Esa hora ya pasó."), free),
            SlotState.TOO_SOON: (
                self.tr(
                    "Esa hora está demasiado cerca: la persona no alcanzaría a leer el correo."
                ),
                free,
            ),
            SlotState.TAKEN: (
                self.tr("A esa hora usted ya tiene otra videollamada."),
                self.tr(
                    "Elija una hora libre (Inicio va a la primera) o mueva antes la otra cita."
                ),
            ),
            SlotState.NIGHT: (
                self.tr("A esa hora es de noche o muy temprano donde vive la persona."),
                free,
            ),
            SlotState.CLOSED: (self.tr("A esa hora la agencia no atiende."), free),
            SlotState.HOLIDAY: (self.tr("Ese día la agencia no atiende: es feriado."), free),
        }[slot.state]
        return f"{why} {step}".strip()

    def blocked(self, slot: Slot) -> str:
        """The hour with why it cannot be had, for whoever chose it."""
        day = self._words.column(slot.office_time.date())
        return f"{day}, {slot.office_time:%H:%M}. {self.why_not(slot)}"

    def _word(self, state: SlotState) -> str:
        return {
            SlotState.FREE: "",
            SlotState.PAST: self.tr("ya pasó"),
            SlotState.TOO_SOON: self.tr("pronto"),
            SlotState.TAKEN: self.tr("ocupada"),
            SlotState.NIGHT: self.tr("de noche"),
            SlotState.CLOSED: self.tr("cerrado"),
            SlotState.HOLIDAY: self.tr("feriado"),
        }[state]
