"""Calls: one validator is in one call at a time."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, exists, func, select, update

from app.domain.call import Call, CallStatus
from app.domain.errors import RuleViolationError, StaleCaseError
from app.domain.ids import CallId, CaseId, StaffId
from db.link import Link
from db.mapping.judgement_rows import call_from, call_values
from db.row_seals import CALL, seal_of
from db.tables import calls

_AHEAD: Final = (CallStatus.SCHEDULED, CallStatus.IN_PROGRESS)


class SqlCalls:
    """``app.ports.repositories.Calls`` on either database."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def add(self, call: Call) -> None:
        """Store a call; raises ``SLOT_TAKEN``."""
        self._guard_slot(call)
        self._link.insert(calls, {**call_values(call), "version": call.version})

    def get(self, call_id: CallId) -> Call:
        """Return the call or raise ``CALL_UNKNOWN``."""
        row = self._link.row(select(calls).where(calls.c.id == call_id))
        if row is None:
            raise RuleViolationError("CALL_UNKNOWN", call=call_id)
        return call_from(row)

    def save(self, call: Call, seen_version: int) -> Call:
        """Write the call if it still has the version that was seen."""
        self._guard_slot(call)
        written = self._link.run(
            update(calls)
            .where(calls.c.id == call.id, calls.c.version == seen_version)
            .values(**call_values(call), version=seen_version + 1)
        )
        if written != 1:
            present = self.get(call.id)
            raise StaleCaseError(
                "CALL_CHANGED", version=present.version, state=present.status.value
            )
        return self.get(call.id)

    def of_case(self, case_id: CaseId) -> tuple[Call, ...]:
        """All calls of a case, oldest first."""
        return tuple(call_from(row) for row in self._link.rows(select_calls(case_id)))

    def seal(self, call_id: CallId) -> str:
        """Hash of the stored call as it ended."""
        row = self._link.row(select(calls).where(calls.c.id == call_id))
        return "" if row is None else seal_of(row, CALL)

    def of_validator(self, staff_id: StaffId, start: datetime, end: datetime) -> tuple[Call, ...]:
        """Calls that are not cancelled and begin in the interval (end excluded)."""
        rows = self._link.rows(
            select(calls)
            .where(
                calls.c.validator_id == staff_id,
                calls.c.starts_at >= start,
                calls.c.starts_at < end,
                calls.c.status != CallStatus.CANCELLED,
            )
            .order_by(calls.c.starts_at, calls.c.id)
        )
        return tuple(call_from(row) for row in rows)

    def count_open(self, staff_id: StaffId, since: datetime) -> int:
        """How many calls that begin after ``since`` are appointed or going on."""
        if self._link.is_postgresql:
            # Whoever administers sees no calls, but is told that there are some.
            return int(self._link.value(select(func.guard.open_calls(staff_id, since))))
        mine = select(func.count()).where(
            calls.c.validator_id == staff_id,
            calls.c.starts_at >= since,
            calls.c.status.in_(_AHEAD),
        )
        return int(self._link.value(mine))

    def _guard_slot(self, call: Call) -> None:
        """Refuse a call that overlaps another one still ahead of the same validator.

        The validator's row is locked, so that two units of work cannot both find the time free.
        """
        if call.status not in _AHEAD:
            return
        if self._link.is_postgresql:
            # Locking a row takes the right to change it, which nobody has on members of staff.
            self._link.value(select(func.guard.lock_validator(call.validator_id)))
        overlaps = exists().where(
            calls.c.validator_id == call.validator_id,
            calls.c.id != call.id,
            calls.c.status.in_(_AHEAD),
            calls.c.starts_at < call.ends_at,
            calls.c.ends_at > call.starts_at,
        )
        if self._link.value(select(overlaps)):
            raise RuleViolationError("SLOT_TAKEN")


def select_calls(case_id: CaseId) -> Select[Any]:
    """The calls of a case, oldest first."""
    return select(calls).where(calls.c.case_id == case_id).order_by(calls.c.starts_at, calls.c.id)
