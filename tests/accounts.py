"""Members of staff as an office has them that was there before: active, and told of."""

from __future__ import annotations

from datetime import datetime

from app.domain.account import HandAct
from app.domain.audit import SYSTEM_CHAIN, AuditEntry
from app.domain.staff import StaffMember
from app.ports.unit_of_work import UnitOfWork


def put_member(uow: UnitOfWork, member: StaffMember, verifier: str, at: datetime) -> None:
    """Store a member with a password of their own, as migration 0008 left those it found."""
    uow.staff.add(member, verifier)
    uow.accounts.put_hand(member, HandAct.KEPT, None, at)
    tell_of(uow, member, at)


def tell_of(uow: UnitOfWork, member: StaffMember, at: datetime, chain: str = SYSTEM_CHAIN) -> None:
    """What programs of before told of somebody who was added."""
    told = {"added": member.id, "duty": member.duty.value, "active": member.active}
    uow.audit.append(AuditEntry(chain, "staff.added", None, at, details=told))
