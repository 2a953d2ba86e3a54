"""A table view that shows whole rows only: what would be cut at its edge waits for scrolling."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget
from typing_extensions import override

from ui.theme import current_theme


class WholeRows(QTableView):
    """Scrolls by whole rows and paints none that does not fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)

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
        """Paint the rows that are seen whole."""
        super().paintEvent(event)
        edge = self.whole_rows_height
        if edge < self.viewport().height():
            # Rows begin at the top, so that only the last one can be cut: it waits for scrolling.
            painter = QPainter(self.viewport())
            rest = self.viewport().rect()
            rest.setTop(edge)
            painter.fillRect(rest, current_theme().colour("surface"))
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
