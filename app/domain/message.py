"""Messages to citizens: what is kept in the outbox and in the ledger (D19)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from app.domain.ids import CaseId, MessageId, Sha256, StaffId
from app.domain.masking import BULLET
from app.domain.notices import SECRET_PARAMETERS

ALTERED: Final = "MESSAGE_ALTERED"
"""Why a message is neither sent nor repeated: it is not the one that its act queued."""


class MessageStatus(StrEnum):
    """Where a message stands; ``HANDED_OVER`` means the server took it, no more than that."""

    HELD = "held"
    QUEUED = "queued"
    SENDING = "sending"
    HANDED_OVER = "handed_over"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a message; the bytes are a blob."""

    name: str
    media_type: str
    sha256: Sha256


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """A message to send: template and plain parameters, never a client's text.

    Attributes:
        id: random; the Message-ID of the e-mail is derived from it and never changes.
        not_before: nothing leaves before this instant (undo window, reminders).
        valid_while: a reminder is dropped when the call it speaks of has another sequence.
    """

    id: MessageId
    case_id: CaseId | None
    template: str
    language: str
    recipient: str
    parameters: Mapping[str, object]
    created_at: datetime
    not_before: datetime
    created_by: StaffId | None = None
    attachments: tuple[Attachment, ...] = ()
    status: MessageStatus = MessageStatus.QUEUED
    attempts: int = 0
    next_try_at: datetime | None = None
    last_error: str = ""
    body_hash: Sha256 | None = None
    handed_over_at: datetime | None = None
    valid_while: str = ""

    @property
    def is_repeatable(self) -> bool:
        """Whether a copy can be sent: it left or was given up, with every word still known here.

        A code only the citizen may know is forgotten once it has left; a message that never left
        still has it.
        """
        if self.status not in {MessageStatus.HANDED_OVER, MessageStatus.FAILED}:
            return False
        secrets = [self.parameters[name] for name in SECRET_PARAMETERS if name in self.parameters]
        return all(secrets)

    @property
    def may_have_left(self) -> bool:
        """Whether it was cancelled after a try whose end nobody knows."""
        return self.status is MessageStatus.CANCELLED and self.attempts > 0


def content_hash(message: OutboxMessage) -> Sha256:
    """SHA-256 of what a stored message tells, whom, and from when on.

    What sending changes is left out, and so are secrets, which are forgotten once they left.
    """
    told = {
        name: "" if name in SECRET_PARAMETERS else value
        for name, value in message.parameters.items()
    }
    facts = {
        "id": message.id,
        "case": message.case_id,
        "template": message.template,
        "language": message.language,
        "recipient": message.recipient,
        "parameters": told,
        "attachments": [[item.name, item.media_type, item.sha256] for item in message.attachments],
        "not_before": message.not_before.astimezone(UTC).isoformat(timespec="microseconds"),
        "valid_while": message.valid_while,
    }
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Sha256(hashlib.sha256(text.encode()).hexdigest())


def without_secrets(message: OutboxMessage) -> OutboxMessage:
    """The message as screens get it: bullets for a secret that is still known here."""
    shown = {
        name: BULLET if name in SECRET_PARAMETERS and value else value
        for name, value in message.parameters.items()
    }
    return replace(message, parameters=shown)
