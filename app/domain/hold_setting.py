"""How long a change has to wait, as the events of those who set it say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

HOLD_HOURS: Final = "decision.hold_hours"
SETTING_CHANGED: Final = "setting.changed"
SHIPPED_HOURS: Final = 0
"""What counts until somebody sets another value."""


def told_hours(changes: Iterable[Mapping[str, object]], day: date) -> int:
    """Hours in force on a day by the details of ``setting.changed``, in their order.

    The same day again corrects what was set for it, as in the table.
    """
    said: dict[str, object] = {}
    for details in changes:
        if details.get("key") == HOLD_HOURS:
            said[str(details.get("valid_from"))] = details.get("value")
    begun = [first for first in said if first <= day.isoformat()]
    value = str(said[max(begun)]) if begun else ""
    return int(value) if value.isdecimal() else SHIPPED_HOURS
