"""What somebody meant by the text in a search field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Column, and_, bindparam

from app.domain.person import number_key
from app.domain.person_names import name_tokens

if TYPE_CHECKING:
    from db.tables.base import Condition

_NUMBER: Final = re.compile(r"[A-Za-z]{2,5}-(?:20?|20[0-9]{1,2}(?:-[0-9-]*)?)?")
"""The beginning of a case number; what goes on without a year, as ``EXT-999958``, identifies."""
_HEARD: Final = re.compile(r"(?P<procedure>[A-Za-z]{2,5})? ?(?P<digits>[0-9]+(?: [0-9]+)*)")
_BETWEEN: Final = re.compile(r"[\s./_\-‐‑‒–—]+")
_YEAR: Final = re.compile(r"20[0-9]{2}")
_SERIAL_DIGITS: Final = 6
_MOST_DIGITS: Final = 7
"""A procedure with more than a million cases a year has numbers of seven digits."""
LAST: Final = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Serial:
    """The last part of a case number as somebody heard it, and what they heard of the rest.

    Attributes:
        procedure: code in capital letters; empty for any.
        year: four digits; empty for any.
    """

    value: int
    procedure: str = ""
    year: str = ""

    def is_in(self, series: str) -> bool:
        """Whether a number of the series ``ADC-2026-`` may be meant."""
        procedure, year = series.split("-")[:2]
        return self.procedure in {"", procedure} and self.year in {"", year}

    def number_in(self, series: str) -> str:
        """The whole number in the series ``ADC-2026-``."""
        return f"{series}{self.value:0{_SERIAL_DIGITS}d}"


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """Words of a name, or numbers: any of these beginnings of case numbers, or an identifier's.

    A short number may be both: a case number as it is heard on the telephone (``18``) and the
    beginning of an identifier.
    """

    numbers: tuple[str, ...] = ()
    serial: Serial | None = None
    identifier: str = ""
    words: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing that could be found was asked for."""
        return not (self.numbers or self.serial or self.identifier or self.words)


def parse_search(text: str) -> SearchTerms:
    """Tell ``ADC-2026-0001`` and ``adc 18`` from ``1712345678`` and from ``zambrano maria``."""
    plain = text.strip()
    is_number = _NUMBER.fullmatch(plain) is not None
    if is_number or any(char.isdigit() for char in plain):
        serial = _heard(plain)
        numbers = (plain.upper(),) if is_number else ()
        if serial is not None and serial.procedure and serial.year:
            # Nothing is left to look up: the series was named.
            whole = serial.number_in(f"{serial.procedure}-{serial.year}-")
            numbers, serial = tuple(dict.fromkeys((*numbers, whole))), None
        return SearchTerms(numbers, serial, "" if is_number else number_key(plain))
    # The longest word first: it names the fewest people.
    return SearchTerms(words=tuple(sorted(set(name_tokens(plain)), key=len, reverse=True)))


def _heard(text: str) -> Serial | None:
    """The case number in what was typed, whatever stands or does not stand between its parts."""
    found = _HEARD.fullmatch(_BETWEEN.sub(" ", text).strip())
    if found is None:
        return None
    procedure = (found["procedure"] or "").upper()
    first, *others = found["digits"].split(" ")
    if others and _YEAR.fullmatch(first):
        year, rest = first, "".join(others)
    else:
        digits = first + "".join(others)
        has_year = len(digits) > _MOST_DIGITS and _YEAR.match(digits) is not None
        year, rest = (digits[:4], digits[4:]) if has_year else ("", digits)
    if len(rest) > _MOST_DIGITS:
        return None
    return Serial(int(rest), procedure, year)


def begins_with(column: Column[Any], prefix: str) -> Condition:
    """A range an index can walk, with the same meaning on both databases (no LIKE)."""
    return and_(column >= prefix, column < prefix + LAST)


def begins_with_term(column: Column[Any], n: int = 0) -> Condition:
    """The same range for the ``n``-th of the terms that :func:`term_values` hands to a statement."""
    low, high = (bindparam(f"{end}_{n}", "", type_=column.type) for end in ("low", "high"))
    return and_(column >= low, column < high)


def term_values(*terms: str) -> dict[str, str]:
    """The named values of the ranges of these terms."""
    values: dict[str, str] = {}
    for n, term in enumerate(terms):
        values[f"low_{n}"], values[f"high_{n}"] = term, term + LAST
    return values
