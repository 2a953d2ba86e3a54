"""Names of people: compared and searched without accents, case or order, shown as they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ħ": "h",
        "ı": "i",
        "ŋ": "n",
    }
)
_NOT_A_LETTER = re.compile(r"[^\w]|[\d_]")
_APOSTROPHES = re.compile(r"['’ʼ`´]")

PARTICLES = frozenset(
    [
        "al",
        "da",
        "das",
        "de",
        "del",
        "di",
        "do",
        "dos",
        "du",
        "e",
        "el",
        "la",
        "las",
        "lo",
        "los",
        "van",
        "von",
        "y",
        "zu",
    ]
)
"""Words between names that people write or leave out; San and Santa belong to the name."""


def normalise_name(text: str) -> str:
    """Return lower-case words without accents, one blank between; ñ is n, O'Brien is obrien."""
    lowered = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text).casefold())
    bare = "".join(char for char in lowered if not unicodedata.combining(char))
    return " ".join(_NOT_A_LETTER.sub(" ", bare.translate(_LETTERS)).split())


def name_tokens(text: str) -> tuple[str, ...]:
    """Return the words of a name for searching, in their order, without particles.

    A name made of particles only keeps them: somebody may be called "Do La".
    """
    words = normalise_name(text).split()
    return tuple(word for word in words if word not in PARTICLES) or tuple(words)


def matches_search(untrusted_query: str, name: str) -> bool:
    """Return whether every word of the query begins a different word of the name, in any order."""
    wanted = sorted(name_tokens(untrusted_query), key=len, reverse=True)
    return bool(wanted) and _assign(wanted, list(name_tokens(name)))


def _assign(wanted: list[str], free: list[str]) -> bool:
    """Match each wanted prefix to its own word (augmenting paths; names are a handful of words)."""
    taken: dict[int, int] = {}

    def place(index: int, seen: set[int]) -> bool:
        for position, word in enumerate(free):
            if position in seen or not word.startswith(wanted[index]):
                continue
            seen.add(position)
            if position not in taken or place(taken[position], seen):
                taken[position] = index
                return True
        return False

    return all(place(index, set()) for index in range(len(wanted)))


def display_name(surnames: str, given_names: str) -> str:
    """Return "Surnames Given" with capitals at word starts and particles in lower case."""
    return " ".join(_capitalised(f"{surnames} {given_names}".split()))


def _capitalised(words: Iterable[str]) -> Iterable[str]:
    for position, word in enumerate(words):
        if position and word.casefold() in PARTICLES:
            yield word.casefold()
        else:
            yield "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))
