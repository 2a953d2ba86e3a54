"""The reason somebody writes down for an act out of the ordinary."""

from __future__ import annotations

from typing import Final

from app.domain.errors import RuleViolationError

MIN_REASON: Final = 10
MAX_REASON: Final = 500
_FEWEST_DIFFERENT: Final = 4


def is_stated(text: str) -> bool:
    """Whether a text says something: so many letters or digits, and not the same few again.

    Dots, blanks and one key held down are no reason.
    """
    letters = [char for char in text.casefold() if char.isalnum()]
    return len(letters) >= MIN_REASON and len(set(letters)) >= _FEWEST_DIFFERENT


def stated_reason(text: str, *, is_needed: bool = True) -> str:
    """The reason without the blanks around it: the one rule for every act that asks for one.

    Raises:
        RuleViolationError: ``REASON_TOO_SHORT`` where one is needed, ``REASON_TOO_LONG``.
    """
    reason = text.strip()
    if len(reason) > MAX_REASON:
        raise RuleViolationError("REASON_TOO_LONG", maximum=MAX_REASON)
    if is_needed and not is_stated(reason):
        raise RuleViolationError("REASON_TOO_SHORT", minimum=MIN_REASON)
    return reason
