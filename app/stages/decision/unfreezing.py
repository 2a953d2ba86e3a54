"""A director allows a person's contact changes again, after "no fui yo"."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from app.domain.audit import AuditEntry, case_chain, person_chain
from app.domain.case import Case
from app.domain.duties import Hands, Operation, require, require_duty
from app.domain.errors import RuleViolationError
from app.domain.ids import MessageId, PersonId
from app.domain.notices import THAWED
from app.domain.person import FROZEN_BY_NOTICE, Person
from app.domain.staff import Session
from app.domain.stated_reason import stated_reason
from app.domain.workflow import CaseState
from app.ports.clock import Clock
from app.ports.emails import EmailReader
from app.ports.passwords import PasswordConfirmation
from app.ports.unit_of_work import Store, UnitOfWork
from app.stages.decision.addressed import addressed_again, tell_all
from app.stages.decision.letters import Notice
from app.trail.approvals import approval_told
from app.trail.freezes import as_told, case_in
from app.trail.queued import queued
from app.trail.refusals import on_record


@dataclass(frozen=True, slots=True)
class UnfreezeCommand:
    """A director allows contact changes again, with a reason.

    Attributes:
        code: a fresh one-time code, on a server.
    """

    session: Session
    person_id: PersonId
    reason: str
    code: str = field(default="", repr=False)


@on_record
class Unfreeze:
    """Lifts a freeze and tells the addresses that were told of it; never one's own.

    Args:
        store: where.
        clock: when.
        read_email: whether an address can be one.
        step_up: asked with the code first, on a server: a window left open lifts nothing.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        read_email: EmailReader,
        step_up: PasswordConfirmation | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._read_email = read_email
        self._step_up = step_up

    def __call__(self, command: UnfreezeCommand) -> Person:
        """Lift it and return the person.

        Raises:
            AccessDeniedError: as the step-up; ``DUTY_NOT_ALLOWED`` or ``SEPARATION_…``: neither the person
                concerned, nor whoever reviewed, validated or decided the reported change, nor
                another province.
            RuleViolationError: ``REASON_TOO_SHORT``, ``REASON_TOO_LONG``, ``PERSON_UNKNOWN``, ``NOT_FROZEN``.
        """
        session, reason = command.session, stated_reason(command.reason)
        require_duty(session, Operation.UNFREEZE_PERSON)
        if self._step_up is not None:
            self._step_up(session, command.code)
        now = self._clock.now()
        with self._store.write() as uow:
            stored = uow.people.lock(command.person_id)
            # A freeze whose row was emptied by hand still stands, and is lifted like any other.
            person = as_told(uow.audit, stored)
            require(session, Operation.UNFREEZE_PERSON, _hands(uow, person, session))
            if person.frozen_at is None:
                raise RuleViolationError("NOT_FROZEN")
            uow.people.unfreeze(person.id)
            messages = _tell_lifted(uow, person, now, self._read_email)
            told = queued(uow, messages)
            facts = {"reason": reason, "was": person.frozen_reason, "messages": told}
            if stored.frozen_at is None:
                facts["row"] = "emptied"
            elif stored.frozen_reason != person.frozen_reason:
                facts["row"] = "altered"
            uow.audit.append(
                AuditEntry(
                    person_chain(person.id),
                    "person.unfrozen",
                    session.staff_id,
                    now,
                    session.workstation,
                    facts,
                )
            )
            thawed = uow.people.get(person.id)
            uow.commit()
        return thawed


def _reported_case(uow: UnitOfWork, person: Person) -> Case | None:
    """The case whose code stopped the changes: its own chain tells so, whatever number it has now."""
    number = person.frozen_reason.removeprefix(FROZEN_BY_NOTICE)

    def is_reported(case: Case) -> bool:
        told = uow.audit.told(case_chain(case.id), "person.not_me")
        return case.person_id == person.id and any(case_in(one) == number for one in told)

    case = uow.cases.by_number(number)
    if case is not None and is_reported(case):
        return case
    ids = (one for state in CaseState for one in uow.cases.of_person(person.id, state))
    return next((one for one in map(uow.cases.get, ids) if is_reported(one)), case)


def _hands(uow: UnitOfWork, person: Person, session: Session) -> Hands:
    """Who has touched the change whose code froze the account; nobody where there is none."""
    case = _reported_case(uow, person)
    if case is not None:
        return uow.cases.hands(case.id)
    return Hands(person_numbers=person.home_numbers, province=session.staff.agency.province)


def _tell_lifted(
    uow: UnitOfWork, person: Person, now: datetime, read_email: EmailReader
) -> tuple[MessageId, ...]:
    """Tell whoever was told of the freeze."""
    case = _reported_case(uow, person)
    if case is None:
        return ()
    # As the event of the freeze has it: the row may have been pointed at somebody else.
    case = replace(case, person_id=person.id)
    decision = uow.decisions.get(case.id) or approval_told(uow, case)
    if decision is None:
        return ()
    to = addressed_again(uow, case, decision, read_email)
    notice, facts = Notice(case, person, now, None), {"lifted_at": now.isoformat()}
    return tell_all(uow, notice, to, THAWED, facts)
