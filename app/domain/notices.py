"""Names of the messages we send and of the places in them that nobody here may read later."""

from __future__ import annotations

from typing import Final

INVITATION: Final = "call_invitation"
INVITATION_CHANGED: Final = "call_rescheduled"
REMINDER: Final = "call_reminder"
APPROVED_TO_NEW: Final = "change_applied_new"
APPROVED_TO_OLD: Final = "change_applied_old"
HOLD_TO_NEW: Final = "change_on_hold_new"
HOLD_TO_OLD: Final = "change_on_hold_old"
REFUSED: Final = "request_refused"
FROZEN: Final = "changes_frozen"
CALL_AGAIN: Final = "call_missed"
ABANDONED: Final = "request_closed"

NOT_ME_CODE: Final = "not_me_code"
SECRET_PARAMETERS: Final = (NOT_ME_CODE,)
"""Parameters the outbox forgets once the message has left; only their hash is kept elsewhere."""
