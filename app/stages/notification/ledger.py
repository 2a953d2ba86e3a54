"""The communication ledger (D19): what was sent to whom, sending again, copying an invitation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.audit import AuditEntry, case_chain
from app.domain.duties import Operation, require
from app.domain.errors import RuleViolationError
from app.domain.ids import CaseId, MessageId, StaffId, fresh_id
from app.domain.message import Attachment, MessageStatus, OutboxMessage
from app.domain.notices import INVITATION, INVITATION_CHANGED, SECRET_PARAMETERS
from app.domain.staff import Session
from app.ports.clock import Clock
from app.ports.composer import MessageComposer
from app.ports.unit_of_work import Store
from app.trail.queued import queued, require_as_queued
from app.trail.readings import Readings
from app.trail.refusals import on_record

_LEFT_OR_GIVEN_UP = frozenset({MessageStatus.HANDED_OVER, MessageStatus.FAILED})


@dataclass(frozen=True, slots=True)
class LedgerQuery:
    """Which case's messages to list."""

    session: Session
    case_id: CaseId


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One message as staff see it; its parameters, and codes among them, stay out.

    Attributes:
        author: name of whoever caused it; empty when the program did.
        is_repeatable: whether :class:`ResendMessage` would take it.
        may_have_left: cancelled, but a mail server may have taken it before.
    """

    id: MessageId
    template: str
    language: str
    recipient: str
    status: MessageStatus
    created_at: datetime
    not_before: datetime
    handed_over_at: datetime | None
    attempts: int
    next_try_at: datetime | None
    last_error: str
    body_hash: str
    attachments: tuple[Attachment, ...]
    author: str
    is_repeatable: bool
    may_have_left: bool


@on_record
class Ledger:
    """Lists the messages of a case, oldest first."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._readings = Readings(store, clock)

    def __call__(self, query: LedgerQuery) -> tuple[LedgerRow, ...]:
        """List them.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED`` or ``SEPARATION_NOT_THE_PERSON_CONCERNED``.
            RuleViolationError: ``CASE_UNKNOWN``.
        """
        with self._store.look() as stored:
            require(query.session, Operation.READ_LEDGER, stored.cases.hands(query.case_id))
            case = stored.cases.get(query.case_id)
        self._readings.of_case(query.session, case, "messages")
        with self._store.read() as readers:
            messages = readers.ledger.of_case(query.case_id)
        # An invitation and its reminders are made at one instant; they read in order of leaving.
        ordered = sorted(messages, key=lambda item: (item.created_at, item.not_before))
        with self._store.look() as stored:
            by = {message.created_by for message in ordered if message.created_by is not None}
            names = {staff_id: stored.staff.get(staff_id).full_name for staff_id in by}
        return tuple(_row(message, names) for message in ordered)


@dataclass(frozen=True, slots=True)
class ResendMessageCommand:
    """Send a message of a case once more, to the same address."""

    session: Session
    message_id: MessageId


@dataclass(frozen=True, slots=True)
class Resent:
    """The new message; the old one keeps its own history."""

    message_id: MessageId


