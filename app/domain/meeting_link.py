"""Form of the link of a video call; nobody ever opens it to look (R-118, R-119)."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from app.domain.errors import RuleViolationError

MEET: Final = "Google Meet"
MEET_PATTERN = r"https://meet\.google\.com/[a-z]{3}-[a-z]{4}-[a-z]{3}"
"""Google Meet; another tool is a setting."""

MEET_EXAMPLE: Final = "https://meet.google.com/abc-defg-hij"

MAX_LINK = 200
_HOST = re.compile(r"https://((?:[a-z0-9-]+\\\.)+[a-z]{2,})/")


def check_link_pattern(pattern: str) -> str:
    """Return a pattern that is fit to be a setting.

    It must be a regular expression that begins with ``https://`` and a fixed host, so that a
    careless setting cannot let every address through.

    Raises:
        RuleViolationError: ``LINK_PATTERN_INVALID``.
    """
    try:
        re.compile(pattern)
    except re.error as error:
        raise RuleViolationError("LINK_PATTERN_INVALID") from error
    if _HOST.match(pattern) is None:
        raise RuleViolationError("LINK_PATTERN_INVALID")
    return pattern


def example_of(pattern: str) -> str:
    """What a link of that pattern looks like, as far as the pattern says it in so many letters."""
    if pattern == MEET_PATTERN:
        return MEET_EXAMPLE
    host = _HOST.match(pattern)
    return f"https://{host[1].replace(chr(92), '')}/…" if host else "https://…"


def check_meeting_link(untrusted_text: str, pattern: str = MEET_PATTERN, tool: str = MEET) -> str:
    """Return the link when it has the form of the configured tool.

    Look-alikes are refused before the pattern is asked: other letters than ASCII, user
    information before the host, ports, queries, fragments, upper-case or punycode hosts.

    Raises:
        RuleViolationError: ``LINK_MISSING``, ``LINK_LOOK_ALIKE`` or ``LINK_FORM``, with the name
            of the tool and an example of its links.
    """
    text = untrusted_text.strip()
    facts = {"tool": tool, "example": example_of(pattern)}
    if not text:
        raise RuleViolationError("LINK_MISSING", **facts)
    if not text.isascii() or not text.isprintable() or len(text) > MAX_LINK or "\\" in text:
        raise RuleViolationError("LINK_LOOK_ALIKE", **facts)
    try:
        parts = urlsplit(text)
        has_port = parts.port is not None
    except ValueError as error:
        raise RuleViolationError("LINK_FORM", **facts) from error
    host = parts.netloc
    if "@" in host or has_port or "xn--" in host.lower():
        raise RuleViolationError("LINK_LOOK_ALIKE", **facts)
    if re.fullmatch(pattern, text) is None:
        raise RuleViolationError("LINK_FORM", **facts)
    return text
