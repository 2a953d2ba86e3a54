"""The check digit of ICAO 9303: weights 7, 3, 1 over the values of the characters, modulo ten."""

from __future__ import annotations

FILLER = "<"
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CHARACTERS = frozenset(ALPHABET + FILLER)
"""All that may stand in a zone."""

_VALUES = {char: value for value, char in enumerate(ALPHABET)} | {FILLER: 0}
_WEIGHTS = (7, 3, 1)


def check_digit(text: str) -> str:
    """Return the digit for a text of zone characters (domain.md §2)."""
    total = sum(_VALUES[char] * _WEIGHTS[index % 3] for index, char in enumerate(text))
    return str(total % 10)
