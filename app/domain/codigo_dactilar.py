"""The código dactilar of a cédula: works as a shared secret, so it hides itself everywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.domain.errors import RuleViolationError
from app.domain.field_finding import FieldFinding, Weight
from app.domain.masking import BULLET

FIELD = "codigo_dactilar"
LENGTH = 10

_LOOSE = re.compile(r"[A-Z][0-9]{4}[A-Z][0-9]{4}")
# Vucetich formula: thumbs A, E, I, V; fingers 1 to 4; 0 or X where a finger is missing or scarred.
_STRICT = re.compile(r"[AIEVX0][0-4X]{4}[AIEVX0][0-4X]{4}")


@dataclass(frozen=True, slots=True)
class CodigoDactilar:
    """A well-formed code (R-098) that neither repr nor str shows.

    It is biometric-derived and a credential: never logged, never in a file name, never in an
    error (domain.md §1.3, LOPDP). Two codes compare equal when their values do.
    """

    _value: str = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse a text that is not the upper-case code itself."""
        if _LOOSE.fullmatch(self._value) is None:
            raise RuleViolationError("CODIGO_DACTILAR_FORMAT")

    def reveal(self) -> str:
        """Return the code in clear; the caller records who asked and why."""
        return self._value

    @property
    def masked(self) -> str:
        """Bullets, the same for every code."""
        return masked_codigo_dactilar(self._value)

    @property
    def warnings(self) -> tuple[FieldFinding, ...]:
        """CODIGO_DACTILAR_UNUSUAL when the letters or digits are not those of the formula."""
        return check_codigo_dactilar(self._value)


def masked_codigo_dactilar(text: str) -> str:
    """Bullets, as many for every code; nothing where there is none."""
    return BULLET * LENGTH if text else ""


def check_codigo_dactilar(untrusted_text: str) -> tuple[FieldFinding, ...]:
    """Return CODIGO_DACTILAR_FORMAT (error), CODIGO_DACTILAR_UNUSUAL (warning) or nothing.

    The shape of domain.md §1.3 decides what is refused; the stricter formula only warns.
    """
    text = _normalised(untrusted_text)
    if _LOOSE.fullmatch(text) is None:
        return (FieldFinding(FIELD, "CODIGO_DACTILAR_FORMAT", facts=(("length", len(text)),)),)
    if _STRICT.fullmatch(text) is None:
        return (FieldFinding(FIELD, "CODIGO_DACTILAR_UNUSUAL", Weight.WARNING),)
    return ()


def parse_codigo_dactilar(untrusted_text: str) -> CodigoDactilar:
    """Return the code in a typed text; blanks around it and case do not matter.

    Raises:
        RuleViolationError: CODIGO_DACTILAR_FORMAT.
    """
    return CodigoDactilar(_normalised(untrusted_text))


def _normalised(text: str) -> str:
    stripped = text.strip()
    return stripped.upper() if stripped.isascii() else stripped
