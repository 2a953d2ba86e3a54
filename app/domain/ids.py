"""Identifiers; a type each, so that one cannot stand in for another."""

from __future__ import annotations

import uuid
from typing import NewType

CaseId = NewType("CaseId", str)
PersonId = NewType("PersonId", str)
StaffId = NewType("StaffId", str)
FileId = NewType("FileId", str)
CallId = NewType("CallId", str)
MessageId = NewType("MessageId", str)
Sha256 = NewType("Sha256", str)
"""Lower-case hexadecimal SHA-256 of some bytes, 64 characters."""


def fresh_id() -> str:
    """Return a new random identifier: 32 lower-case hexadecimal digits."""
    return uuid.uuid4().hex
