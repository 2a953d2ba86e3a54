"""A day typed as it is written here, ``16-09-2026``; the arrows move it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from ui.widgets.agency_time import short_date

_FORM = "%d-%m-%Y"
_STEPS = {
    Qt.Key.Key_Up: timedelta(days=1),
    Qt.Key.Key_Down: timedelta(days=-1),
    Qt.Key.Key_PageUp: timedelta(days=7),
    Qt.Key.Key_PageDown: timedelta(days=-7),
}


class DayEdit(QLineEdit):
    """A line that holds a day; up and down move it by one, page up and down by seven."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._earliest: date | None = None
        self.setPlaceholderText(self.tr("día-mes-año"))

    @property
    def day(self) -> date | None:
        """The day as typed; None when it is none, or too early."""
        text = self.text().strip().replace("/", "-").replace(".", "-")
        try:
            # The text has no zone and names a day of the calendar, not an instant.
            found = datetime.strptime(text, _FORM).date()  # noqa: DTZ007
        except ValueError:
            return None
        return found if self._earliest is None or found >= self._earliest else None

    @property
    def earliest(self) -> date | None:
        """No day before this one is taken."""
        return self._earliest

    def set_day(self, day: date, earliest: date | None = None) -> None:
        """Show a day and take none before `earliest`."""
        self._earliest = earliest
        self.setText(short_date(day))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the day with the arrows."""
        step = _STEPS.get(Qt.Key(event.key())) if not event.modifiers() else None
        day = self.day
        if step is None or day is None:
            super().keyPressEvent(event)
            return
        moved = day + step
        self.setText(short_date(max(moved, self._earliest) if self._earliest else moved))
