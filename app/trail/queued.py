"""What an event says of the messages that were queued with it.

The chain is sealed and the outbox is not: whoever deletes the notice to the old address, or turns
it to another one, is contradicted by the event of the act (``db check``).
"""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.ids import MessageId, Sha256
from app.domain.message import content_hash
from app.ports.unit_of_work import UnitOfWork


def queued(uow: UnitOfWork, messages: Iterable[MessageId]) -> dict[MessageId, Sha256]:
    """Id and hash of each, as stored; the hash holds what is told to whom, never a secret."""
    return {message: content_hash(uow.outbox.get(message)) for message in messages}
