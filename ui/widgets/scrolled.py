"""Room that scrolls when a panel's words need more height than there is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget
from typing_extensions import override

from ui.theme import Metric, current_theme

_MOST_ROWS = 2


class LineScroll(QScrollArea):
    """A scroll area that begins with whole lines: its lower edge cuts no word in half."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # After the layout has settled, or the lines would be sought where they were.
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(0)
        self._look.timeout.connect(self._fit)
        self.verticalScrollBar().valueChanged.connect(self._look.start)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height ends at another line."""
        super().resizeEvent(event)
        self._look.start()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Other words inside end at another line."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._look.start()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        inside: QWidget | None = self.widget()
        if inside is None:
            return
        room = self.contentsRect().height()
        # Who scrolls sees where the words go on; only the first look must be whole.
        is_first = not self.verticalScrollBar().value()
        cut = room - _last_whole(inside, room) if is_first and inside.height() > room else 0
        most = _MOST_ROWS * current_theme().px(Metric.ROW)
        margins = self.viewportMargins()
        margins.setBottom(cut if cut <= most else 0)
        if margins != self.viewportMargins():
            self.setViewportMargins(margins)


def scrolled(inside: QWidget, accessible_name: str) -> QScrollArea:
    """Put a widget into a vertical scroll area without a frame."""
    area = LineScroll()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(accessible_name)
    area.setWidget(inside)
    return area


def _last_whole(inside: QWidget, edge: int) -> int:
    """The lowest height up to `edge` that goes through no word."""
    parts = [part for part in inside.findChildren(QWidget) if part.isVisible() and _is_leaf(part)]
    placed = [(part.mapTo(inside, QPoint(0, 0)).y(), part) for part in parts]
    for top, part in sorted(placed, key=lambda one: one[0], reverse=True):
        if not top < edge < top + part.height():
            continue
        kept = 0
        if isinstance(part, QLabel) and part.wordWrap():
            line = part.fontMetrics().lineSpacing()
            kept = (edge - top) // line * line
        edge = top + kept
    return edge


def _is_leaf(part: QWidget) -> bool:
    return not any(isinstance(child, QWidget) for child in part.children())
