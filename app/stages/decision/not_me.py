"""The person stops a change by "no fui yo" with the code of a notice; a director lifts it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from app.domain.audit import SYSTEM_CHAIN, AuditEntry, case_chain, person_chain, staff_chain
from app.domain.case import Case
from app.domain.contact import is_same_address
from app.domain.decision import Decision
from app.domain.duties import Hands, Operation, require
from app.domain.errors import RuleViolationError
from app.domain.ids import CaseId, MessageId, PersonId
from app.domain.not_me import code_hash
from app.domain.notices import FROZEN, THAWED, WARNINGS
from app.domain.person import Person
from app.domain.risk import RiskCode, RiskMark, RiskSeverity
from app.domain.staff import Session
from app.domain.stated_reason import stated_reason
from app.domain.workflow import CaseState
from app.ports.clock import Clock
from app.ports.emails import EmailReader
from app.ports.unit_of_work import Store, UnitOfWork
from app.stages.decision.addressed import addressed_again, tell_all
from app.stages.decision.change import lock_person
from app.stages.decision.holds import stop_hold
from app.stages.decision.letters import Notice
from app.trail.approvals import approval_told, case_with_code
from app.trail.freezes import NOT_ME, as_told, case_in
from app.trail.queued import queued
from app.trail.refusals import on_record

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReportNotMeCommand:
    """Somebody read us the code of a notice.

    Attributes:
        session: who took the call at a desk; None for a channel without staff.
        code: as heard or typed; case, blanks and signs do not matter.
    """

    session: Session | None
    code: str = field(repr=False)


class NotMeEffect(StrEnum):
    """What the report did."""

    STOPPED = "stopped"
    """The change was on hold and never came into force."""

    FROZEN_AFTER_CHANGE = "frozen_after_change"
    """The change is in force; nothing else changes now, and giving the old data back takes a
    new case, because an attacker may hold the code as well as the person."""

    ALREADY_REPORTED = "already_reported"
    """The change was reported or stopped before, and there is nothing more to stop. What only the
    address asked for was told works once; an owner's code goes on stopping (`_is_settled`)."""


@dataclass(frozen=True, slots=True)
class NotMeReported:
    """What a report did and how things stand after it.

    Attributes:
        needs_new_case: the change, or one that followed it, is in force, and the old data come
            back only that way.
        is_frozen: whether changes are stopped now; after ``ALREADY_REPORTED`` a director may
            have allowed them again.
        frozen_by: number of the case whose code stopped them; another one when this person had
            reported before.
        is_record_lost: whether only the event of the approval still has the code: the stored
            decision is gone or another one, which only somebody who has the database can do.
    """

    effect: NotMeEffect
    case_id: CaseId
    case_number: str
    person_id: PersonId
    needs_new_case: bool
    is_frozen: bool
    frozen_by: str
    is_record_lost: bool = False


