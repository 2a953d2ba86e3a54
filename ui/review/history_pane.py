"""What happened to the case, and every message with where it stands (D19)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.domain.ids import MessageId
from app.domain.message import MessageStatus, OutboxMessage
from app.ports.readers import TimelineItem
from ui.theme import Gap, Tone
from ui.widgets.agency_time import AgencyTime
from ui.widgets.arrange import clear, column, row
from ui.widgets.badge import Badge
from ui.widgets.card import SectionHeader
from ui.widgets.event_words import EventWords
from ui.widgets.key_button import KeyHintButton
from ui.widgets.text import plain_label

_TONES = {
    MessageStatus.HANDED_OVER: Tone.DONE,
    MessageStatus.FAILED: Tone.LATE,
    MessageStatus.CANCELLED: Tone.NEUTRAL,
}


class HistoryPane(QScrollArea):
    """Messages first, then events, newest first.

    Signals:
        resend_wanted: send a message that was given up once more (its id).
    """

    resend_wanted = Signal(object)

    def __init__(self, time: AgencyTime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._time = time
        self._words = EventWords(self)
        self._again: dict[MessageId, KeyHintButton] = {}
        self.setWidgetResizable(True)
        self.setAccessibleName(self.tr("Historia del caso"))
        inside = QWidget()
        self._lines: QVBoxLayout = column(gap=Gap.S, margin=Gap.S)
        inside.setLayout(self._lines)
        self.setWidget(inside)

    def begin(self) -> None:
        """Another case: its history is on its way, and the one before is nobody's any more."""
        clear(self._lines)
        self._lines.addWidget(plain_label(self.tr("Cargando…"), "quiet"))
        self._lines.addStretch(1)

    def show_history(
        self, messages: Sequence[OutboxMessage], events: Sequence[TimelineItem] | None
    ) -> None:
        """Show both lists; events are None when they could not be read."""
        self._again.clear()
        clear(self._lines)
        self._lines.addWidget(SectionHeader(self.tr("Correos")))
        if not messages:
            self._lines.addWidget(
                plain_label(self.tr("Aún no se ha escrito a la persona."), "caption")
            )
        for message in reversed(messages):
            self._lines.addLayout(self._message(message))
        self._lines.addWidget(SectionHeader(self.tr("Qué pasó")))
        if events is None:
            self._lines.addWidget(
                plain_label(self.tr("No se pudo leer. Abra el caso otra vez."), "caption")
            )
        for event in reversed(events or ()):
            self._lines.addLayout(self._event(event))
        self._lines.addStretch(1)

    def mark_resent(self, message_id: MessageId) -> None:
        """The copy is another message, on its way; this one is not sent a third time from here."""
        again = self._again.get(message_id)
        if again is not None:
            again.setEnabled(False)
            again.set_label(self.tr("Reenviado"))

    def _message(self, message: OutboxMessage) -> QVBoxLayout:
        tone = Tone.SOON if message.may_have_left else _TONES.get(message.status, Tone.SOON)
        when = message.handed_over_at or message.created_at
        name = self._words.template(message.template)
        head = row(plain_label(name, "body"), Badge(self._words.standing(message), tone), 1)
        if message.status is MessageStatus.FAILED and message.is_repeatable:
            again = KeyHintButton(self.tr("Reenviar"), kind="link")
            again.setAccessibleName(f"{self.tr('Reenviar')}: {name}, {message.recipient}")
            again.clicked.connect(partial(self.resend_wanted.emit, message.id))
            head.addWidget(again)
            self._again[message.id] = again
        return column(
            head,
            plain_label(f"{self._time.full(when)} · {message.recipient}", "caption", wrap=True),
            gap=Gap.XS,
        )

    def _event(self, event: TimelineItem) -> QVBoxLayout:
        who = event.actor_name or self.tr("el sistema")
        return column(
            plain_label(self._words.action(event.action), "body", wrap=True),
            plain_label(f"{self._time.full(event.at)} · {who}", "caption", wrap=True),
            gap=Gap.XS,
        )
