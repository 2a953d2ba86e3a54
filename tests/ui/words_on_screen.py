"""Every word a window shows, says to a screen reader or tells in a tip."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


def words_on_screen(window: QWidget) -> frozenset[str]:
    """Texts of the window and of all parts that are in sight."""
    parts = [part for part in window.findChildren(QWidget) if part.isVisible()]
    return frozenset(text for part in (window, *parts) for text in _said(part) if text.strip())


def _said(part: QWidget) -> Iterator[str]:
    yield part.windowTitle()
    yield part.toolTip()
    yield part.accessibleName()
    yield part.accessibleDescription()
    yield from (action.text() for action in part.actions())
    if isinstance(part, (QLabel, QAbstractButton)):
        yield part.text()
    elif isinstance(part, QLineEdit):
        yield part.placeholderText()
        yield part.text()
    elif isinstance(part, (QPlainTextEdit, QTextEdit)):
        yield part.placeholderText()
        yield part.toPlainText()
    elif isinstance(part, QComboBox):
        yield from (part.itemText(place) for place in range(part.count()))
    elif isinstance(part, QAbstractItemView) and part.model() is not None:
        yield from _items(part)


def _items(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    top = QModelIndex()
    # A model of a list keeps its count of columns to itself.
    columns = 1 if isinstance(view, QListView) else model.columnCount(top)
    for column in range(columns):
        head = model.headerData(column, Qt.Orientation.Horizontal)
        yield head if isinstance(head, str) else ""
        for line in range(model.rowCount(top)):
            for role in _ROLES:
                told = model.data(model.index(line, column), role)
                yield told if isinstance(told, str) else ""
