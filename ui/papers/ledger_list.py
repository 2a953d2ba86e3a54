"""Every message of a case with where it stands (D19)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.ids import MessageId
from app.stages.notification import LedgerRow
from ui.papers.words import LedgerWords
from ui.theme import Gap
from ui.widgets.agency_time import AgencyTime
from ui.widgets.arrange import clear, column, row
from ui.widgets.badge import Badge
from ui.widgets.card import SectionHeader
from ui.widgets.key_button import KeyHintButton
from ui.widgets.text import PlainLabel, plain_label


class LedgerList(QWidget):
    """Lists the messages, the newest first.

    Signals:
        resend_wanted: send a message once more (its id).
    """

    resend_wanted = Signal(object)

    def __init__(
        self, time: AgencyTime, *, may_resend: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = LedgerWords(time, self)
        self._may_resend = may_resend
        self._again: dict[MessageId, KeyHintButton] = {}
        self._resent: set[MessageId] = set()
        self.setAccessibleName(self.tr("Correos"))
        self._lines: QVBoxLayout = column(gap=Gap.M)
        self.setLayout(column(SectionHeader(self.tr("Correos")), self._lines, gap=Gap.S))

    def show_rows(self, rows: Sequence[LedgerRow] | None) -> None:
        """Show the messages; None while they are on their way."""
        self._again.clear()
        clear(self._lines)
        if rows is None:
            self._resent.clear()
            self._lines.addWidget(plain_label(self.tr("Cargando…"), "quiet"))
            return
        if not rows:
            self._lines.addWidget(
                plain_label(self.tr("Aún no se ha escrito a la persona."), "caption")
            )
        for item in reversed(rows):
            self._lines.addLayout(self._message(item))

    def show_failure(self) -> None:
        """Say in their place that they could not be read."""
        clear(self._lines)
        self._lines.addWidget(
            plain_label(self.tr("No se pudo leer. Abra el caso otra vez."), "caption", wrap=True)
        )

    def mark_resent(self, message_id: MessageId) -> None:
        """The copy is another message, on its way; this one is not sent a third time from here."""
        self._resent.add(message_id)
        again = self._again.get(message_id)
        if again is not None:
            again.setEnabled(False)
            again.set_label(self.tr("Reenviado"))

    def _message(self, item: LedgerRow) -> QVBoxLayout:
        words, name = self._words, self._words.name(item)
        badge = words.standing(item)
        lines = column(plain_label(name, "body", wrap=True), gap=Gap.XS)
        standing = row(Badge(badge.text, badge.tone), 1)
        if self._may_resend and item.is_repeatable:
            again = KeyHintButton(self.tr("Reenviar"), kind="link")
            again.setAccessibleName(f"{self.tr('Reenviar')}: {name}, {words.whom(item)}")
            again.clicked.connect(partial(self.resend_wanted.emit, item.id))
            standing.addWidget(again)
            self._again[item.id] = again
            if item.id in self._resent:
                self.mark_resent(item.id)
        lines.addLayout(standing)
        for text in (words.error(item), words.whom(item), words.when(item)):
            if text:
                lines.addWidget(plain_label(text, "caption", wrap=True))
        if item.body_hash:
            digest = PlainLabel(words.hash(item), "caption", selectable=True)
            digest.setToolTip(item.body_hash)
            lines.addWidget(digest)
        return lines
