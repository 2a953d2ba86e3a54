"""The person stops a change by "no fui yo" with the code of a notice; a director lifts it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from app.domain.audit import SYSTEM_CHAIN, AuditEntry, case_chain, person_chain, staff_chain
from app.domain.case import Case
from app.domain.decision import Decision
from app.domain.duties import Hands, Operation, require
from app.domain.errors import RuleViolationError
from app.domain.ids import CaseId, PersonId
from app.domain.not_me import code_hash
from app.domain.notices import FROZEN
from app.domain.person import Person
from app.domain.risk import RiskCode, RiskMark, RiskSeverity
from app.domain.staff import Session
from app.domain.workflow import CaseState
from app.ports.clock import Clock
from app.ports.unit_of_work import Store, UnitOfWork
from app.stages.decision.change import lock_person
from app.stages.decision.holds import stop_hold
from app.stages.decision.letters import Notice, tell_both
from app.trail.refusals import on_record

MIN_REASON: Final = 10


@dataclass(frozen=True, slots=True)
class ReportNotMeCommand:
    """Somebody read us the code of a notice.

    Attributes:
        session: who took the call at a desk; None for a channel without staff.
        code: as heard or typed; case, blanks and hyphens do not matter.
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


@dataclass(frozen=True, slots=True)
class NotMeReported:
    """Effect of a report; ``needs_new_case`` says that the old data come back only that way."""

    effect: NotMeEffect
    case_id: CaseId
    case_number: str
    person_id: PersonId
    needs_new_case: bool


class ReportNotMe:
    """Freezes the person's contact changes and stops those on hold.

    The code is the authority: stopping is the safe direction, so no duty is asked for.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, command: ReportNotMeCommand) -> NotMeReported:
        """Freeze.

        Raises:
            RuleViolationError: ``NOT_ME_UNKNOWN``; the attempt is recorded.
        """
        now = self._clock.now()
        with self._store.write() as uow:
            found = uow.decisions.by_not_me(code_hash(command.code))
            if found is None:
                self._record_miss(uow, command.session, now)
            report = self._report(uow, found.case_id, command, now) if found else None
            uow.commit()
        if report is None:
            raise RuleViolationError("NOT_ME_UNKNOWN")
        return report

    @staticmethod
    def _report(
        uow: UnitOfWork, case_id: CaseId, command: ReportNotMeCommand, now: datetime
    ) -> NotMeReported:
        person = lock_person(uow, case_id)
        case, decision = uow.cases.get(case_id), uow.decisions.get(case_id)
        if decision is None:
            raise RuleViolationError("CASE_UNKNOWN", case=case_id)
        reason = f"not_me:{case.number}"
        if person.frozen_at is not None and person.frozen_reason == reason:
            return _reported(NotMeEffect.ALREADY_REPORTED, case, decision)
        if person.frozen_at is None:
            uow.people.freeze(person.id, now, reason)
        for held in uow.cases.of_person(person.id, CaseState.ON_HOLD):
            stop_hold(uow, uow.cases.get(held), now)
        is_applied = decision.applied_at is not None
        effect = NotMeEffect.FROZEN_AFTER_CHANGE if is_applied else NotMeEffect.STOPPED
        if is_applied:
            _mark_for_director(uow, case.id)
        messages = _tell(uow, case, person, decision, now)
        actor = command.session.staff_id if command.session else None
        where = command.session.workstation if command.session else ""
        facts = {"case": case.number, "effect": effect.value, "messages": messages}
        for chain in (case_chain(case.id), person_chain(person.id)):
            uow.audit.append(AuditEntry(chain, "person.not_me", actor, now, where, facts))
        return _reported(effect, case, decision)

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
    """Lifts a freeze; never one's own."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, command: UnfreezeCommand) -> Person:
        """Lift it and return the person.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED`` or ``SEPARATION_NOT_THE_PERSON_CONCERNED``.
            RuleViolationError: ``REASON_TOO_SHORT``, ``PERSON_UNKNOWN``, ``NOT_FROZEN``.
        """
        session, reason = command.session, command.reason.strip()
        if len(reason) < MIN_REASON:
            raise RuleViolationError("REASON_TOO_SHORT", minimum=MIN_REASON)
        now = self._clock.now()
        with self._store.write() as uow:
            person = uow.people.lock(command.person_id)
            require(session, Operation.UNFREEZE_PERSON, Hands(person_numbers=person.home_numbers))
            if person.frozen_at is None:
                raise RuleViolationError("NOT_FROZEN")
            uow.people.unfreeze(person.id)
            facts = {"reason": reason, "was": person.frozen_reason}
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


def _reported(effect: NotMeEffect, case: Case, decision: Decision) -> NotMeReported:
    return NotMeReported(
        effect, case.id, case.number, case.person_id, decision.applied_at is not None
    )


def _mark_for_director(uow: UnitOfWork, case_id: CaseId) -> None:
    marks = uow.cases.risk_marks(case_id)
    others = [mark for mark in marks if mark.code is not RiskCode.ACCOUNT_FROZEN]
    frozen = RiskMark(RiskCode.ACCOUNT_FROZEN, RiskSeverity.ALARM)
    uow.cases.put_risk_marks(case_id, [frozen, *others])


def _tell(
    uow: UnitOfWork, case: Case, person: Person, decision: Decision, now: datetime
) -> list[str]:
    old = decision.before.email if decision.before else ""
    new = decision.after.email if decision.after else ""
    messages = tell_both(
        uow,
        Notice(case, person, now, None),
        (old, new),
        (FROZEN, FROZEN),
        {"reported_at": now.isoformat(), "is_in_force": decision.applied_at is not None},
    )
    return list(messages)
