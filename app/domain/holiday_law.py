"""The law's eleven national holidays and the days on which people really rest.

Source: Ley Orgánica Reformatoria a la LOSEP y al Código del Trabajo, RO Suppl. 906,
20 December 2016; the cases are listed in domain.md §5.1.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from app.domain.easter import easter_sunday
from app.domain.errors import RuleViolationError

FIRST_YEAR = 2017
"""The law is from the end of 2016; earlier years were governed by decrees we do not hold."""

_MON, _TUE, _WED, _THU, _FRI, _SAT, _SUN = range(7)
_DAY = timedelta(days=1)

# Rest day of a single holiday, as days to add to its date, by weekday.
_SHIFT = {_MON: 0, _TUE: -1, _WED: 2, _THU: 1, _FRI: 0, _SAT: -1, _SUN: 1}
# New Year and Christmas give way to a weekend only.
_WEEKEND_SHIFT = {_SAT: -1, _SUN: 1}
# Two holidays in a row, by weekday of the first: days to add to the first and to the second.
_PAIR_SHIFT = {
    _MON: (0, 0),
    _TUE: (0, -2),
    _WED: (2, 0),
    _THU: (0, 0),
    _FRI: (0, -2),
    _SAT: (-1, 1),
    _SUN: (2, 0),
}

_MOVED_ALONE = ((5, 1), (5, 24), (8, 10), (10, 9))
_FIXED_ON_WEEKDAYS = ((1, 1), (12, 25))


def observed(day: date) -> date:
    """Return the rest day of a single holiday, national or local, that falls on `day`."""
    return day + _DAY * _SHIFT[day.weekday()]


def observed_pair(first: date) -> tuple[date, date]:
    """Return the rest days of two holidays on `first` and on the day after it."""
    shift_first, shift_second = _PAIR_SHIFT[first.weekday()]
    return first + _DAY * shift_first, first + _DAY * (1 + shift_second)


@cache
def national_rest_days(year: int) -> frozenset[date]:
    """Return the weekdays of a calendar year on which the whole country rests by law.

    The date itself of a moved holiday is a working day. A New Year on a Saturday gives a rest
    day to the year before.

    Raises:
        RuleViolationError: CALENDAR_YEAR for years before the law.
    """
    if year < FIRST_YEAR:
        raise RuleViolationError("CALENDAR_YEAR", year=year, first=FIRST_YEAR)
    days = _rest_days_of_holidays_in(year) | _rest_days_of_holidays_in(year + 1)
    return frozenset(day for day in days if day.year == year and day.weekday() <= _FRI)


def _rest_days_of_holidays_in(year: int) -> set[date]:
    easter = easter_sunday(year)
    carnival_monday = easter - _DAY * 48
    days = {carnival_monday, carnival_monday + _DAY, easter - _DAY * 2}
    days.update(observed(date(year, month, day)) for month, day in _MOVED_ALONE)
    for month, day in _FIXED_ON_WEEKDAYS:
        holiday = date(year, month, day)
        days.add(holiday + _DAY * _WEEKEND_SHIFT.get(holiday.weekday(), 0))
    days.update(observed_pair(date(year, 11, 2)))
    return days
