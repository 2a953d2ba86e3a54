"""The one line a reviewer may add to a citizen's message."""

from __future__ import annotations

import re

from app.domain.errors import RuleViolationError
from app.domain.review import MAX_PERSONAL_LINE

# Nine digits and more: a date has eight, a telephone or identity number at least nine.
_LINK_OR_NUMBER = re.compile(
    r"https?:|www\.|\S@\S|\S\.(?:com|ec|net|org)\b|(?:\d[ .-]?){9,}", re.IGNORECASE
)


def check_personal_line(untrusted_text: str) -> str:
    """Return the line with its blanks folded.

    Links, addresses and telephone numbers are refused: the line must not become a way to send
    a citizen somewhere else in the institute's name.

    Raises:
        RuleViolationError: ``PERSONAL_LINE_TOO_LONG``, ``PERSONAL_LINE_LINK`` or
            ``PERSONAL_LINE_UNPRINTABLE``.
    """
    text = " ".join(untrusted_text.split())
    if len(text) > MAX_PERSONAL_LINE:
        raise RuleViolationError("PERSONAL_LINE_TOO_LONG", limit=MAX_PERSONAL_LINE)
    if not text.isprintable():
        raise RuleViolationError("PERSONAL_LINE_UNPRINTABLE")
    if _LINK_OR_NUMBER.search(text):
        raise RuleViolationError("PERSONAL_LINE_LINK")
    return text
