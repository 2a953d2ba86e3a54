"""Country, state or province and city in one line, as people read it.

Not for the declaration: R-111 names its three places, and they are spoken as they are declared.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable


def place_line(names: Iterable[tuple[str, str]]) -> str:
    """Join the names there are; one that says the same as the one before it is told once.

    Args:
        names: each name, and what is shown of it: itself, or masked. Names are what is compared,
            because two of them may look alike when masked.
    """
    told: list[str] = []
    before = ""
    for name, shown in names:
        key = _key(name)
        if key and key != before:
            told.append(shown)
            before = key
    return ", ".join(told)


def _key(name: str) -> str:
    """A name as compared: accents, capitals and blanks do not make it another one."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())
