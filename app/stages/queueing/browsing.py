"""The queue looked at: pages, counts, what is held and what would come next."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import islice

from app.domain.call import doubters
from app.domain.duties import Operation, require
from app.domain.ids import CaseId
from app.domain.search_text import search_text
from app.domain.staff import Session
from app.domain.workflow import CaseState
from app.ports.clock import Clock
from app.ports.readers import CasePage, CaseRow, Cursor, QueueCounts, QueueFilter
from app.ports.unit_of_work import Store
from app.stages.queueing.waiting import WORK_OF
from app.trail.readings import Readings
from app.trail.refusals import on_record

MOST_OWN_DOUBTS = 5
"""So many more lines are asked for, because own doubts are only found case by case."""


@on_record
class BrowseQueue:
    """Pages and counts of the queue; a search is recorded, its words masked, once a sitting."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._readings = Readings(store, clock)

    def page(
        self, session: Session, wanted: QueueFilter, after: Cursor | None, limit: int = 200
    ) -> CasePage:
        """One page, least time left first.

        Raises:
            RuleViolationError: ``SEARCH_TOO_LONG`` or ``TEXT_UNREADABLE``.
        """
        require(session, Operation.BROWSE_QUEUE)
        wanted = self._recorded(session, wanted)
        with self._store.glance() as readers:
            return readers.queue.page(wanted, after, limit)

    def counts(self, session: Session, wanted: QueueFilter, end_of_today: datetime) -> QueueCounts:
        """Live counts by time left for the same filter, refused as a page of it is."""
        require(session, Operation.BROWSE_QUEUE)
        wanted = self._recorded(session, wanted)
        with self._store.read() as readers:
            return readers.queue.counts(wanted, self._clock.now(), end_of_today)

    def held(self, session: Session) -> tuple[CaseRow, ...]:
        """Cases the person holds now."""
        require(session, Operation.BROWSE_QUEUE)
        now = self._clock.now()
        with self._store.read() as readers:
            page = readers.queue.page(QueueFilter(holder=session.staff_id), None, 50)
        return tuple(row for row in page.rows if row.lease_until and row.lease_until > now)

    def coming(self, session: Session, limit: int) -> tuple[CaseRow, ...]:
        """The free cases *take next* would give, in the order in which it would give them."""
        require(session, Operation.BROWSE_QUEUE)
        states = WORK_OF.get(session.staff.duty, ())
        if not states:
            return ()
        staff, now = session.staff, self._clock.now()
        with self._store.read() as readers:
            rows = readers.queue.coming(
                states, staff.agency.province, staff.id, now, limit + MOST_OWN_DOUBTS
            )
            # Who ended a call in doubt does not get that case again (D13).
            mine = (
                row
                for row in rows
                if row.state is not CaseState.ESCALATED
                or session.staff_id not in doubters(readers.case.view(row.case_id).calls)
            )
            return tuple(islice(mine, limit))

    def peek_next(self, session: Session) -> CaseId | None:
        """The case *take next* would probably give; claims nothing and is not a view (D5)."""
        require(session, Operation.BROWSE_QUEUE)
        states = WORK_OF.get(session.staff.duty, ())
        if not states:
            return None
        with self._store.read() as readers:
            return readers.queue.peek_next(
                states, session.staff.agency.province, session.staff_id, self._clock.now()
            )

    def _recorded(self, session: Session, wanted: QueueFilter) -> QueueFilter:
        words = search_text(wanted.search)
        # Also for a later page: a cursor can be made up, and words known already write nothing.
        if words:
            self._readings.of_search(session, "queue.searched", words)
        return replace(wanted, search=words)
