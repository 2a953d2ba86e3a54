"""Whose account it is, against the last word of the directory: a cédula lent to it for a while.

By their cédula people are kept apart from their own case and from one another's work. What an
older program's events do not say is not held against anything.
"""

from __future__ import annotations

from app.domain.audit import SYSTEM_CHAIN, details_of, staff_chain
from app.domain.errors import RuleViolationError
from app.domain.ids import StaffId
from app.ports.unit_of_work import UnitOfWork


def require_own_account(uow: UnitOfWork, staff_id: StaffId) -> None:
    """Raise ``ACCOUNT_ALTERED`` unless number, login, name and address are those last recorded."""
    changed = uow.audit.latest(staff_chain(staff_id), "staff.changed")
    if changed is not None:
        said = details_of(changed)
    else:
        added = map(details_of, uow.audit.told(SYSTEM_CHAIN, "staff.added"))
        mine = (one for one in added if one.get("added") == staff_id)
        said = next((one for one in mine if one.get("account")), {})
    if said.get("account", "") not in {"", uow.staff.get(staff_id).seal}:
        raise RuleViolationError("ACCOUNT_ALTERED")
