"""Ending a case without a decision: the person withdraws, or never answers a correction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.audit import AuditEntry, case_chain
from app.domain.case import Case
from app.domain.duties import Operation
from app.domain.errors import RuleViolationError
from app.domain.holding import require_touch
from app.domain.ids import CaseId, MessageId, fresh_id
from app.domain.message import OutboxMessage
from app.domain.notices import CLOSED_UNANSWERED, WITHDRAWN
from app.domain.staff import Session
from app.domain.workflow import CaseState, Move, target_of
from app.ports.clock import Clock
from app.ports.unit_of_work import Store, UnitOfWork
from app.trail.refusals import on_record

MIN_REASON = 10


def _closing_message(case: Case, template: str, now: datetime) -> OutboxMessage:
    name = f"{case.declared.given_names} {case.declared.family_names}"
    return OutboxMessage(
        id=MessageId(fresh_id()),
        case_id=case.id,
        template=template,
        language=case.language,
        recipient=case.declared.contact.email,
        parameters={"name": name, "case_number": case.number},
        created_at=now,
        not_before=now,
    )


def _close(uow: UnitOfWork, case: Case, move: Move, template: str, now: datetime) -> Case:
    target = target_of(move, case.state)
    if case.state is CaseState.AWAITING_CITIZEN:
        uow.cases.resume(case.id, now)
    waiting = [message.id for message in uow.outbox.of_case(case.id)]
    uow.outbox.cancel(waiting)
    closed = replace(case, state=target, state_since=now, due_at=None)
    saved = uow.cases.save(closed, case.version)
    if case.claim is not None:
        uow.cases.release(case.id, case.claim.staff_id)
    uow.outbox.add(_closing_message(case, template, now))
    return saved


@dataclass(frozen=True, slots=True)
class WithdrawCaseCommand:
    """The person asked us to stop; the reason says how we know."""

    session: Session
    case_id: CaseId
    seen_version: int
    reason: str


@on_record
class WithdrawCase:
    """Ends a held case because the person asked for it, and tells them."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, command: WithdrawCaseCommand) -> Case:
        """Return the closed case.

        Raises:
            StaleCaseError: ``CASE_CHANGED``.
            AccessDeniedError: duty, separation or claim.
            RuleViolationError: ``REASON_TOO_SHORT`` or ``MOVE_NOT_ALLOWED``.
        """
        now, session = self._clock.now(), command.session
        reason = command.reason.strip()
        if len(reason) < MIN_REASON:
            raise RuleViolationError("REASON_TOO_SHORT", minimum=MIN_REASON)
        with self._store.write() as uow:
            case = uow.cases.get(command.case_id)
            hands = uow.cases.hands(case.id)
            require_touch(session, Operation.WITHDRAW_CASE, case, hands, command.seen_version, now)
            saved = _close(uow, case, Move.WITHDRAW, WITHDRAWN, now)
            uow.audit.append(
                AuditEntry(
                    case_chain(case.id),
                    "case.withdrawn",
                    session.staff_id,
                    now,
                    session.workstation,
                    {"reason": reason},
                )
            )
            uow.commit()
        return saved


class CloseUnanswered:
    """Ends cases whose term for correcting is over; run from time to time by the program."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self) -> int:
        """Return how many were ended; each in its own transaction."""
        now = self._clock.now()
        with self._store.look() as stored:
            waiting = stored.cases.overdue(CaseState.AWAITING_CITIZEN, now)
        return sum(self._end(case_id, now) for case_id in waiting)

    def _end(self, case_id: CaseId, now: datetime) -> bool:
        with self._store.write() as uow:
            case = uow.cases.get(case_id)
            is_over = case.due_at is not None and case.due_at <= now
            if case.state is not CaseState.AWAITING_CITIZEN or not is_over:
                return False
            _close(uow, case, Move.ABANDON, CLOSED_UNANSWERED, now)
            uow.audit.append(AuditEntry(case_chain(case.id), "case.closed_unanswered", None, now))
            uow.commit()
        return True
