"""When a call is recalled, and when a reminder says nothing any more (D13)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from app.domain.call import Call, CallStatus
from app.domain.message import OutboxMessage
from app.domain.notices import REMINDER

REMINDERS: Final = (timedelta(hours=24), timedelta(hours=2))
"""How long before the call it is recalled, the earliest first."""

NOT_VALID_ANY_MORE: Final = "NOT_VALID_ANY_MORE"
CALL_HAS_BEGUN: Final = "CALL_HAS_BEGUN"
LATER_REMINDER_DUE: Final = "LATER_REMINDER_DUE"
UNWANTED: Final = frozenset({NOT_VALID_ANY_MORE, CALL_HAS_BEGUN, LATER_REMINDER_DUE})
"""Why a message about a call does not leave, when nothing went wrong."""


def stands_for(call: Call) -> str:
    """What a message about this time of this call is valid for."""
    return f"{call.id}:{call.sequence}"


def why_unwanted(message: OutboxMessage, call: Call | None, now: datetime) -> str:
    """Why a message about a call is not sent any more, as a code; empty while it is wanted.

    It speaks of one time of one call. A reminder comes before that time or not at all, and one
    that is late does not leave beside the next: they say the same.
    """
    if call is None or call.status is not CallStatus.SCHEDULED:
        return NOT_VALID_ANY_MORE
    if stands_for(call) != message.valid_while:
        return NOT_VALID_ANY_MORE
    if message.template != REMINDER:
        return ""
    if now >= call.starts_at:
        return CALL_HAS_BEGUN
    due = [lead for lead in REMINDERS if message.not_before < call.starts_at - lead <= now]
    return LATER_REMINDER_DUE if due else ""
