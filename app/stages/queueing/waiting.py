"""Whom a case waits for."""

from __future__ import annotations

from app.domain.staff import Duty
from app.domain.workflow import CaseState

WORK_OF: dict[Duty, tuple[CaseState, ...]] = {
    Duty.CLERK: (CaseState.TO_REVIEW, CaseState.SECOND_REVIEW),
    Duty.VALIDATOR: (CaseState.TO_SCHEDULE, CaseState.ESCALATED, CaseState.TO_DECIDE),
}
"""States in which a case waits for that duty; calls already appointed are in the docket."""
