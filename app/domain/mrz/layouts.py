"""Where each field of a zone stands and which characters each check digit covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class MrzFormat(StrEnum):
    """The zones we read: identity card, passport, large visa, small visa."""

    TD1 = "TD1"
    TD3 = "TD3"
    MRV_A = "MRV-A"
    MRV_B = "MRV-B"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters: line from 0, start inclusive, end exclusive."""

    line: int
    start: int
    end: int

    def of(self, lines: Sequence[str]) -> str:
        """Return the characters of this run."""
        return lines[self.line][self.start : self.end]


@dataclass(frozen=True, slots=True)
class CheckedField:
    """A check digit and what it covers.

    Attributes:
        field: name of the field, or "composite".
        digit: the one character that holds the digit.
        covers: the runs it is computed over, in order.
        blank_allowed: an empty field may carry a filler instead of 0.
    """

    field: str
    digit: Span
    covers: tuple[Span, ...]
    blank_allowed: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """One format: lines of `width` characters, first letters, fields and check digits."""

    format: MrzFormat
    lines: int
    width: int
    first_letters: str
    names: Span
    number: Span
    nationality: Span
    birth: Span
    sex: Span
    expiry: Span
    optional: tuple[Span, ...]
    checks: tuple[CheckedField, ...]

    @property
    def document_code(self) -> Span:
        """Kind of document, two characters."""
        return Span(0, 0, 2)

    @property
    def issuing_state(self) -> Span:
        """State that issued the document, three characters."""
        return Span(0, 2, 5)


def _digit(line: int, column: int) -> Span:
    return Span(line, column, column + 1)


def _two_lines(
    mrz_format: MrzFormat,
    width: int,
    first_letters: str,
    optional: Span,
    extra_checks: tuple[CheckedField, ...] = (),
) -> Layout:
    number, birth, expiry = Span(1, 0, 9), Span(1, 13, 19), Span(1, 21, 27)
    return Layout(
        format=mrz_format,
        lines=2,
        width=width,
        first_letters=first_letters,
        names=Span(0, 5, width),
        number=number,
        nationality=Span(1, 10, 13),
        birth=birth,
        sex=_digit(1, 20),
        expiry=expiry,
        optional=(optional,),
        checks=(
            CheckedField("number", _digit(1, 9), (number,)),
            CheckedField("birth", _digit(1, 19), (birth,)),
            CheckedField("expiry", _digit(1, 27), (expiry,)),
            *extra_checks,
        ),
    )


_TD3_OPTIONAL = Span(1, 28, 42)
TD3 = _two_lines(
    MrzFormat.TD3,
    44,
    "P",
    _TD3_OPTIONAL,
    (
        CheckedField("optional", _digit(1, 42), (_TD3_OPTIONAL,), blank_allowed=True),
        CheckedField(
            "composite", _digit(1, 43), (Span(1, 0, 10), Span(1, 13, 20), Span(1, 21, 43))
        ),
    ),
)

# Visas carry no composite digit.
MRV_A = _two_lines(MrzFormat.MRV_A, 44, "V", Span(1, 28, 44))
MRV_B = _two_lines(MrzFormat.MRV_B, 36, "V", Span(1, 28, 36))

_TD1_NUMBER, _TD1_BIRTH, _TD1_EXPIRY = Span(0, 5, 14), Span(1, 0, 6), Span(1, 8, 14)
TD1 = Layout(
    format=MrzFormat.TD1,
    lines=3,
    width=30,
    first_letters="IAC",
    names=Span(2, 0, 30),
    number=_TD1_NUMBER,
    nationality=Span(1, 15, 18),
    birth=_TD1_BIRTH,
    sex=_digit(1, 7),
    expiry=_TD1_EXPIRY,
    optional=(Span(0, 15, 30), Span(1, 18, 29)),
    checks=(
        CheckedField("number", _digit(0, 14), (_TD1_NUMBER,)),
        CheckedField("birth", _digit(1, 6), (_TD1_BIRTH,)),
        CheckedField("expiry", _digit(1, 14), (_TD1_EXPIRY,)),
        CheckedField(
            "composite",
            _digit(1, 29),
            (Span(0, 5, 30), Span(1, 0, 7), Span(1, 8, 15), Span(1, 18, 29)),
        ),
    ),
)

LAYOUTS = (TD1, TD3, MRV_A, MRV_B)
LAYOUT_OF = {layout.format: layout for layout in LAYOUTS}
