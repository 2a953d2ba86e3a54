"""A passport as an identifier: the State that issued it and its number, together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.domain.errors import RuleViolationError
from app.domain.masking import mask_keeping_end

VISIBLE_CHARACTERS = 3

_STATE = re.compile(r"[A-Z]{1,3}")
_NUMBER = re.compile(r"[0-9A-Z]{3,22}")


@dataclass(frozen=True, slots=True)
class Passport:
    """Issuing State and number; the number alone does not identify anyone (R-031, R-071, R-140).

    Attributes:
        issuing_state: code as printed in the machine-readable zone, without fillers
            (ECU, D for Germany, XXA for stateless persons).
        number: upper-case letters and digits, without blanks or fillers.
    """

    issuing_state: str
    number: str = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse values that two spellings could make differ."""
        if _STATE.fullmatch(self.issuing_state) is None:
            raise RuleViolationError("PASSPORT_STATE")
        if _NUMBER.fullmatch(self.number) is None:
            raise RuleViolationError("PASSPORT_NUMBER", length=len(self.number))

    @property
    def masked(self) -> str:
        """The number with only its last three characters."""
        return mask_keeping_end(self.number, VISIBLE_CHARACTERS)


def parse_passport(untrusted_state: str, untrusted_number: str) -> Passport:
    """Return the passport in two typed texts; blanks, hyphens, dots and fillers are dropped.

    Raises:
        RuleViolationError: PASSPORT_STATE or PASSPORT_NUMBER.
    """
    return Passport(_plain(untrusted_state), _plain(untrusted_number))


def _plain(text: str) -> str:
    kept = re.sub(r"[\s<.\-]", "", text)
    # As for the foreigner code: only ASCII may be raised, or ß would turn into SS.
    return kept.upper() if kept.isascii() else kept
