"""Recording how a call ended: one successor of the case and one set of messages, by one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from app.domain.call import (
    OUTCOME_RULES,
    Call,
    CallOutcome,
    CallStatus,
    outcome_blockers,
    without_answers,
)
from app.domain.case import Case
from app.domain.correction_letter import case_letter
from app.domain.errors import RuleViolationError
from app.domain.ids import CallId, MessageId
from app.domain.message import Attachment, OutboxMessage
from app.domain.notices import CALL_CANCELLED, CALL_MISSED, CALL_TO_REPEAT, CLOSED_AFTER_NO_SHOWS
from app.domain.office_zone import office_day
from app.domain.procedure import Procedure
from app.domain.reason_texts import LetterFacts
from app.domain.staff import Session
from app.domain.workflow import CaseState, Move, target_of
from app.ports.clock import Clock
from app.ports.invitations import InvitationFiles, cancellation
from app.ports.office import Offices
from app.ports.procedures import ProcedureCatalogue
from app.ports.unit_of_work import Store, UnitOfWork
from app.stages.validation.gate import open_call, record
from app.stages.validation.invitation import (
    CallNotice,
    call_message,
    cancel_waiting,
)
from app.trail.queued import queued
from app.trail.refusals import on_record

MAX_NOTE: Final = 2000
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
class RecordOutcomeCommand:
    """How the call ended.

    Attributes:
        note: internal; never reaches the citizen.
        reasons: coded reasons of the catalogue for ``call``.
    """

    session: Session
    call_id: CallId
    seen_version: int
    outcome: CallOutcome
    note: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutcomeRecorded:
    """Case and call as stored, and the messages queued by it (at most one)."""

    case: Case
    call: Call
    messages: tuple[MessageId, ...]


@on_record
class RecordOutcome:
    """Ends a call; the case goes where the outcome's rule says.

    After *validated* and *not validated* the claim is kept, because the same person decides;
    else it is given back.
    """

    def __init__(
        self,
        store: Store,
        offices: Offices,
        procedures: ProcedureCatalogue,
        files: InvitationFiles,
        clock: Clock,
    ) -> None:
        self._store = store
        self._offices = offices
        self._procedures = procedures
        self._files = files
        self._clock = clock

    def __call__(self, command: RecordOutcomeCommand) -> OutcomeRecorded:
        """Record it.

        Raises:
            StaleCaseError: ``CASE_CHANGED``.
            AccessDeniedError: duty, separation, claim, or ``CALL_OF_ANOTHER``.
            RuleViolationError: ``CALL_STATUS``; ``OUTCOME_BLOCKED`` with ``missing`` (codes of
                :func:`app.domain.call.outcome_blockers`); ``REASON_UNKNOWN``; ``NOTE_TOO_LONG``.
        """
        now, session = self._clock.now(), command.session
        with self._store.write() as uow:
            case, call = open_call(
                uow,
                session,
                command.call_id,
                command.seen_version,
                now,
                [CallStatus.SCHEDULED, CallStatus.IN_PROGRESS],
            )
            procedure = self._procedures.get(case.procedure, case.procedure_version)
            _check(command, case, call, procedure, now)
            ended = self._ended(uow, command, call, now)
            cancel_waiting(uow, case, call)
            moved = self._moved(case, ended, procedure, session, now)
            saved = uow.cases.save(moved, case.version)
            message = self._follow_up(uow, saved, ended, procedure, now)
            details = {
                "call": call.id,
                "outcome": command.outcome.value,
                "reasons": list(command.reasons),
                "state": saved.state.value,
                "seconds": _seconds(call, now),
                "messages": queued(uow, [message] if message else []),
            }
            record(uow, session, case, "call.outcome_recorded", now, details)
            if saved.state is not CaseState.TO_DECIDE:
                uow.cases.release(case.id, session.staff_id)
                saved = replace(saved, claim=None)
            uow.commit()
        return OutcomeRecorded(saved, without_answers(ended), (message,) if message else ())

    @staticmethod
    def _ended(uow: UnitOfWork, command: RecordOutcomeCommand, call: Call, now: datetime) -> Call:
        return uow.calls.save(
            replace(
                call,
                status=CallStatus.DONE,
                ended_at=now,
                outcome=command.outcome,
                reasons=command.reasons,
                note=command.note.strip(),
            ),
            call.version,
        )

    def _moved(
        self, case: Case, call: Call, procedure: Procedure, session: Session, now: datetime
    ) -> Case:
        no_shows = case.no_shows + (call.outcome is CallOutcome.NO_SHOW)
        target = target_of(_move(call, no_shows, procedure.terms.max_no_shows), case.state)
        moved = replace(case, state=target, state_since=now, no_shows=no_shows)
        match target:
            case CaseState.TO_DECIDE:
                return replace(moved, validated_by=session.staff_id)
            case CaseState.ABANDONED:
                return replace(moved, due_at=None)
            case _:
                # A new invitation is owed, so its whole term runs again.
                days = procedure.terms.invite_working_days
                office = self._offices.time_of(case.province)
                return replace(moved, due_at=office.deadline(now, days).due_at)

    def _follow_up(
        self, uow: UnitOfWork, case: Case, call: Call, procedure: Procedure, now: datetime
    ) -> MessageId | None:
        template = _template(case, call)
        if template is None:
            return None
        zone = self._offices.time_of(case.province).zone.key
        later = replace(call, sequence=call.sequence + 1)
        notice = CallNotice(
            case, uow.people.get(case.person_id), later, zone, call.validator_id, now
        )
        attachments: tuple[Attachment, ...] = ()
        if template == CALL_CANCELLED:
            data = self._files.build(cancellation(case, call, zone, now))
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


def _check(
    command: RecordOutcomeCommand, case: Case, call: Call, procedure: Procedure, now: datetime
) -> None:
    today = office_day(now, case.province)
    known = {reason.code for reason in procedure.reasons_for("call", today)}
    unknown = [code for code in command.reasons if code not in known]
    if unknown:
        raise RuleViolationError("REASON_UNKNOWN", reasons=tuple(unknown))
    if len(command.note) > MAX_NOTE:
        raise RuleViolationError("NOTE_TOO_LONG", limit=MAX_NOTE)
    missing = outcome_blockers(
        call,
        command.outcome,
        command.note,
        command.reasons,
        now,
        procedure.terms.minimum_call_seconds,
    )
    if missing:
        raise RuleViolationError("OUTCOME_BLOCKED", outcome=command.outcome.value, missing=missing)


def _seconds(call: Call, now: datetime) -> int:
    return int((now - call.started_at).total_seconds()) if call.started_at else 0
