"""An agency's own time: is it open, when does a term end, how much of it is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.domain.errors import RuleViolationError
from app.domain.opening_hours import OpeningHours
from app.domain.working_days import NOWHERE, HolidayCalendar, Places, local_day

_DAY = timedelta(days=1)
_SEARCH_DAYS = 60


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which the office waits for the person, so that the term does not run.

    Attributes:
        start: aware instant of the request to the person.
        end: aware instant of the answer; None while still waiting.
    """

    start: datetime
    end: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a pause that ends before it starts."""
        if self.end is not None and self.end < self.start:
            raise RuleViolationError("PAUSE_ORDER")


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a term ends.

    Attributes:
        last_day: last working day of the term in the agency's zone; None while paused.
        due_at: UTC instant of closing on that day; None while paused.
        literal_due_at: UTC instant of the same term read in hours ("72 horas"), shown beside it
            because people were told so; it binds nobody (COA art. 158). None without such a
            reading or while paused.
    """

    last_day: date | None
    due_at: datetime | None
    literal_due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OfficeTime:
    """Calendar, zone, places and hours of one agency for one case.

    Attributes:
        calendar: decrees and local holidays.
        zone: time zone of the agency.
        hours: opening hours.
        places: DPA codes of the agency and of the person (both jurisdictions count).
    """

    calendar: HolidayCalendar
    zone: ZoneInfo
    hours: OpeningHours
    places: Places = NOWHERE

    def is_open(self, instant: datetime) -> bool:
        """Return whether the agency attends at an aware instant."""
        return any(
            opens <= instant < closes
            for opens, closes in self._open_on(local_day(instant, self.zone))
        )

    def next_opening(self, instant: datetime) -> datetime:
        """Return `instant` itself while open, else the UTC instant of the next opening.

        Raises:
            RuleViolationError: HOURS_NEVER_OPEN when nothing opens within sixty days.
        """
        first = local_day(instant, self.zone)
        for offset in range(_SEARCH_DAYS):
            for opens, closes in self._open_on(first + _DAY * offset):
                if instant < closes:
                    return max(instant, opens)
        raise RuleViolationError("HOURS_NEVER_OPEN")

    def closing(self, day: date) -> datetime:
        """Return the UTC instant at which the last run of `day` ends, or midnight after it."""
        spans = self.hours.on(day)
        if spans:
            return self._instant(day, spans[-1].closes)
        return self._instant(day + _DAY, time())

    def open_time_between(self, start: datetime, end: datetime) -> timedelta:
        """Return how long the agency is open from `start` to `end`; zero when `end` is earlier."""
        first, last = local_day(start, self.zone), local_day(end, self.zone)
        total = timedelta()
        for offset in range((last - first).days + 1):
            for opens, closes in self._open_on(first + _DAY * offset):
                total += max(min(closes, end) - max(opens, start), timedelta())
        return total

    def deadline(
        self,
        submitted_at: datetime,
        working_days: int,
        pauses: Sequence[Pause] = (),
        literal_hours: int | None = None,
    ) -> Deadline:
        """Return when a term of working days ends (R-117, I-26), pauses taken out.

        The day on which a pause begins still counts, because the office acted on it; the day of
        the answer does not, because counting goes on with the next working day (COA art. 158).

        Args:
            submitted_at: aware instant; its day in the agency's zone never counts.
            working_days: length of the term, at least 1.
            pauses: in any order, overlapping or not; an open one stops the term.
            literal_hours: the same term in hours, where a text published it so.

        Raises:
            RuleViolationError: TERM_LENGTH, CALENDAR_YEAR, CALENDAR_WITHOUT_WORK.
        """
        if working_days < 1:
            raise RuleViolationError("TERM_LENGTH", working_days=working_days)
        last_day = self._last_day(local_day(submitted_at, self.zone), working_days, pauses)
        if last_day is None:
            return Deadline(None, None, None)
        literal = None
        if literal_hours is not None:
            literal = _literal_due(submitted_at, timedelta(hours=literal_hours), pauses)
        return Deadline(last_day, self.closing(last_day), literal)

    def _last_day(self, day: date, working_days: int, pauses: Sequence[Pause]) -> date | None:
        waits = [self._days_waiting(pause) for pause in pauses]
        left = working_days
        while left:
            day = self.calendar.next_working_day(day, self.places)
            if any(start < day and end is None for start, end in waits):
                return None
            if not any(start < day <= end for start, end in waits if end is not None):
                left -= 1
        return day

    def _days_waiting(self, pause: Pause) -> tuple[date, date | None]:
        end = local_day(pause.end, self.zone) if pause.end is not None else None
        return local_day(pause.start, self.zone), end

    def _open_on(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        if self.calendar.is_working_day(day, self.places):
            for span in self.hours.on(day):
                yield self._instant(day, span.opens), self._instant(day, span.closes)

    def _instant(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self.zone).astimezone(UTC)


def _literal_due(
    submitted_at: datetime, length: timedelta, pauses: Sequence[Pause]
) -> datetime | None:
    """Return submission plus length plus every moment waited before that; None if still waiting."""
    due_at, counted_to = submitted_at + length, submitted_at
    for pause in sorted(pauses, key=lambda item: item.start):
        start = max(pause.start, counted_to)
        if start >= due_at:
            break
        if pause.end is None:
            return None
        if pause.end > start:
            due_at += pause.end - start
            counted_to = pause.end
    return due_at.astimezone(UTC)
