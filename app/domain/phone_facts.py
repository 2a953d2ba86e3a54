"""What a phone library says about a number, and what an e-mail library says about an address."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class PhoneKind(StrEnum):
    """What a number is for, as far as its digits tell."""

    MOBILE = "mobile"
    FIXED = "fixed"
    FIXED_OR_MOBILE = "fixed_or_mobile"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PhoneFacts:
    """A typed number, read.

    Attributes:
        e164: "+" and digits, or empty when the text is no number at all.
        regions: two-letter codes of the countries the number can belong to; several where
            countries share a prefix and the digits do not decide.
        kind: what the number is for.
        is_possible: whether the number has a length that exists there.
        is_valid: whether its range is known to be assigned; new ranges may not be known yet.
    """

    e164: str = field(repr=False)
    regions: tuple[str, ...]
    kind: PhoneKind
    is_possible: bool
    is_valid: bool


@dataclass(frozen=True, slots=True)
class EmailFacts:
    """A typed address, read.

    Attributes:
        address: normalised address with its domain in ASCII, or empty when there is a problem.
        domain: lower-case domain in ASCII (xn-- where needed), or empty.
        is_valid: whether the form of the address is right; nobody asked the domain.
    """

    address: str = field(repr=False)
    domain: str
    is_valid: bool
