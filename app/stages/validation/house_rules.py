"""What the institute decides about calls: the tool they are held with, whether a picture is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.domain.case import Case
from app.domain.meeting_link import MEET
from app.domain.office_zone import office_day
from app.ports.repositories import Settings
from app.ports.unit_of_work import Store

SNAPSHOT_SETTING: Final = "call.snapshot_needed"
TOOL_SETTING: Final = "call.tool_name"


@dataclass(frozen=True, slots=True)
class HouseRules:
    """By the settings of a day.

    Attributes:
        asks_for_snapshot: whether *validated* needs a picture of the call. It does unless that is
            switched off: nothing else of a call can be looked at afterwards.
        tool: name of the tool, as people know it.
    """

    asks_for_snapshot: bool = True
    tool: str = MEET


def house_rules(settings: Settings, case: Case, now: datetime) -> HouseRules:
    """The rules of today."""
    today = office_day(now, case.province)
    return HouseRules(
        asks_for_snapshot=settings.get(SNAPSHOT_SETTING, today) != "false",
        tool=settings.get(TOOL_SETTING, today) or MEET,
    )


def read_house_rules(store: Store, case: Case, now: datetime) -> HouseRules:
    """The same, for a screen that says beforehand what would be refused."""
    with store.look() as stored:
        return house_rules(stored.settings, case, now)
