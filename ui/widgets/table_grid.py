"""The grid of a table: whole rows only, a lit row or none, a word where the rows will be."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget
from typing_extensions import override

from ui.theme import Metric, current_theme
from ui.widgets.table_delegate import CellDelegate
from ui.widgets.whole_rows import WholeRows

_ENDS = frozenset({Qt.Key.Key_Home, Qt.Key.Key_End})


class TableGrid(WholeRows):
    """A table with our rows: fixed height, whole-row selection, Tab leaves the table.

    Signals:
        resized: the room for columns changed.
        end_wanted: the first row (False) or the last one (True) was asked for by its key.
    """

    resized = Signal()
    end_wanted = Signal(bool)

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setAccessibleName(accessible_name)
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.fit_rows()
        current_theme().changed.connect(self.fit_rows)

    def fit_rows(self) -> None:
        """Row height from the tokens."""
        height = current_theme().px(Metric.ROW)
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(height)
        rows.setDefaultSectionSize(height)

    @property
    def words(self) -> str:
        """What stands in the middle instead of rows; empty for nothing."""
        return self._words

    def say(self, words: str) -> None:
        """Put a word in the middle, or take it away."""
        self._words = words
        self.setAccessibleDescription(words)
        self.viewport().update()

    @property
    def selected_place(self) -> int:
        """Number of the row that is lit, -1 for none; nothing may be done to another."""
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else -1

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or the word that stands for them."""
        super().paintEvent(event)
        if self._words:
            theme = current_theme()
            painter = QPainter(self.viewport())
            painter.setFont(theme.font())
            painter.setPen(theme.colour("quiet"))
            painter.drawText(self.viewport().rect(), int(Qt.AlignmentFlag.AlignCenter), self._words)
            painter.end()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard; Qt would make the first row current without lighting it."""
        super().focusInEvent(event)
        if self.selected_place < 0:
            self.selectionModel().clearCurrentIndex()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and last row: a lit row has no columns to go through."""
        if event.key() in _ENDS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.end_wanted.emit(event.key() == Qt.Key.Key_End)
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that there is other room for columns."""
        super().resizeEvent(event)
        self.resized.emit()
