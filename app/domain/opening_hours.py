"""The hours in which an agency attends, weekday by weekday."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise

from app.domain.errors import RuleViolationError

_WEEKDAYS = 7


@dataclass(frozen=True, slots=True)
class OpenSpan:
    """One run of open hours, in the agency's own time; `closes` itself is already closed."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        """Refuse a run that ends before it begins."""
        if self.opens >= self.closes:
            raise RuleViolationError("HOURS_ORDER")


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Open runs for each weekday, Monday first; shopping centres differ (R-059, R-060).

    Attributes:
        weekly: seven tuples, each in the order of the day; an empty one is a closed day.
    """

    weekly: tuple[tuple[OpenSpan, ...], ...]

    def __post_init__(self) -> None:
        """Refuse anything but seven days of runs that do not overlap."""
        if len(self.weekly) != _WEEKDAYS:
            raise RuleViolationError("HOURS_WEEK", days=len(self.weekly))
        for spans in self.weekly:
            if any(earlier.closes > later.opens for earlier, later in pairwise(spans)):
                raise RuleViolationError("HOURS_ORDER")

    def on(self, day: date) -> tuple[OpenSpan, ...]:
        """Return the runs of the weekday of `day`, holidays not considered."""
        return self.weekly[day.weekday()]
