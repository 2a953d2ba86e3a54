"""The machine-readable zone of the document on show, typed by the reviewer and compared at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontDatabase, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.field_finding import Weight
from app.domain.mrz.document_check import MAX_ZONE, DocumentCheck, check_document
from app.domain.review import DOCUMENT_REQUIREMENTS
from ui.review.desk import Desk
from ui.review.zone_words import ZoneWords
from ui.theme import Gap, Tone
from ui.widgets.arrange import clear, column, row
from ui.widgets.badge import Badge
from ui.widgets.text import PlainLabel, plain_label

_TYPING_PAUSE_MS = 400
_LINES = 3


class ZonePanel(QWidget):
    """A field for the two or three lines, and what they say; it suggests and refuses nothing.

    Seen only beside a document; what was typed stays with the draft.

    Signals:
        zone_written: the zone changed (text).
        left: Esc was pressed; what was written stays.
    """

    zone_written = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ZoneWords(self)
        self._desk: Desk | None = None
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(self.tr("Zona de lectura mecánica del documento"))
        self.text.setPlaceholderText(self.tr("Copie las líneas con «<» si el documento las tiene"))
        self.text.setFixedHeight(
            self.text.fontMetrics().lineSpacing() * _LINES + 2 * self.text.frameWidth() + Gap.L
        )
        self._found: QVBoxLayout = column(gap=Gap.S)
        layout = column(plain_label(self.tr("Zona de lectura mecánica"), "strong"), gap=Gap.S)
        layout.addWidget(self.text)
        layout.addLayout(self._found)
        self.setLayout(layout)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.text.textChanged.connect(self._on_typed)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends writing; what was written stays."""
        if event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.left.emit()
            return
        super().keyPressEvent(event)

    def show_desk(self, desk: Desk) -> None:
        """Show what the draft holds; what is being typed is left alone."""
        is_other = self._desk is None or self._desk.view.case.id != desk.view.case.id
        self._desk = desk
        self.setVisible(desk.selected in DOCUMENT_REQUIREMENTS)
        self.text.setReadOnly(desk.is_read_only)
        if is_other:
            # What was typed beside another document is not for this case.
            self._pause.stop()
        if is_other or not (self.text.hasFocus() or self._pause.isActive()):
            self._put(desk.draft.zone)
        self._draw()

    def forget(self) -> None:
        """Wipe what was typed."""
        self._pause.stop()
        self._desk = None
        self._put("")
        clear(self._found)

    def flush(self) -> None:
        """Hand on what was typed, now."""
        if self._pause.isActive():
            self._pause.stop()
        if self._desk is not None and not self._desk.is_read_only:
            self.zone_written.emit(self.text.toPlainText())

    def _put(self, zone: str) -> None:
        if zone == self.text.toPlainText():
            return
        self.text.blockSignals(True)
        self.text.setPlainText(zone)
        self.text.blockSignals(False)

    def _on_typed(self) -> None:
        typed = self.text.toPlainText()
        if len(typed) > MAX_ZONE:
            self._put(typed[:MAX_ZONE])
            self.text.moveCursor(QTextCursor.MoveOperation.End)
        self._draw()
        self._pause.start()

    def _draw(self) -> None:
        clear(self._found)
        desk, typed = self._desk, self.text.toPlainText()
        if desk is None or not typed.strip():
            return
        check = check_document(typed, desk.view.case.declared, desk.today)
        for tone, word, sentence in self._lines(desk, check):
            self._found.addLayout(
                column(row(Badge(word, tone), 1), PlainLabel(sentence, wrap=True), gap=Gap.XS)
            )

    def _lines(self, desk: Desk, check: DocumentCheck) -> list[tuple[Tone, str, str]]:
        declared, zone = desk.view.case.declared, check.reading.zone
        found: list[tuple[Tone, str, str]] = []
        if zone is not None:
            found += [
                (
                    Tone.LATE,
                    self.tr("no coincide"),
                    self._words.difference(name, zone, declared),
                )
                for name in check.differences
            ]
        if check.is_expired:
            expired = self.tr("El documento está caducado según su zona.")
            found.append((Tone.SOON, self.tr("caducado"), expired))
        for finding in check.reading.findings:
            is_error = finding.weight is Weight.ERROR
            word = self.tr("compare") if is_error else self.tr("nota")
            tone = Tone.SOON if is_error else Tone.INFO
            found.append((tone, word, self._words.finding(finding)))
        if not found:
            agrees = self.tr("Dígitos de control correctos; coincide con lo declarado.")
            found.append((Tone.DONE, self.tr("coincide"), agrees))
        return found
