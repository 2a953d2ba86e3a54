"""The exact message to the citizen, growing with the reasons; and the internal note apart."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.domain.review import MAX_PERSONAL_LINE
from app.ports.composer import ComposedMessage
from ui.review.desk import Desk
from ui.widgets.card import Card

_TYPING_PAUSE_MS = 400


class MessagePreview(Card):
    """Shows what the citizen would read, word for word.

    Signals:
        personal_line_written: the added line changed (text).
        note_written: the internal note changed (text); it never reaches the citizen.
    """

    personal_line_written = Signal(str)
    note_written = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.header.set_title(self.tr("Mensaje a la persona"))
        self.header.set_remark(self.tr("se arma con los motivos"))
        self.header.setVisible(True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Mensaje a la persona"))
        self.line = QLineEdit()
        self.line.setMaxLength(MAX_PERSONAL_LINE)
        self.line.setPlaceholderText(self.tr("Línea personal (opcional)"))
        self.line.setAccessibleName(self.tr("Línea personal (opcional)"))
        self.note = QLineEdit()
        self.note.setPlaceholderText(self.tr("Nota interna (no se envía)"))
        self.note.setAccessibleName(self.tr("Nota interna (no se envía)"))
        self.add(self.text, 1)
        self.add(self.line)
        self.add(self.note)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.line.textEdited.connect(lambda _text: self._pause.start())
        self.note.textEdited.connect(lambda _text: self._pause.start())
        self.line.editingFinished.connect(self.flush)
        self.note.editingFinished.connect(self.flush)

    def show_desk(self, desk: Desk) -> None:
        """Show the draft's own words; what is being typed is left alone."""
        if not self.line.hasFocus():
            self.line.setText(desk.draft.personal_line)
        if not self.note.hasFocus():
            self.note.setText(desk.draft.note)
        for field in (self.line, self.note):
            field.setReadOnly(desk.is_read_only)

    def show_message(self, message: ComposedMessage | None) -> None:
        """Show the composed message, or say why there is none."""
        if message is None:
            self.text.setPlainText(
                self.tr("Aún no hay mensaje. Al pedir algo otra vez, aquí se lee el correo exacto.")
            )
            return
        place = self.text.verticalScrollBar().value()
        self.text.setPlainText(f"{message.subject}\n\n{message.text}")
        self.text.verticalScrollBar().setValue(place)

    def flush(self) -> None:
        """Hand on what was typed, now."""
        self._pause.stop()
        self.personal_line_written.emit(self.line.text())
        self.note_written.emit(self.note.text())
