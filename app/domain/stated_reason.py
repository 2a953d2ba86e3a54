"""The reason somebody writes down for an act out of the ordinary."""

from __future__ import annotations

from typing import Final

from app.domain.errors import RuleViolationError

MIN_REASON: Final = 10
MAX_REASON: Final = 500


def stated_reason(text: str, *, is_needed: bool = True) -> str:
    """The reason without the blanks around it.

    Raises:
        RuleViolationError: ``REASON_TOO_SHORT`` where one is needed, ``REASON_TOO_LONG``.
    """
    reason = text.strip()
    if is_needed and len(reason) < MIN_REASON:
        raise RuleViolationError("REASON_TOO_SHORT", minimum=MIN_REASON)
    if len(reason) > MAX_REASON:
        raise RuleViolationError("REASON_TOO_LONG", maximum=MAX_REASON)
    return reason
