"""Rows, columns and grids spaced by tokens, so that views never write a margin."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.theme import Gap, current_theme

STRETCH = 1
"""Put among the items of `row` or `column` where the free room goes."""

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


def clear(layout: QLayout) -> None:
    """Take every item out and delete its widgets when the event loop is next idle."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            clear(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()
