"""Six-digit dates of a zone: which century is meant, and what may be left open."""

from __future__ import annotations

import re
from datetime import date

EXPIRY_HORIZON_YEARS = 15
"""No document is issued for longer than this (domain.md §2)."""

_OPEN = re.compile(r"(?:[0-9]{4}|[0-9]{2}<<|<<<<)<<")
_FULL = re.compile(r"[0-9]{6}")


def is_open_date(text: str) -> bool:
    """Return whether the zone leaves the day, the month or everything open with fillers."""
    return _OPEN.fullmatch(text) is not None


def birth_date(text: str, reference: date) -> date | None:
    """Return the latest day of that year, month and day not after `reference`; None if none is."""
    return _latest(text, reference)


def expiry_date(text: str, reference: date) -> date | None:
    """Return the latest such day up to fifteen years after the year of `reference`, or None."""
    return _latest(text, date(reference.year + EXPIRY_HORIZON_YEARS, 12, 31))


def _latest(text: str, limit: date) -> date | None:
    if _FULL.fullmatch(text) is None:
        return None
    year, month, day = int(text[:2]), int(text[2:4]), int(text[4:])
    this_century = limit.year - limit.year % 100
    for century in (this_century, this_century - 100):
        try:
            candidate = date(century + year, month, day)
        except ValueError:
            continue  # 29 February exists in one century and not in the other
        if candidate <= limit:
            return candidate
    return None
