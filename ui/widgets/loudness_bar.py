"""The level of a sound track over time, so that silence is seen before it is heard."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.ports.media import LoudnessEnvelope
from ui.theme import Metric, TextSize, current_theme
from ui.widgets.filmstrip import TimeBar

_FLOOR_DB = -60.0


class LoudnessBar(TimeBar):
    """Bars of loudness: speech-like sound in green, other sound grey, silence a flat line.

    Colour is never alone: the words say what is missing.
    """

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(accessible_name, Metric.LOUDNESS, parent)
        self._envelope: LoudnessEnvelope | None = None
        self._words = ""
        self._bars: list[tuple[float, bool]] = []

    def show_envelope(self, envelope: LoudnessEnvelope) -> None:
        """Show a track."""
        self._envelope = envelope
        self._bars = []
        self._words = "" if any(envelope.speech) else self.tr("sin voz")
        self.setAccessibleDescription(self._words)
        self.update()

    def show_words(self, words: str) -> None:
        """Say why there is no track to show."""
        self._envelope = None
        self._words = words
        self.setAccessibleDescription(words)
        self.update()

    def has_voice(self, from_us: int, to_us: int) -> bool:
        """Whether some of that stretch sounds like speech; False while nothing is known."""
        envelope = self._envelope
        if envelope is None:
            return False
        first = max(0, from_us) // envelope.step_us
        return any(envelope.speech[first : max(0, to_us) // envelope.step_us + 1])

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars and the place."""
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("stage_line"))
        if self._envelope is not None:
            self._paint_bars(painter, self._envelope)
        if self._words:
            painter.setFont(theme.font(TextSize.CAPTION, strong=True))
            painter.setPen(theme.colour("on_stage"))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._words)
        self._paint_marks(painter)
        painter.end()

    def _paint_bars(self, painter: QPainter, envelope: LoudnessEnvelope) -> None:
        theme = current_theme()
        if not envelope.dbfs:
            return
        voice, other = theme.colour("voice"), theme.colour("line_strong")
        columns = min(len(envelope.dbfs), max(1, self.width() // theme.px(2)))
        width = self.width() / columns
        for place, (share, is_voice) in enumerate(self._bars_of(envelope, columns)):
            height = share * self.height()
            bar = QRectF(place * width, (self.height() - height) / 2, max(1.0, width - 1), height)
            painter.fillRect(bar, voice if is_voice else other)

    def _bars_of(self, envelope: LoudnessEnvelope, columns: int) -> list[tuple[float, bool]]:
        """Share of the height, and whether it is voice; kept, as a playing video draws it anew."""
        if len(self._bars) != columns:
            self._bars = []
            for place in range(columns):
                first = place * len(envelope.dbfs) // columns
                last = max(first + 1, (place + 1) * len(envelope.dbfs) // columns)
                level = max(envelope.dbfs[first:last])
                share = max(0.04, 1 - max(level, _FLOOR_DB) / _FLOOR_DB)
                self._bars.append((share, any(envelope.speech[first:last])))
        return self._bars
