"""Form of the link of a video call; nobody ever opens it to look (R-118, R-119)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from app.domain.errors import RuleViolationError

MEET_PATTERN = r"https://meet\.google\.com/[a-z]{3}-[a-z]{4}-[a-z]{3}"
"""Google Meet; another tool is a setting."""

MAX_LINK = 200


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
    if re.match(r"https://(?:[a-z0-9-]+\\\.)+[a-z]{2,}/", pattern) is None:
        raise RuleViolationError("LINK_PATTERN_INVALID")
    return pattern


def check_meeting_link(untrusted_text: str, pattern: str = MEET_PATTERN) -> str:
    """Return the link when it has the form of the configured tool.

    Look-alikes are refused before the pattern is asked: other letters than ASCII, user
    information before the host, ports, queries, fragments, upper-case or punycode hosts.

    Raises:
        RuleViolationError: ``LINK_MISSING``, ``LINK_LOOK_ALIKE`` or ``LINK_FORM``.
    """
    text = untrusted_text.strip()
    if not text:
        raise RuleViolationError("LINK_MISSING")
    if not text.isascii() or not text.isprintable() or len(text) > MAX_LINK or "\\" in text:
        raise RuleViolationError("LINK_LOOK_ALIKE")
    try:
        parts = urlsplit(text)
        has_port = parts.port is not None
    except ValueError as error:
        raise RuleViolationError("LINK_FORM") from error
    host = parts.netloc
    if "@" in host or has_port or "xn--" in host.lower():
        raise RuleViolationError("LINK_LOOK_ALIKE")
    if re.fullmatch(pattern, text) is None:
        raise RuleViolationError("LINK_FORM")
    return text
