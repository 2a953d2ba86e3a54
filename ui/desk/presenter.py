"""State of one's own desk; asks the use cases in workers and knows no widget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.duties import Operation, may
from app.domain.staff import Duty
from app.ports.readers import CallRow, CaseRow, QueueCounts
from app.stages.docket import Docket, DocketQuery
from app.stages.queueing import WORK_OF, BrowseQueue, own_cases
from ui.tasks import Generation

if TYPE_CHECKING:
    from app.stages.desk import OwnWork, ShowOwnWork
    from ui.widgets.screen_context import ScreenContext

COMING = 6
"""How many of the next cases are worth showing."""


@dataclass(frozen=True, slots=True)
class DeskUseCases:
    """Everything the desk can ask for, composed by ``main.py``."""

    queue: BrowseQueue
    docket: Docket
    own_work: ShowOwnWork


@dataclass(frozen=True, slots=True)
class DeskState:
    """What the desk shows, read in one go.

    Attributes:
        counts: open cases of the person's province (of the country for an auditor); None for a
            duty that may not see the queue.
        held: cases in the person's hands.
        coming: free cases the person may take, in the order *take next* gives them.
        calls: today's calls of this validator, in time order.
    """

    counts: QueueCounts | None
    held: tuple[CaseRow, ...]
    coming: tuple[CaseRow, ...]
    calls: tuple[CallRow, ...]
    own: OwnWork


class DeskPresenter(QObject):
    """Reads the desk anew whenever it is shown.

    Signals:
        state_changed: what to show (DeskState).
        failed: it could not be read (Exception).
    """

    state_changed = Signal(object)
    failed = Signal(object)

    def __init__(
        self, cases: DeskUseCases, context: ScreenContext, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._cases = cases
        self._context = context
        self._readings = Generation()
        self._state: DeskState | None = None

    @property
    def state(self) -> DeskState | None:
        """What was read last; None before the first reading."""
        return self._state

    @property
    def duty(self) -> Duty:
        """Whose desk it is."""
        return self._context.session.staff.duty

    @property
    def takes_cases(self) -> bool:
        """Whether this duty takes cases from the queue."""
        return self.duty in WORK_OF

    @property
    def has_calls(self) -> bool:
        """Whether this duty holds calls."""
        return may(self._context.session, Operation.HOLD_CALL)

    def reload(self) -> None:
        """Read everything again."""
        self._readings.advance()
        self._context.tasks.run(
            self._read,
            owner=self,
            on_done=self._on_read,
            on_error=self.failed.emit,
            generation=self._readings,
        )

    def _on_read(self, state: DeskState) -> None:
        self._state = state
        self.state_changed.emit(state)

    def _read(self) -> DeskState:
        session, cases = self._context.session, self._cases
        now, time = self._context.clock.now(), self._context.time
        begin = time.midnight(now)
        own = cases.own_work(session, begin)
        if not may(session, Operation.BROWSE_QUEUE):
            return DeskState(None, (), (), (), own)
        end_of_today = time.midnight(now, days=1)
        counts = cases.queue.counts(session, own_cases(session), end_of_today)
        if not self.takes_cases:
            return DeskState(counts, (), (), (), own)
        coming = cases.queue.coming(session, COMING)
        return DeskState(counts, cases.queue.held(session), coming, self._calls(now), own)

    def _calls(self, now: datetime) -> tuple[CallRow, ...]:
        if not self.has_calls:
            return ()
        day = self._context.time.day(now)
        return self._cases.docket(DocketQuery(self._context.session, day, only_mine=True))
