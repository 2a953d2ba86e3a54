"""Room that scrolls when a panel's words need more height than there is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QLabel, QScrollArea, QWidget
from typing_extensions import override

from ui.theme import Metric, current_theme

_MOST_ROWS = 2


PICTURE = "picture"
"""Property of a part without words, through which an edge may go."""


class Cover(QWidget):
    """Lies over a line that is cut in half, in the colour of what is behind the list."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def lay(self, top: int, height: int) -> None:
        """Cover the area from `top` on, in pixels of its viewport; nothing for no height."""
        port = self._area.viewport().geometry()
        self.setGeometry(port.left(), port.top() + top, port.width(), height)
        self.setVisible(height > 0)
        self.raise_()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill it."""
        behind: QWidget | None = self._area
        while behind is not None and behind.property("kind") != "card":
            behind = behind.parentWidget()
        painter = QPainter(self)
        painter.fillRect(
            self.rect(), current_theme().colour("ground" if behind is None else "surface")
        )
        painter.end()


@dataclass(frozen=True, slots=True)
class _Part:
    """Something no edge may go through; where it has lines, between them it may."""

    widget: QWidget
    line: int


class LineScroll(QScrollArea):
    """A scroll area of whole lines: neither of its edges cuts a word in half.

    Args:
        whole_rows: each widget straight inside is a row, seen whole or not at all.
    """

    def __init__(self, parent: QWidget | None = None, *, whole_rows: bool = False) -> None:
        super().__init__(parent)
        self._whole_rows = whole_rows
        self._covers = (Cover(self), Cover(self))
        # After the layout has settled, or the lines would be sought where they were.
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(0)
        self._look.timeout.connect(self._fit)
        # Not the slot itself: the timer would take the value for its interval.
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._look.start())

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
        # Further down a margin would move what it is to keep whole: the cut lines are covered.
        value = self.verticalScrollBar().value()
        is_first = not value
        most = _MOST_ROWS * current_theme().px(Metric.ROW)
        parts = self._parts(inside, most)
        is_longer = is_first and inside.height() > room
        cut = room - _last_whole(parts, inside, room, most) if is_longer else 0
        margins = self.viewportMargins()
        margins.setBottom(cut if cut <= most else 0)
        if margins != self.viewportMargins():
            self.setViewportMargins(margins)
        upper, lower = self._covers
        above = 0 if is_first else _first_whole(parts, inside, value, most) - value
        below = value + room
        is_end = value == self.verticalScrollBar().maximum()
        under = 0 if is_first or is_end else below - _last_whole(parts, inside, below, most)
        upper.lay(0, above if above <= most else 0)
        under = under if under <= most else 0
        lower.lay(room - under, under)

    def _parts(self, inside: QWidget, most: int) -> list[_Part]:
        """What no edge may go through: rows, words; of a row too high to cover, its words."""
        rows: list[QWidget] = []
        if self._whole_rows:
            straight = (one for one in inside.children() if isinstance(one, QWidget))
            rows = [one for one in straight if one.isVisible() and one.height() <= most]
        words = [
            one
            for one in inside.findChildren(QWidget)
            if one.isVisible() and _is_leaf(one) and not any(row.isAncestorOf(one) for row in rows)
        ]
        return [
            *(_Part(row, 0) for row in rows),
            *(_Part(word, _line_of(word)) for word in words if word not in rows),
        ]


def scrolled(inside: QWidget, accessible_name: str, *, whole_rows: bool = False) -> QScrollArea:
    """Put a widget into a vertical scroll area without a frame."""
    area = LineScroll(whole_rows=whole_rows)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(accessible_name)
    area.setWidget(inside)
    return area


def _first_whole(parts: list[_Part], inside: QWidget, edge: int, most: int) -> int:
    """The least height from `edge` on that goes through none of the parts.

    One too high to be kept whole, as a list beside, is no reason to cut the words of another.
    """
    placed = [(part.widget.mapTo(inside, QPoint(0, 0)).y(), part) for part in parts]
    for top, part in sorted(placed, key=lambda one: one[0]):
        height = part.widget.height()
        if not top < edge < top + height:
            continue
        kept = height if not part.line else min(height, -((top - edge) // part.line) * part.line)
        edge = top + kept if top + kept - edge <= most else edge
    return edge


def _last_whole(parts: list[_Part], inside: QWidget, edge: int, most: int) -> int:
    """The lowest height up to `edge` that goes through none of the parts, but those too high."""
    placed = [(part.widget.mapTo(inside, QPoint(0, 0)).y(), part) for part in parts]
    for top, part in sorted(placed, key=lambda one: one[0], reverse=True):
        if not top < edge < top + part.widget.height():
            continue
        kept = 0 if not part.line else (edge - top) // part.line * part.line
        edge = top + kept if edge - top - kept <= most else edge
    return edge


def _line_of(word: QWidget) -> int:
    is_wrapped = isinstance(word, QLabel) and word.wordWrap()
    return word.fontMetrics().lineSpacing() if is_wrapped else 0


def _is_leaf(part: QWidget) -> bool:
    return not part.property(PICTURE) and not any(
        isinstance(child, QWidget) for child in part.children()
    )
