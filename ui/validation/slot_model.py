"""Hours as a grid: one column a day, one row a time of the agency."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from app.stages.validation import Slot, SlotState
from ui.theme import current_theme
from ui.validation.slot_words import SlotWords

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_TIPS = {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole}


class SlotModel(QAbstractTableModel):
    """A free cell says both times; another one says what it is, and cannot be chosen."""

    def __init__(
        self,
        day_title: Callable[[date], str],
        words: SlotWords,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._day_title = day_title
        self._words = words
        self._days: list[date] = []
        self._times: list[time] = []
        self._slots: dict[tuple[time, date], Slot] = {}

    def show_slots(self, slots: Sequence[Slot]) -> None:
        """Show other hours."""
        self.beginResetModel()
        self._slots = {(s.office_time.time(), s.office_time.date()): s for s in slots}
        self._days = sorted({day for _, day in self._slots})
        self._times = sorted({at for at, _ in self._slots})
        self.endResetModel()

    def slot_at(self, index: Index) -> Slot | None:
        """The hour in a cell, free or not; None for no cell."""
        if not index.isValid():
            return None
        return self._slots.get((self._times[index.row()], self._days[index.column()]))

    def end(self, *, last: bool) -> QModelIndex:
        """The cell of the last or the earliest free time; invalid when there is none."""
        instants = [slot.starts_at for slot in self._slots.values() if _is_free(slot)]
        if not instants:
            return QModelIndex()
        return self.at(max(instants) if last else min(instants))

    def at(self, instant: datetime) -> QModelIndex:
        """The cell of a time; invalid where it is not free."""
        for (at, day), slot in self._slots.items():
            if slot.starts_at == instant and _is_free(slot):
                return self.index(self._times.index(at), self._days.index(day))
        return QModelIndex()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._times)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._days)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell is reached and says what it is; only free ones can be chosen."""
        slot = self.slot_at(index)
        if slot is None:
            return Qt.ItemFlag.NoItemFlags
        chosen = Qt.ItemFlag.ItemIsSelectable if _is_free(slot) else Qt.ItemFlag(0)
        return Qt.ItemFlag.ItemIsEnabled | chosen

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        slot = self.slot_at(index)
        if slot is None:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words.cell(slot)
        if role in _TIPS:
            return self._words.tip(slot)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._ink(slot)
        return None

    @staticmethod
    def _ink(slot: Slot) -> Any:
        if not _is_free(slot):
            return current_theme().colour("quiet")
        return None if slot.is_within_term else current_theme().colour("late")

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._day_title(self._days[section])
        return f"{self._times[section]:%H:%M}"


def _is_free(slot: Slot) -> bool:
    return slot.state is SlotState.FREE
