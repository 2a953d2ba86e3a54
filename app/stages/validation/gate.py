"""Opening a case or a call for a change: who may, and is what they saw still so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from app.domain.audit import AuditEntry, case_chain
from app.domain.call import Call, CallStatus, doubters
from app.domain.case import Case
from app.domain.duties import Operation
from app.domain.errors import AccessDeniedError, RuleViolationError
from app.domain.holding import require_touch
from app.domain.ids import CallId, CaseId
from app.domain.staff import Session
from app.ports.unit_of_work import Look, UnitOfWork


def open_case(
    uow: Look,
    session: Session,
    case_id: CaseId,
    seen_version: int,
    operation: Operation,
    at: datetime,
) -> Case:
    """Return the case when the session may act on it now.

    Raises:
        StaleCaseError: ``CASE_CHANGED``.
        AccessDeniedError: as :func:`app.domain.holding.require_touch`, or
            ``SEPARATION_NOT_THE_IDENTITY_VALIDATOR`` for whoever doubted in an earlier call:
            after a doubt only another validator goes on (D13).
    """
    case = uow.cases.get(case_id)
    require_touch(session, operation, case, uow.cases.hands(case_id), seen_version, at)
    if session.staff_id in doubters(uow.calls.of_case(case_id)):
        raise AccessDeniedError("SEPARATION_NOT_THE_IDENTITY_VALIDATOR", case=case.number)
    return case


def open_call(
    uow: Look,
    session: Session,
    call_id: CallId,
    seen_version: int,
    at: datetime,
    statuses: Iterable[CallStatus],
) -> tuple[Case, Call]:
    """Return case and call when the session's own call is in one of ``statuses``.

    Args:
        uow: the unit of work, or a reading.
        session: who acts; only the validator appointed to the call may hold it.
        call_id: which call.
        seen_version: version of the *case* on the screen.
        at: the present instant.
        statuses: where the call has to stand.

    Raises:
        StaleCaseError: ``CASE_CHANGED``.
        AccessDeniedError: as :func:`open_case`, or ``CALL_OF_ANOTHER``.
        RuleViolationError: ``CALL_STATUS``.
    """
    call = uow.calls.get(call_id)
    case = open_case(uow, session, call.case_id, seen_version, Operation.HOLD_CALL, at)
    if call.validator_id != session.staff_id:
        raise AccessDeniedError("CALL_OF_ANOTHER", case=case.number)
    if call.status not in set(statuses):
        raise RuleViolationError("CALL_STATUS", status=call.status.value)
    return case, call


def record(
    uow: UnitOfWork,
    session: Session,
    case: Case,
    action: str,
    at: datetime,
    details: Mapping[str, object],
) -> None:
    """Append to the case's chain."""
    uow.audit.append(
        AuditEntry(case_chain(case.id), action, session.staff_id, at, session.workstation, details)
    )
