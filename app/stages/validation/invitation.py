"""The messages around a call: invitation with its calendar file, reminders, what follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.domain.call import Call
from app.domain.case import Case
from app.domain.ids import MessageId, StaffId, fresh_id
from app.domain.message import Attachment, MessageStatus, OutboxMessage
from app.domain.notices import REMINDER
from app.domain.person import Person
from app.domain.reminders import REMINDERS, stands_for
from app.ports.invitations import InvitationFiles, appointment
from app.ports.unit_of_work import UnitOfWork

_NOT_LEFT = frozenset({MessageStatus.HELD, MessageStatus.QUEUED})


@dataclass(frozen=True, slots=True)
class CallNotice:
    """Everything the words of a message about a call depend on.

    Attributes:
        tool: name of what the call is held with; only messages with the link need it.
    """

    case: Case
    person: Person
    call: Call
    office_zone: str
    by: StaffId
    at: datetime
    tool: str = ""


def call_message(
    notice: CallNotice,
    template: str,
    not_before: datetime | None = None,
    attachments: tuple[Attachment, ...] = (),
    *,
    is_bound: bool = True,
) -> OutboxMessage:
    """One message about a call; ``is_bound`` drops it when the call moves or ends first."""
    case, call = notice.case, notice.call
    return OutboxMessage(
        id=MessageId(fresh_id()),
        case_id=case.id,
        template=template,
        language=case.language,
        recipient=case.declared.contact.email,
        parameters={
            "name": f"{notice.person.given_names} {notice.person.family_names}",
            "case_number": case.number,
            "starts_at": call.starts_at.isoformat(),
            "minutes": call.minutes,
            "link": call.link,
            "tool": notice.tool,
            "office_zone": notice.office_zone,
            "citizen_zone": case.zone,
            "sequence": call.sequence,
        },
        created_at=notice.at,
        not_before=not_before or notice.at,
        created_by=notice.by,
        attachments=attachments,
        valid_while=stands_for(call) if is_bound else "",
    )


def queue_invitation(
    uow: UnitOfWork, files: InvitationFiles, notice: CallNotice, template: str
) -> tuple[MessageId, ...]:
    """Queue the invitation with its .ics and the reminders that still lie ahead."""
    name, data = (
        f"{notice.case.number}.ics",
        files.build(appointment(notice.case, notice.call, notice.office_zone, notice.at)),
    )
    attached = Attachment(name, "text/calendar", uow.blobs.put(data))
    messages = [call_message(notice, template, attachments=(attached,))]
    for lead in REMINDERS:
        leaves_at = notice.call.starts_at - lead
        if leaves_at > notice.at:
            messages.append(call_message(notice, REMINDER, leaves_at))
    for message in messages:
        uow.outbox.add(message)
    return tuple(message.id for message in messages)


def cancel_waiting(uow: UnitOfWork, case: Case, call: Call) -> int:
    """Cancel what was about this call and did not leave; returns how many."""
    return uow.outbox.cancel(waiting_about(uow.outbox.of_case(case.id), call))


def waiting_about(messages: Iterable[OutboxMessage], call: Call) -> tuple[MessageId, ...]:
    """Messages about any time of this call that did not leave."""
    return tuple(
        message.id
        for message in messages
        if message.valid_while.partition(":")[0] == call.id and message.status in _NOT_LEFT
    )
