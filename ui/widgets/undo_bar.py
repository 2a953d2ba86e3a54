"""The slim bar that offers to take back what was just decided, for ten seconds (D4)."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from ui.theme import Gap, Metric, current_theme, mark
from ui.widgets.arrange import row
from ui.widgets.key_button import KeyHintButton
from ui.widgets.text import plain_label

_TICK_MS = 250


class UndoBar(QFrame):
    """Hidden until `offer`; exactly one of the two signals follows each offer.

    Signals:
        undo_requested: the person took it back in time (the offer's token).
        expired: the time is over or another offer replaced this one (the offer's token).
    """

    undo_requested = Signal(object)
    expired = Signal(object)

    def __init__(self, *, seconds: float = 10.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "undo")
        self._default = seconds
        self._since = QElapsedTimer()
        self._lasts_ms = 0
        self._token: object = None
        self._sentence = plain_label(wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(current_theme().px(Metric.FACE))
        self._seconds = plain_label("", "caption")
        self.button = KeyHintButton(self.tr("&Deshacer"), "Ctrl+Z", icon="undo")
        self.button.clicked.connect(self.undo)
        line = row(self._sentence, self._bar, self._seconds, self.button, gap=Gap.M)
        line.setStretch(0, 1)
        # Slim: it takes its height from the case, at the moment the next one is read.
        edge = current_theme().px(Metric.HAIRLINE)
        line.setContentsMargins(current_theme().px(Gap.M), edge, edge, edge)
        self.setLayout(line)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self.hide()

    @property
    def is_open(self) -> bool:
        """True while taking back is still possible."""
        return self._timer.isActive()

    def offer(self, sentence: str, token: object, *, seconds: float | None = None) -> None:
        """Offer to undo what `token` stands for; an earlier offer still open expires first.

        `seconds` is what is left of the time; nothing is offered where none is.
        """
        self.finish()
        self._lasts_ms = round((self._default if seconds is None else seconds) * 1000)
        if self._lasts_ms <= 0:
            return
        self._token = token
        self._sentence.setText(sentence)
        self._bar.setAccessibleName(sentence)
        self._bar.setRange(0, self._lasts_ms)
        # By the clock and not by counting ticks: a busy window misses some.
        self._since.start()
        self._draw()
        self.show()
        self._timer.start()

    def undo(self) -> None:
        """Take back, if it is still possible."""
        if not self._timer.isActive():
            return
        if self._left_ms() <= 0:
            self.finish()
            return
        self.undo_requested.emit(self._close())

    def finish(self) -> None:
        """Let an open offer expire now, as when the window closes."""
        if self._timer.isActive():
            self.expired.emit(self._close())

    def _close(self) -> object:
        self._timer.stop()
        self.hide()
        token, self._token = self._token, None
        return token

    def _on_tick(self) -> None:
        self._draw()
        if self._left_ms() <= 0:
            self.finish()

    def _left_ms(self) -> int:
        return max(0, self._lasts_ms - self._since.elapsed())

    def _draw(self) -> None:
        left = self._left_ms()
        self._bar.setValue(left)
        self._seconds.setText(self.tr("{0} s").format(-(-left // 1000)))
