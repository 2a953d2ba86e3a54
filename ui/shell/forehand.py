"""Makes the screens of a session ahead of their opening, a small step at a time, while nobody waits."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from ui.shell.workplace import Workplace
from ui.tasks import Tasks

BETWEEN_MS = 250
"""Between two steps the window answers whatever came in."""


class Forehand(QObject):
    """Takes the steps of one workplace; goes with it.

    A whole screen made at once, when it is opened, would keep the window from answering keys for
    longer than anybody overlooks.

    Signals:
        paused: a pause is over; a step follows unless somebody waits for something.
    """

    paused = Signal()

    def __init__(self, place: Workplace, tasks: Tasks) -> None:
        super().__init__(place)
        self._steps = place.steps_ahead()
        self._tasks = tasks
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(BETWEEN_MS)
        self._pause.timeout.connect(self._on_pause)
        self._pause.start()

    def _on_pause(self) -> None:
        self.paused.emit()
        if not self._tasks.awaited:
            step = next(self._steps, None)
            if step is None:
                return
            step()
        self._pause.start()
