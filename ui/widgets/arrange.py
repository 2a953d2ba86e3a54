"""Rows, columns and grids spaced by tokens, so that views never write a margin."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.theme import Gap, current_theme

Item = QWidget | QLayout | int


def _fill(layout: QBoxLayout, items: tuple[Item, ...], gap: Gap, margin: Gap) -> None:
    theme = current_theme()
    layout.setSpacing(theme.px(gap))
    edge = theme.px(margin)
    layout.setContentsMargins(edge, edge, edge, edge)
    for item in items:
        if isinstance(item, QWidget):
            layout.addWidget(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addStretch(item)


def row(*items: Item, gap: Gap = Gap.S, margin: Gap = Gap.NONE) -> QHBoxLayout:
    """Items side by side."""
    layout = QHBoxLayout()
    _fill(layout, items, gap, margin)
    return layout


def column(*items: Item, gap: Gap = Gap.S, margin: Gap = Gap.NONE) -> QVBoxLayout:
    """Items one under the other."""
    layout = QVBoxLayout()
    _fill(layout, items, gap, margin)
    return layout


def grid(gap: Gap = Gap.S, margin: Gap = Gap.NONE) -> QGridLayout:
    """An empty grid spaced by tokens."""
    theme = current_theme()
    layout = QGridLayout()
    layout.setHorizontalSpacing(theme.px(gap))
    layout.setVerticalSpacing(theme.px(gap))
    edge = theme.px(margin)
    layout.setContentsMargins(edge, edge, edge, edge)
    return layout


def scrolling(content: QLayout, accessible_name: str) -> QScrollArea:
    """A part that scrolls down where the room is short, so that nothing is cut at 200 %."""
    inside = QWidget()
    inside.setLayout(content)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(inside)
    area.setAccessibleName(accessible_name)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def clear(layout: QLayout) -> None:
    """Take every item out and delete its widgets when the event loop is next idle."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            clear(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class TwoEnds(QWidget):
    """A row with parts at both ends that becomes two lines where the room is short.

    Used for headings with filters and for action rows, so that nothing is cut at 200 %.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left = row()
        self.right = row()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(current_theme().px(Gap.S))
        self._both.addLayout(self.left)
        self._both.addStretch(1)
        self._both.addLayout(self.right)
        self.setLayout(self._both)

    @override
    def minimumSizeHint(self) -> QSize:
        left, right = self.left.minimumSize(), self.right.minimumSize()
        return QSize(max(left.width(), right.width()), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose one line or two by the room there is."""
        super().resizeEvent(event)
        self._choose(event.size().width())

    @override
    def event(self, event: QEvent) -> bool:
        """Choose again when a part became longer or shorter."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._choose(self.width())
        return super().event(event)

    def _choose(self, room: int) -> None:
        wanted = self.left.sizeHint().width() + self.right.sizeHint().width()
        wanted += 2 * current_theme().px(Gap.S)
        fits = wanted <= room
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if direction != self._both.direction():
            self._both.setDirection(direction)
            self.updateGeometry()
