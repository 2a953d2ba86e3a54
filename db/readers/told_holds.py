"""The hold of each approval against what the events of the office had set until then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from app.domain.audit import AuditEvent, details_of
from app.domain.audit_time import written_at
from app.domain.hold_setting import HOLD_HOURS, told_hours
from app.domain.office_zone import office_day
from db.link import Row


class Holds:
    """Every change of the hold, with its instant."""

    def __init__(self, events: Iterable[AuditEvent]) -> None:
        told = ((written_at(one.canonical), details_of(one)) for one in events)
        self._set = [(at, said) for at, said in told if at and said.get("key") == HOLD_HOURS]

    def is_short(self, decision: Row, province: str) -> bool:
        """Whether an approved change had to wait longer than it was given."""
        at: datetime = decision["decided_at"]
        until: datetime = decision["hold_until"] or at
        known = (said for since, said in self._set if since < at)
        return until - at < timedelta(hours=told_hours(known, office_day(at, province)))
