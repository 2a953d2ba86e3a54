"""The grid of free times: arrows choose, Enter goes on to the link."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QTableView, QWidget
from typing_extensions import override

from app.stages.validation import Slot
from ui.theme import Gap, Metric, current_theme, mark
from ui.validation.slot_model import SlotModel
from ui.validation.words import CallWords

_SHIFT = {1: "⁺¹", -1: "⁻¹"}
"""Another day there, as timetables write it; the tip says it in words."""

_ENDS = {Qt.Key.Key_Home: False, Qt.Key.Key_End: True}
"""Keys for the earliest and the last free time."""

_CELL = "00:00 · 00:00⁺¹"
_COLUMNS, _ROWS = 4, 6
"""So many days, and hours of them, are in sight without scrolling."""


class SlotGrid(QTableView):
    """Free times by day and hour, each with the time where the person lives.

    Signals:
        slot_chosen: the cell under the cursor changed (Slot or None).
        accepted: Enter or a double click on a free time.
    """

    slot_chosen = Signal(object)
    accepted = Signal()

    def __init__(self, words: CallWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._widest = 0
        taken = self.tr("No está libre: ya pasó, está ocupada o la agencia no atiende.")
        self._slots = SlotModel(words.column, self._cell, self._tip, taken, self)
        self.setModel(self._slots)
        self.setAccessibleName(self.tr("Horas libres por día"))
        # The hour that will be sent is no mere row under the cursor.
        mark(self, "slots")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        # Each cell names both times, so a head at the left would only take their room.
        self.verticalHeader().hide()
        self.fit_rows()
        current_theme().changed.connect(self.fit_rows)
        self.doubleClicked.connect(self._on_double_click)
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
        self.setMinimumHeight(theme.px(Metric.TABLE_HEAD) + _ROWS * height)

    def show_slots(self, slots: Sequence[Slot], kept: datetime | None = None) -> None:
        """Show free times; the cursor goes to the one kept if it is free, else to the earliest."""
        self._slots.show_slots(slots)
        metrics = current_theme().metrics()
        texts = (self._cell(slot) for slot in slots)
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
        return self._slots.slot_at(self.currentIndex())

    def _cell(self, slot: Slot) -> str:
        here, there = slot.office_time, slot.citizen_time
        shift = (there.date() - here.date()).days
        return f"{here:%H:%M} · {there:%H:%M}{_SHIFT.get(shift, '')}"

    def _tip(self, slot: Slot) -> str:
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

    def _on_current(self, current: QModelIndex) -> None:
        self.slot_chosen.emit(self._slots.slot_at(current))

    def _on_double_click(self, index: QModelIndex) -> None:
        if self._slots.slot_at(index) is not None:
            self.accepted.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter accepts; Home and End go to the first and the last; letters are left to the screen's keys."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            if self.chosen is not None:
                self.accepted.emit()
            return
        if event.key() in _ENDS and not event.modifiers():
            # Qt would go to the end of the row, where a time may not be free.
            self.setCurrentIndex(self._slots.end(last=_ENDS[Qt.Key(event.key())]))
            return
        if event.text() and event.text().isprintable() and not event.modifiers():
            event.ignore()
            return
        super().keyPressEvent(event)
