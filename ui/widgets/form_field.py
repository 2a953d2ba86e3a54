"""Form fields: label, editor, hint, and the error in its own place under the editor."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from typing_extensions import override

from ui.theme import Gap
from ui.widgets.arrange import column
from ui.widgets.text import PlainLabel, plain_label


class FormField(QWidget):
    """Wraps any editor; the label is its buddy and its accessible name."""

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._label_text = label.replace("&", "")
        self._hint = hint
        self._label = plain_label(label, "field")
        self._label.setBuddy(editor)
        # With a parent at once: shown without one it would be a window and take the keyboard.
        self._below = PlainLabel(hint, "caption", wrap=True, parent=self)
        self._below.setVisible(bool(hint))
        editor.setAccessibleName(self._label_text)
        if isinstance(editor, QComboBox):
            editor.view().setAccessibleName(self._label_text)
        editor.setAccessibleDescription(hint)
        self.setLayout(column(self._label, editor, self._below, gap=Gap.XS))
        self.setFocusProxy(editor)

    @property
    def error(self) -> str:
        """The error on show, empty when there is none."""
        return self._below.text() if self.editor.property("invalid") == "true" else ""

    def set_label(self, label: str) -> None:
        """Call the field otherwise."""
        self._label_text = label.replace("&", "")
        self._label.setText(label)
        self.editor.setAccessibleName(self._label_text)

    def set_hint(self, hint: str) -> None:
        """Say something else where no error stands."""
        self._hint = hint
        if not self.error:
            self.set_error("")

    def set_error(self, sentence: str) -> None:
        """Show a sentence with the next step under the editor; empty takes it away."""
        is_wrong = bool(sentence)
        self.editor.setProperty("invalid", "true" if is_wrong else "false")
        self._below.setProperty("kind", "caption-error" if is_wrong else "caption")
        for part in (self.editor, self._below):
            part.style().unpolish(part)
            part.style().polish(part)
        self._below.setText(sentence or self._hint)
        self._below.setVisible(bool(sentence or self._hint))
        self.editor.setAccessibleDescription(sentence or self._hint)


class SecretEdit(QLineEdit):
    """A password field: never copied, never offered a menu, emptied when taken.

    Signals:
        caps_lock_seen: whether the last letter typed was an unintended capital (bool).
    """

    caps_lock_seen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )

    def take(self) -> str:
        """Give the text and empty the field, so that the secret stays in one place."""
        text = self.text()
        self.clear()
        return text

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer no menu."""
        event.ignore()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Notice capitals typed without Shift, and the reverse."""
        letter = event.text()
        if letter.isalpha():
            has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock_seen.emit(letter.isupper() != has_shift)
        super().keyPressEvent(event)
