"""Approving or refusing a contact change: verdict, register, notices, audit in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from app.domain.audit import AuditEntry, case_chain, details_of
from app.domain.call import Call, CallOutcome
from app.domain.case import Case
from app.domain.contact import ContactData, is_same_address
from app.domain.decision import Decision, DecisionOutcome
from app.domain.duties import Operation, require_duty
from app.domain.errors import AccessDeniedError, RuleViolationError
from app.domain.holding import require_touch
from app.domain.ids import CaseId, MessageId
from app.domain.not_me import code_hash, fresh_code
from app.domain.notices import (
    APPLIED_TO_NEW,
    APPLIED_TO_OLD,
    HOLD_TO_NEW,
    HOLD_TO_OLD,
    REFUSED,
)
from app.domain.person import Person
from app.domain.procedure import Procedure
from app.domain.reachable import require_reachable
from app.domain.risk import RiskMark
from app.domain.staff import Session
from app.domain.workflow import CaseState, Move, target_of
from app.ports.clock import Clock
from app.ports.passwords import PasswordConfirmation
from app.ports.procedures import ProcedureCatalogue
from app.ports.unit_of_work import Store, UnitOfWork
from app.stages.decision.addressed import addressed, tell_of_change, usable
from app.stages.decision.change import (
    closed,
    grounds,
    lock_person,
    put_in_force,
    require_unfrozen,
)
from app.stages.decision.hold_time import hold_time
from app.stages.decision.letters import Notice, masked_changes, refusal_parameters, tell_both
from app.stages.decision.risk_facts import DECIDED_NOW, RiskDesk
from app.trail.accounts import require_own_account
from app.trail.arrivals import (
    require_own,
    require_own_files,
    require_own_papers,
    require_true_readings,
)
from app.trail.contacts import require_own_contact
from app.trail.queued import queued
from app.trail.refusals import on_record
from app.trail.whole import require_whole

MAX_NOTE: Final = 2000


@dataclass(frozen=True, slots=True)
class DecideCommand:
    """The validator's decision on a case they hold and whose call they held.

    Attributes:
        password: re-entered now; never kept.
        reasons: coded reasons (of ``call`` or ``case``) for a refusal; empty to approve.
        note: internal; never reaches the citizen.
        seen_marks: risk marks that stood on the screen, with their facts; an approval over a mark
            nobody saw, or that says something else now, is sent back to be looked at.
        seen_before: contact data in force that stood on the screen; an approval that would replace
            others is sent back as well.
    """

    session: Session
    case_id: CaseId
    seen_version: int
    password: str = field(repr=False)
    outcome: DecisionOutcome
    seen_marks: frozenset[RiskMark]
    seen_before: ContactData | None = field(repr=False)
    reasons: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """The case and decision as stored, marks of that instant, messages queued.

    ``grounds`` is what an approval was made on, as its event tells it.
    """

    case: Case
    decision: Decision
    marks: tuple[RiskMark, ...]
    messages: tuple[MessageId, ...]
    grounds: Mapping[str, object] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class _Bench:
    """Everything one decision is taken on, read in its own transaction."""

    command: DecideCommand
    case: Case
    person: Person
    procedure: Procedure
    before: ContactData | None
    old_email: str
    marks: tuple[RiskMark, ...]
    at: datetime


@on_record
class Decide:
    """Takes the decision; afterwards there is exactly one, and everybody concerned is told."""

    def __init__(
        self,
        store: Store,
        confirm: PasswordConfirmation,
        procedures: ProcedureCatalogue,
        desk: RiskDesk,
        clock: Clock,
    ) -> None:
        self._store = store
        self._confirm = confirm
        self._procedures = procedures
        self._desk = desk
        self._clock = clock

    def __call__(self, command: DecideCommand) -> Decided:
        """Decide.

        Raises:
            AccessDeniedError: ``SIGN_IN_REFUSED``, ``LOCKED_OUT``, duty, separation or claim.
            StaleCaseError: ``CASE_CHANGED``.
            RuleViolationError: ``ACCOUNT_ALTERED``, ``ALREADY_DECIDED``,
                ``CASE_OF_ANOTHER_PERSON``, ``PERSON_ALTERED``,
                ``CONTACT_ALTERED``, ``PAPERS_ALTERED``, ``FILES_ALTERED``, ``EVIDENCE_ALTERED``, ``HOLD_ALTERED``,
                ``KEYS_ALTERED``, ``MOVE_NOT_ALLOWED``, ``IDENTITY_NOT_VALIDATED``,
                ``PERSON_FROZEN``, ``OTHER_CHANGE_ON_HOLD``,
                ``EMAIL_NOT_USABLE``, ``MOBILE_NOT_USABLE``, ``NEW_RISK_MARKS`` (``codes``),
                ``CHAIN_BROKEN``, ``CONTACT_IN_FORCE_CHANGED``, ``REASON_…``, ``NOTE_TOO_LONG``.
        """
        session = command.session
        require_duty(session, Operation.DECIDE)
        if len(command.note) > MAX_NOTE:
            raise RuleViolationError("NOTE_TOO_LONG", limit=MAX_NOTE)
        self._confirm(session, command.password)
        now = self._clock.now()
        with self._store.write() as uow:
            person = lock_person(uow, command.case_id)
            bench = self._open(uow, command, person, now)
            # By its value: a text would be no member, and must not pass for the other one.
            if DecisionOutcome(command.outcome) is DecisionOutcome.REFUSED:
                done = self._refuse(uow, bench)
            else:
                if uow.cases.of_person(person.id, CaseState.ON_HOLD):
                    raise RuleViolationError("OTHER_CHANGE_ON_HOLD")
                done = self._approve(uow, bench)
            uow.cases.put_risk_marks(bench.case.id, bench.marks)
            uow.cases.add_hand(bench.case.id, session.staff, "decider", now)
            uow.cases.release(bench.case.id, session.staff_id)
            _record(uow, bench, done)
            uow.commit()
        return done

    def _open(
        self, uow: UnitOfWork, command: DecideCommand, person: Person, now: datetime
    ) -> _Bench:
        # First of all: by the number of the account everything else is kept apart.
        require_own_account(uow, command.session.staff_id)
        case = uow.cases.get(command.case_id)
        if uow.decisions.get(case.id) is not None:
            raise RuleViolationError("ALREADY_DECIDED", number=case.number)
        hands = uow.cases.hands(case.id)
        require_touch(command.session, Operation.DECIDE, case, hands, command.seen_version, now)
        if case.validated_by != command.session.staff_id:
            raise AccessDeniedError("SEPARATION_THE_IDENTITY_VALIDATOR", case=case.number)
        require_own(uow, case, person)
        require_own_papers(uow, case)
        require_own_contact(uow, case)
        require_own_files(uow, case)
        contact = uow.people.contact(case.person_id)
        return _Bench(
            command=command,
            case=case,
            person=person,
            procedure=self._procedures.get(case.procedure, case.procedure_version),
            before=contact.value if contact else None,
            old_email=usable(contact.value.email if contact else "", self._desk.read_email),
            marks=self._desk.marks(uow, case, now, deciding=True),
            at=now,
        )

    def _approve(self, uow: UnitOfWork, bench: _Bench) -> Decided:
        case, at, by = bench.case, bench.at, bench.command.session.staff_id
        heads, was = require_whole(uow, case), uow.people.contact_seal(case.person_id)
        hold = hold_time(uow, case.province, at)
        move = Move.APPROVE_WITH_HOLD if hold else Move.APPROVE
        target = target_of(move, case.state)
        after = case.declared.contact
        require_unfrozen(uow, bench.person)
        if not uow.people.has_all_keys(after.email, after.phones):
            # Marks of shared mailboxes and phones are read from keys: one was taken out by hand.
            raise RuleViolationError("KEYS_ALTERED", number=case.number)
        _require_validated(uow, case)
        require_true_readings(uow, case, [case.reviewed_by, by])
        require_reachable(after, bench.procedure.fields, self._desk.readers)
        _require_seen(bench)
        to, code = addressed(uow, case, after, at, self._desk.read_email), fresh_code()
        hold_until = at + hold if hold else None
        decision = Decision(
            case_id=case.id,
            outcome=DecisionOutcome.APPROVED,
            decided_by=by,
            decided_at=at,
            reasons=(),
            note=bench.command.note.strip(),
            before=bench.before,
            after=after,
            applied_at=None if hold else at,
            hold_until=hold_until,
            not_me_hash=code_hash(code),
        )
        uow.decisions.add(decision)
        if hold_until is None:
            where = bench.command.session.workstation
            put_in_force(uow, case, bench.before, after, at, by, heads, where)
            moved = closed(case, target, at)
        else:
            moved = replace(closed(case, target, at), hold_until=hold_until)
        saved = uow.cases.save(replace(moved, decided_by=by), case.version)
        messages = tell_of_change(
            uow,
            Notice(saved, bench.person, at, by),
            to,
            (HOLD_TO_OLD, HOLD_TO_NEW) if hold else (APPLIED_TO_OLD, APPLIED_TO_NEW),
            {
                "changes": masked_changes(bench.before, after),
                "decided_at": at.isoformat(),
                "applies_at": (hold_until or at).isoformat(),
            },
            code,
        )
        told = {**grounds(uow, case, heads), "was": was}
        return Decided(replace(saved, claim=None), decision, bench.marks, messages, told)

    def _refuse(self, uow: UnitOfWork, bench: _Bench) -> Decided:
        case, at, by = bench.case, bench.at, bench.command.session.staff_id
        target = target_of(Move.REFUSE, case.state)
        said = refusal_parameters(bench.procedure, case, bench.command.reasons, at)
        decision = Decision(
            case_id=case.id,
            outcome=DecisionOutcome.REFUSED,
            decided_by=by,
            decided_at=at,
            reasons=bench.command.reasons,
            note=bench.command.note.strip(),
            before=bench.before,
            after=None,
            applied_at=None,
            hold_until=None,
            not_me_hash=None,
        )
        uow.decisions.add(decision)
        saved = uow.cases.save(replace(closed(case, target, at), decided_by=by), case.version)
        # Nothing changed, and the reasons speak of papers and of the call: that is for the address in
        # force and for whoever asked, not for addresses the person may have given up (LOPDP).
        messages = tell_both(
            uow,
            Notice(saved, bench.person, at, by),
            (bench.old_email, case.declared.contact.email),
            (REFUSED, REFUSED),
            said,
        )
        return Decided(replace(saved, claim=None), decision, bench.marks, messages)


def _require_validated(uow: UnitOfWork, case: Case) -> None:
    ended = [call for call in uow.calls.of_case(case.id) if call.ended_at is not None]
    latest = max(ended, key=lambda call: call.ended_at or call.starts_at, default=None)
    if (
        latest is None
        or latest.outcome is not CallOutcome.VALIDATED
        or not _is_on_record(uow, case, latest)
    ):
        raise RuleViolationError("IDENTITY_NOT_VALIDATED", number=case.number)


def _is_on_record(uow: UnitOfWork, case: Case, call: Call) -> bool:
    """Whether the last outcome in the chain is that call's: its row may have been changed since."""
    told = uow.audit.latest(case_chain(case.id), "call.outcome_recorded")
    details = details_of(told) if told is not None else {}
    return details.get("call") == call.id and details.get("outcome") == call.outcome