class ReportNotMe:
    """Freezes the person's contact changes and stops those on hold.

    The code is the authority: stopping is the safe direction, so no duty is asked for. It is too
    long to be guessed (`CODE_LENGTH`), so misses are recorded and not counted.
    """

    def __init__(self, store: Store, clock: Clock, read_email: EmailReader) -> None:
        self._store = store
        self._clock = clock
        self._read_email = read_email

    def __call__(self, command: ReportNotMeCommand) -> NotMeReported:
        """Freeze.

        Raises:
            RuleViolationError: ``NOT_ME_UNKNOWN``; the attempt is recorded.
        """
        now, wanted = self._clock.now(), code_hash(command.code)
        # Nobody who writes waits while all events are looked through for a code that no decision has.
        with self._store.look() as stored:
            case_id = case_with_code(stored, wanted)
        with self._store.write() as uow:
            if case_id is None:
                self._record_miss(uow, command.session, now)
            report = self._report(uow, case_id, command, now) if case_id else None
            uow.commit()
        if report is None:
            raise RuleViolationError("NOT_ME_UNKNOWN")
        return report

    def _report(
        self, uow: UnitOfWork, case_id: CaseId, command: ReportNotMeCommand, now: datetime
    ) -> NotMeReported:
        person = lock_person(uow, case_id)
        case, decision = uow.cases.get(case_id), uow.decisions.get(case_id)
        said: dict[str, object] = {"case": case.number}
        is_lost = decision is None or decision.not_me_hash != code_hash(command.code)
        if is_lost:
            said["decision"] = "missing" if decision is None else "altered"
            _log.error("case %s: the decision with this code is gone or altered", case.id)
            decision = approval_told(uow, case)
        if decision is None:
            raise RuleViolationError("CASE_UNKNOWN", case=case_id)
        actor = command.session.staff_id if command.session else None
        where = command.session.workstation if command.session else ""
        is_changed = decision.applied_at is not None or _is_replaced(uow, decision)
        is_settled = _was_stopped if is_lost else _is_settled
        if is_settled(uow, case, decision, person):
            facts = {**said, "is_frozen": person.frozen_at is not None}
            chain = case_chain(case.id)
            uow.audit.append(AuditEntry(chain, "person.not_me_again", actor, now, where, facts))
            report = _reported(NotMeEffect.ALREADY_REPORTED, case, person, is_changed=is_changed)
            return replace(report, is_record_lost=is_lost)
        if person.frozen_at is None:
            uow.people.freeze(person.id, now, f"{NOT_ME}{case.number}")
        messages = self._stop_all(uow, person, case.id, now)
        effect = NotMeEffect.FROZEN_AFTER_CHANGE if is_changed else NotMeEffect.STOPPED
        if is_changed or is_lost:
            _mark_for_director(uow, case.id)
        messages += self._tell_frozen(
            uow, Notice(case, person, now, None), decision, is_changed=is_changed
        )
        facts = {**said, "effect": effect.value, "messages": queued(uow, messages)}
        for chain in (case_chain(case.id), person_chain(person.id)):
            uow.audit.append(AuditEntry(chain, "person.not_me", actor, now, where, facts))
        report = _reported(effect, case, uow.people.get(person.id), is_changed=is_changed)
        return replace(report, is_record_lost=is_lost)

    def _stop_all(
        self, uow: UnitOfWork, person: Person, reported: CaseId, now: datetime
    ) -> list[MessageId]:
        """Stop all on hold; the addresses of others than the reported one are told here."""
        messages: list[MessageId] = []
        for case_id in uow.cases.of_person(person.id, CaseState.ON_HOLD):
            case, decision = uow.cases.get(case_id), uow.decisions.get(case_id)
            stop_hold(uow, case, now)
            if decision is not None and case_id != reported:
                notice = Notice(case, person, now, None)
                messages += self._tell_frozen(uow, notice, decision, is_changed=False)
        return messages

    def _tell_frozen(
        self, uow: UnitOfWork, notice: Notice, decision: Decision, *, is_changed: bool
    ) -> tuple[MessageId, ...]:
        to = addressed_again(uow, notice.case, decision, self._read_email)
        facts = {"reported_at": notice.at.isoformat(), "is_in_force": is_changed}
        return tell_all(uow, notice, to, FROZEN, facts)

    @staticmethod
    def _record_miss(uow: UnitOfWork, session: Session | None, now: datetime) -> None:
        chain = staff_chain(session.staff_id) if session else SYSTEM_CHAIN
        actor = session.staff_id if session else None
        where = session.workstation if session else ""
        uow.audit.append(AuditEntry(chain, "not_me.unknown_code", actor, now, where))


@dataclass(frozen=True, slots=True)
class UnfreezeCommand:
    """A director allows contact changes again, with a reason."""

    session: Session
    person_id: PersonId
    reason: str


