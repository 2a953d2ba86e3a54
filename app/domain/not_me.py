"""The "no fui yo" code: what a person needs to stop a change they did not ask for."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

from app.domain.ids import Sha256

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is read as a digit, so that it can be told by phone."""

_LENGTH: Final = 16
_GROUP: Final = 4
_READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})


def fresh_code() -> str:
    """Return a new random code (80 bits) in four groups of four, such as ``7K2M-…``."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return "-".join(letters[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))


def code_hash(untrusted_code: str) -> Sha256:
    """SHA-256 of a code however it was typed: blanks, hyphens, case and O, I, L do not matter."""
    letters = "".join(untrusted_code.split()).replace("-", "").upper().translate(_READ_AS)
    return Sha256(hashlib.sha256(letters.encode()).hexdigest())
