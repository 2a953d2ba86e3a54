"""What the zone a reviewer typed off a document says against what the person declared (R-071, R-125).

It suggests a second look and decides nothing (D9). There is no optical reading: the characters
come from the eyes of the reviewer, and the check digits tell whether they were typed as printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.domain.case import Declared
from app.domain.errors import RuleViolationError
from app.domain.field_finding import has_errors
from app.domain.mrz.comparison import DeclaredHolder, differing_fields
from app.domain.mrz.reader import read_mrz
from app.domain.mrz.zone import MrzReading
from app.domain.passport import Passport, parse_passport
from app.domain.person import Identifier, IdentifierKind

MAX_ZONE: Final = 200
"""Characters that may be typed; the largest zone has 90 and its line ends."""

CHECK_DIGITS: Final = "check_digits"
"""Named among the differences when the zone disagrees with itself."""

_GERMANY: Final = {"DEU": "D"}
"""The one State whose code in a zone is not its three letters."""


@dataclass(frozen=True, slots=True)
class DocumentCheck:
    """The reading, and the names of what disagrees.

    Attributes:
        differences: of ``name``, ``birth``, ``passport`` and ``check_digits``; empty when all
            agrees, and when the characters are no zone at all.
        is_expired: whether the document was no longer valid that day.
    """

    reading: MrzReading
    differences: tuple[str, ...]
    is_expired: bool = False


def check_document(untrusted_zone: str, declared: Declared, on: date) -> DocumentCheck:
    """Read a typed zone and compare it with what was declared.

    Args:
        untrusted_zone: TD1 or TD3 lines as typed.
        declared: names, birth date and number of the form; what it does not say disagrees with
            nothing.
        on: the day that decides the century of birth, and whether the document has expired.
    """
    reading = read_mrz(untrusted_zone[:MAX_ZONE], on)
    zone = reading.zone
    if zone is None:
        return DocumentCheck(reading, ())
    holder = DeclaredHolder(
        full_name=f"{declared.family_names} {declared.given_names}",
        birth=declared.birth_date,
        passport=_passport(declared.identifier),
    )
    differences = differing_fields(zone, holder)
    if has_errors(reading.findings):
        differences = (*differences, CHECK_DIGITS)
    return DocumentCheck(reading, differences, zone.expiry is not None and zone.expiry < on)


def _passport(identifier: Identifier) -> Passport | None:
    if identifier.kind is not IdentifierKind.PASSPORT:
        return None
    try:
        return parse_passport(
            _GERMANY.get(identifier.country, identifier.country), identifier.value
        )
    except RuleViolationError:
        return None