@on_record
class Unfreeze:
    """Lifts a freeze and tells the addresses that were told of it; never one's own."""

    def __init__(self, store: Store, clock: Clock, read_email: EmailReader) -> None:
        self._store = store
        self._clock = clock
        self._read_email = read_email

    def __call__(self, command: UnfreezeCommand) -> Person:
        """Lift it and return the person.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED`` or ``SEPARATION_…``: neither the person
                concerned, nor whoever reviewed, validated or decided the reported change, nor
                another province.
            RuleViolationError: ``REASON_TOO_SHORT``, ``REASON_TOO_LONG``, ``PERSON_UNKNOWN``, ``NOT_FROZEN``.
        """
        session, reason = command.session, stated_reason(command.reason)
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


def _reported(
    effect: NotMeEffect, case: Case, person: Person, *, is_changed: bool
) -> NotMeReported:
    return NotMeReported(
        effect=effect,
        case_id=case.id,
        case_number=case.number,
        person_id=person.id,
        needs_new_case=is_changed,
        is_frozen=person.frozen_at is not None,
        frozen_by=person.frozen_reason.removeprefix(NOT_ME),
    )


def _is_settled(uow: UnitOfWork, case: Case, decision: Decision, person: Person) -> bool:
    """Whether the code was used and there is nothing more to stop by it.

    An owner's code freezes anew after a freeze was lifted, by a director who may have been talked
    into it, while its change or a later one is in force or on hold. An approval on a frozen
    account is refused, so that this mark on a change in force can only come from a report about
    this very change.
    """
    marks = {mark.code for mark in uow.cases.risk_marks(case.id)}
    was_used = case.state is CaseState.REFUSED or RiskCode.ACCOUNT_FROZEN in marks
    if not was_used or person.frozen_at is not None or not _had_owner_the_code(uow, decision):
        return was_used
    is_waiting = bool(uow.cases.of_person(person.id, CaseState.ON_HOLD))
    return not (is_waiting or decision.applied_at is not None or _is_replaced(uow, decision))


def _was_stopped(uow: UnitOfWork, case: Case, _decision: Decision, person: Person) -> bool:
    """The same where rows were altered: only an event tells of a report, and a freeze must stand."""
    told = uow.audit.told(case_chain(case.id), "person.not_me")
    return person.frozen_at is not None and bool(told)


def _had_owner_the_code(uow: UnitOfWork, decision: Decision) -> bool:
    """Whether somebody other than whoever asked for the change was sent its code."""
    old, new = _addresses(decision)
    warnings = [m for m in uow.outbox.of_case(decision.case_id) if m.template in WARNINGS]
    return bool(warnings) or (bool(old) and is_same_address(old, new))


def _is_replaced(uow: UnitOfWork, decision: Decision) -> bool:
    """Whether other contact data are in force than when it was decided, whatever a clock said."""
    current = uow.people.contact(uow.cases.get(decision.case_id).person_id)
    return (current.value if current else None) != decision.before


def _mark_for_director(uow: UnitOfWork, case_id: CaseId) -> None:
    marks = uow.cases.risk_marks(case_id)
    others = [mark for mark in marks if mark.code is not RiskCode.ACCOUNT_FROZEN]
    frozen = RiskMark(RiskCode.ACCOUNT_FROZEN, RiskSeverity.ALARM)
    uow.cases.put_risk_marks(case_id, [frozen, *others])


def _reported_case(uow: UnitOfWork, person: Person) -> Case | None:
    """The case whose code stopped the changes: its own chain tells so, whatever number it has now."""
    number = person.frozen_reason.removeprefix(NOT_ME)

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
    decision = uow.decisions.get(case.id) or approval_told(uow, case)
    if decision is None:
        return ()
    to = addressed_again(uow, case, decision, read_email)
    notice, facts = Notice(case, person, now, None), {"lifted_at": now.isoformat()}
    return tell_all(uow, notice, to, THAWED, facts)


def _addresses(decision: Decision) -> tuple[str, str]:
    old = decision.before.email if decision.before else ""
    return old, decision.after.email if decision.after else ""
