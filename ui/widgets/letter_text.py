"""A letter to read before it leaves: whole lines, and what was just written is in sight."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from app.ports.composer import ComposedMessage


class LetterText(QPlainTextEdit):
    """Shows a composed message word for word; its lower edge goes through no line."""

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(accessible_name)
        # After the layout has settled, or the place would be sought where it was.
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(0)
        self._look.timeout.connect(self._bring_news_into_sight)
        self._news: tuple[int, int] | None = None
        self._letter = ""

    def begin(self, text: str) -> None:
        """Show what stands in the place of a letter that is still to come."""
        self._news = None
        self._letter = ""
        self.setPlainText(text)

    def show_letter(self, message: ComposedMessage) -> None:
        """Show a message; of a changed one what differs comes into sight, else it stays in place."""
        # The field breaks paragraphs where it ends; every other end of a line is the mail's own.
        text = f"{message.subject}\n\n{message.flow}"
        before, self._letter = self._letter, text
        if text == before:
            return
        place = self.verticalScrollBar().value()
        self.setPlainText(text)
        self.verticalScrollBar().setValue(place)
        self._news = changed_part(before, text)
        self._look.start()

    def _bring_news_into_sight(self) -> None:
        if self._news is None:
            return
        # The end first: where both do not fit, the beginning is what stays in sight.
        for at in reversed(self._news):
            cursor = QTextCursor(self.document())
            cursor.setPosition(min(at, self.document().characterCount() - 1))
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the part of a line that does not fit, and keep what is new in sight."""
        super().resizeEvent(event)
        line = self.fontMetrics().lineSpacing()
        margins = self.viewportMargins()
        whole = self.viewport().height() + margins.bottom()
        room = whole - round(self.document().documentMargin())
        margins.setBottom(room % line if room > line else 0)
        if margins != self.viewportMargins():
            self.setViewportMargins(margins)
        self._look.start()


def changed_part(before: str, after: str) -> tuple[int, int] | None:
    """Begin and end of what is new in `after`; None for the first text, read from its top."""
    if not before:
        return None
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    tail = 0
    most = min(len(before), len(after)) - same
    while tail < most and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return same, len(after) - tail
