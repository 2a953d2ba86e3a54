"""How long an approved change waits, and never shorter than the office's own word."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.domain.audit import SYSTEM_CHAIN, details_of
from app.domain.errors import RuleViolationError
from app.domain.hold_setting import HOLD_HOURS, SETTING_CHANGED, told_hours
from app.domain.office_zone import office_day
from app.ports.unit_of_work import UnitOfWork


def hold_time(uow: UnitOfWork, province: str, at: datetime) -> timedelta:
    """The hold in force that day.

    Raises:
        RuleViolationError: ``HOLD_ALTERED`` when the row says less than the last event of whoever
            set it: changed by hand around an approval and put back, nothing else would be found. A
            longer one only makes everybody wait.
    """
    day = office_day(at, province)
    hours = int(uow.settings.get(HOLD_HOURS, day) or 0)
    changes = map(details_of, uow.audit.told(SYSTEM_CHAIN, SETTING_CHANGED))
    if hours < told_hours(changes, day):
        raise RuleViolationError("HOLD_ALTERED")
    return timedelta(hours=hours)
