"""Whom a case waits for."""

from __future__ import annotations

from app.domain.staff import Duty, Session
from app.domain.workflow import CLOSED, CaseState
from app.ports.readers import QueueFilter

WORK_OF: dict[Duty, tuple[CaseState, ...]] = {
    Duty.CLERK: (CaseState.TO_REVIEW, CaseState.SECOND_REVIEW),
    Duty.VALIDATOR: (CaseState.TO_SCHEDULE, CaseState.ESCALATED, CaseState.TO_DECIDE),
}
"""States in which a case waits for that duty; calls already appointed are in the docket."""

OPEN: tuple[CaseState, ...] = tuple(state for state in CaseState if state not in CLOSED)


def own_cases(session: Session) -> QueueFilter:
    """The cases whose number a person sees everywhere: the open ones of their province.

    An auditor's are those of the country. Desk, queue, rail and status line count these and no
    others, so that they cannot disagree.
    """
    staff = session.staff
    provinces = () if staff.duty is Duty.AUDITOR else (staff.agency.province,)
    return QueueFilter(states=OPEN, provinces=provinces)
