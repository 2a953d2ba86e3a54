"""Free times for a call: office hours, the validator's own docket, the citizen's daytime."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.domain.call import Call
from app.domain.case import Case
from app.domain.duties import Operation, require
from app.domain.errors import RuleViolationError
from app.domain.ids import CaseId
from app.domain.instants import as_instant
from app.domain.office_time import OfficeTime
from app.domain.office_zone import office_day
from app.domain.staff import Session
from app.ports.clock import Clock
from app.ports.office import Offices
from app.ports.procedures import ProcedureCatalogue
from app.ports.repositories import Settings
from app.ports.unit_of_work import Store
from app.trail.refusals import on_record

GRID: Final = timedelta(minutes=15)
SLOT_MINUTES: Final = 30
"""From the beginning of one slot to the next, where the setting has no value."""

MIN_NOTICE: Final = timedelta(hours=1)
"""A call begins at least this long after it is appointed: the invitation has to be read."""

HORIZON_DAYS: Final = 60
HORIZON_SETTING: Final = "call.horizon_days"
"""How far ahead a call may be appointed, where the setting has no value."""

LONGEST_CALL: Final = timedelta(hours=4)
LOOK_AHEAD: Final = timedelta(days=45)
"""How far past a full window the next day with room is looked for."""

DAYTIME: Final = (timedelta(hours=8), timedelta(hours=20))
"""The hours in which people like to be called, in their own time."""


@dataclass(frozen=True, slots=True)
class FreeSlotsQuery:
    """Slots of the asking validator for one case.

    Attributes:
        moving: a call that is to be moved; its own time counts as free.
    """

    session: Session
    case_id: CaseId
    moving: str = ""
    limit: int = 60


@dataclass(frozen=True, slots=True)
class Slot:
    """One free time, in UTC and in both zones.

    Attributes:
        is_daytime: whether it lies between 08:00 and 20:00 where the citizen lives.
        is_within_term: whether it begins before the case's term ends.
        is_next_room: whether the days one would offer are full, and this is the first with room.
    """

    starts_at: datetime
    ends_at: datetime
    office_time: datetime
    citizen_time: datetime
    is_daytime: bool
    is_within_term: bool
    is_next_room: bool = False


@on_record
class FreeSlots:
    """Lists free times in time order.

    Times in the citizen's daytime only, when the term holds any; else all of them, so that a
    person in a far zone still gets a call. Where the validator's days are full up to the end of
    the term, those of the next day with room, marked so.
    """

    def __init__(
        self, store: Store, offices: Offices, procedures: ProcedureCatalogue, clock: Clock
    ) -> None:
        self._store = store
        self._offices = offices
        self._procedures = procedures
        self._clock = clock

    def __call__(self, query: FreeSlotsQuery) -> tuple[Slot, ...]:
        """Return at most ``limit`` slots.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED`` or ``SEPARATION_…``.
            RuleViolationError: ``CASE_UNKNOWN``, ``ZONE_UNKNOWN``.
        """
        now = self._clock.now()
        with self._store.look() as stored:
            case = stored.cases.get(query.case_id)
            # Looking needs no claim; appointing does.
            require(query.session, Operation.CLAIM_VALIDATION, stored.cases.hands(case.id))
            terms = self._procedures.get(case.procedure, case.procedure_version).terms
            office = self._offices.time_of(case.province)
            step = stored.settings.get("call.slot_minutes", office_day(now, case.province))
            end = window_end(case, office, terms.invite_working_days, now)
            latest = latest_start(stored.settings, case, end, now)
            busy = [
                call
                for call in stored.calls.of_validator(
                    query.session.staff_id, now - LONGEST_CALL, end + LOOK_AHEAD + LONGEST_CALL
                )
                if call.id != query.moving
            ]
        length = timedelta(minutes=terms.call_minutes)
        apart = timedelta(minutes=int(step or SLOT_MINUTES))

        def free(start: datetime, until: datetime) -> Iterator[Slot]:
            for at in _starts(office, start, until, length, apart):
                if not overlaps(at, at + length, busy):
                    yield _slot(case, office, at, length)

        found = list(free(now + MIN_NOTICE, end))
        if not found:
            until = min(end + LOOK_AHEAD, latest)
            found = _first_day(free(max(end, now + MIN_NOTICE), until))
        return tuple(([slot for slot in found if slot.is_daytime] or found)[: query.limit])


def window_end(case: Case, office: OfficeTime, working_days: int, now: datetime) -> datetime:
    """Until when slots are offered: one whole term from now, or the case's own if that is later."""
    from_now = office.deadline(now, working_days).due_at or now
    return max(from_now, case.due_at or from_now)