def _require_seen(bench: _Bench) -> None:
    if bench.before != bench.command.seen_before:
        raise RuleViolationError("CONTACT_IN_FORCE_CHANGED", number=bench.case.number)
    unseen = sorted(
        mark.code.value
        for mark in bench.marks
        if mark not in bench.command.seen_marks and mark.code not in DECIDED_NOW
    )
    if unseen:
        raise RuleViolationError("NEW_RISK_MARKS", codes=tuple(unseen))


def _is_old_told(uow: UnitOfWork, old: str, messages: tuple[MessageId, ...]) -> bool:
    recipients = [uow.outbox.get(message).recipient for message in messages]
    return bool(old) and any(is_same_address(old, one) for one in recipients)


def _record(uow: UnitOfWork, bench: _Bench, done: Decided) -> None:
    session = bench.command.session
    details = {
        "person": done.case.person_id,
        "entry": bench.person.seal,
        "reasons": list(done.decision.reasons),
        "marks": [mark.code.value for mark in done.marks],
        "seen_marks": sorted({mark.code.value for mark in bench.command.seen_marks}),
        "state": done.case.state.value,
        "messages": queued(uow, done.messages),
        "decision": uow.decisions.seal(done.case.id),
        # Also here, so that the code finds its case when the row of the decision is gone.
        **({"not_me": code} if (code := done.decision.not_me_hash) else {}),
        "old_address_told": _is_old_told(uow, bench.old_email, done.messages),
        **done.grounds,
    }
    uow.audit.append(
        AuditEntry(
            case_chain(done.case.id),
            f"case.{done.decision.outcome.value}",
            session.staff_id,
            bench.at,
            session.workstation,
            details,
        )
    )
