"""The exact message to the citizen, growing with the reasons; and the internal note apart."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget
from typing_extensions import override

from app.domain.ids import CaseId
from app.domain.review import MAX_PERSONAL_LINE, MAX_REVIEW_NOTE
from app.ports.composer import ComposedMessage
from ui.review.desk import Desk
from ui.theme import Gap
from ui.widgets.arrange import row
from ui.widgets.card import Card
from ui.widgets.icon_button import IconButton
from ui.widgets.key_button import KeyCap
from ui.widgets.letter_text import LetterText
from ui.widgets.text import plain_label

_TYPING_PAUSE_MS = 400


class MessagePreview(Card):
    """Shows what the citizen would read, word for word.

    Signals:
        personal_line_written: the added line changed (text).
        note_written: the internal note changed (text); it never reaches the citizen.
        left: the person is done writing and goes back to the evidence.
    """

    personal_line_written = Signal(str)
    note_written = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._write = IconButton("edit", self.tr("Escribir línea o nota"))
        self._write.clicked.connect(self.focus_fields)
        # As low as a line of words: what it saves is a line of the letter.
        self._write.setProperty("isLow", True)
        self.header.add(KeyCap("F8"))
        self.header.add(self._write)
        self.header.setVisible(True)
        self.text = LetterText(self.tr("Mensaje a la persona"))
        self.line = QLineEdit()
        self.line.setMaxLength(MAX_PERSONAL_LINE)
        self.note = QLineEdit()
        self.note.setMaxLength(MAX_REVIEW_NOTE)
        # Labels that stay: what is sent and what never is must not look alike once typed. Beside
        # the field, because above it they would take a line from the letter.
        self.line.setAccessibleName(self.tr("Línea para la persona (se envía)"))
        self.note.setAccessibleName(self.tr("Nota interna (no se envía)"))
        self._line_field = _labelled(self.tr("Línea (se envía)"), self.line)
        self._unsent = plain_label(
            self.tr("Sin mensaje no se envía; se conserva por si vuelve a haberlo."),
            "caption-soon",
            wrap=True,
        )
        self._note_field = _labelled(self.tr("Nota (interna)"), self.note)
        self.add(self.text, 1)
        self.add(self._line_field)
        self.add(self._unsent)
        self.add(self._note_field)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.line.textEdited.connect(lambda _text: self._pause.start())
        self.note.textEdited.connect(lambda _text: self._pause.start())
        for field in (self.line, self.note):
            field.editingFinished.connect(self.flush)
            field.editingFinished.connect(self._tidy_later)
            field.returnPressed.connect(self.left)
        self._case: CaseId | None = None
        self._has_message = False
        self._is_beside = False
        self._tidy()

    def show_desk(self, desk: Desk) -> None:
        """Show the draft's own words; what is being typed for this very case is left alone."""
        is_other = self._case != desk.view.case.id
        if is_other:
            self._pause.stop()
            self._case = desk.view.case.id
        if is_other or not self.line.hasFocus():
            self.line.setText(desk.draft.personal_line)
        if is_other or not self.note.hasFocus():
            self.note.setText(desk.draft.note)
        for field in (self.line, self.note):
            field.setReadOnly(desk.is_read_only)
        self._write.setEnabled(not desk.is_read_only)
        self._tidy()

    def forget(self) -> None:
        """Keep no word of a case that left the desk, neither its letter nor what was typed."""
        self._pause.stop()
        self._case = None
        self.line.clear()
        self.note.clear()
        self.show_message(None)

    def show_message(self, message: ComposedMessage | None) -> None:
        """Show the composed message; without one its room goes to the facts and the reasons."""
        self._has_message = message is not None
        self._tidy()
        if message is None:
            self.text.begin("")
            return
        self.text.show_letter(message)

    def set_beside(self, is_beside: bool) -> None:
        """Stand beside the reasons, where the room is low, or below them."""
        self._is_beside = is_beside
        self._tidy()

    def focus_fields(self) -> None:
        """Go to the line and from there to the note; to the note where there is no line to write.

        A line that was written before its message went is still there to be read and cleared.
        """
        has_line = self._has_message or bool(self.line.text())
        is_note = not has_line or self.line.hasFocus()
        (self._note_field if is_note else self._line_field).show()
        (self.note if is_note else self.line).setFocus()

    @property
    def is_writing(self) -> bool:
        """Whether the focus is in the line or the note."""
        return self.line.hasFocus() or self.note.hasFocus()

    def focus_note(self) -> None:
        """Go to the internal note."""
        self._note_field.show()
        self.note.setFocus()

    def _tidy_later(self) -> None:
        # The focus is still on its way to where it goes.
        QTimer.singleShot(0, self, self._tidy)

    def _tidy(self) -> None:
        """Show what holds words or the focus; empty fields give their room to the rest."""
        for field, editor in ((self._line_field, self.line), (self._note_field, self.note)):
            field.setVisible(bool(editor.text()) or editor.hasFocus())
        self._unsent.setVisible(bool(self.line.text()) and not self._has_message)
        self.text.setVisible(self._has_message)
        title = self.tr("Mensaje a la persona")
        self.header.set_title(title if self._has_message else self.tr("Sin mensaje a la persona"))
        # Beside the reasons, in a low window, the words get the room of their title.
        self.header.setHidden(self._is_beside and self._has_message)
        policy = QSizePolicy.Policy.Preferred if self._has_message else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, policy)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends writing; what was written stays."""
        if event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.left.emit()
            return
        super().keyPressEvent(event)

    def flush(self) -> None:
        """Hand on what was typed, now."""
        self._pause.stop()
        if self._case is None:
            return
        self.personal_line_written.emit(self.line.text())
        self.note_written.emit(self.note.text())


def _labelled(label: str, editor: QLineEdit) -> QWidget:
    field, said = QWidget(), plain_label(label, "field")
    said.setBuddy(editor)
    editor.setToolTip(editor.accessibleName())
    layout = row(said, editor, gap=Gap.S)
    layout.setStretch(1, 1)
    field.setLayout(layout)
    field.setFocusProxy(editor)
    return field
