"""The hours at which a call of one case can begin: which are free, and why the others are not."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.domain.call import Call
from app.domain.case import Case
from app.domain.errors import RuleViolationError
from app.domain.office_time import OfficeTime

GRID: Final = timedelta(minutes=15)

MIN_NOTICE: Final = timedelta(hours=1)
"""A call begins at least this long after it is appointed: the invitation has to be read."""

DAYTIME: Final = (timedelta(hours=8), timedelta(hours=20))
"""The hours in which people like to be called, in their own time."""

_DAY: Final = timedelta(days=1)


class SlotState(Enum):
    """Whether a call may be appointed at an hour, or what stands in the way."""

    FREE = "free"
    PAST = "past"
    TOO_SOON = "too_soon"
    TAKEN = "taken"
    NIGHT = "night"
    CLOSED = "closed"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class Slot:
    """One hour, in UTC and in both zones.

    Attributes:
        is_daytime: whether it lies between 08:00 and 20:00 where the citizen lives.
        is_within_term: whether it begins before the case's term ends.
        is_next_room: whether the days one would offer are full, and this is the first with room.
        state: whether it is free. ``NIGHT`` is not offered because others are comfortable for the
            citizen; ``CLOSED`` and ``HOLIDAY`` because the agency does not attend.
    """

    starts_at: datetime
    ends_at: datetime
    office_time: datetime
    citizen_time: datetime
    is_daytime: bool
    is_within_term: bool
    is_next_room: bool = False
    state: SlotState = SlotState.FREE


@dataclass(frozen=True, slots=True)
class CallHours:
    """The hours of one validator for one case, as they stand now.

    Attributes:
        length: how long a call lasts.
        apart: from the beginning of one hour to the next.
        busy: calls of the validator, without the one that is to be moved.
    """

    case: Case
    office: OfficeTime
    length: timedelta
    apart: timedelta
    busy: Sequence[Call]
    now: datetime

    def between(self, start: datetime, end: datetime) -> Iterator[Slot]:
        """Every hour the agency attends, from the day of ``start`` until before ``end``."""
        for at in self._starts(start, end):
            yield self._slot(at, self._state(at))

    def free(self, start: datetime, end: datetime) -> Iterator[Slot]:
        """Those of them that are free."""
        return (slot for slot in self.between(start, end) if slot.state is SlotState.FREE)

    def next_room(self, start: datetime, end: datetime) -> list[Slot]:
        """What is free on the first day that has any; the first with a daytime one, if there is."""
        days: dict[date, list[Slot]] = {}
        for slot in self.free(start, end):
            day = slot.office_time.date()
            days.setdefault(day, []).append(replace(slot, is_next_room=True))
        with_daytime = (day for day in days.values() if any(slot.is_daytime for slot in day))
        return next(with_daytime, None) or next(iter(days.values()), [])

    def whole_days(self, offered: Sequence[Slot], end: datetime) -> tuple[Slot, ...]:
        """The days up to the last free hour offered, hour by hour; those that are over are left out.

        Only hours of the day at which something is offered or stands in the way, so that a
        comfortable hour is not looked for among those of the night.

        Args:
            offered: the free hours, one or more, in time order.
            end: until when hours are offered; further on only the day that has room.
        """
        last = offered[-1].office_time.date()
        hours = [one for one in self.between(self.now, end) if one.office_time.date() <= last]
        if offered[0].is_next_room:
            ahead = self.between(offered[0].starts_at, self.office.closing(last))
            hours += [replace(one, is_next_room=True) for one in ahead if one.starts_at >= end]
        is_day = offered[0].is_daytime
        times = {one.office_time.time() for one in hours if one.is_daytime or not is_day}
        found = {(one.office_time.date(), one.office_time.time()): one for one in hours}
        attended = {day for day, _at in found}
        return tuple(
            self._told(found.get((day, at)), is_day=is_day) or self._shut(day, at, attended)
            for day in self._days(hours, last)
            for at in sorted(times)
        )

    def _days(self, hours: Sequence[Slot], last: date) -> list[date]:
        """The days that are not over, and those among them on which the agency only rests."""
        attended = {one.office_time.date() for one in hours}
        left = {one.office_time.date() for one in hours if one.state is not SlotState.PAST}
        # A day far ahead with room is no reason to list what lies between.
        until = max((one.office_time.date() for one in hours if not one.is_next_room), default=last)
        first = self.now.astimezone(self.office.zone).date()
        days = (first + number * _DAY for number in range((last - first).days + 1))
        return [
            day
            for day in days
            if day in left or (day not in attended and day <= until and self.office.hours.on(day))
        ]

    def _told(self, found: Slot | None, *, is_day: bool) -> Slot | None:
        if found is None or found.is_daytime or not is_day or found.state is not SlotState.FREE:
            return found
        return replace(found, state=SlotState.NIGHT)

    def _shut(self, day: date, at: time, attended: Container[date]) -> Slot:
        start = datetime.combine(day, at, self.office.zone).astimezone(UTC)
        return self._slot(start, SlotState.CLOSED if day in attended else SlotState.HOLIDAY)

    def _starts(self, earliest: datetime, end: datetime) -> Iterator[datetime]:
        step = max(-(-self.apart // GRID) * GRID, -(-self.length // GRID) * GRID)
        # From the beginning of the day: whoever looks later finds the same hours.
        day = earliest.astimezone(self.office.zone).date()
        dawn = datetime.combine(day, time(), self.office.zone).astimezone(UTC)
        start = _on_grid(self.office.next_opening(dawn))
        while start < end:
            if self.office.open_time_between(start, start + self.length) == self.length:
                yield start
                start += step
            else:
                later = _on_grid(self.office.next_opening(start + GRID))
                start = max(later, start + GRID)

    def _state(self, at: datetime) -> SlotState:
        if at < self.now:
            return SlotState.PAST
        if at < self.now + MIN_NOTICE:
            return SlotState.TOO_SOON
        is_taken = overlaps(at, at + self.length, self.busy)
        return SlotState.TAKEN if is_taken else SlotState.FREE

    def _slot(self, start: datetime, state: SlotState) -> Slot:
        there = start.astimezone(citizen_zone(self.case))
        due_at = self.case.due_at
        return Slot(
            starts_at=start,
            ends_at=start + self.length,
            office_time=start.astimezone(self.office.zone),
            citizen_time=there,
            is_daytime=is_daytime(there, self.length),
            is_within_term=due_at is None or start <= due_at,
            state=state,
        )


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


def _on_grid(instant: datetime) -> datetime:
    midnight = instant.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + -(-(instant - midnight) // GRID) * GRID
