"""When a file that inspection found no time for is taken up again (`NOT_INSPECTED`).

A busy machine says nothing about a file. It is taken up at once a few times, so that its case need
not wait; then the case goes to review without its facts. Later the machine may be idle again, and
what inspection sees may still help whoever reviews: the file is taken up once a day while nobody
holds the case, because findings and pages must not change under the eyes of a reviewer, and a few
days at most, because a file that never finds time is no matter of the hour.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from app.domain.finding import Finding, ReasonCode
from app.domain.workflow import CaseState

ATTEMPTS: Final = 4
"""How often a file is taken up before its case goes to review without it."""
LATER_ATTEMPTS: Final = 5
"""How often it is taken up after that."""
REST: Final = timedelta(days=1)
"""How long a file rests between two later attempts."""
LATER_STATE: Final = CaseState.TO_REVIEW
"""Only here do the facts of a file still help, and no verdict stands on what was not known."""

_ATTEMPT: Final = "attempt"
_AGAIN: Final = "again_at"
_AT_ONCE: Final = datetime(1970, 1, 1, tzinfo=UTC)


def attempts_at(findings: Iterable[Finding]) -> int:
    """How often a file was taken up in vain, by its findings."""
    counts = [finding.values.get(_ATTEMPT, 0) for finding in findings]
    return max((count for count in counts if isinstance(count, int)), default=0)


def counted(finding: Finding, attempt: int, now: datetime) -> Finding:
    """The finding of an attempt in vain; it remembers which one it was and when the next may be."""
    values: dict[str, str | int | float] = {_ATTEMPT: attempt}
    if ATTEMPTS <= attempt < ATTEMPTS + LATER_ATTEMPTS:
        values[_AGAIN] = (now + REST).astimezone(UTC).isoformat(timespec="seconds")
    return replace(finding, values=values)


def next_attempt(finding: Finding) -> datetime | None:
    """From when on a file given up is taken up again; None when it never is.

    A program that kept neither number nor instant gave it up at some time: it is due.
    """
    if finding.code is not ReasonCode.NOT_INSPECTED:
        return None
    again = finding.values.get(_AGAIN)
    if isinstance(again, str):
        return _instant(again)
    return None if attempts_at([finding]) >= ATTEMPTS + LATER_ATTEMPTS else _AT_ONCE


def _instant(text: str) -> datetime:
    """The instant kept; one that nobody can read is over, so that the file is taken up."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return _AT_ONCE
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def is_due(findings: Iterable[Finding], now: datetime) -> bool:
    """Tell whether a file given up may be taken up again now."""
    times = [next_attempt(finding) for finding in findings]
    return any(at is not None and at <= now for at in times)
