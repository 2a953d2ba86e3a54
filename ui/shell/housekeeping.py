"""What a local desktop does by itself between clicks, as app.cli.chores lists it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.cli.chores import Chores
from ui.tasks import Lane, Tasks

if TYPE_CHECKING:
    from ui.shell.parts import DesktopParts

ROUND_SECONDS = 10
TOLD_AGAIN_ROUNDS = 90
"""A copy that fails is told at once and then every quarter of an hour, not every ten seconds."""


class Housekeeping(QObject):
    """Runs one round at a time in a worker; a part that fails now is tried again next round.

    Signals:
        round_done: a round ended; lists may be out of date.
        not_copied: the copy that was due could not be made, with its code.
    """

    round_done = Signal()
    not_copied = Signal(str)

    def __init__(self, parts: DesktopParts, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # One for all rounds: it remembers when the next seal is due.
        self._chores = Chores(parts)
        self._tasks = tasks
        self._is_running = False
        self._quiet_rounds = 0
        self._timer = QTimer(self)
        self._timer.setInterval(ROUND_SECONDS * 1000)
        self._timer.timeout.connect(self.run_round)

    def start(self) -> None:
        """Begin with a round now."""
        self._timer.start()
        self.run_round()

    def stop(self) -> None:
        """No further rounds."""
        self._timer.stop()

    @property
    def is_active(self) -> bool:
        """Whether rounds are done here."""
        return self._timer.isActive()

    def run_round(self) -> None:
        """Start a round unless one is under way."""
        if self._is_running:
            return
        self._is_running = True
        self._tasks.run(
            self.work,
            owner=self,
            on_done=self._on_done,
            on_error=self._on_failed,
            lane=Lane.CHORES,
        )

    def work(self) -> dict[str, str]:
        """One round; the code of each chore that failed (call in a worker)."""
        return self._chores.round()

    def _on_done(self, failed: dict[str, str]) -> None:
        code = failed.get("copy")
        if code is None:
            self._quiet_rounds = 0
        elif self._quiet_rounds == 0:
            self._quiet_rounds = TOLD_AGAIN_ROUNDS
            self.not_copied.emit(code)
        else:
            self._quiet_rounds -= 1
        self._on_failed(None)

    def _on_failed(self, _error: object) -> None:
        self._is_running = False
        self.round_done.emit()
