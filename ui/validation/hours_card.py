"""First step of appointing: the table of hours, and under it what is to be known about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.stages.validation import Slot, SlotState
from ui.theme import Gap, TextSize, current_theme, mark
from ui.validation.slot_grid import SlotGrid
from ui.validation.words import CallWords
from ui.widgets.arrange import column
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.text import plain_label

_LINES = 2
"""So many lines under the table keep their room where it is short."""


class HoursCard(Card):
    """The hours, or a word where no day has one left."""

    def __init__(self, words: CallWords, parent: QWidget | None = None) -> None:
        super().__init__("", margin=Gap.M, parent=parent)
        self.header.set_title(self.tr("1 · Hora"))
        self.header.setVisible(True)
        self._words = words
        self._gone = self._about = ""
        self.grid = SlotGrid(words)
        self._empty = EmptyState(
            self.tr("No hay horas libres"),
            self.tr("Su agenda está llena por semanas. Suelte el caso para otra persona."),
            icon="calendar",
        )
        self.legend = plain_label("", "caption", wrap=True)
        self._is_low = False
        self.table = QWidget()
        # In no stack: one asks the words of its other page how high the table may be.
        inside = column(gap=Gap.S)
        inside.addWidget(self.grid, 1)
        inside.addWidget(self._empty, 1)
        inside.addWidget(self.legend)
        self._empty.hide()
        self.table.setLayout(inside)
        self.add(self.table, 1)
        self.grid.slot_chosen.connect(lambda _slot: self._tell())

    @property
    def is_empty(self) -> bool:
        """Whether there is no hour to choose."""
        return not self._empty.isHidden()

    @property
    def blocked(self) -> str:
        """Why the hour under the cursor cannot be had, and what to do; empty for a free one."""
        here = self.grid.here
        is_free = here is None or here.state is SlotState.FREE
        return "" if is_free or here is None else self.grid.words.blocked(here)

    def show_slots(self, slots: Sequence[Slot], kept: datetime | None, *, is_begun: bool) -> None:
        """Show the hours; one that was chosen stays chosen while it is free.

        Args:
            slots: the hours, free or not.
            kept: the hour that was chosen.
            is_begun: whether something was written for it, so that its loss has to be said.
        """
        free = tuple(slot for slot in slots if slot.state is SlotState.FREE)
        is_gone = is_begun and all(slot.starts_at != kept for slot in free)
        gone = self.tr("La hora que había elegido ya no está libre: elija otra.")
        self._gone = gone if is_gone else ""
        self._about = self._said_of(free)
        self.grid.setVisible(bool(slots))
        self._empty.setVisible(not slots)
        self.grid.show_slots(slots, kept)
        self._tell()

    def fit_into(self, room: int) -> None:
        """Give the table so much height that it and the words under it are seen at once.

        Args:
            room: height in sight; 0 where there is enough.
        """
        theme = current_theme()
        words = _LINES * theme.metrics(TextSize.CAPTION).lineSpacing()
        self._is_low = room > 0
        self.legend.setMinimumHeight(words if room else 0)
        self.legend.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.grid.fit_into(room - words - theme.px(Gap.M) if room else 0)
        self._tell()

    def _tell(self) -> None:
        blocked = self.blocked
        said = " ".join(part for part in (self._gone, blocked or self._about) if part)
        mark(self.legend, "caption-soon" if blocked else "caption")
        self.legend.setText(said)
        # Where the room is short their place is kept, so that no hour moves under the cursor.
        self.legend.setVisible(bool(said) or self._is_low)

    def _said_of(self, free: Sequence[Slot]) -> str:
        if free and free[0].is_next_room:
            return self.tr(
                "Sus días dentro del término están llenos. El primero con lugar es el {day}; "
                "si eso es tarde, suelte el caso para que lo convoque otra persona."
            ).format(day=self._words.weekday(free[0].office_time.date()))
        if any(not slot.is_within_term for slot in free):
            return self.tr("En rojo, las horas después de que vence el término.")
        return ""
