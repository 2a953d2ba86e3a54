"""What a local desktop does by itself between clicks: deliver, inspect, return, apply, issue."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import VentanillaError
from ui.tasks import Lane, Tasks

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.stages.inspection import TakeUpLate
    from ui.shell.parts import DesktopParts

_LOG = logging.getLogger(__name__)
ROUND_SECONDS = 10
BATCH = 20
UNDO_IS_OVER = timedelta(minutes=2)
"""A refusing review can still be taken back; its record waits until it cannot."""
CLOCKS_DIFFER = timedelta(days=1)
"""A case of another workstation may come to light with an instant a little in the past."""


class Housekeeping(QObject):
    """Runs one round at a time in a worker; a part that fails now is tried again next round.

    Signals:
        round_done: a round ended; lists may be out of date.
    """

    round_done = Signal()

    def __init__(self, parts: DesktopParts, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._tasks = tasks
        self._is_running = False
        # Only spares reading every case ever closed again: a new window begins without it.
        self._documented_until: datetime | None = None
        self._late: TakeUpLate | None = None
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

    def run_round(self) -> None:
        """Start a round unless one is under way."""
        if self._is_running:
            return
        self._is_running = True
        self._tasks.run(
            self.work,
            owner=self,
            on_done=self._on_done,
            on_error=self._on_done,
            lane=Lane.CHORES,
        )

    def work(self) -> int:
        """One round; returns how many chores failed (call in a worker)."""
        # The use cases are imported in the worker, by the first round: no window waits for them.
        from app.stages.closing import CloseUnanswered
        from app.stages.decision import ApplyDueHolds
        from app.stages.queueing import Claims

        chores: tuple[Callable[[], object], ...] = (
            self._inspect,
            Claims(self._parts.store, self._parts.clock).return_expired,
            ApplyDueHolds(self._parts.store, self._parts.clock, self._parts.emails),
            CloseUnanswered(self._parts.store, self._parts.clock),
            self._issue,
            self._deliver,
        )
        return sum(not self._try(chore) for chore in chores)

    def _try(self, chore: Callable[[], object]) -> bool:
        try:
            chore()
        except VentanillaError as error:
            _LOG.warning("housekeeping: %s", error.code)
            return False
        return True

    def _inspect(self) -> None:
        from app.stages.inspection import InspectCase, TakeUpLate

        parts = self._parts
        inspect = InspectCase(
            parts.store,
            parts.inspector,
            parts.clock,
            parts.procedures,
            parts.offices,
            parts.phones,
            parts.risk_limits,
            parts.emails,
            parts.station,
        )
        for case_id in inspect.waiting()[:BATCH]:
            self._try(partial(inspect, case_id))
        if self._late is None:
            # Kept from round to round: it knows when it has to ask again.
            self._late = TakeUpLate(inspect, parts.clock)
        self._late()

    def _issue(self) -> None:
        from app.stages.documents import IssueValidationRecord, IssueValidationRecordCommand

        parts = self._parts
        issue = IssueValidationRecord(parts.store, parts.procedures, parts.renderer, parts.clock)
        settled = parts.clock.now() - UNDO_IS_OVER
        looked, until = self._documented_until, settled - CLOCKS_DIFFER
        # A clock that was put back makes what is known worth nothing.
        since = looked if looked is not None and looked <= until else None
        with parts.store.look() as stored:
            undocumented = stored.documents.undocumented(settled, BATCH, since)
        if not undocumented:
            self._documented_until = until
        for case_id in undocumented:
            self._try(partial(issue, IssueValidationRecordCommand(None, case_id)))

    def _deliver(self) -> None:
        from app.stages.notification import DeliverDue, DeliverDueCommand

        parts = self._parts
        DeliverDue(
            parts.store,
            parts.composer,
            parts.mail_builder,
            parts.transport,
            parts.clock,
            parts.mail_sender,
            parts.station,
        )(DeliverDueCommand())

    def _on_done(self, _result: object) -> None:
        self._is_running = False
        self.round_done.emit()
