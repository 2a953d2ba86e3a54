"""The ten-digit cédula number (NUI): what is certainly wrong, and what a person should look at."""

from __future__ import annotations

from dataclasses import dataclass, field

from stdnum.ec import ci
from stdnum.exceptions import InvalidChecksum

from app.domain.errors import RuleViolationError
from app.domain.field_finding import FieldFinding, Weight, first_error
from app.domain.masking import mask_keeping_end
from app.domain.provinces import Province, place_of_registration

FIELD = "cedula"
LENGTH = 10
VISIBLE_DIGITS = 3

# The tax office's "final consumer": every till accepts it, no person has it.
_PLACEHOLDERS = frozenset({"9" * 10, "9" * 13})
_UNLISTED_PROVINCE = "50"
_RARE_THIRD_DIGIT = "6"


@dataclass(frozen=True, slots=True)
class Cedula:
    """A number that passed every check of R-008, R-074 and R-091; it may still not be a person.

    Attributes:
        number: ten ASCII digits.
    """

    number: str = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse a number that no check has passed."""
        error = first_error(check_cedula(self.number))
        if error is not None or len(self.number) != LENGTH:
            raise RuleViolationError(error.code if error else "CEDULA_LENGTH")

    @property
    def masked(self) -> str:
        """The number with only its last three digits, for lists and titles."""
        return mask_keeping_end(self.number, VISIBLE_DIGITS)

    @property
    def province(self) -> Province | None:
        """Where the number was registered: not residence, not always birth. None for prefix 50."""
        return place_of_registration(self.number[:2])

    @property
    def warnings(self) -> tuple[FieldFinding, ...]:
        """What a person should look at although the number is formed correctly."""
        return _warnings(self.number)


def check_cedula(untrusted_text: str) -> tuple[FieldFinding, ...]:
    """Return every error, or else every warning, about a typed cédula (domain.md §1.1).

    Errors: CEDULA_LENGTH, CEDULA_CHARSET, CEDULA_PLACEHOLDER, CEDULA_PROVINCE,
    CEDULA_THIRD_DIGIT, CEDULA_CHECK_DIGIT. Warnings: CEDULA_THIRD_DIGIT_SIX,
    CEDULA_PROVINCE_UNLISTED, CEDULA_REPEATED_DIGIT. Blanks and hyphens are ignored.
    """
    number = ci.compact(untrusted_text)
    shape = _shape_errors(number)
    if shape:
        return shape
    if not _names_a_place(number):
        return (_error("CEDULA_PROVINCE"),)
    if number[2] > _RARE_THIRD_DIGIT:
        return (_error("CEDULA_THIRD_DIGIT"),)
    try:
        ci.validate(number)
    except InvalidChecksum:
        return (_error("CEDULA_CHECK_DIGIT"),)
    return _warnings(number)


def parse_cedula(untrusted_text: str) -> Cedula:
    """Return the cédula in a typed text.

    Raises:
        RuleViolationError: with the code of the first error of `check_cedula`.
    """
    error = first_error(check_cedula(untrusted_text))
    if error is not None:
        raise RuleViolationError(error.code, **dict(error.facts))
    return Cedula(ci.compact(untrusted_text))


def _shape_errors(number: str) -> tuple[FieldFinding, ...]:
    if number in _PLACEHOLDERS:
        return (_error("CEDULA_PLACEHOLDER"),)
    errors = []
    if len(number) != LENGTH:
        errors.append(
            FieldFinding(
                FIELD, "CEDULA_LENGTH", facts=(("length", len(number)), ("wanted", LENGTH))
            )
        )
    if number and not (number.isascii() and number.isdigit()):
        errors.append(_error("CEDULA_CHARSET"))
    return tuple(errors)


def _names_a_place(number: str) -> bool:
    return number[:2] == _UNLISTED_PROVINCE or place_of_registration(number[:2]) is not None


def _warnings(number: str) -> tuple[FieldFinding, ...]:
    found = []
    if number[2] == _RARE_THIRD_DIGIT:
        found.append("CEDULA_THIRD_DIGIT_SIX")
    if number[:2] == _UNLISTED_PROVINCE:
        found.append("CEDULA_PROVINCE_UNLISTED")
    if len(set(number)) == 1:
        found.append("CEDULA_REPEATED_DIGIT")
    return tuple(FieldFinding(FIELD, code, Weight.WARNING) for code in found)


def _error(code: str) -> FieldFinding:
    return FieldFinding(FIELD, code)
