"""The código dactilar of a cédula: works as a shared secret, so it hides itself everywhere."""

from __future__ import annotations

import re

from app.domain.errors import RuleViolationError
from app.domain.field_finding import FieldFinding, Weight, has_errors
from app.domain.masking import BULLET

FIELD = "codigo_dactilar"
LENGTH = 10

_LOOSE = re.compile(r"[A-Z][0-9]{4}[A-Z][0-9]{4}")
# Vucetich formula: thumbs A, E, I, V; fingers 1 to 4; 0 or X where a finger is missing or scarred.
_STRICT = re.compile(r"[AIEVX0][0-4X]{4}[AIEVX0][0-4X]{4}")


class CodigoDactilar:
    """A well-formed code (R-098) that shows bullets unless asked by name.

    It is biometric-derived and a credential: never logged, never in a file name, never in an
    error (domain.md §1.3, LOPDP). Two codes compare equal when their values do.
    """

    __slots__ = ("_value",)
    _value: str

    def __init__(self, untrusted_text: str) -> None:
        """Take a typed code.

        Raises:
            RuleViolationError: CODIGO_DACTILAR_FORMAT.
        """
        if has_errors(check_codigo_dactilar(untrusted_text)):
            raise RuleViolationError("CODIGO_DACTILAR_FORMAT")
        object.__setattr__(self, "_value", _normalised(untrusted_text))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CodigoDactilar) and self._value == other._value

    def __hash__(self) -> int:
        return hash((CodigoDactilar, self._value))

    def __repr__(self) -> str:
        return f"CodigoDactilar({self})"

    def __str__(self) -> str:
        return BULLET * LENGTH

    def __reduce__(self) -> str:
        # Serialising would put the secret into whatever file or pipe comes next.
        raise TypeError("CodigoDactilar")

    def reveal(self) -> str:
        """Return the code in clear; the caller records who asked and why."""
        return self._value

    @property
    def warnings(self) -> tuple[FieldFinding, ...]:
        """CODIGO_DACTILAR_UNUSUAL when the letters or digits are not those of the formula."""
        return check_codigo_dactilar(self._value)


def check_codigo_dactilar(untrusted_text: str) -> tuple[FieldFinding, ...]:
    """Return CODIGO_DACTILAR_FORMAT (error) or CODIGO_DACTILAR_UNUSUAL (warning), or nothing.

    The strict form also allows X where a finger is missing; the loose one does not, since the
    public validators take digits only. A code that fits either form is accepted.
    """
    text = _normalised(untrusted_text)
    if _STRICT.fullmatch(text):
        return ()
    if _LOOSE.fullmatch(text):
        return (FieldFinding(FIELD, "CODIGO_DACTILAR_UNUSUAL", Weight.WARNING),)
    return (FieldFinding(FIELD, "CODIGO_DACTILAR_FORMAT", facts=(("length", len(text)),)),)


def _normalised(text: str) -> str:
    stripped = text.strip()
    return stripped.upper() if stripped.isascii() else stripped
