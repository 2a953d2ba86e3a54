"""What the event of an approval says of it, whatever became of the row of the decision.

The code of a notice has to stop the change also where somebody who has the database took the
decision out, or gave its code another hash: the event carries that hash, and is sealed.
"""

from __future__ import annotations

from datetime import datetime

from app.domain.audit import actor_of, case_chain, details_of
from app.domain.audit_time import acted_at
from app.domain.case import Case
from app.domain.contact import ContactData
from app.domain.decision import Decision, DecisionOutcome
from app.domain.errors import RuleViolationError
from app.domain.event_names import APPROVED, RECEIVED
from app.domain.ids import CaseId, PersonId, Sha256, StaffId
from app.ports.unit_of_work import Look, UnitOfWork


def case_with_code(stored: Look, code_hash: Sha256) -> CaseId | None:
    """The case whose notices carried the code with that hash: by its decision, else by its event."""
    decision = stored.decisions.by_not_me(code_hash)
    if decision is not None and _is_told(stored, decision, code_hash):
        return decision.case_id
    event = stored.audit.approval_with(code_hash)
    if event is not None and details_of(event).get("not_me") == code_hash:
        return CaseId(event.chain.removeprefix(case_chain("")))
    # Stopping is the safe direction, also where the event says something else or nothing.
    return decision.case_id if decision is not None else None


def _is_told(stored: Look, decision: Decision, code_hash: Sha256) -> bool:
    """Whether the event of that very case has the code; one of an older program names none."""
    event = stored.audit.latest(case_chain(decision.case_id), APPROVED)
    return event is None or details_of(event).get("not_me", code_hash) == code_hash


def case_or_none(uow: UnitOfWork, case_id: CaseId) -> Case | None:
    """The case; None where its row was deleted."""
    try:
        return uow.cases.get(case_id)
    except RuleViolationError:
        return None


def person_told(uow: UnitOfWork, case_id: CaseId) -> PersonId | None:
    """Whom the approval was about: the row of a case may have been pointed at somebody else."""
    event = uow.audit.latest(case_chain(case_id), APPROVED)
    told = details_of(event).get("person") if event is not None else None
    return PersonId(told) if isinstance(told, str) else None


def require_own_decision(stored: Look, case: Case) -> None:
    """Raise ``DECISION_ALTERED`` unless the decision is the one whose seal its event left.

    What comes into force after a hold, and when, is what stands there.
    """
    approved = stored.audit.latest(case_chain(case.id), APPROVED)
    sealed = details_of(approved).get("decision") if approved is not None else None
    if sealed is not None and sealed != stored.decisions.seal(case.id):
        raise RuleViolationError("DECISION_ALTERED", number=case.number)


def number_told(uow: UnitOfWork, case_id: CaseId) -> str:
    """Number of a case by the event of its arrival; empty where that does not say."""
    event = uow.audit.latest(case_chain(case_id), RECEIVED)
    told = details_of(event).get("number") if event is not None else None
    return told if isinstance(told, str) else ""


def approval_told(uow: UnitOfWork, case: Case) -> Decision | None:
    """The approval of a case as its event and other rows still tell of it; None without the event.

    What was asked for stands in the papers, what it replaced among the contact data.
    """
    event = uow.audit.latest(case_chain(case.id), APPROVED)
    at = acted_at(event.canonical) if event is not None else None
    if event is None or at is None:
        return None
    return Decision(
        case_id=case.id,
        outcome=DecisionOutcome.APPROVED,
        decided_by=StaffId(actor_of(event) or ""),
        decided_at=at,
        reasons=(),
        note="",
        before=_in_force_before(uow, case, at),
        after=case.declared.contact,
        applied_at=None,
        hold_until=None,
        not_me_hash=None,
    )


def _in_force_before(uow: UnitOfWork, case: Case, at: datetime) -> ContactData | None:
    """The contact data that the approval found, which it may have replaced that very instant."""
    for version in uow.people.contact_history(case.person_id):
        if version.valid_from < at and (version.valid_to is None or version.valid_to >= at):
            return version.value
    return None
