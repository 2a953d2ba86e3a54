"""The words of a search: so few that every database answers them at once."""

from __future__ import annotations

import re
from typing import Final

from app.domain.errors import RuleViolationError
from app.domain.person_names import name_tokens
from app.domain.readable_text import require_readable

MAX_SEARCH: Final = 200
MAX_SEARCH_WORDS: Final = 12
"""The longest name of the register has fewer; every word is one condition more of a statement."""


_WHOLE: Final = re.compile(
    r"[A-Z]{2,5}20[0-9]{2}[0-9]{6,7}"  # a case number
    r"|[0-9]{10}"  # a cédula
    r"|EXT[0-9]{4,}|(?![A-Z]{2,5}20)[A-Z]{1,3}[0-9]{6,9}"  # a foreigner's code, most passports
)


def names_one(text: str) -> bool:
    """Tell whether a search is one whole number: whoever has it looks for that one, wherever it is."""
    return _WHOLE.fullmatch("".join(char for char in text if char.isalnum()).upper()) is not None


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
