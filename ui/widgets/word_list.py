"""A short list of word-wrapped lines; letters typed in it are left to the screen's keys."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListWidget, QWidget
from typing_extensions import override

from ui.theme import Metric, current_theme


class WordList(QListWidget):
    """For a handful of items with widgets of their own (never for tables of records)."""

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(accessible_name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)

    def fit(self) -> None:
        """Give each row the height its words need at this width."""
        width = self.viewport().width()
        least = current_theme().px(Metric.ROW)
        for place in range(self.count()):
            item = self.item(place)
            widget = self.itemWidget(item)
            if widget is not None:
                height = widget.heightForWidth(width) if widget.hasHeightForWidth() else 0
                item.setSizeHint(QSize(0, max(least, height or widget.sizeHint().height())))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew at the new width."""
        super().resizeEvent(event)
        self.fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type-ahead search would swallow the verdict letters."""
        if event.text() and event.text().isprintable() and not event.modifiers():
            event.ignore()
            return
        super().keyPressEvent(event)
