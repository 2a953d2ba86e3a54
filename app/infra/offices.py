"""Office time of each province: the shipped calendar, the legal zone, the agencies' hours."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from app.domain.office_time import OfficeTime
from app.domain.opening_hours import OpeningHours
from app.domain.working_days import HolidayCalendar

MAINLAND = ZoneInfo("America/Guayaquil")
ISLANDS = ZoneInfo("Pacific/Galapagos")
_ISLAND_PROVINCE = "20"


class ShippedOffices:
    """Implements :class:`app.ports.office.Offices` from the files in ``resources/calendar``."""

    def __init__(self, calendar: HolidayCalendar, hours: OpeningHours) -> None:
        self._calendar = calendar
        self._hours = hours

    def time_of(self, province: str, person_province: str = "") -> OfficeTime:
        """Office time of a province; both jurisdictions' holidays count (COA art. 159)."""
        zone = ISLANDS if province == _ISLAND_PROVINCE else MAINLAND
        places = frozenset(place for place in (province, person_province) if place)
        return OfficeTime(self._calendar, zone, self._hours, places)
