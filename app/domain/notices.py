"""Names of the messages we send and of the places in them that nobody here may read later."""

from __future__ import annotations

from typing import Final

RECEIPT: Final = "request_received"
CORRECTION: Final = "correction_request"
CORRECTION_RECEIVED: Final = "correction_received"
DOCUMENTS_REFUSED: Final = "documents_refused"
INVITATION: Final = "call_invitation"
INVITATION_CHANGED: Final = "call_rescheduled"
REMINDER: Final = "call_reminder"
CALL_CANCELLED: Final = "call_cancelled"
CALL_MISSED: Final = "call_missed"
CALL_TO_REPEAT: Final = "call_to_repeat"
CLOSED_AFTER_NO_SHOWS: Final = "closed_after_no_shows"
APPLIED_TO_NEW: Final = "change_applied_new"
APPLIED_TO_OLD: Final = "change_applied_old"
HOLD_TO_NEW: Final = "change_on_hold_new"
HOLD_TO_OLD: Final = "change_on_hold_old"
HOLD_OVER: Final = "change_after_hold"
REFUSED: Final = "request_refused"
FROZEN: Final = "changes_frozen"
THAWED: Final = "changes_allowed"

CLOSED_UNANSWERED: Final = "request_closed"
WITHDRAWN: Final = "request_withdrawn"
WITHDRAWN_WITH_CALL: Final = "request_withdrawn_call"
"""The same when the citizen has an invitation to a call, which the attached file takes back."""

WARNINGS: Final = (APPLIED_TO_OLD, HOLD_TO_OLD)
"""What tells somebody other than whoever asked for the change, while it can still be stopped."""

NOT_ME_CODE: Final = "not_me_code"
SECRET_PARAMETERS: Final = (NOT_ME_CODE,)
"""Parameters the outbox forgets once the message has left; only their hash is kept elsewhere."""
