"""The "no fui yo" code: what a person needs to stop a change they did not ask for."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from typing import Final

from app.domain.ids import Sha256

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is read as a digit, so that it can be told by phone."""

CODE_LENGTH: Final = 16
"""Letters and digits of a code: 80 random bits.

So many that guessing needs no limit: with a million codes in the world, somebody who tries one a
second finds the first after some 38 thousand million years, and every miss is on their own
record. Shorten it below 60 bits only together with a count of misses like that of signing in.
"""

_GROUP: Final = 4
_READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})


def fresh_code() -> str:
    """Return a new random code (80 bits) in four groups of four, such as ``7K2M-…``."""
    return in_groups("".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)))


def in_groups(letters: str) -> str:
    """Letters of a code as they are read out: four by four."""
    return "-".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))


def code_letters(untrusted_code: str) -> str:
    """What counts of a code however it was typed or pasted.

    Blanks, hyphens and signs of any kind, invisible ones too, do not matter, nor do case, the wide
    letters of other keyboards, or O, I and L.
    """
    # Decomposed, so that a stray accent is a sign of its own and takes no letter with it.
    plain = unicodedata.normalize("NFKD", untrusted_code)
    # Some signs count as letters in Unicode, such as the long hyphen of Japanese keyboards.
    kept = (_digit(char) for char in plain)
    return "".join(filter(str.isalnum, filter(str.isascii, kept))).upper().translate(_READ_AS)


def _digit(char: str) -> str:
    """The digit of another script as ours; everything else as it is."""
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)


def code_hash(untrusted_code: str) -> Sha256:
    """SHA-256 of the letters of a code."""
    return Sha256(hashlib.sha256(code_letters(untrusted_code).encode()).hexdigest())
