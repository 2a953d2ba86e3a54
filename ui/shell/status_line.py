"""The strip at the bottom: connection, counts by time left, what a key could not do, last save."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget
from typing_extensions import override

from ui.theme import Gap, Metric, current_theme, mark
from ui.widgets.arrange import row
from ui.widgets.key_button import KeyHintButton
from ui.widgets.text import plain_label

SAID_MS = 12_000
"""So long a word about a key stays; it is in nobody's way."""
_COUNTS = (("done", "check"), ("soon", "clock"), ("late", "warning"), ("quiet", "pause"))


class _IconWord(QWidget):
    """A small icon and a word of one colour."""

    def __init__(self, icon: str, ink: str) -> None:
        super().__init__()
        self._icon_name, self._ink = icon, ink
        self._full = ""
        self._icon = QLabel()
        self.word = plain_label("", "caption" if ink == "quiet" else f"caption-{ink}")
        self.setLayout(row(self._icon, self.word, gap=Gap.XS))
        current_theme().changed.connect(self._draw)
        self._draw()

    def tell(self, text: str, *, ink: str | None = None) -> None:
        self._full = text
        self.show_short(False)
        if ink is not None and ink != self._ink:
            self._ink = ink
            mark(self.word, "caption" if ink == "quiet" else f"caption-{ink}")
            self._draw()

    def show_short(self, is_short: bool) -> None:
        """The number alone; the icon says what it counts, and the whole stands in the tip."""
        self.word.setText(self._full.split()[0] if is_short and self._full else self._full)
        self.word.setAccessibleName(self._full)
        self.word.setToolTip(self._full if is_short else "")

    @property
    def full_width(self) -> int:
        """Room the whole words take."""
        theme = current_theme()
        word = self.word.fontMetrics().horizontalAdvance(self._full)
        return theme.px(Metric.ICON_SMALL) + theme.px(Gap.XS) + word

    def _draw(self) -> None:
        theme = current_theme()
        side = theme.px(Metric.ICON_SMALL)
        self._icon.setPixmap(theme.icon(self._icon_name, self._ink).pixmap(QSize(side, side)))


class StatusLine(QFrame):
    """Says whether the database answers, how time stands, and when work was last saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "status")
        theme = current_theme()
        self.setMinimumHeight(theme.px(Metric.STATUS))
        self._connection = _IconWord("dot", "quiet")
        self._counts = {ink: _IconWord(icon, ink) for ink, icon in _COUNTS}
        self._saved = plain_label("", "caption")
        self._said = plain_label("", "caption-soon")
        self._said.hide()
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(SAID_MS)
        self._silence.timeout.connect(lambda: self.say(""))
        self.keys_button = KeyHintButton(self.tr("Teclas"), "?", kind="link")
        line = row(self._connection, *self._counts.values(), 1, self._said, self._saved, gap=Gap.XL)
        line.addWidget(self.keys_button)
        line.setContentsMargins(theme.px(Gap.L), 0, theme.px(Gap.L), 0)
        self.setLayout(line)
        self.set_connected(True)
        for part in self._counts.values():
            part.hide()

    def set_connected(self, is_connected: bool) -> None:
        """Say whether the database answers."""
        if is_connected:
            self._connection.tell(self.tr("Conectado"), ink="done")
        else:
            self._connection.tell(self.tr("Sin conexión"), ink="late")

    def set_counts(self, on_time: int, due_today: int, overdue: int, waiting: int = 0) -> None:
        """Cases by time left; together they are the number beside the queue's word."""
        words = {
            "done": self.tr("%n a tiempo", "", on_time),
            "soon": self.tr("%n vencen hoy", "", due_today),
            "late": self.tr("%n vencidos", "", overdue),
            "quiet": self.tr("%n en pausa", "", waiting),
        }
        for ink, text in words.items():
            self._counts[ink].tell(text)
            self._counts[ink].setVisible(ink != "quiet" or waiting > 0)
        self._fit()

    def set_saved(self, clock: str) -> None:
        """When work was last saved, as agency time; empty hides it."""
        self._saved.setText(self.tr("Guardado {0}").format(clock) if clock else "")
        self._fit()

    def say(self, sentence: str) -> None:
        """Say why a key did nothing, for a while or until the next one; empty says nothing."""
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        # Both would not fit where the words are long; what was asked just now comes first.
        self._saved.setVisible(not sentence)
        if sentence:
            self._silence.start()
        self._fit()

    @property
    def said(self) -> str:
        """What is said now."""
        return self._said.text()

    def _fit(self) -> None:
        """Where the words have no room, as at 200 %, numbers alone are better than cut words."""
        counts = [part for part in self._counts.values() if not part.isHidden()]
        gap = current_theme().px(Gap.XL)
        wanted = sum(part.full_width + gap for part in (self._connection, *counts))
        last = self._said if self._said.text() else self._saved
        wanted += last.fontMetrics().horizontalAdvance(last.text()) + 2 * gap
        wanted += self.keys_button.sizeHint().width() + 2 * current_theme().px(Gap.L)
        for part in counts:
            part.show_short(wanted > self.width())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Whole words where there is room for all of them."""
        super().resizeEvent(event)
        self._fit()
