"""Small figures of the desk: counts by time left, counts with a word beside them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ports.readers import QueueCounts
from ui.theme import Gap, Tone
from ui.widgets.arrange import clear, grid, row
from ui.widgets.badge import Badge, BadgeText
from ui.widgets.text import PlainLabel, plain_label


class TimeLeftBadges(QWidget):
    """Overdue, due today and on time, each with icon and word; those at zero are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badges = {tone: Badge("", tone) for tone in (Tone.LATE, Tone.SOON, Tone.DONE)}
        for badge in self._badges.values():
            badge.hide()
        self.setLayout(row(*self._badges.values()))

    def show_counts(self, counts: QueueCounts) -> None:
        """Show the counts."""
        late, soon, fine = counts.overdue, counts.due_today, counts.on_time
        words = {
            Tone.LATE: (self.tr("1 vencido") if late == 1 else self.tr("{n} vencidos"), late),
            Tone.SOON: (self.tr("1 vence hoy") if soon == 1 else self.tr("{n} vencen hoy"), soon),
            Tone.DONE: (self.tr("{n} a tiempo"), fine),
        }
        for tone, (text, number) in words.items():
            self._badges[tone].show_badge(BadgeText(text.format(n=number), tone))
            self._badges[tone].setVisible(number > 0)


class FigureList(QWidget):
    """Words at the left and their numbers at the right, one pair a line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = grid(Gap.XS)
        self._lines.setColumnStretch(0, 1)
        self.setLayout(self._lines)

    def show_figures(self, figures: Iterable[tuple[str, int]]) -> None:
        """Show the pairs in their order."""
        clear(self._lines)
        for line, (word, number) in enumerate(figures):
            self._lines.addWidget(plain_label(word, "body" if number else "quiet"), line, 0)
            figure = PlainLabel(str(number), "strong" if number else "quiet", keep=True)
            figure.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._lines.addWidget(figure, line, 1)
