"""A short list of word-wrapped lines; letters typed in it are left to the screen's keys."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListWidget, QWidget
from typing_extensions import override

from ui.theme import Metric, current_theme
from ui.widgets.scrolled import Cover


class WordList(QListWidget):
    """For a handful of items with widgets of their own (never for tables of records)."""

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(accessible_name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self._covers = (Cover(self), Cover(self))
        # After the layout has settled, or the rows would be sought where they were.
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(0)
        self._look.timeout.connect(self._cover_cut_rows)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._look.start())

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

        self._look.start()

    def _cover_cut_rows(self) -> None:
        """No row is seen by half, unless it is all there is room for."""
        room = self.viewport().height()
        places = [self.visualItemRect(self.item(place)) for place in range(self.count())]
        tops = [place.top() for place in places if place.top() < room <= place.bottom()]
        ends = [place.bottom() + 1 for place in places if place.top() < 0 <= place.bottom()]
        upper, lower = max(ends, default=0), min(tops, default=room)
        has_whole = any(upper <= p.top() and p.bottom() < lower for p in places)
        self._covers[0].lay(0, upper if has_whole else 0)
        self._covers[1].lay(lower, room - lower if has_whole else 0)

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
