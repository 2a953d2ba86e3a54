"""A crawl over a window: what can take the focus must have a name that can be read out."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QScrollBar, QWidget

_OWN_PARTS = ("qt_", "qt-")


def unnamed_widgets(root: QWidget) -> tuple[str, ...]:
    """Paths of focusable widgets below `root` without an accessible name."""
    return tuple(
        _path(widget, root) for widget in focusable_widgets(root) if not spoken_name(widget)
    )


def focusable_widgets(root: QWidget) -> Iterator[QWidget]:
    """Widgets below `root`, shown or not, that take the focus by Tab or click."""
    for widget in [root, *root.findChildren(QWidget)]:
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not _is_inner_part(widget):
            yield widget


def spoken_name(widget: QWidget) -> str:
    """What a screen reader says for a widget: its accessible name, its text, or its buddy's."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton | QLabel):
        return widget.text().replace("&", "") or widget.toolTip()
    return ""


def _is_inner_part(widget: QWidget) -> bool:
    if widget.objectName().startswith(_OWN_PARTS) or isinstance(widget, QScrollBar):
        return True
    parent = widget.parentWidget()
    if parent is None:
        return False
    if isinstance(parent, QAbstractScrollArea) and widget is parent.viewport():
        return True
    # The field inside a spin box or combo box is read through its owner.
    return widget.focusProxy() is not None or parent.focusProxy() is widget


def _path(widget: QWidget, root: QWidget) -> str:
    parts: list[str] = []
    current: QWidget | None = widget
    while current is not None and current is not root:
        parts.append(current.objectName() or type(current).__name__)
        current = current.parentWidget()
    return "/".join([type(root).__name__, *reversed(parts)])
