"""The floor of the start: a PySide6 window with a table of as many rows, and nothing of ours."""

from __future__ import annotations

import sys

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
from typing_extensions import override

_COLUMNS = 8
_Index = QModelIndex | QPersistentModelIndex


class _Rows(QAbstractTableModel):
    def __init__(self, count: int) -> None:
        super().__init__()
        self._rows = [
            [f"ADC-2026-{row:06d}", *(f"valor {row} {n}" for n in range(1, _COLUMNS))]
            for row in range(count)
        ]

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else _COLUMNS

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        return None


class _Probe(QObject):
    is_inside = False

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Paint or self.is_inside:
            return False
        self.is_inside = True
        watched.event(event)
        watched.removeEventFilter(self)
        print("painted", flush=True)
        QTimer.singleShot(0, QApplication.quit)
        return True


def run(count: int) -> int:
    """Show the window until its first page is painted."""
    application = QApplication(sys.argv[:1])
    window, table, model, probe = QMainWindow(), QTableView(), _Rows(count), _Probe()
    table.setModel(model)
    window.setCentralWidget(table)
    window.resize(1366, 768)
    table.viewport().installEventFilter(probe)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(run(int(sys.argv[1])))
