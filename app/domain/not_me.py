"""The "no fui yo" code: what a person needs to stop a change they did not ask for."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from app.domain.ids import CaseId, PersonId, Sha256

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is read as a digit, so that it can be told by phone."""

CODE_LENGTH: Final = 16
"""Letters and digits of a code: 80 random bits.

So many that guessing needs no limit: with a million codes in the world, somebody who tries one a
second finds the first after some 38 thousand million years, and every miss is on their own
record. Shorten it below 60 bits only together with a count of misses like that of signing in.
"""

WRONG_TRIES: Final = 10
"""Wrong codes one person may try on a server in a quarter of an hour: more are no slips of the ear.
A local file only records them, for whoever has it needs no code."""

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


class NotMeEffect(StrEnum):
    """What the report did."""

    STOPPED = "stopped"
    """The change was on hold and never came into force."""

    FROZEN_AFTER_CHANGE = "frozen_after_change"
    """The change is in force; nothing else changes now, and giving the old data back takes a
    new case, because an attacker may hold the code as well as the person."""

    ALREADY_REPORTED = "already_reported"
    """The change was reported or stopped before, and there is nothing more to stop. What only the
    address asked for was told works once; an owner's code goes on stopping."""


@dataclass(frozen=True, slots=True)
class NotMeReported:
    """What a report did and how things stand after it.

    Attributes:
        needs_new_case: the change, or one that followed it, is in force, and the old data come
            back only that way.
        is_frozen: whether changes are stopped now; after ``ALREADY_REPORTED`` a director may
            have allowed them again.
        frozen_by: number of the case whose code stopped them; another one when this person had
            reported before.
        is_record_lost: whether the decision or its case is gone or says something else than the
            event of the approval, which only somebody who has the database can do.
    """

    effect: NotMeEffect
    case_id: CaseId
    case_number: str
    person_id: PersonId
    needs_new_case: bool
    is_frozen: bool
    frozen_by: str
    is_record_lost: bool = False


@dataclass(frozen=True, slots=True)
class ReportToFollow:
    """A report that a server took at a desk: it stopped the changes, and the rest is to be done.

    Attributes:
        offer: by which the server knows it.
        is_changed: whether the change was in force.
        is_lost: whether what its approval left is gone or altered.
    """

    offer: int
    case_id: CaseId
    person_id: PersonId
    is_changed: bool
    is_lost: bool
    at: datetime
