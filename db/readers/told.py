"""Events of a chain as far as tables are held against them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from app.domain.audit import AuditEvent
from app.domain.audit_time import acted_at

DECIDED: Final = frozenset({"case.approved", "case.refused"})
"""Acts that decide one."""


@dataclass(frozen=True, slots=True)
class Told:
    """One event as far as it is compared."""

    sequence: int
    action: str
    actor: str | None
    details: Mapping[str, Any]
    at: datetime | None = None


def read_told(event: AuditEvent) -> Told | None:
    """None for an event that cannot be read: that is its chain's own fault."""
    try:
        body = json.loads(event.canonical)
        details = body["details"]
        told = Told(
            event.sequence, body["action"], body["actor"], details, acted_at(event.canonical)
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return told if isinstance(details, dict) else None
