"""A panel beside the work, used instead of dialogs; Esc puts it away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ui.theme import Gap, Metric, current_theme
from ui.widgets.card import Card
from ui.widgets.icon_button import IconButton


class SidePanel(Card):
    """Hidden until `open_with`; gives the focus back when put away.

    Signals:
        closed: the panel was put away.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", margin=Gap.L, gap=Gap.M, parent=parent)
        self._content: QWidget | None = None
        self._came_from: QWidget | None = None
        self._close = IconButton("clear", self.tr("Cerrar panel"))
        self._close.clicked.connect(self.put_away)
        self.header.add(self._close)
        self.setFixedWidth(current_theme().px(Metric.FORM_WIDTH))
        self.hide()

    def fit(self, room: int) -> None:
        """Take a form's width, or less than half of a window that has not that room for two."""
        self.setFixedWidth(min(current_theme().px(Metric.FORM_WIDTH), room * 9 // 20))

    @property
    def content(self) -> QWidget | None:
        """What the panel holds now."""
        return self._content

    def open_with(self, title: str, content: QWidget) -> None:
        """Show `content`, which the panel owns from now on."""
        if not self.isVisible():
            self._came_from = self.window().focusWidget()
        self._drop()
        self._content = content
        self.header.set_title(title)
        self.setAccessibleName(title)
        layout: QVBoxLayout = self.body
        layout.addWidget(content, 1)
        content.show()
        self.show()
        content.setFocus()

    def put_away(self) -> None:
        """Hide, drop the content and give the focus back."""
        self.hide()
        self._drop()
        if self._came_from is not None:
            self._came_from.setFocus()
            self._came_from = None
        self.closed.emit()

    def _drop(self) -> None:
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
            self._content = None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the panel away."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        super().keyPressEvent(event)
