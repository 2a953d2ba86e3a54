"""Putting decided contact data in force: the one place where the register changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from app.domain.audit import AuditEntry, person_chain
from app.domain.case import Case
from app.domain.contact import ContactData, contact_difference
from app.domain.errors import RuleViolationError
from app.domain.ids import CaseId, StaffId
from app.domain.person import Person
from app.domain.workflow import CaseState
from app.ports.unit_of_work import UnitOfWork
from app.trail.contacts import CONTACT_REPLACED
from app.trail.freezes import as_told
from app.trail.whole import HEADS, Heads


def lock_person(uow: UnitOfWork, case_id: CaseId) -> Person:
    """Lock the person a case is about, before anything else is read of them or of their cases.

    Deciding, applying, freezing and lifting all begin like this, so that of two at once on one
    person the later sees what the earlier did. Whose case it is never changes.

    Raises:
        RuleViolationError: ``CASE_UNKNOWN``.
    """
    return uow.people.lock(uow.cases.get(case_id).person_id)


def require_unfrozen(uow: UnitOfWork, person: Person) -> None:
    """Raise ``PERSON_FROZEN`` when the person stopped changes by "no fui yo"."""
    since = frozen_since(uow, person)
    if since is not None:
        raise RuleViolationError("PERSON_FROZEN", since=since.isoformat())


def frozen_since(uow: UnitOfWork, person: Person) -> datetime | None:
    """Since when changes are stopped, by the row or by the last event that tells of it."""
    return as_told(uow.audit, person).frozen_at


def put_in_force(
    uow: UnitOfWork,
    case: Case,
    before: ContactData | None,
    after: ContactData,
    at: datetime,
    by: StaffId | None,
    heads: Heads,
    workstation: str = "",
) -> None:
    """Replace the contact data and write it on the person's own chain.

    The chain names the fields, not their values: it is read by more people than the register.
    ``heads`` is where the chains stood on which it is done.
    """
    was = uow.people.contact_seal(case.person_id)
    uow.people.replace_contact(case.person_id, after, at, case.procedure, case.id)
    changed = [row.field for row in contact_difference(before, after) if row.changed]
    details: dict[str, object] = {"case": case.number, "fields": changed, "was": was}
    details["contact"] = uow.people.contact_seal(case.person_id)
    details |= grounds(uow, case, heads)
    uow.audit.append(
        AuditEntry(person_chain(case.person_id), CONTACT_REPLACED, by, at, workstation, details)
    )


def grounds(uow: UnitOfWork, case: Case, heads: Heads) -> dict[str, object]:
    """What an act was done on: where its chains stood, and the seal of the papers."""
    return {HEADS: heads, "papers": uow.cases.papers_seal(case.id)}


def closed(case: Case, state: CaseState, at: datetime) -> Case:
    """The case with its work done: no term, no hold."""
    return replace(case, state=state, state_since=at, due_at=None, hold_until=None)
