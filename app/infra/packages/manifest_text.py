"""Kinds of text a manifest may hold: bounded, NFC, without characters nobody can see."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, AwareDatetime, StringConstraints

EARLIEST_YEAR = 2015
"""No portal sent packages before; an earlier date is a clock that was never set."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def _plain(text: str) -> str:
    """NFC without outer blanks; refuses controls, bidirectional marks and unassigned characters."""
    composed = unicodedata.normalize("NFC", text).strip()
    if any(unicodedata.category(char) in _UNSEEN for char in composed):
        raise ValueError("unseen character")
    return composed


def _message(text: str) -> str:
    """As `_plain`, line by line; every kind of line end becomes a line feed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
    return "\n".join(_plain(line) for line in lines).strip()


def _not_empty(text: str) -> str:
    if not text:
        raise ValueError("empty")
    return text


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("unknown time zone") from None
    return name


def _recent(instant: AwareDatetime) -> AwareDatetime:
    if instant.year < EARLIEST_YEAR:
        raise ValueError("too early")
    return instant


def _birth(day: date) -> date:
    if day.year < 1900:
        raise ValueError("too early")
    return day


Line = Annotated[str, StringConstraints(max_length=120), AfterValidator(_plain)]
"""One line as the citizen wrote it; may be empty, because a blank field is for the reviewer."""

Word = Annotated[
    str,
    StringConstraints(min_length=1, max_length=120),
    AfterValidator(_plain),
    AfterValidator(_not_empty),
]
"""One line that has to be there."""

Message = Annotated[str, StringConstraints(max_length=4000), AfterValidator(_message)]

Number = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9][A-Z0-9-]{2,38}[A-Z0-9]$")]
"""Número de trámite of the portal (R-116): 4 to 40 capital letters, digits and inner hyphens."""

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
"""A stable code of the procedure's data."""

ProcedureCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]

Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,3}$")]
"""Issuing State as in the machine-readable zone, without fillers."""

CountryOrBlank = Annotated[str, StringConstraints(pattern=r"^([A-Z]{2})?$")]
"""ISO 3166-1 alpha-2, or empty."""

ProvinceCode = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-9]|2[0-4]|30)$")]
"""DPA code of the province of birth, 30 for Exterior (R-075, I-24)."""

Address = Annotated[
    str,
    StringConstraints(max_length=254, pattern=r"^[^@\s]{1,64}@[^@\s]{1,189}$"),
    AfterValidator(_plain),
]
"""An e-mail address by its shape only: without one nobody could be answered (R-117, R-120)."""

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]

Zone = Annotated[
    str, StringConstraints(max_length=64, pattern=r"^[A-Za-z0-9_+/-]+$"), AfterValidator(_zone)
]

Instant = Annotated[AwareDatetime, AfterValidator(_recent)]
"""With an offset; without one nobody could tell when the term began."""

BirthDate = Annotated[date, AfterValidator(_birth)]
