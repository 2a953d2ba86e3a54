"""What gives power over somebody else's account leaves it disabled, and a hand in it (ADR 0019)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from app.domain.account import HandAct
from app.domain.audit import AuditEntry, staff_chain
from app.domain.ids import CaseId
from app.domain.staff import Session, StaffMember
from app.ports.unit_of_work import UnitOfWork
from app.stages.access.releasing import release_of


def tell(
    uow: UnitOfWork,
    session: Session | None,
    member: StaffMember,
    action: str,
    at: datetime,
    details: Mapping[str, object] | None = None,
) -> None:
    """An entry on the member's chain."""
    actor, where = (session.staff_id, session.workstation) if session else (None, "")
    entry = AuditEntry(staff_chain(member.id), action, actor, at, where, details or {})
    uow.audit.append(entry)


def put_down(
    uow: UnitOfWork,
    session: Session | None,
    member: StaffMember,
    act: HandAct,
    action: str,
    at: datetime,
    details: Mapping[str, object] | None = None,
) -> None:
    """Put an act on an account down, and tell it: what is told names the hand, and by its position."""
    position = uow.accounts.put_hand(member, act, session.staff if session else None, at)
    tell(uow, session, member, action, at, {**(details or {}), "hand": position})


def disabled(
    uow: UnitOfWork,
    session: Session,
    member: StaffMember,
    held: tuple[CaseId, ...],
    action: str,
    at: datetime,
) -> StaffMember:
    """The account without access, as stored; cases in hand are given back."""
    if not member.active:
        return member
    after = replace(member, active=False)
    uow.staff.save(after)
    release_of(uow, session, member, held, action, at)
    return after
