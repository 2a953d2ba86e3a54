"""The grid of a table: whole rows only, a lit row or none, a word where the rows will be."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from ui.theme import Metric, current_theme
from ui.widgets.table_delegate import CellDelegate


class TableGrid(QTableView):
    """A QTableView with our rows: fixed height, whole-row selection, Tab leaves the table.

    Signals:
        resized: the room for columns changed.
    """

    resized = Signal()

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
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
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

    @property
    def whole_rows_height(self) -> int:
        """Height of the rows that are seen whole, from the top of the viewport."""
        room = self.viewport().height()
        last = self.rowAt(room - 1)
        if last < 0:
            return room
        top = self.rowViewportPosition(last)
        return room if top + self.rowHeight(last) <= room or top <= 0 else top

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that are seen whole, or the word that stands for them."""
        super().paintEvent(event)
        edge = self.whole_rows_height
        if edge < self.viewport().height():
            # Rows begin at the top, so that only the last one can be cut: it waits for scrolling.
            painter = QPainter(self.viewport())
            rest = self.viewport().rect()
            rest.setTop(edge)
            painter.fillRect(rest, current_theme().colour("surface"))
            painter.end()
        if self._words:
            theme = current_theme()
            painter = QPainter(self.viewport())
            painter.setFont(theme.font())
            painter.setPen(theme.colour("quiet"))
            painter.drawText(self.viewport().rect(), int(Qt.AlignmentFlag.AlignCenter), self._words)
            painter.end()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll by whole rows, at the end of the list too."""
        super().scrollContentsBy(dx, dy)
        self._begin_at_a_row()

    @override
    def updateGeometries(self) -> None:
        """Fit the scroll bars to the room."""
        super().updateGeometries()
        self._begin_at_a_row()

    def _begin_at_a_row(self) -> None:
        # At the end Qt sets the last row to the lower edge, which cuts the first one in two.
        rows = self.verticalHeader()
        place = self.verticalScrollBar().value()
        if rows.count() and rows.offset() != rows.sectionPosition(place):
            rows.setOffsetToSectionPosition(place)
            self.viewport().update()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard; Qt would make the first row current without lighting it."""
        super().focusInEvent(event)
        if self.selected_place < 0:
            self.selectionModel().clearCurrentIndex()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that there is other room for columns."""
        super().resizeEvent(event)
        self.resized.emit()
