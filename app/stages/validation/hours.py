"""From when until when an appointed call may begin; the door and the screen ask the same rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from app.domain.call import Call
from app.domain.case import Case
from app.domain.office_zone import office_day
from app.ports.repositories import Settings
from app.ports.unit_of_work import Store

EARLY: Final = timedelta(minutes=15)
"""A call may begin this long before its time, when the citizen is there already."""

LATE_MINUTES: Final = 60
LATE_SETTING: Final = "call.late_minutes"


@dataclass(frozen=True, slots=True)
class StartWindow:
    """Both ends belong to it.

    Attributes:
        late_minutes: so long after the end of the appointed call it may still begin.
    """

    opens_at: datetime
    closes_at: datetime
    late_minutes: int


def start_window(settings: Settings, case: Case, call: Call, now: datetime) -> StartWindow:
    """When a call may begin, by the settings of today."""
    minutes = int(settings.get(LATE_SETTING, office_day(now, case.province)) or LATE_MINUTES)
    closes_at = call.ends_at + timedelta(minutes=minutes)
    return StartWindow(call.starts_at - EARLY, closes_at, minutes)


def read_start_window(store: Store, case: Case, call: Call, now: datetime) -> StartWindow:
    """The same, for a screen that says beforehand what would be refused."""
    with store.look() as stored:
        return start_window(stored.settings, case, call, now)
