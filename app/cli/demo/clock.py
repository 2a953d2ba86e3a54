"""The demonstration's clock: set while cases are played, running once the window is open."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

from typing_extensions import override

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

    def stop(self) -> None:
        """Let it stand at what it shows."""
        self._base, self._started = self.now(), None

    @property
    def is_running(self) -> bool:
        """Whether time passes."""
        return self._started is not None


class FollowedClock(DemoClock):
    """A clock whose every jump is told to whoever keeps the same time: the guard of a server.

    Args:
        follow: told the instant and whether time passes from there.
    """

    def __init__(self, follow: Callable[[datetime, bool], None], at: datetime = OPENING) -> None:
        super().__init__(at)
        self._follow = follow

    @override
    def travel(self, to: datetime) -> None:
        """Jump to an instant."""
        super().travel(to)
        self._tell()

    @override
    def run(self) -> None:
        """Let time pass from now on."""
        super().run()
        self._tell()

    @override
    def stop(self) -> None:
        """Let it stand."""
        super().stop()
        self._tell()

    def _tell(self) -> None:
        self._follow(self.now(), self.is_running)
