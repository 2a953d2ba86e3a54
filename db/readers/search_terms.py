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

_NUMBER: Final = re.compile(r"[A-Za-z]{2,5}-[0-9-]*")
_LAST: Final = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """One of three: the beginning of a case number, of an identifier, or words of a name."""

    number: str = ""
    identifier: str = ""
    words: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing that could be found was asked for."""
        return not (self.number or self.identifier or self.words)


def parse_search(text: str) -> SearchTerms:
    """Tell ``ADC-2026-0001`` from ``1712345678`` and from ``zambrano maria``."""
    plain = text.strip()
    if _NUMBER.fullmatch(plain):
        return SearchTerms(number=plain.upper())
    if any(char.isdigit() for char in plain):
        return SearchTerms(identifier=number_key(plain))
    # The longest word first: it names the fewest people.
    return SearchTerms(words=tuple(sorted(set(name_tokens(plain)), key=len, reverse=True)))


def begins_with(column: Column[Any], prefix: str) -> Condition:
    """A range an index can walk, with the same meaning on both databases (no LIKE)."""
    return and_(column >= prefix, column < prefix + _LAST)


def begins_with_term(column: Column[Any], n: int = 0) -> Condition:
    """The same range for the ``n``-th of the terms that :func:`term_values` hands to a statement."""
    low, high = (bindparam(f"{end}_{n}", "", type_=column.type) for end in ("low", "high"))
    return and_(column >= low, column < high)


def term_values(*terms: str) -> dict[str, str]:
    """The named values of the ranges of these terms."""
    values: dict[str, str] = {}
    for n, term in enumerate(terms):
        values[f"low_{n}"], values[f"high_{n}"] = term, term + _LAST
    return values
