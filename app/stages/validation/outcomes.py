"""Recording how a call ended: one successor of the case and one set of messages, by one table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from app.domain.call import (
    Call,
    CallOutcome,
    CallStatus,
    outcome_blockers,
    without_answers,
)
from app.domain.case import Case
from app.domain.errors import RuleViolationError
from app.domain.ids import CallId, MessageId
from app.domain.office_zone import office_day
from app.domain.procedure import Procedure
from app.domain.staff import Session
from app.domain.workflow import CaseState
from app.ports.clock import Clock
from app.ports.invitations import InvitationFiles
from app.ports.office import Offices
from app.ports.procedures import ProcedureCatalogue
from app.ports.unit_of_work import Store, UnitOfWork
from app.stages.validation.ending import CallEnding
from app.stages.validation.gate import open_call
from app.stages.validation.house_rules import HouseRules, house_rules
from app.trail.accounts import require_own_account
from app.trail.refusals import on_record

MAX_NOTE: Final = 2000

FRESH_MINUTES: Final = 240
"""How long after its beginning a call can still validate somebody: one session at the desk, a
morning or an afternoon. What was seen on a screen days ago is a memory, and nobody else can look."""
FRESH_SETTING: Final = "call.fresh_minutes"


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
        self._procedures = procedures
        self._ending = CallEnding(offices, files)
        self._clock = clock

    def __call__(self, command: RecordOutcomeCommand) -> OutcomeRecorded:
        """Record it.

        Raises:
            StaleCaseError: ``CASE_CHANGED``.
            AccessDeniedError: duty, separation, claim, or ``CALL_OF_ANOTHER``.
            RuleViolationError: ``CALL_STATUS``; ``OUTCOME_BLOCKED`` with ``missing`` (codes of
                :func:`app.domain.call.outcome_blockers`); ``REASON_UNKNOWN``; ``NOTE_TOO_LONG``;
                ``CALL_NOT_FRESH`` for *validated* long after the call began; ``ACCOUNT_ALTERED``.
        """
        now, session = self._clock.now(), command.session
        with self._store.write() as uow:
            # First of all: by the number of the account everything else is kept apart.
            require_own_account(uow, session.staff_id)
            case, call = open_call(
                uow,
                session,
                command.call_id,
                command.seen_version,
                now,
                [CallStatus.SCHEDULED, CallStatus.IN_PROGRESS],
            )
            procedure = self._procedures.get(case.procedure, case.procedure_version)
            _check(command, case, call, procedure, now, house_rules(uow.settings, case, now))
            if CallOutcome(command.outcome) is CallOutcome.VALIDATED:
                _require_fresh(uow, case, call, now)
            done = self._ending.end(uow, session, case, _ended(command, call, now), procedure, now)
            saved = done.case
            if saved.state is not CaseState.TO_DECIDE:
                uow.cases.release(case.id, session.staff_id)
                saved = replace(saved, claim=None)
            uow.commit()
        return OutcomeRecorded(saved, without_answers(done.call), done.messages)


def _ended(command: RecordOutcomeCommand, call: Call, now: datetime) -> Call:
    return replace(
        call,
        status=CallStatus.DONE,
        ended_at=now,
        outcome=command.outcome,
        reasons=command.reasons,
        note=command.note.strip(),
    )


def _check(
    command: RecordOutcomeCommand,
    case: Case,
    call: Call,
    procedure: Procedure,
    now: datetime,
    rules: HouseRules,
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
        asks_for_snapshot=rules.asks_for_snapshot,
    )
    if missing:
        raise RuleViolationError("OUTCOME_BLOCKED", outcome=command.outcome.value, missing=missing)


def _require_fresh(uow: UnitOfWork, case: Case, call: Call, now: datetime) -> None:
    """The call that validates somebody was held just now; else it has to be held again."""
    today = office_day(now, case.province)
    minutes = int(uow.settings.get(FRESH_SETTING, today) or FRESH_MINUTES)
    if call.started_at is None or now > call.started_at + timedelta(minutes=minutes):
        raise RuleViolationError("CALL_NOT_FRESH", minutes=minutes)
