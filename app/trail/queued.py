"""What an event says of the messages that were queued with it, and whether they still say it.

The chain is sealed and the outbox is not: whoever deletes the notice to the old address, or turns
it to another one, is contradicted by the event of the act. ``db check`` says so at any time; a
message that is put right again before somebody looks is caught when it is about to leave.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.domain.audit import SYSTEM_CHAIN, AuditEvent, case_chain, details_of, person_chain
from app.domain.errors import RuleViolationError
from app.domain.event_names import APPROVED, RECEIVED
from app.domain.hold import HOLD_NOTICES
from app.domain.ids import CaseId, MessageId, Sha256
from app.domain.message import OutboxMessage, content_hash
from app.domain.not_me import code_hash
from app.domain.notices import SECRET_PARAMETERS
from app.ports.unit_of_work import UnitOfWork


def queued(uow: UnitOfWork, messages: Iterable[MessageId]) -> dict[MessageId, Sha256]:
    """Id and hash of each, as stored; the hash holds what is told to whom, never a secret."""
    return {message: content_hash(uow.outbox.get(message)) for message in messages}


def require_as_queued(uow: UnitOfWork, message: OutboxMessage) -> None:
    """Refuse a message that does not say what its act queued, to whom it queued it.

    Of a message of an older program no event says it; that one is taken at its word. Where the
    case was received by a program that names every message, one that no event names is a stranger.

    Raises:
        RuleViolationError: ``MESSAGE_ALTERED``.
    """
    if not _is_as_queued(uow, message):
        raise RuleViolationError("MESSAGE_ALTERED", message=message.id)


def _is_as_queued(uow: UnitOfWork, message: OutboxMessage) -> bool:
    named = [_named(event, message.id) for event in _naming(uow, message)]
    kept = [one for one in named if one is not None]
    if not kept:
        return message.case_id is not None and not _names_all(uow, message.case_id)
    return set(kept) <= {"", content_hash(message)} and _is_code_true(uow, message)


def _naming(uow: UnitOfWork, message: OutboxMessage) -> Iterator[AuditEvent]:
    if message.case_id is None:
        yield from uow.audit.naming(SYSTEM_CHAIN, message.id)
        return
    yield from uow.audit.naming(case_chain(message.case_id), message.id)
    # A freeze and its lifting speak of several cases, on the chain of their person.
    person = uow.cases.get(message.case_id).person_id
    yield from uow.audit.naming(person_chain(person), message.id)


def _named(event: AuditEvent, message: MessageId) -> str | None:
    """Hash that an act gave of it; "" before the program kept one, None where it queued none."""
    messages = details_of(event).get("messages")
    if isinstance(messages, dict) and message in messages:
        return str(messages[message])
    return "" if isinstance(messages, list) and message in messages else None


def _names_all(uow: UnitOfWork, case_id: CaseId) -> bool:
    received = uow.audit.latest(case_chain(case_id), RECEIVED)
    return received is not None and "messages" in details_of(received)


def _is_code_true(uow: UnitOfWork, message: OutboxMessage) -> bool:
    """Whether what the hash leaves out, the code, and the hold it speaks of are those decided."""
    secrets = [str(message.parameters[x]) for x in SECRET_PARAMETERS if x in message.parameters]
    if message.case_id is None or not (secrets or message.template in HOLD_NOTICES):
        return True
    decision = uow.decisions.get(message.case_id)
    approved = uow.audit.latest(case_chain(message.case_id), APPROVED)
    if decision is None or approved is None:
        return False
    sealed = details_of(approved).get("decision", uow.decisions.seal(message.case_id))
    return sealed == uow.decisions.seal(message.case_id) and all(
        code_hash(code) == decision.not_me_hash for code in secrets
    )
