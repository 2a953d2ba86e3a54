"""The person stops a change by "no fui yo" with the code of a notice."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.domain.audit import SYSTEM_CHAIN, AuditEntry, case_chain, person_chain, staff_chain
from app.domain.case import Case
from app.domain.contact import is_same_address
from app.domain.decision import Decision
from app.domain.errors import RuleViolationError
from app.domain.ids import CaseId, StaffId
from app.domain.not_me import NotMeEffect, NotMeReported, code_hash, code_letters
from app.domain.notices import WARNINGS
from app.domain.person import FROZEN_BY_NOTICE, Person
from app.domain.risk import RiskCode
from app.domain.staff import Session
from app.domain.workflow import CaseState
from app.ports.clock import Clock
from app.ports.emails import EmailReader
from app.ports.unit_of_work import Look, Store, UnitOfWork
from app.stages.decision.change import lock_person
from app.stages.decision.letters import Notice
from app.stages.decision.stopping import mark_for_director, stop_all, tell_frozen
from app.trail.approvals import (
    approval_told,
    case_or_none,
    case_with_code,
    number_told,
    person_told,
)
from app.trail.queued import queued

_log = logging.getLogger(__name__)
_LONGEST = 64
"""Letters of a code that are looked at: of a longer one none is right."""


@dataclass(frozen=True, slots=True)
class ReportNotMeCommand:
    """Somebody read us the code of a notice.

    Attributes:
        session: who took the call at a desk; None for a channel without staff.
        code: as heard or typed; case, blanks and signs do not matter.
    """

    session: Session | None
    code: str = field(repr=False)


class ReportNotMe:
    """Freezes the person's contact changes and stops those on hold.

    The code is the authority: stopping is the safe direction, so no duty is asked for. It is too
    long to be guessed (`CODE_LENGTH`), so misses are recorded and not counted. At a desk on a server
    the database judges it and stops the changes by itself, and counts the misses; the rest is done
    by :class:`app.stages.decision.following.FollowReports`.
    """

    def __init__(self, store: Store, clock: Clock, read_email: EmailReader) -> None:
        self._store = store
        self._clock = clock
        self._read_email = read_email

    def __call__(self, command: ReportNotMeCommand) -> NotMeReported:
        """Freeze.

        Raises:
            RuleViolationError: ``NOT_ME_UNKNOWN``; the attempt is recorded. ``NOT_ME_TOO_MANY``.
        """
        now, wanted = self._clock.now(), code_hash(command.code)
        # Nobody who writes waits while all events are looked through for a code that no decision has.
        with self._store.look() as stored:
            judged = self._judged(stored, command)
            if judged is not None:
                return judged
            case_id = case_with_code(stored, wanted)
        with self._store.write() as uow:
            report = self._answer(uow, case_id, command, now)
            if report is None:
                self._record_miss(uow, command, now)
            uow.commit()
        if report is None:
            raise RuleViolationError("NOT_ME_UNKNOWN")
        return report

    @staticmethod
    def _judged(stored: Look, command: ReportNotMeCommand) -> NotMeReported | None:
        """What the database says that judges codes by itself; None where that is the program's."""
        _actor, where = _asker(command)
        return stored.decisions.stop_by_code(code_letters(command.code)[:_LONGEST], where)

    def _answer(
        self, uow: UnitOfWork, case_id: CaseId | None, command: ReportNotMeCommand, now: datetime
    ) -> NotMeReported | None:
        if case_id is None:
            return None
        if case_or_none(uow, case_id) is None:
            return self._report_gone(uow, case_id, command, now)
        return self._report(uow, case_id, command, now)

    def _report(
        self, uow: UnitOfWork, case_id: CaseId, command: ReportNotMeCommand, now: datetime
    ) -> NotMeReported:
        told = person_told(uow, case_id)
        person = uow.people.lock(told) if told else lock_person(uow, case_id)
        stored, decision = uow.cases.get(case_id), uow.decisions.get(case_id)
        case = replace(stored, person_id=person.id)
        said: dict[str, object] = {"case": case.number}
        is_other = decision is None or decision.not_me_hash != code_hash(command.code)
        is_lost = is_other or case != stored
        if is_lost:
            said["row"] = "missing" if decision is None else "altered"
            _log.error("case %s: what its approval left is gone or altered", case.id)
        if is_other:
            decision = approval_told(uow, case)
        if decision is None:
            raise RuleViolationError("CASE_UNKNOWN", case=case_id)
        actor, where = _asker(command)
        is_changed = decision.applied_at is not None or _is_replaced(uow, person, decision)
        is_settled = _was_stopped if is_lost else _is_settled
        if is_settled(uow, case, decision, person):
            facts = {**said, "is_frozen": person.frozen_at is not None}
            chain = case_chain(case.id)
            uow.audit.append(AuditEntry(chain, "person.not_me_again", actor, now, where, facts))
            report = _reported(NotMeEffect.ALREADY_REPORTED, case, person, is_changed=is_changed)
            return replace(report, is_record_lost=is_lost)
        if person.frozen_at is None:
            uow.people.freeze(person.id, now, f"{FROZEN_BY_NOTICE}{case.number}")
        messages = stop_all(uow, person, case, now, self._read_email)
        effect = NotMeEffect.FROZEN_AFTER_CHANGE if is_changed else NotMeEffect.STOPPED
        if is_changed or is_lost:
            mark_for_director(uow, case.id)
        notice = Notice(case, person, now, None)
        messages += tell_frozen(uow, notice, decision, self._read_email, is_changed=is_changed)
        facts = {**said, "effect": effect.value, "messages": queued(uow, messages)}
        for chain in (case_chain(case.id), person_chain(person.id)):
            uow.audit.append(AuditEntry(chain, "person.not_me", actor, now, where, facts))
        report = _reported(effect, case, uow.people.get(person.id), is_changed=is_changed)
        return replace(report, is_record_lost=is_lost)

    def _report_gone(
        self, uow: UnitOfWork, case_id: CaseId, command: ReportNotMeCommand, now: datetime
    ) -> NotMeReported | None:
        """Freeze the person of a case that was deleted; nothing is left to write to anybody with."""
        told, number = person_told(uow, case_id), number_told(uow, case_id)
        if told is None:
            return None
        _log.error("case %s: gone, and a code of its notices is told", case_id)
        person, (actor, where) = uow.people.lock(told), _asker(command)
        effect = NotMeEffect.FROZEN_AFTER_CHANGE
        if person.frozen_at is not None and uow.audit.told(case_chain(case_id), "person.not_me"):
            effect = NotMeEffect.ALREADY_REPORTED
        else:
            if person.frozen_at is None:
                uow.people.freeze(person.id, now, f"{FROZEN_BY_NOTICE}{number}")
            messages = queued(uow, stop_all(uow, person, None, now, self._read_email))
            facts = {"case": number, "row": "missing", "effect": effect, "messages": messages}
            for chain in (case_chain(case_id), person_chain(person.id)):
                uow.audit.append(AuditEntry(chain, "person.not_me", actor, now, where, facts))
        by = uow.people.get(person.id).frozen_reason.removeprefix(FROZEN_BY_NOTICE)
        return NotMeReported(
            effect, case_id, number, person.id,
            needs_new_case=True, is_frozen=True, frozen_by=by, is_record_lost=True,
        )  # fmt: skip

    @staticmethod
    def _record_miss(uow: UnitOfWork, command: ReportNotMeCommand, now: datetime) -> None:
        actor, where = _asker(command)
        chain = staff_chain(actor) if actor else SYSTEM_CHAIN
        uow.audit.append(AuditEntry(chain, "not_me.unknown_code", actor, now, where))


