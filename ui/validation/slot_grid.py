"""The grid of hours: arrows choose, Enter goes on to the link."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QWidget
from typing_extensions import override

from app.stages.validation import Slot, SlotState
from ui.theme import Gap, Metric, current_theme, mark
from ui.validation.slot_model import SlotModel
from ui.validation.slot_words import SlotWords
from ui.validation.words import CallWords
from ui.widgets.whole_rows import WholeRows

_ENDS = {Qt.Key.Key_Home: False, Qt.Key.Key_End: True}
"""Keys for the earliest and the last free time."""

_MOVES = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)

_CELL = "00:00 · 00:00⁺¹"
_COLUMNS, _ROWS = 4, 6
"""So many days, and hours of them, are in sight without scrolling."""
_LEAST_ROWS = 3
"""So many hours at least, however short the window is."""


class SlotGrid(WholeRows):
    """Hours by day, the free ones each with the time where the person lives, the others with why.

    Signals:
        slot_chosen: the cell under the cursor changed (Slot, or None where none is free).
        accepted: Enter or a double click on a free time.
        refused: the same on one that is not free (Slot).
    """

    slot_chosen = Signal(object)
    accepted = Signal()
    refused = Signal(object)

    def __init__(self, words: CallWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = SlotWords(words, self)
        self._widest = self._room = 0
        self._slots = SlotModel(words.column, self.words, self)
        self.setModel(self._slots)
        self.setAccessibleName(self.tr("Horas por día"))
        # The hour that will be sent is no mere row under the cursor.
        mark(self, "slots")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        # Each cell names both times, so a head at the left would only take their room.
        self.verticalHeader().hide()
        self.fit_rows()
        current_theme().changed.connect(self.fit_rows)
        self.doubleClicked.connect(lambda _cell: self._on_enter())
        self.selectionModel().currentChanged.connect(self._on_current)

    def fit_rows(self) -> None:
        """Row height from the tokens."""
        theme = current_theme()
        height = theme.px(Metric.BADGE + Metric.RADIUS)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setMinimumSectionSize(self._widest + theme.px(Gap.M))
        # Where this does not fit beside the message, the two stand one under the other.
        column = theme.metrics().horizontalAdvance(_CELL) + theme.px(Gap.M)
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        self.setMinimumWidth(_COLUMNS * column + bar + 2 * self.frameWidth())
        head = theme.px(Metric.TABLE_HEAD)
        rows = _ROWS * height
        if self._room:
            rows = max(_LEAST_ROWS * height, min(rows, self._room - head - bar))
        self.setMinimumHeight(head + rows)

    def fit_into(self, room: int) -> None:
        """Take no more height than this: the rows scroll here, where the cursor is followed.

        Args:
            room: height in sight; 0 where there is enough.
        """
        self._room = room
        self.fit_rows()

    def show_slots(self, slots: Sequence[Slot], kept: datetime | None = None) -> None:
        """Show hours; the cursor goes to the one kept if it is free, else to the earliest free one."""
        self._slots.show_slots(slots)
        metrics = current_theme().metrics()
        texts = (self.words.cell(slot) for slot in slots)
        self._widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        self.fit_rows()
        first = self._slots.at(kept) if kept is not None else QModelIndex()
        if not first.isValid():
            first = self._slots.end(last=False)
        if first.isValid():
            self.setCurrentIndex(first)
        else:
            self.slot_chosen.emit(None)

    @property
    def chosen(self) -> Slot | None:
        """The free time under the cursor."""
        here = self.here
        return here if here is not None and here.state is SlotState.FREE else None

    @property
    def here(self) -> Slot | None:
        """The hour under the cursor, free or not."""
        return self._slots.slot_at(self.currentIndex())

    def _on_current(self, _current: QModelIndex) -> None:
        self.slot_chosen.emit(self.chosen)

    def _on_enter(self) -> None:
        if self.chosen is not None:
            self.accepted.emit()
        elif self.here is not None:
            self.refused.emit(self.here)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The hour under the cursor stays in sight where the table becomes lower."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """A ring shows where the cursor stands on an hour that cannot be chosen."""
        super().paintEvent(event)
        if self.here is None or self.chosen is not None:
            return
        theme = current_theme()
        ring = theme.px(Metric.FOCUS_RING)
        painter = QPainter(self.viewport())
        painter.setPen(QPen(theme.colour("accent"), ring))
        inset = ring // 2 + 1
        painter.drawRect(
            self.visualRect(self.currentIndex()).adjusted(inset, inset, -inset, -inset)
        )
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter accepts; Home and End go to the first and last free one; letters are the screen's."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self._on_enter()
            return
        if event.key() in _ENDS and not event.modifiers():
            # Qt would go to the end of the row, where a time may not be free.
            self.setCurrentIndex(self._slots.end(last=_ENDS[Qt.Key(event.key())]))
            return
        if event.text() and event.text().isprintable() and not event.modifiers():
            event.ignore()
            return
        super().keyPressEvent(event)
        if event.key() in _MOVES:
            # At its edge too: an arrow that goes no further would scroll what the table stands in.
            event.accept()
