"""The words of a search: so few that every database answers them at once."""

from __future__ import annotations

from typing import Final

from app.domain.errors import RuleViolationError
from app.domain.person_names import name_tokens
from app.domain.readable_text import require_readable

MAX_SEARCH: Final = 200
MAX_SEARCH_WORDS: Final = 12
"""The longest name of the register has fewer; every word is one condition more of a statement."""


def search_text(text: str) -> str:
    """What was typed, without the blanks around it.

    Raises:
        RuleViolationError: ``SEARCH_TOO_LONG`` or ``TEXT_UNREADABLE``.
    """
    require_readable(text)
    # Its length first, and with its blanks: a pasted page is not even told into words, and a field
    # may have cut off what follows.
    if len(text) > MAX_SEARCH or len(name_tokens(text)) > MAX_SEARCH_WORDS:
        raise RuleViolationError("SEARCH_TOO_LONG", maximum=MAX_SEARCH, words=MAX_SEARCH_WORDS)
    return text.strip()