def latest_start(settings: Settings, case: Case, end: datetime, now: datetime) -> datetime:
    """The last instant at which a call may begin: the horizon, and never before the term ends.

    Args:
        settings: the stored ones.
        case: whose call it is.
        end: what :func:`window_end` gives.
        now: the present instant.
    """
    days = settings.get(HORIZON_SETTING, office_day(now, case.province)) or HORIZON_DAYS
    return max(now + timedelta(days=int(days)), end)


def require_bookable(untrusted: datetime, latest: datetime, now: datetime) -> datetime:
    """Return a named time as an instant when a call may begin then, opening hours apart.

    Raises:
        RuleViolationError: ``INSTANT_NOT_AWARE``, ``INSTANT_OUT_OF_RANGE``, ``SLOT_TOO_SOON``,
            ``SLOT_TOO_FAR`` (``days``).
    """
    start = as_instant(untrusted)
    if start < now + MIN_NOTICE:
        raise RuleViolationError("SLOT_TOO_SOON", minutes=MIN_NOTICE // timedelta(minutes=1))
    if start > latest:
        raise RuleViolationError("SLOT_TOO_FAR", days=(latest - now).days)
    return start


def citizen_zone(case: Case) -> ZoneInfo:
    """The zone the citizen lives in.

    Raises:
        RuleViolationError: ``ZONE_UNKNOWN``.
    """
    try:
        return ZoneInfo(case.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise RuleViolationError("ZONE_UNKNOWN", zone=case.zone) from None


def overlaps(start: datetime, end: datetime, calls: Sequence[Call]) -> bool:
    """Tell whether any of the calls shares a moment with the interval."""
    return any(call.starts_at < end and start < call.ends_at for call in calls)


def is_daytime(local: datetime, length: timedelta) -> bool:
    """Tell whether a call beginning at that local time lies wholly within the daytime."""
    since_midnight = timedelta(hours=local.hour, minutes=local.minute)
    return DAYTIME[0] <= since_midnight and since_midnight + length <= DAYTIME[1]


def _starts(
    office: OfficeTime,
    earliest: datetime,
    end: datetime,
    length: timedelta,
    apart: timedelta,
) -> Iterator[datetime]:
    step = max(-(-apart // GRID) * GRID, -(-length // GRID) * GRID)
    start = _on_grid(office.next_opening(earliest))
    while start < end:
        if office.open_time_between(start, start + length) == length:
            yield start
            start += step
        else:
            later = _on_grid(office.next_opening(start + GRID))
            start = max(later, start + GRID)


def _first_day(slots: Iterator[Slot]) -> list[Slot]:
    """The slots of the first day that has any; of the first with a daytime one, if there is."""
    days: dict[date, list[Slot]] = {}
    for slot in slots:
        days.setdefault(slot.office_time.date(), []).append(replace(slot, is_next_room=True))
    with_daytime = (day for day in days.values() if any(slot.is_daytime for slot in day))
    return next(with_daytime, None) or next(iter(days.values()), [])


def _on_grid(instant: datetime) -> datetime:
    midnight = instant.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + -(-(instant - midnight) // GRID) * GRID


def _slot(case: Case, office: OfficeTime, start: datetime, length: timedelta) -> Slot:
    there = start.astimezone(citizen_zone(case))
    return Slot(
        starts_at=start,
        ends_at=start + length,
        office_time=start.astimezone(office.zone),
        citizen_time=there,
        is_daytime=is_daytime(there, length),
        is_within_term=case.due_at is None or start <= case.due_at,
    )
