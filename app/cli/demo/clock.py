"""The demonstration's clock: set while cases are played, running once the window is open."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone

OPENING = datetime(2026, 11, 24, 10, 42, tzinfo=timezone(timedelta(hours=-5)))
"""A Tuesday morning in Quito; always the same, so that terms and pictures are too."""


class DemoClock:
    """Implements :class:`app.ports.clock.Clock`."""

    def __init__(self, at: datetime = OPENING) -> None:
        self._base = at.astimezone(UTC)
        self._started: float | None = None

    def now(self) -> datetime:
        """The demonstration's instant, in UTC."""
        if self._started is None:
            return self._base
        return self._base + timedelta(seconds=time.monotonic() - self._started)

    def travel(self, to: datetime) -> None:
        """Jump to an instant; a running clock runs on from there."""
        self._base = to.astimezone(UTC)
        if self._started is not None:
            self._started = time.monotonic()

    def run(self) -> None:
        """Let time pass from now on."""
        if self._started is None:
            self._started = time.monotonic()
