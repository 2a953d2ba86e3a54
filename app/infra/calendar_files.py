"""Read decrees, local holidays, seats and default opening hours from resources/calendar/."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from pathlib import Path

from app.domain.opening_hours import OpeningHours, OpenSpan
from app.domain.provinces import PROVINCES
from app.domain.working_days import DecreeDay, HolidayCalendar, LocalHoliday
from app.infra.toml_files import Table, read_toml

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CANTON_DIGITS = 4


def load_calendar(folder: Path) -> HolidayCalendar:
    """Return the calendar of `decrees.toml` and `local_holidays.toml` in a folder.

    Raises:
        UnavailableError: DATA_FILE_MISSING.
        RuleViolationError: DATA_FILE_FORM, LOCAL_HOLIDAY_DATE.
    """
    decrees = _open(folder / "decrees.toml")
    days = tuple(_decree(row) for row in decrees.tables("day"))
    decrees.finish()
    holidays = _open(folder / "local_holidays.toml")
    local = tuple(_local(row) for row in holidays.tables("holiday"))
    holidays.finish()
    return HolidayCalendar(days, local)


def load_opening_hours(path: Path) -> OpeningHours:
    """Return the weekly hours of a file such as `opening_hours.toml`.

    Raises:
        UnavailableError: DATA_FILE_MISSING.
        RuleViolationError: DATA_FILE_FORM, HOURS_ORDER.
    """
    table = _open(path)
    weekly = tuple(_spans(table, weekday) for weekday in _WEEKDAYS)
    table.finish()
    return OpeningHours(weekly)


def load_seats(path: Path) -> Mapping[str, str]:
    """Return the canton of the office of every province, by the province's code.

    Raises:
        UnavailableError: DATA_FILE_MISSING.
        RuleViolationError: DATA_FILE_FORM, also for a canton of another province.
    """
    table = _open(path)
    table.take("source", str)
    rows = table.table("seats")
    table.finish()
    seats = {province.code: rows.take(province.code, str) for province in PROVINCES}
    rows.finish()
    for code, canton in seats.items():
        if not (canton.startswith(code) and canton.isdecimal() and len(canton) == _CANTON_DIGITS):
            raise rows.wrong(f"{path.stem}.seats.{code}")
    return seats


def _open(path: Path) -> Table:
    return Table(path.name, path.stem, read_toml(path))


def _decree(row: Table) -> DecreeDay:
    row.take("source", str)
    made = DecreeDay(
        day=row.take("date", date),
        decree=row.take("decree", str),
        is_rest=row.take("rest", bool),
        is_recoverable=row.take("recoverable", bool, default=False),
        place=row.take("place", str, default=""),
    )
    row.finish()
    return made


def _local(row: Table) -> LocalHoliday:
    row.take("source", str)
    row.take("confirmed", bool)
    made = LocalHoliday(
        place=row.take("place", str),
        month=row.take("month", int),
        day=row.take("day", int),
        name=row.take("name", str),
        since=row.take("since", int),
    )
    row.finish()
    return made


def _spans(table: Table, weekday: str) -> tuple[OpenSpan, ...]:
    spans = []
    for pair in table.take(weekday, list):
        if not isinstance(pair, list) or [type(at) for at in pair] != [time, time]:
            raise table.wrong(weekday)
        spans.append(OpenSpan(*pair))
    return tuple(spans)
