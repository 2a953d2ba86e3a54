"""Office time of each province: the shipped calendar, the legal zone, the agencies' hours."""

from __future__ import annotations

from app.domain.office_time import OfficeTime
from app.domain.office_zone import zone_of
from app.domain.opening_hours import OpeningHours
from app.domain.working_days import HolidayCalendar


class ShippedOffices:
    """Implements :class:`app.ports.office.Offices` from the files in ``resources/calendar``."""

    def __init__(self, calendar: HolidayCalendar, hours: OpeningHours) -> None:
        self._calendar = calendar
        self._hours = hours

    def time_of(self, province: str, person_province: str = "") -> OfficeTime:
        """Office time of a province; both jurisdictions' holidays count (COA art. 159)."""
        places = frozenset(place for place in (province, person_province) if place)
        return OfficeTime(self._calendar, zone_of(province), self._hours, places)
