"""Giving back what somebody has in hand when they can no longer work on it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from app.domain.audit import AuditEntry, case_chain
from app.domain.errors import AccessDeniedError
from app.domain.ids import CaseId, StaffId
from app.domain.staff import Session, StaffMember
from app.ports.readers import QueueFilter
from app.ports.unit_of_work import Store, UnitOfWork

_MOST_HELD: Final = 200


def held_by(store: Store, staff_id: StaffId) -> tuple[CaseId, ...]:
    """Cases somebody has in hand, as far as whoever asks may know.

    On a server an administrator sees no cases: there the sentinel gives them back when their
    leases end, within minutes, and nobody can go on with them meanwhile.
    """
    try:
        with store.read() as readers:
            page = readers.queue.page(QueueFilter(holder=staff_id), None, _MOST_HELD)
    except AccessDeniedError:
        return ()
    return tuple(row.case_id for row in page.rows)


def release_of(
    uow: UnitOfWork,
    session: Session,
    member: StaffMember,
    held: tuple[CaseId, ...],
    reason: str,
    now: datetime,
) -> tuple[CaseId, ...]:
    """Give those of the cases back that are theirs still; why is on record in each chain."""
    released = tuple(case_id for case_id in held if uow.cases.release(case_id, member.id))
    for case_id in released:
        uow.audit.append(
            AuditEntry(
                case_chain(case_id),
                "case.claim_broken",
                session.staff_id,
                now,
                session.workstation,
                {"holder": member.id, "reason": reason},
            )
        )
    return released
