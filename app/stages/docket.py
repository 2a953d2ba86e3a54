"""The day of calls, of everybody or of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.domain.duties import Operation, require
from app.domain.staff import Session
from app.ports.clock import Clock
from app.ports.office import Offices
from app.ports.readers import CallRow
from app.ports.unit_of_work import Store
from app.trail.readings import Readings
from app.trail.refusals import on_record


@dataclass(frozen=True, slots=True)
class DocketQuery:
    """Calls of one day in the zone of the asking agency; ``only_mine`` for one's own."""

    session: Session
    day: date
    only_mine: bool = False


@on_record
class Docket:
    """Lists the calls of a day in time order, with case, person and both zones."""

    def __init__(self, store: Store, offices: Offices, clock: Clock) -> None:
        self._store = store
        self._offices = offices
        self._clock = clock
        self._readings = Readings(store, clock)

    def __call__(self, query: DocketQuery) -> tuple[CallRow, ...]:
        """Raises ``AccessDeniedError`` (``DUTY_NOT_ALLOWED``)."""
        session = query.session
        require(session, Operation.BROWSE_QUEUE)
        zone = self._offices.time_of(session.staff.agency.province).zone
        start = datetime.combine(query.day, time(), zone)
        end = datetime.combine(query.day + timedelta(days=1), time(), zone)
        validator = session.staff_id if query.only_mine else None
        details = {"day": query.day.isoformat(), "only_mine": query.only_mine}
        self._readings.of_many(session, "docket.read", details)
        with self._store.read() as readers:
            return readers.calls.docket(start, end, validator)
