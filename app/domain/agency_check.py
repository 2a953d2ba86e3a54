"""What a new agency, or a new name for one, must look like."""

from __future__ import annotations

import re
from typing import Final

from app.domain.errors import RuleViolationError
from app.domain.provinces import PROVINCES
from app.domain.staff import Agency

MAX_NAME: Final = 120

_CODE: Final = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")
_MAX_CODE: Final = 20
_PROVINCES: Final = frozenset(province.code for province in PROVINCES)


def check_agency(untrusted: Agency) -> Agency:
    """Return the agency as it is stored: code in capitals, name without blanks around it.

    Raises:
        RuleViolationError: ``AGENCY_CODE``, ``AGENCY_NAME`` or ``PROVINCE_UNKNOWN``.
    """
    code, name = untrusted.code.strip().upper(), untrusted.name.strip()
    if len(code) > _MAX_CODE or _CODE.fullmatch(code) is None:
        raise RuleViolationError("AGENCY_CODE", maximum=_MAX_CODE)
    if not name or len(name) > MAX_NAME or not name.isprintable():
        raise RuleViolationError("AGENCY_NAME", maximum=MAX_NAME)
    if untrusted.province not in _PROVINCES:
        raise RuleViolationError("PROVINCE_UNKNOWN", province=untrusted.province)
    return Agency(code, name, untrusted.province)
