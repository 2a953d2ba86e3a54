"""Free times as a grid: one column a day, one row a time of the agency."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from app.stages.validation import Slot
from ui.theme import current_theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_TIPS = {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole}


class SlotModel(QAbstractTableModel):
    """Cells say both times; what is taken or closed stays empty, cannot be chosen and says so."""

    def __init__(
        self,
        day_title: Callable[[date], str],
        cell: Callable[[Slot], str],
        tip: Callable[[Slot], str],
        taken: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._day_title = day_title
        self._cell = cell
        self._tip = tip
        self._taken = taken
        self._days: list[date] = []
        self._times: list[time] = []
        self._slots: dict[tuple[time, date], Slot] = {}

    def show_slots(self, slots: Sequence[Slot]) -> None:
        """Show other free times."""
        self.beginResetModel()
        self._slots = {(s.office_time.time(), s.office_time.date()): s for s in slots}
        self._days = sorted({day for _, day in self._slots})
        self._times = sorted({at for at, _ in self._slots})
        self.endResetModel()

    def slot_at(self, index: Index) -> Slot | None:
        """The free time in a cell, or None."""
        if not index.isValid():
            return None
        return self._slots.get((self._times[index.row()], self._days[index.column()]))

    def end(self, *, last: bool) -> QModelIndex:
        """The cell of the last or the earliest time; invalid when there is none."""
        if not self._slots:
            return QModelIndex()
        instants = [slot.starts_at for slot in self._slots.values()]
        return self.at(max(instants) if last else min(instants))

    def at(self, instant: datetime) -> QModelIndex:
        """The cell of a time; invalid where it is not free."""
        for (at, day), slot in self._slots.items():
            if slot.starts_at == instant:
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
        """Only free cells can be chosen."""
        if self.slot_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        slot = self.slot_at(index)
        if slot is None:
            return self._taken if index.isValid() and role in _TIPS else None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._cell(slot)
        if role in _TIPS:
            return self._tip(slot)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter)
        if role == Qt.ItemDataRole.ForegroundRole and not slot.is_within_term:
            return current_theme().colour("late")
        return None

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