def _asker(command: ReportNotMeCommand) -> tuple[StaffId | None, str]:
    """Who took the call and where; nobody for a channel without staff."""
    session = command.session
    return (session.staff_id, session.workstation) if session else (None, "")


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
        frozen_by=person.frozen_reason.removeprefix(FROZEN_BY_NOTICE),
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
    return not (
        is_waiting or decision.applied_at is not None or _is_replaced(uow, person, decision)
    )


def _was_stopped(uow: UnitOfWork, case: Case, _decision: Decision, person: Person) -> bool:
    """The same where rows were altered: only an event tells of a report, and a freeze must stand."""
    told = uow.audit.told(case_chain(case.id), "person.not_me")
    return person.frozen_at is not None and bool(told)


def _had_owner_the_code(uow: UnitOfWork, decision: Decision) -> bool:
    """Whether somebody other than whoever asked for the change was sent its code."""
    old, new = _addresses(decision)
    warnings = [m for m in uow.outbox.of_case(decision.case_id) if m.template in WARNINGS]
    return bool(warnings) or (bool(old) and is_same_address(old, new))


def _is_replaced(uow: UnitOfWork, person: Person, decision: Decision) -> bool:
    """Whether other contact data are in force than when it was decided, whatever a clock said."""
    current = uow.people.contact(person.id)
    return (current.value if current else None) != decision.before


def _addresses(decision: Decision) -> tuple[str, str]:
    old = decision.before.email if decision.before else ""
    return old, decision.after.email if decision.after else ""
