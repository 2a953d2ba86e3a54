"""Power over somebody else's account: whose hands were in it, and the code of a first sign-in.

Whoever adds an account, changes its duty, or gives it a password or a second factor has their hands
in it until somebody else has enabled it and, after a password of others, its member has chosen one
of their own. One person alone therefore never holds an account that can act (ADR 0019).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from app.domain.ids import Sha256, StaffId
from app.domain.not_me import ALPHABET, code_letters, in_groups
from app.domain.staff import Duty, StaffMember


class HandAct(StrEnum):
    """What was done to an account.

    ``KEPT`` was there before hands were put down; ``OFFERED`` enabled it with a code, which counts
    once its member has come (``ACTIVATED``).
    """

    KEPT = "kept"
    ADDED = "added"
    MOVED = "moved"
    PASSWORD = "password"  # noqa: S105  # the name of an act, not a secret
    FACTOR = "factor"
    OFFERED = "offered"
    ENABLED = "enabled"
    ACTIVATED = "activated"


CLOSING: Final = frozenset({HandAct.KEPT, HandAct.ENABLED, HandAct.ACTIVATED})
"""From then on the account is its member's alone."""

GIVING: Final = frozenset({HandAct.ADDED, HandAct.MOVED, HandAct.PASSWORD, HandAct.FACTOR})
"""These give power over the account, and leave it disabled."""

CODE_LIFE: Final = timedelta(hours=72)
CODE_TRIES: Final = 5
_CODE_LENGTH: Final = 12


@dataclass(frozen=True, slots=True)
class AccountHand:
    """One act on an account.

    Attributes:
        position: place among the acts on that account, from 1; 0 for ``KEPT``.
        act: what was done.
        duty: of the account once it was done.
        actor: who did it, None for nobody of the staff.
        cedula: of whoever did it: separation counts people.
    """

    staff_id: StaffId
    position: int
    act: HandAct
    duty: Duty
    actor: StaffId | None
    cedula: str
    at: datetime


def hands_in(acts: Iterable[AccountHand]) -> frozenset[str]:
    """Cédulas of those whose hands are in the account now; acts in order."""
    found: set[str] = set()
    for hand in acts:
        if hand.act in CLOSING:
            found.clear()
        elif hand.act in GIVING:
            found.add(hand.cedula)
    return frozenset(found)


def preparer_of(acts: Sequence[AccountHand]) -> StaffId | None:
    """Who last had a hand in an account that is to be enabled; None when nobody did."""
    last: StaffId | None = None
    for hand in acts:
        if hand.act in CLOSING:
            last = None
        elif hand.act in GIVING:
            last = hand.actor
    return last


def is_alone(asker: StaffId, acts: Iterable[AccountHand]) -> bool:
    """Whether nobody but the asker has ever administered: acts on all accounts.

    Only then may they enable an account they made themselves, for nobody else is there to do it.
    What counts is the past, or one of two could end the other's duty and be alone again.
    """
    return not any(
        hand.duty is Duty.ADMINISTRATOR and hand.act in CLOSING and hand.staff_id != asker
        for hand in acts
    )


def fresh_activation_code() -> str:
    """A new random code (60 bits) in three groups of four, such as ``7K2M-94QT-ZX3R``."""
    return in_groups("".join(secrets.choice(ALPHABET) for _ in range(_CODE_LENGTH)))


def activation_hash(staff_id: StaffId, untrusted_code: str) -> Sha256:
    """What is kept of a code: bound to the account, so that one is of no use to another."""
    letters = f"{staff_id}:{code_letters(untrusted_code)}"
    return Sha256(hashlib.sha256(letters.encode()).hexdigest())


def identity_seal(member: StaffMember) -> Sha256:
    """Hash of what an account is by and never changes: whose it is."""
    return identity_hash(member.id, member.login, member.cedula)


def identity_hash(staff_id: str, login: str, cedula: str) -> Sha256:
    """As :func:`identity_seal`, of the columns."""
    return Sha256(hashlib.sha256(f"{staff_id}|{login}|{cedula}".encode()).hexdigest())
