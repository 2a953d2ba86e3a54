"""The institute's identification code for foreigners: opaque, because its numbering is not public."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.domain.errors import RuleViolationError
from app.domain.masking import mask_keeping_end

DEFAULT_PATTERN = re.compile(r"^[0-9A-Z-]{5,20}$")
"""Used until settings give the real one; no check digit is known (domain.md §1.5)."""

VISIBLE_CHARACTERS = 2


@dataclass(frozen=True, slots=True)
class ForeignerCode:
    """A code as stored: trimmed and upper case (R-072, R-074, R-134, R-167).

    Attributes:
        value: the code. It is never checked with the cédula's digit.
    """

    value: str = field(repr=False)

    @property
    def masked(self) -> str:
        """The code with only its last two characters."""
        return mask_keeping_end(self.value, VISIBLE_CHARACTERS)


def parse_foreigner_code(
    untrusted_text: str, pattern: re.Pattern[str] = DEFAULT_PATTERN
) -> ForeignerCode:
    """Return the code in a typed text.

    Raises:
        RuleViolationError: FOREIGNER_CODE_FORMAT when the text does not fit the pattern.
    """
    trimmed = untrusted_text.strip()
    # Upper case of some foreign letters is plain ASCII (ß, ı): two texts would become one code.
    if not trimmed.isascii() or pattern.fullmatch(trimmed.upper()) is None:
        raise RuleViolationError("FOREIGNER_CODE_FORMAT", length=len(trimmed))
    return ForeignerCode(trimmed.upper())
