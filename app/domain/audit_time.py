"""When an entry may stand in a chain: never before the one it follows (ADR 0015)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from app.domain.audit import AuditEntry
from app.domain.errors import UnavailableError

TOLERANCE: Final = timedelta(minutes=2)
"""How far behind a clock may be: acts that wait for one another read it before they wait, and the
clocks of two workstations of one office differ by seconds."""

LEAP: Final = timedelta(hours=4)
"""From one entry of a local file to the next; more is a night, a holiday, or a clock set forward."""
FURTHEST: Final = timedelta(days=31)
"""A clock further ahead of all a local file knows is taken to be wrong until somebody says so:
whose chain it once reached could do nothing more until then."""
AFTER_LEAP: Final = timedelta(hours=1)
"""How long a local file has to be at work again before a hold ends."""

CLOCK_CHAIN: Final = "clock"
DATE_ACCEPTED: Final = "clock.date_accepted"
_MAY_LEAP: Final = frozenset({DATE_ACCEPTED, "database.restored"})

ACT_REFUSED: Final = "act.refused"
_LEAPT: Final = "clock.leapt"
_WENT_BACK: Final = "clock.went_back"
HAPPENED: Final = frozenset({
    ACT_REFUSED,
    _LEAPT,
    _WENT_BACK,
    "message.handed_over",
    "message.failed",
    "person.not_me",
    "person.not_me_again",
    "person.not_me_followed",
    "not_me.unknown_code",
    "case.stopped_by_person",
})  # fmt: skip
"""What cannot be undone by refusing to write it down, and what stops a change: a wrong clock must
not keep anybody from saying "no fui yo"."""


def written_at(canonical: str) -> datetime | None:
    """The instant in a stored event; None when the text was tampered with."""
    try:
        return _instant(json.loads(canonical)["at"])
    except (ValueError, RecursionError, KeyError, TypeError):
        return None


def leapt_at(canonical: str) -> datetime | None:
    """What the clock said when it leapt: its event may stand later, behind one of the future."""
    try:
        return _instant(json.loads(canonical)["details"]["clock"])
    except (ValueError, RecursionError, KeyError, TypeError):
        return None


def acted_at(canonical: str) -> datetime | None:
    """What the clock of whoever acted said, which is the instant in the rows of that act.

    On a chain that had gone on by then the event stands later: seconds on an office's own file, and
    always on a server, which notes the row of an act before the program tells of it.
    """
    return leapt_at(canonical) or written_at(canonical)


def _instant(text: str) -> datetime | None:
    at = datetime.fromisoformat(text)
    return at.astimezone(UTC) if at.tzinfo else None


def in_order(entry: AuditEntry, last: datetime | None) -> AuditEntry:
    """The entry as it may follow what was recorded at ``last``.

    Seconds too early become that instant, and what the clock said is kept in the details.

    Raises:
        UnavailableError: ``CLOCK_BEHIND`` when the clock is more than ``TOLERANCE`` behind.
    """
    if last is None or entry.at >= last:
        return entry
    if entry.action not in HAPPENED:
        require_not_behind(entry.at, last)
    return replace(entry, at=last, details={**(entry.details or {}), "clock": _text(entry.at)})


def require_not_behind(at: datetime, last: datetime) -> None:
    """Raise ``CLOCK_BEHIND`` when a clock is more than ``TOLERANCE`` behind what was recorded."""
    if at < last - TOLERANCE:
        raise UnavailableError("CLOCK_BEHIND", last=_text(last), now=_text(at))


def leap_of(entry: AuditEntry, newest: datetime | None) -> AuditEntry | None:
    """What goes on record about the clock when the newest entry of a local file is that old.

    Raises:
        UnavailableError: ``CLOCK_AHEAD`` when the clock is more than ``FURTHEST`` ahead of it.
    """
    if newest is None or newest - TOLERANCE <= entry.at <= newest + LEAP:
        return None
    if entry.at > newest + FURTHEST and entry.action not in _MAY_LEAP:
        raise UnavailableError("CLOCK_AHEAD", last=_text(newest), now=_text(entry.at))
    action = _WENT_BACK if entry.at < newest else _LEAPT
    details = {"newest": _text(newest), "clock": _text(entry.at)}
    return AuditEntry(CLOCK_CHAIN, action, entry.actor, entry.at, entry.workstation, details)


def _text(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="microseconds")
