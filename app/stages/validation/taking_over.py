"""Going on where a validator left off: another one holds a call of their own before anybody decides.

Whoever decides held the call (D14), so a call cut short and a case not yet decided are no use to
anybody else. Both go back to be appointed anew. A validator may do that alone only where the
colleague is gone; else a director says so, with a reason: nobody looks for a kinder validator.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from app.domain.call import Call, CallOutcome, CallStatus
from app.domain.case import Case
from app.domain.duties import Operation, require
from app.domain.errors import AccessDeniedError, RuleViolationError, StaleCaseError
from app.domain.ids import CaseId, MessageId, StaffId
from app.domain.staff import Duty, Session, StaffMember
from app.domain.stated_reason import stated_reason
from app.domain.workflow import CaseState, Move, target_of
from app.ports.clock import Clock
from app.ports.invitations import InvitationFiles
from app.ports.office import Offices
from app.ports.procedures import ProcedureCatalogue
from app.ports.unit_of_work import Look, Store, UnitOfWork
from app.stages.validation.ending import CallEnding
from app.stages.validation.gate import open_case, record
from app.trail.refusals import on_record

_OPEN_CALL: Final = frozenset({CallStatus.SCHEDULED, CallStatus.IN_PROGRESS})


@dataclass(frozen=True, slots=True)
class TakeOverValidationCommand:
    """Begin the validation of a case in hand anew.

    Attributes:
        reason: internal, kept with the call that is ended and in the chain of the case.
    """

    session: Session
    case_id: CaseId
    seen_version: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReassignValidationCommand:
    """Begin the validation of a case of the list anew; ``seen_state`` is what its line showed."""

    session: Session
    case_id: CaseId
    seen_state: CaseState
    reason: str


@dataclass(frozen=True, slots=True)
class ValidationRestarted:
    """The case as stored, to be appointed; the call that was ended, and what is said of it."""

    case: Case
    call: Call | None
    messages: tuple[MessageId, ...]


@on_record
class TakeOverValidation:
    """A validator goes on with a held case whose validator is gone; the claim is kept."""

    def __init__(
        self,
        store: Store,
        offices: Offices,
        procedures: ProcedureCatalogue,
        files: InvitationFiles,
        clock: Clock,
    ) -> None:
        self._store = store
        self._restart = _Restart(procedures, CallEnding(offices, files))
        self._clock = clock

    def __call__(self, command: TakeOverValidationCommand) -> ValidationRestarted:
        """Send it back to be appointed.

        Raises:
            StaleCaseError: ``CASE_CHANGED``.
            AccessDeniedError: duty, separation, claim, or ``VALIDATOR_STILL_HERE``
                (``validator``): a director reassigns it then.
            RuleViolationError: ``REASON_TOO_SHORT``, ``REASON_TOO_LONG``, ``MOVE_NOT_ALLOWED``.
        """
        now, session = self._clock.now(), command.session
        reason = stated_reason(command.reason)
        with self._store.write() as uow:
            case = open_case(
                uow,
                session,
                command.case_id,
                command.seen_version,
                Operation.TAKE_OVER_VALIDATION,
                now,
            )
            call, validator = _left_with(uow, case)
            if not _is_gone(validator, case):
                raise AccessDeniedError(
                    "VALIDATOR_STILL_HERE", number=case.number, validator=validator.full_name
                )
            done = self._restart(uow, session, case, call, reason, now)
            facts = _facts(case, validator.id, done, reason)
            record(uow, session, case, "case.validation_taken_over", now, facts)
            uow.commit()
        return done


@on_record
class ReassignValidation:
    """A director takes a validation away from its validator, who is ill or away, for a colleague.

    Whoever has the case in hand loses it, as when a claim is broken (D1).
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
        self._restart = _Restart(procedures, CallEnding(offices, files))
        self._clock = clock

    def __call__(self, command: ReassignValidationCommand) -> ValidationRestarted:
        """Send it back to be appointed by anybody but a document reviewer.

        Raises:
            StaleCaseError: ``CASE_CHANGED``.
            AccessDeniedError: ``DUTY_NOT_ALLOWED`` or ``SEPARATION_…``.
            RuleViolationError: ``REASON_TOO_SHORT``, ``REASON_TOO_LONG``, ``MOVE_NOT_ALLOWED``.
        """
        now, session = self._clock.now(), command.session
        reason = stated_reason(command.reason)
        with self._store.write() as uow:
            case = uow.cases.get(command.case_id)
            require(session, Operation.REASSIGN_VALIDATION, uow.cases.hands(case.id))
            if case.state is not command.seen_state:
                raise StaleCaseError("CASE_CHANGED", version=case.version, state=case.state.value)
            call, validator = _left_with(uow, case)
            done = self._restart(uow, session, case, call, reason, now)
            holder = uow.cases.break_claim(case.id)
            if holder is not None:
                broken = {"holder": holder, "reason": reason}
                record(uow, session, case, "case.claim_broken", now, broken)
            facts = _facts(case, validator.id, done, reason)
            record(uow, session, case, "case.validation_reassigned", now, facts)
            uow.commit()
        return replace(done, case=replace(done.case, claim=None))


class _Restart:
    """What both ways have in common."""

    def __init__(self, procedures: ProcedureCatalogue, ending: CallEnding) -> None:
        self._procedures = procedures
        self._ending = ending

    def __call__(
        self,
        uow: UnitOfWork,
        session: Session,
        case: Case,
        call: Call | None,
        reason: str,
        now: datetime,
    ) -> ValidationRestarted:
        procedure = self._procedures.get(case.procedure, case.procedure_version)
        if call is None:
            target = target_of(Move.VALIDATE_AGAIN, case.state)
            back = replace(case, state=target, state_since=now, validated_by=None)
            anew = self._ending.invited_anew(back, procedure, now)
            return ValidationRestarted(uow.cases.save(anew, case.version), None, ())
        ended = replace(
            call,
            status=CallStatus.DONE,
            ended_at=now,
            outcome=CallOutcome.POSTPONED_BY_US,
            note=reason,
        )
        done = self._ending.end(uow, session, case, ended, procedure, now)
        return ValidationRestarted(done.case, done.call, done.messages)


def read_still_here(store: Store, case: Case) -> str:
    """Who is still to end what they began; empty where a colleague may, before one is asked why."""
    with store.look() as stored:
        _call, validator = _left_with(stored, case)
    return "" if _is_gone(validator, case) else validator.full_name


def _left_with(stored: Look, case: Case) -> tuple[Call | None, StaffMember]:
    """The call that stands, if any, and the validator on whom the case waits."""
    if case.state is CaseState.TO_DECIDE and case.validated_by is not None:
        return None, stored.staff.get(case.validated_by)
    for call in stored.calls.of_case(case.id):
        if case.state is CaseState.CALL_SCHEDULED and call.status in _OPEN_CALL:
            return call, stored.staff.get(call.validator_id)
    raise RuleViolationError(
        "MOVE_NOT_ALLOWED", move=Move.VALIDATE_AGAIN.value, state=case.state.value
    )


def _is_gone(validator: StaffMember, case: Case) -> bool:
    """Account disabled, another duty, or another province."""
    is_of_here = validator.agency.province == case.province
    return not (validator.active and validator.duty is Duty.VALIDATOR and is_of_here)


def _facts(
    case: Case, validator: StaffId, done: ValidationRestarted, reason: str
) -> dict[str, object]:
    return {
        "validator": validator,
        "from": case.state.value,
        "state": done.case.state.value,
        "call": done.call.id if done.call else "",
        "reason": reason,
    }
