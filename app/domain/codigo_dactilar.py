"""The código dactilar of a cédula: its shape, and the bullets that stand for it.

It is biometric-derived and works as a shared secret: never logged, never in a file name, never
in an error (domain.md §1.3, LOPDP).
"""

from __future__ import annotations

import re

from app.domain.field_finding import FieldFinding, Weight
from app.domain.masking import BULLET

FIELD = "codigo_dactilar"
LENGTH = 10

_LOOSE = re.compile(r"[A-Z][0-9]{4}[A-Z][0-9]{4}")
# Vucetich formula: thumbs A, E, I, V; fingers 1 to 4; 0 or X where a finger is missing or scarred.
_STRICT = re.compile(r"[AIEVX0][0-4X]{4}[AIEVX0][0-4X]{4}")


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


def _normalised(text: str) -> str:
    stripped = text.strip()
    return stripped.upper() if stripped.isascii() else stripped
