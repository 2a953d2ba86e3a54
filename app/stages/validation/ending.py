"""What the end of a call brings: where the case goes, and the one message that follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from app.domain.call import OUTCOME_RULES, Call, CallOutcome
from app.domain.case import Case
from app.domain.correction_letter import case_letter
from app.domain.errors import RuleViolationError
from app.domain.ids import MessageId, StaffId
from app.domain.message import Attachment, OutboxMessage
from app.domain.notices import CALL_CANCELLED, CALL_MISSED, CALL_TO_REPEAT, CLOSED_AFTER_NO_SHOWS
from app.domain.office_zone import office_day
from app.domain.procedure import Procedure
from app.domain.reason_texts import LetterFacts
from app.domain.staff import Session
from app.domain.workflow import CaseState, Move, target_of
from app.ports.invitations import InvitationFiles, cancellation
from app.ports.office import Offices
from app.ports.unit_of_work import UnitOfWork
from app.stages.validation.gate import record
from app.stages.validation.invitation import CallNotice, call_message, cancel_waiting
from app.trail.queued import queued

NO_SHOW_REASON: Final = "LLA-02"
"""The catalogue's reason that the program itself gives to a request closed after no-shows."""

_FOLLOW_UP: Final[Mapping[CallOutcome, str]] = {
    CallOutcome.NO_SHOW: CALL_MISSED,
    CallOutcome.POSTPONED_BY_CITIZEN: CALL_CANCELLED,
    CallOutcome.POSTPONED_BY_US: CALL_CANCELLED,
    CallOutcome.SCHEDULED_IN_ERROR: CALL_CANCELLED,
    CallOutcome.TECHNICAL_FAILURE: CALL_TO_REPEAT,
}
"""What the citizen is told at once. After *validated* and *not validated* the decision speaks,
after *doubt* the invitation of the second validator does: one word from us, not two."""


@dataclass(frozen=True, slots=True)
class CallEnded:
    """Case and call as stored, and the message queued by it, if any."""

    case: Case
    call: Call
    messages: tuple[MessageId, ...]


@dataclass(frozen=True, slots=True)
class CallEnding:
    """The follow-up of a call that ended, the same whoever ends it."""

    offices: Offices
    files: InvitationFiles

    def end(
        self,
        uow: UnitOfWork,
        session: Session,
        case: Case,
        ended: Call,
        procedure: Procedure,
        now: datetime,
    ) -> CallEnded:
        """Store a call with its outcome, move the case, say what follows, and put it on record."""
        call = uow.calls.save(ended, ended.version)
        saved = uow.cases.save(self.moved(case, call, procedure, now), case.version)
        # Afterwards: on a server a director may do it for having moved the case, which they do not hold.
        cancel_waiting(uow, case, call)
        message = self.follow_up(uow, saved, call, procedure, session.staff_id, now)
        messages = (message,) if message else ()
        begun = call.started_at
        details = {
            "call": call.id,
            "outcome": call.outcome.value if call.outcome else "",
            "seal": uow.calls.seal(call.id),
            "reasons": list(call.reasons),
            "state": saved.state.value,
            "seconds": int((now - begun).total_seconds()) if begun else 0,
            "messages": queued(uow, messages),
        }
        record(uow, session, case, "call.outcome_recorded", now, details)
        return CallEnded(saved, call, messages)

    def moved(self, case: Case, call: Call, procedure: Procedure, now: datetime) -> Case:
        """Where the rule of the outcome leads; whoever held the call is its validator."""
        no_shows = case.no_shows + (call.outcome is CallOutcome.NO_SHOW)
        target = target_of(_move(call, no_shows, procedure.terms.max_no_shows), case.state)
        moved = replace(case, state=target, state_since=now, no_shows=no_shows)
        match target:
            case CaseState.TO_DECIDE:
                return replace(moved, validated_by=call.validator_id)
            case CaseState.ABANDONED:
                return replace(moved, due_at=None)
            case _:
                return self.invited_anew(moved, procedure, now)

    def invited_anew(self, case: Case, procedure: Procedure, now: datetime) -> Case:
        """A new invitation is owed, so its whole term runs again."""
        days = procedure.terms.invite_working_days
        office = self.offices.time_of(case.province, case.home_province)
        return replace(case, due_at=office.deadline(now, days).due_at)

    def follow_up(
        self,
        uow: UnitOfWork,
        case: Case,
        call: Call,
        procedure: Procedure,
        by: StaffId,
        now: datetime,
    ) -> MessageId | None:
        """Queue what the citizen is told at once, if anything."""
        template = _template(case, call)
        if template is None:
            return None
        zone = self.offices.time_of(case.province).zone.key
        later = replace(call, sequence=call.sequence + 1)
        notice = CallNotice(case, uow.people.get(case.person_id), later, zone, by, now)
        attachments: tuple[Attachment, ...] = ()
        if template == CALL_CANCELLED:
            data = self.files.build(cancellation(case, call, zone, now))
            name = f"{case.number}.ics"
            attachments = (Attachment(name, "text/calendar", uow.blobs.put(data)),)
        message: OutboxMessage = call_message(
            notice, template, attachments=attachments, is_bound=False
        )
        if case.state is CaseState.ABANDONED:
            facts = LetterFacts(on=office_day(now, case.province), language=case.language)
            letter = case_letter(procedure, [NO_SHOW_REASON], facts).parameters()
            message = replace(message, parameters={**message.parameters, **letter})
        uow.outbox.add(message)
        return message.id


def _move(call: Call, no_shows: int, max_no_shows: int) -> Move:
    if call.outcome is None:
        raise RuleViolationError("OUTCOME_MISSING")
    if call.outcome is CallOutcome.NO_SHOW and no_shows >= max_no_shows:
        return Move.ABANDON
    return OUTCOME_RULES[call.outcome].move


def _template(case: Case, call: Call) -> str | None:
    if case.state is CaseState.ABANDONED:
        return CLOSED_AFTER_NO_SHOWS
    return _FOLLOW_UP.get(call.outcome) if call.outcome else None
