"""Finds what a person cannot read whole on a screen."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QTabBar, QWidget

from ui.widgets.badge import Badge
from ui.widgets.text import PlainLabel


def cut_words(view: QWidget) -> list[str]:
    """Labels, buttons, badges and tabs in sight that have less room than their words."""
    labels = [label for label in view.findChildren(PlainLabel) if not label.wordWrap()]
    found = [label.text() for label in labels if label.isVisible() and _is_short_of_room(label)]
    wrapped = [label for label in view.findChildren(PlainLabel) if label.wordWrap()]
    found += [label.text() for label in wrapped if label.isVisible() and _is_too_low(label)]
    parts: list[QWidget] = [*view.findChildren(QPushButton), *view.findChildren(Badge)]
    found += [
        part.accessibleName()
        for part in parts
        if part.isVisible() and part.width() < part.minimumSizeHint().width()
    ]
    for bar in view.findChildren(QTabBar):
        if bar.isVisible():
            metrics, tabs = bar.fontMetrics(), range(bar.count())
            found += [
                bar.tabText(tab)
                for tab in tabs
                if metrics.horizontalAdvance(bar.tabText(tab)) > bar.tabRect(tab).width()
            ]
    return found


def _is_too_low(label: PlainLabel) -> bool:
    """Whether a line of wrapped words lies outside of the label."""
    return bool(label.text()) and label.height() < label.heightForWidth(label.width())


def _is_short_of_room(label: PlainLabel) -> bool:
    needed = label.fontMetrics().horizontalAdvance(label.text())
    return needed > label.contentsRect().width()
