"""Changes on hold: applied when their time has come, stopped when the person says so."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.audit import AuditEntry, case_chain, details_of
from app.domain.audit_time import AFTER_LEAP, written_at
from app.domain.case import Case
from app.domain.decision import Decision
from app.domain.errors import OF_ONE, RuleViolationError, StaleCaseError
from app.domain.hold import UNSEEN, held_until, told_at
from app.domain.ids import CaseId
from app.domain.message import OutboxMessage
from app.domain.notices import HOLD_OVER
from app.domain.person import Person
from app.domain.workflow import CaseState, Move, target_of
from app.ports.clock import Clock
from app.ports.emails import EmailReader
from app.ports.unit_of_work import Store, UnitOfWork
from app.stages.decision.addressed import addressed, tell_all
from app.stages.decision.change import (
    closed,
    frozen_since,
    grounds,
    lock_person,
    put_in_force,
)
from app.stages.decision.letters import Notice, masked_changes
from app.trail.approvals import require_own_decision
from app.trail.arrivals import require_own
from app.trail.contacts import require_own_contact
from app.trail.queued import queued
from app.trail.whole import require_whole

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HoldsApplied:
    """Cases whose change came into force, and cases stopped because the person is frozen.

    ``left`` are those that could not be applied and why, to be looked into by somebody.
    """

    applied: tuple[CaseId, ...]
    stopped: tuple[CaseId, ...]
    left: tuple[tuple[CaseId, str], ...] = ()


class ApplyDueHolds:
    """Puts every change in force whose hold is over; run by a timer, safe to run twice."""

    def __init__(self, store: Store, clock: Clock, read_email: EmailReader) -> None:
        self._store = store
        self._clock = clock
        self._read_email = read_email

    def __call__(self) -> HoldsApplied:
        """Apply, each case in a transaction of its own.

        Raises:
            UnavailableError: the database cannot be reached; nothing else ends the round.
        """
        with self._store.look() as stored:
            waiting = stored.cases.waiting_since(CaseState.ON_HOLD, self._clock.now())
        applied: list[CaseId] = []
        stopped: list[CaseId] = []
        left: list[tuple[CaseId, str]] = []
        for case_id in waiting:
            try:
                state = self._settle(case_id)
            except StaleCaseError:
                # Stopped or applied by somebody else this very moment; the next run looks again.
                continue
            except OF_ONE as error:
                # A row or an event behind the change was altered, or the guard of a server sees
                # another story. The others have their hour as well; this one stays on hold.
                left.append((case_id, error.code))
                _log.error("case %s: %s, not applied", case_id, error.code)
                continue
            if state is CaseState.APPROVED:
                applied.append(case_id)
            elif state is CaseState.REFUSED:
                stopped.append(case_id)
        return HoldsApplied(tuple(applied), tuple(stopped), tuple(left))

    def _settle(self, case_id: CaseId) -> CaseState | None:
        now = self._clock.now()
        with self._store.write() as uow:
            person = lock_person(uow, case_id)
            case = uow.cases.get(case_id)
            decision = uow.decisions.get(case_id)
            is_due = case.hold_until is not None and case.hold_until <= now
            if case.state is not CaseState.ON_HOLD or not is_due:
                return None
            if frozen_since(uow, person) is not None:
                stop_hold(uow, case, now)
                uow.commit()
                return CaseState.REFUSED
            require_own_decision(uow, case)
            if decision is None:
                # No event tells of it either.
                return None
            if _has_to_wait(uow, case, decision, now):
                uow.commit()
                return None
            require_own(uow, case, person)
            require_own_contact(uow, case)
            _apply(uow, person, case, decision, now, self._read_email)
            uow.commit()
        _log.info("case %s: change in force after its hold", case_id)
        return CaseState.APPROVED


def _has_to_wait(uow: UnitOfWork, case: Case, decision: Decision, now: datetime) -> bool:
    """Whether a hold whose hour has come goes on all the same.

    It does while a local file is at work again for less than an hour after a leap of its clock,
    and until the person had the whole time since they were told. A notice that never left keeps
    the change on hold; *Mi puesto* shows it.
    """
    leapt = uow.audit.watch(AuditEntry(case_chain(case.id), "case.hold_looked_at", None, now))
    if leapt is not None and now < leapt + AFTER_LEAP:
        return True
    told = told_at(decision, _left(uow, case.id))
    if told is None:
        return True
    until = held_until(decision, told)
    if until <= now:
        return False
    if case.hold_until is not None and until - case.hold_until > UNSEEN:
        uow.cases.save(replace(case, hold_until=until), case.version)
        details = {"told_at": told.isoformat(), "hold_until": until.isoformat()}
        uow.audit.append(
            AuditEntry(case_chain(case.id), "case.hold_prolonged", None, now, "", details)
        )
    return True


def _left(uow: UnitOfWork, case_id: CaseId) -> list[OutboxMessage]:
    """The messages of a case, each as one that left only where an event says so, and not before it.

    A row alone could say that the person was told who never was.
    """
    events = uow.audit.told(case_chain(case_id), "message.handed_over")
    left = {details_of(one).get("message"): written_at(one.canonical) for one in events}
    messages = []
    for message in uow.outbox.of_case(case_id):
        at, said = left.get(message.id), message.handed_over_at
        messages.append(replace(message, handed_over_at=max(at, said) if at and said else None))
    return messages


def _apply(
    uow: UnitOfWork,
    person: Person,
    case: Case,
    decision: Decision,
    now: datetime,
    read_email: EmailReader,
) -> None:
    heads, after = require_whole(uow, case), decision.after
    if after is None:
        raise RuleViolationError("DECISION_WITHOUT_CHANGE", number=case.number)
    target = target_of(Move.APPLY_AFTER_HOLD, case.state)
    current = uow.people.contact(case.person_id)
    before = current.value if current else None
    # Read before the change: the address in force is one of those that were told of the hold.
    to = addressed(uow, case, after, now, read_email)
    put_in_force(uow, case, before, after, now, None, heads)
    uow.decisions.mark_applied(case.id, now)
    saved = uow.cases.save(closed(case, target, now), case.version)
    notice = Notice(saved, person, now, None)
    changes = {"changes": masked_changes(before, after), "applies_at": now.isoformat()}
    messages = tell_all(uow, notice, to, HOLD_OVER, changes)
    details = {
        "state": target.value,
        "messages": queued(uow, messages),
        **grounds(uow, case, heads),
    }
    uow.audit.append(
        AuditEntry(case_chain(case.id), "case.applied_after_hold", None, now, "", details)
    )


def stop_hold(uow: UnitOfWork, case: Case, at: datetime) -> None:
    """Close a case on hold without applying it, because the person stopped the change.

    Raises:
        StaleCaseError: ``CASE_CHANGED`` when it is no longer as it was read.
    """
    target = target_of(Move.STOP_BY_PERSON, case.state)
    uow.cases.save(closed(case, target, at), case.version)
    uow.audit.append(
        AuditEntry(
            case_chain(case.id), "case.stopped_by_person", None, at, "", {"state": target.value}
        )
    )
