"""Tells which widgets are shown as windows of their own, even for a moment."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class StrayWindows(QObject):
    """Notes what is shown as a window of its own, even for a moment: it takes the keyboard away."""

    def __init__(self, own: QWidget) -> None:
        super().__init__()
        self._own = own
        self.found: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget):
            self._note(watched)
        return False

    def _note(self, shown: QWidget) -> None:
        if shown.isWindow() and shown is not self._own:
            self.found.append(f"{type(shown).__name__} {shown.accessibleName()!r}")
