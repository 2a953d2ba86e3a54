"""Ending a case without a decision: the person withdraws, or never answers a correction."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from app.domain.audit import AuditEntry, case_chain
from app.domain.call import Call, CallStatus
from app.domain.case import Case
from app.domain.duties import Operation
from app.domain.errors import OF_ONE
from app.domain.holding import require_touch
from app.domain.ids import CaseId, MessageId, fresh_id
from app.domain.message import Attachment, MessageStatus, OutboxMessage
from app.domain.notices import (
    CLOSED_UNANSWERED,
    INVITATION,
    INVITATION_CHANGED,
    WITHDRAWN,
    WITHDRAWN_WITH_CALL,
)
from app.domain.staff import Session
from app.domain.stated_reason import stated_reason
from app.domain.workflow import CaseState, Move, target_of
from app.ports.clock import Clock
from app.ports.invitations import InvitationFiles, cancellation
from app.ports.office import Offices
from app.ports.unit_of_work import Store, UnitOfWork
from app.trail.queued import queued
from app.trail.refusals import on_record

_log = logging.getLogger(__name__)
_OPEN_CALL: Final = frozenset({CallStatus.SCHEDULED, CallStatus.IN_PROGRESS})
_INVITATIONS: Final = frozenset({INVITATION, INVITATION_CHANGED})


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


def _is_out(message: OutboxMessage, call: Call) -> bool:
    """Whether the citizen has, or may have, that invitation to the call."""
    is_about = message.valid_while.partition(":")[0] == call.id
    has_left = message.status in {MessageStatus.SENDING, MessageStatus.HANDED_OVER}
    return message.template in _INVITATIONS and is_about and (has_left or message.attempts > 0)


def _close(uow: UnitOfWork, case: Case, message: OutboxMessage, move: Move, now: datetime) -> Case:
    target = target_of(move, case.state)
    if case.state is CaseState.AWAITING_CITIZEN:
        uow.cases.resume(case.id, now)
    uow.outbox.cancel([waiting.id for waiting in uow.outbox.of_case(case.id)])
    closed = replace(case, state=target, state_since=now, due_at=None)
    saved = uow.cases.save(closed, case.version)
    if case.claim is not None:
        uow.cases.release(case.id, case.claim.staff_id)
    uow.outbox.add(message)
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
    """Ends a held case because the person asked for it, and tells them.

    A call that is appointed or running ends with it: its time is free again, and who was invited
    gets a calendar file that takes the appointment back.
    """

    def __init__(
        self, store: Store, offices: Offices, files: InvitationFiles, clock: Clock
    ) -> None:
        self._store = store
        self._offices = offices
        self._files = files
        self._clock = clock

    def __call__(self, command: WithdrawCaseCommand) -> Case:
        """Return the closed case.

        Raises:
            StaleCaseError: ``CASE_CHANGED``.
            AccessDeniedError: duty, separation or claim.
            RuleViolationError: ``REASON_TOO_SHORT``, ``REASON_TOO_LONG``, ``MOVE_NOT_ALLOWED``.
        """
        now, session = self._clock.now(), command.session
        reason = stated_reason(command.reason)
        with self._store.write() as uow:
            case = uow.cases.get(command.case_id)
            hands = uow.cases.hands(case.id)
            require_touch(session, Operation.WITHDRAW_CASE, case, hands, command.seen_version, now)
            message = self._cancel_calls(uow, case, session, now)
            saved = _close(uow, case, message, Move.WITHDRAW, now)
            uow.audit.append(
                AuditEntry(
                    case_chain(case.id),
                    "case.withdrawn",
                    session.staff_id,
                    now,
                    session.workstation,
                    {"reason": reason, "messages": queued(uow, [message.id])},
                )
            )
            uow.commit()
        return saved

    def _cancel_calls(
        self, uow: UnitOfWork, case: Case, session: Session, now: datetime
    ) -> OutboxMessage:
        """End the call that stands, if any; returns what the citizen is told."""
        message = _closing_message(case, WITHDRAWN, now)
        sent = uow.outbox.of_case(case.id)
        for call in uow.calls.of_case(case.id):
            if call.status not in _OPEN_CALL:
                continue
            uow.calls.save(replace(call, status=CallStatus.CANCELLED, ended_at=now), call.version)
            uow.audit.append(
                AuditEntry(
                    case_chain(case.id),
                    "call.cancelled",
                    session.staff_id,
                    now,
                    session.workstation,
                    {"call": call.id, "starts_at": call.starts_at.isoformat()},
                )
            )
            if any(_is_out(invitation, call) for invitation in sent):
                message = self._taking_back(uow, message, case, call, now)
        return message

    def _taking_back(
        self, uow: UnitOfWork, message: OutboxMessage, case: Case, call: Call, now: datetime
    ) -> OutboxMessage:
        zone = self._offices.time_of(case.province).zone.key
        entry = replace(cancellation(case, call, zone, now), is_final=True)
        attached = Attachment(
            f"{case.number}.ics", "text/calendar", uow.blobs.put(self._files.build(entry))
        )
        times = {
            "starts_at": call.starts_at.isoformat(),
            "office_zone": zone,
            "citizen_zone": case.zone,
        }
        return replace(
            message,
            template=WITHDRAWN_WITH_CALL,
            parameters={**message.parameters, **times},
            attachments=(attached,),
        )


class CloseUnanswered:
    """Ends cases whose term for correcting is over; run from time to time by the program."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self) -> int:
        """Return how many were ended; each in its own transaction, and none waits for another."""
        now = self._clock.now()
        with self._store.look() as stored:
            waiting = stored.cases.overdue(CaseState.AWAITING_CITIZEN, now)
        ended = 0
        for case_id in waiting:
            try:
                ended += self._end(case_id, now)
            except OF_ONE as error:
                _log.error("case %s: %s, not closed", case_id, error.code)
        return ended

    def _end(self, case_id: CaseId, now: datetime) -> bool:
        with self._store.write() as uow:
            case = uow.cases.get(case_id)
            is_over = case.due_at is not None and case.due_at <= now
            if case.state is not CaseState.AWAITING_CITIZEN or not is_over:
                return False
            message = _closing_message(case, CLOSED_UNANSWERED, now)
            _close(uow, case, message, Move.ABANDON, now)
            details = {"messages": queued(uow, [message.id])}
            uow.audit.append(
                AuditEntry(case_chain(case.id), "case.closed_unanswered", None, now, "", details)
            )
            uow.commit()
        return True