@on_record
class ResendMessage:
    """Queues a copy under a new id: a wanted repeat is another message, with its own Message-ID."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, command: ResendMessageCommand) -> Resent:
        """Queue the copy.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED`` or ``SEPARATION_…``.
            RuleViolationError: ``MESSAGE_NOT_SENT_YET``; ``MESSAGE_NOT_REPEATABLE`` for a notice
                that left with a code only the citizen may know, which is forgotten here, or one
                that was repeated with its code already; ``MESSAGE_ALTERED`` for one that is not
                what its act queued.
        """
        now = self._clock.now()
        with self._store.write() as uow:
            message = uow.outbox.get(command.message_id)
            if message.case_id is None:
                raise RuleViolationError("MESSAGE_NOT_REPEATABLE", template=message.template)
            require(command.session, Operation.RESEND_MESSAGE, uow.cases.hands(message.case_id))
            if message.status not in _LEFT_OR_GIVEN_UP:
                raise RuleViolationError("MESSAGE_NOT_SENT_YET", status=message.status.value)
            if not message.is_repeatable:
                raise RuleViolationError("MESSAGE_NOT_REPEATABLE", template=message.template)
            require_as_queued(uow, message)
            copy = _copy(message, command.session, now)
            uow.outbox.add(copy)
            # A code moves on with the copy: one message has it, so that it is repeated once.
            uow.outbox.redact(message.id, SECRET_PARAMETERS)
            details = {
                "message": copy.id,
                "repeats": message.id,
                "template": copy.template,
                "messages": queued(uow, [copy.id]),
            }
            uow.audit.append(_by(command.session, message.case_id, "message.resent", now, details))
            uow.commit()
        return Resent(copy.id)


@dataclass(frozen=True, slots=True)
class CopyInviteCommand:
    """Copy the words of the invitation in force, to pass them on by another way."""

    session: Session
    case_id: CaseId


@dataclass(frozen=True, slots=True)
class InviteText:
    """Subject and plain text of the latest invitation."""

    subject: str
    text: str


@on_record
class CopyInvite:
    """Gives the text of the newest invitation; that it was copied, and what, is recorded."""

    def __init__(self, store: Store, composer: MessageComposer, clock: Clock) -> None:
        self._store = store
        self._composer = composer
        self._clock = clock

    def __call__(self, command: CopyInviteCommand) -> InviteText:
        """Compose the text.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED`` or ``SEPARATION_…``.
            RuleViolationError: ``NO_INVITATION``; ``MESSAGE_ALTERED`` for one that is not what its
                act queued.
        """
        now = self._clock.now()
        with self._store.write() as uow:
            require(command.session, Operation.RESEND_MESSAGE, uow.cases.hands(command.case_id))
            message = _latest_invitation(uow.outbox.of_case(command.case_id))
            require_as_queued(uow, message)
            composed = self._composer.compose(
                message.template, message.language, message.parameters
            )
            details = {"message": message.id, "messages": queued(uow, [message.id])}
            uow.audit.append(
                _by(command.session, command.case_id, "message.invitation_copied", now, details)
            )
            uow.commit()
        return InviteText(composed.subject, composed.text)


def _latest_invitation(messages: tuple[OutboxMessage, ...]) -> OutboxMessage:
    invitations = [
        message
        for message in messages
        if _is_invitation(message) and message.status is not MessageStatus.CANCELLED
    ]
    if not invitations:
        raise RuleViolationError("NO_INVITATION")
    return max(invitations, key=lambda message: message.created_at)


def _is_invitation(message: OutboxMessage) -> bool:
    return message.template in {INVITATION, INVITATION_CHANGED}


def _copy(message: OutboxMessage, session: Session, now: datetime) -> OutboxMessage:
    return replace(
        message,
        id=MessageId(fresh_id()),
        created_at=now,
        not_before=now,
        created_by=session.staff_id,
        status=MessageStatus.QUEUED,
        attempts=0,
        next_try_at=None,
        last_error="",
        body_hash=None,
        handed_over_at=None,
    )


def _row(message: OutboxMessage, names: Mapping[StaffId, str]) -> LedgerRow:
    return LedgerRow(
        id=message.id,
        template=message.template,
        language=message.language,
        recipient=message.recipient,
        status=message.status,
        created_at=message.created_at,
        not_before=message.not_before,
        handed_over_at=message.handed_over_at,
        attempts=message.attempts,
        next_try_at=message.next_try_at,
        last_error=message.last_error,
        body_hash=message.body_hash or "",
        attachments=message.attachments,
        author=names.get(message.created_by, "") if message.created_by else "",
        is_repeatable=message.is_repeatable,
        may_have_left=message.may_have_left,
    )


def _by(
    session: Session, case_id: CaseId, action: str, at: datetime, details: Mapping[str, object]
) -> AuditEntry:
    return AuditEntry(
        case_chain(case_id), action, session.staff_id, at, session.workstation, details
    )
