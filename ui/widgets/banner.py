"""Banners: what happened, what to do next, and one action, in the place it concerns."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from ui.messages import Message
from ui.theme import Gap, Metric, Tone, current_theme, mark
from ui.widgets.arrange import column, row
from ui.widgets.icon_button import IconButton
from ui.widgets.key_button import KeyHintButton
from ui.widgets.text import plain_label

_LOOK = {
    Tone.NEUTRAL: ("banner-info", "info", "accent"),
    Tone.INFO: ("banner-info", "info", "accent"),
    Tone.DONE: ("banner-done", "check", "done"),
    Tone.SOON: ("banner-soon", "warning", "soon"),
    Tone.LATE: ("banner-late", "error", "late"),
}


class Banner(QFrame):
    """Hidden until `tell` or `tell_message`; stays until dismissed, retried or cleared.

    Signals:
        action_requested: the action button (Reintentar unless named otherwise) was used.
        dismissed: the person closed it.
    """

    action_requested = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel()
        self._sentence = plain_label(kind="strong", wrap=True)
        self._step = plain_label(wrap=True)
        self._action = KeyHintButton(self.tr("Reintentar"), icon="retry")
        self._action.clicked.connect(self.action_requested)
        self._close = IconButton("clear", self.tr("Cerrar aviso"))
        self._close.clicked.connect(self._on_close)
        words = column(self._sentence, self._step, gap=Gap.XS)
        line = row(self._icon, words, self._action, self._close, margin=Gap.S, gap=Gap.M)
        line.setStretch(1, 1)
        self.setLayout(line)
        self._tone = Tone.INFO
        self.hide()
        current_theme().changed.connect(self._draw_icons)

    @property
    def tone(self) -> Tone:
        """What the banner means."""
        return self._tone

    @property
    def text(self) -> str:
        """Sentence and next step as shown."""
        return f"{self._sentence.text()} {self._step.text()}".strip()

    def tell(
        self,
        tone: Tone,
        sentence: str,
        next_step: str = "",
        *,
        action: str = "",
        keys: str = "",
        icon: str = "retry",
    ) -> None:
        """Show a sentence, its next step and, if named, an action button with its key and icon."""
        self._tone = tone
        self._sentence.setText(sentence)
        self._step.setText(next_step)
        self._step.setVisible(bool(next_step))
        self._action.set_label(action or self.tr("Reintentar"))
        self._action.set_keys(keys)
        self._action.set_icon(icon)
        self._action.setVisible(bool(action))
        self.setAccessibleName(f"{sentence} {next_step}".strip())
        self._draw_icons()
        self.show()

    def tell_message(self, message: Message) -> None:
        """Show an entry of the message catalogue; offers Reintentar where that may help."""
        action = self.tr("Reintentar") if message.can_retry else ""
        self.tell(message.tone, message.sentence, message.next_step, action=action)

    def clear(self) -> None:
        """Take the banner away."""
        self.hide()

    def _on_close(self) -> None:
        self.hide()
        self.dismissed.emit()

    def _draw_icons(self) -> None:
        theme = current_theme()
        kind, icon, colour = _LOOK[self._tone]
        mark(self, kind)
        side = theme.px(Metric.ICON) + theme.px(Gap.XS)
        self._icon.setPixmap(theme.icon(icon, colour).pixmap(QSize(side, side)))
