"""Office time of each province: the shipped calendar, the legal zone, the agencies' hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.domain.office_time import OfficeTime
from app.domain.office_zone import zone_of
from app.domain.opening_hours import OpeningHours
from app.domain.working_days import HolidayCalendar
from app.infra.calendar_files import load_calendar, load_opening_hours, load_seats


@dataclass(frozen=True, slots=True)
class ShippedOffices:
    """Implements :class:`app.ports.office.Offices` from the files in ``resources/calendar``.

    Attributes:
        calendar: decrees and local holidays.
        hours: when the counters attend.
        seats: by province, the canton of its office; most local holidays are a canton's.
    """

    calendar: HolidayCalendar
    hours: OpeningHours
    seats: Mapping[str, str]

    def time_of(self, province: str, person_province: str = "") -> OfficeTime:
        """Office time of a province; both jurisdictions' holidays count (COA art. 159)."""
        seat = self.seats.get(province, province)
        places = frozenset(place for place in (seat, person_province) if place)
        return OfficeTime(self.calendar, zone_of(province), self.hours, places)


def load_offices(folder: Path) -> ShippedOffices:
    """Return the offices of a folder such as ``resources/calendar``.

    Raises:
        UnavailableError: DATA_FILE_MISSING.
        RuleViolationError: DATA_FILE_FORM, LOCAL_HOLIDAY_DATE, HOURS_ORDER.
    """
    return ShippedOffices(
        load_calendar(folder),
        load_opening_hours(folder / "opening_hours.toml"),
        load_seats(folder / "seats.toml"),
    )
