"""What a machine-readable zone says, and what reading it found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.errors import RuleViolationError
from app.domain.field_finding import FieldFinding, has_errors
from app.domain.mrz.layouts import MrzFormat
from app.domain.passport import Passport, parse_passport


@dataclass(frozen=True, slots=True, repr=False)
class MachineReadableZone:
    """The fields of a zone without fillers.

    Attributes:
        format: which layout.
        document_code: one or two letters (P, I, V and an optional second one).
        issuing_state: one to three letters; D for Germany.
        surname: primary identifier, words parted by one blank; may be cut by the layout.
        given_names: secondary identifier, empty when the person has one name only.
        number: document number; the long numbers of TD1 are put together again.
        nationality: like `issuing_state`.
        birth: date of birth, None when the zone leaves it or part of it open.
        sex: M, F, X, or a filler when not stated.
        expiry: last day of validity, None when left open.
        optional_data: one text (TD1: two), without fillers at the end.
    """

    format: MrzFormat
    document_code: str
    issuing_state: str
    surname: str
    given_names: str
    number: str
    nationality: str
    birth: date | None
    sex: str
    expiry: date | None
    optional_data: tuple[str, ...]

    @property
    def full_name(self) -> str:
        """Surname and given names as printed."""
        return f"{self.surname} {self.given_names}".strip()

    @property
    def passport(self) -> Passport | None:
        """State and number as one identifier; None when the zone does not hold both."""
        try:
            return parse_passport(self.issuing_state, self.number)
        except RuleViolationError:
            return None


@dataclass(frozen=True, slots=True)
class MrzReading:
    """A reading: the zone when the lines had a known shape, and everything found on the way.

    A zone with errors is still returned, so that a person can correct the one wrong character.
    """

    zone: MachineReadableZone | None
    findings: tuple[FieldFinding, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether there is a zone and nothing in it is certainly wrong."""
        return self.zone is not None and not has_errors(self.findings)
