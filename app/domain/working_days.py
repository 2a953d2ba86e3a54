"""Working days: the law's rest days, decrees, local holidays, and terms counted over them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.domain.errors import RuleViolationError
from app.domain.holiday_law import national_rest_days, observed

_DAY = timedelta(days=1)
_SATURDAY = 5
# No run of rest days comes near this; a longer one means that the tables are broken.
_LONGEST_REST = 60

Places = frozenset[str]
NOWHERE: Places = frozenset()


@dataclass(frozen=True, slots=True)
class DecreeDay:
    """One day changed by an executive decree.

    Attributes:
        day: the day.
        decree: number and date as printed.
        is_rest: True makes a rest day, False takes one away. Saturdays and Sundays never count
            in a term (COA art. 159), so a recovery Saturday needs no row.
        is_recoverable: whether the hours are worked at another time; it is a rest day all the same.
        place: DPA code of the province or canton; empty for the whole country.
    """

    day: date
    decree: str
    is_rest: bool = True
    is_recoverable: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class LocalHoliday:
    """A yearly holiday of a province (two-digit DPA code) or canton (four digits)."""

    place: str
    month: int
    day: int
    name: str
    since: int

    def __post_init__(self) -> None:
        """Refuse a date that does not exist in every year."""
        try:
            date(2025, self.month, self.day)
        except ValueError:
            raise RuleViolationError("LOCAL_HOLIDAY_DATE", place=self.place) from None

    def rests_on(self, day: date) -> bool:
        """Return whether this holiday, moved by the law's rule, gives rest on `day`."""
        for year in (day.year - 1, day.year, day.year + 1):
            if year >= self.since and observed(date(year, self.month, self.day)) == day:
                return True
        return False


@dataclass(frozen=True, slots=True)
class HolidayCalendar:
    """Everything but the law itself: decrees and local holidays, both editable data.

    Places are DPA codes. An agency in Quito ("1701") keeps the holidays of "17" and of "1701";
    a person of whom only the province is known ("17") keeps those of "17" only. The places of
    the agency and of the person are given together: a holiday of either one counts (COA 159).
    A local holiday next to a national one is moved on its own; where an authority arranged it
    otherwise, that is a decree row.
    """

    decrees: tuple[DecreeDay, ...] = ()
    local_holidays: tuple[LocalHoliday, ...] = ()

    def is_working_day(self, day: date, places: Places = NOWHERE) -> bool:
        """Return whether offices work on `day` in all of `places`."""
        if day.weekday() >= _SATURDAY:
            return False
        decreed = [item for item in self.decrees if item.day == day and _holds(item.place, places)]
        if any(item.is_rest for item in decreed):
            return False
        if any(_holds(item.place, places) and item.rests_on(day) for item in self.local_holidays):
            return False
        return bool(decreed) or day not in national_rest_days(day.year)

    def next_working_day(self, day: date, places: Places = NOWHERE) -> date:
        """Return the first working day after `day`."""
        for _ in range(_LONGEST_REST):
            day += _DAY
            if self.is_working_day(day, places):
                return day
        raise RuleViolationError("CALENDAR_WITHOUT_WORK", after=day.isoformat())


def due(
    submitted_at: datetime,
    working_days: int,
    calendar: HolidayCalendar,
    zone: ZoneInfo,
    places: Places = NOWHERE,
) -> date:
    """Return the last day of a term (*término*) of working days (R-117, I-26, COA 158-159).

    The day of submission, as it is in `zone`, never counts; the first day is the next working one.

    Args:
        submitted_at: aware instant.
        working_days: length of the term, at least 1.
        calendar: decrees and local holidays.
        zone: time zone of the agency.
        places: DPA codes of the agency and of the person.

    Raises:
        RuleViolationError: TERM_LENGTH, CALENDAR_YEAR, CALENDAR_WITHOUT_WORK.
    """
    if working_days < 1:
        raise RuleViolationError("TERM_LENGTH", working_days=working_days)
    day = local_day(submitted_at, zone)
    for _ in range(working_days):
        day = calendar.next_working_day(day, places)
    return day


def local_day(instant: datetime, zone: ZoneInfo) -> date:
    """Return the day an instant falls on in a zone; a naive instant is a programming error."""
    if instant.tzinfo is None:
        raise ValueError("naive instant")
    return instant.astimezone(zone).date()


def _holds(holiday_place: str, places: Places) -> bool:
    return not holiday_place or any(place.startswith(holiday_place) for place in places)
