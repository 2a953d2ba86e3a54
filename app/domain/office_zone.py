"""The legal zone of each office, and the day it is there: settings and reasons hold by that day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.working_days import local_day

MAINLAND: Final = ZoneInfo("America/Guayaquil")
ISLANDS: Final = ZoneInfo("Pacific/Galapagos")
_ISLAND_PROVINCE: Final = "20"


def zone_of(province: str) -> ZoneInfo:
    """The zone of an office by its two-digit DPA code; mainland for any other text."""
    return ISLANDS if province == _ISLAND_PROVINCE else MAINLAND


def office_day(at: datetime, province: str = "") -> date:
    """The day at an office of that province at an aware instant; without one, on the mainland.

    The day in UTC is another one for five or six hours every evening.
    """
    return local_day(at, zone_of(province))
