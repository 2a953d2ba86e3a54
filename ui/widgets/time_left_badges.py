"""How many cases are late, due today, on time and at rest: the same words on every screen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.ports.readers import QueueCounts
from ui.theme import Tone
from ui.widgets.arrange import row
from ui.widgets.badge import Badge, BadgeText


class TimeLeftBadges(QWidget):
    """All open cases by time left, each count with icon and word; those at zero are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tones = (Tone.LATE, Tone.SOON, Tone.DONE, Tone.NEUTRAL)
        self._badges = {tone: Badge("", tone) for tone in tones}
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
            Tone.NEUTRAL: (self.tr("{n} en pausa"), counts.waiting),
        }
        for tone, (text, number) in words.items():
            icon = "pause" if tone is Tone.NEUTRAL else None
            self._badges[tone].show_badge(BadgeText(text.format(n=number), tone, icon))
            self._badges[tone].setVisible(number > 0)
