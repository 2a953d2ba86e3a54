"""Kills a child that costs too much processor, or does not answer at all. One thread watches all.

All waiting on a child (a full pipe, half a reply, silence) ends when its process dies, so killing
it is the only timing there is. Processor is what a file is held to: a busy machine takes long over
a good file, and that is no fault of the file.
"""

from __future__ import annotations

import heapq
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import Final

_SHORTEST_LOOK_S: Final = 0.05
_CORES: Final = os.cpu_count() or 1


class Ended(Enum):
    """Which limit ended a piece of work."""

    PROCESSOR = "processor"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Spending:
    """What a piece of work may cost.

    seconds: of processor. spent: how much the child has had so far; None when nobody tells.
    """

    seconds: float
    spent: Callable[[], float | None]


class Limit:
    """One running piece of work; `ended` tells which limit ended it, if the watchdog did."""

    __slots__ = ("_ends_at", "_kill", "_most", "_spending", "ended", "over")

    def __init__(self, seconds: float, kill: Callable[[], None], spending: Spending | None) -> None:
        self._ends_at = time.monotonic() + seconds
        self._kill = kill
        self._spending = spending
        before = None if spending is None else spending.spent()
        self._most = None if before is None or spending is None else before + spending.seconds
        self.ended: Ended | None = None
        self.over = False

    @property
    def expired(self) -> bool:
        """Whether it was the watchdog that ended the work."""
        return self.ended is not None

    def look(self, now: float) -> float | None:
        """When to look again; None once a limit is passed and the child killed."""
        left = self._left()
        if left is not None and left <= 0:
            self.ended = Ended.PROCESSOR
        elif now >= self._ends_at:
            self.ended = Ended.CLOCK
        else:
            # Threads on every core could have spent the rest by then, and not before.
            soonest = self._ends_at if left is None else now + left / _CORES
            return min(self._ends_at, max(soonest, now + _SHORTEST_LOOK_S))
        self._kill()
        return None

    def _left(self) -> float | None:
        if self._spending is None or self._most is None:
            return None
        spent = self._spending.spent()
        return None if spent is None else self._most - spent


class Watchdog:
    """Calls a function when a piece of work has had what it may have."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._limits: list[tuple[float, int, Limit]] = []
        self._count = 0
        self._closed = False
        self._thread: threading.Thread | None = None

    @contextmanager
    def limit(
        self, seconds: float, kill: Callable[[], None], spending: Spending | None = None
    ) -> Iterator[Limit]:
        """Run the body; past `seconds` by the clock, or its spending, `kill` is called."""
        limit = Limit(seconds, kill, spending)
        with self._changed:
            self._start()
            self._watch_again(limit, time.monotonic())
            self._changed.notify()
        try:
            yield limit
        finally:
            # Under the lock: a kill that has begun must not hit the work that comes next.
            with self._changed:
                limit.over = True

    def close(self) -> None:
        """Stop watching; work still running is not killed."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(
                target=self._watch, name="sandbox-watchdog", daemon=True
            )
            self._thread.start()

    def _watch_again(self, limit: Limit, now: float) -> None:
        wake = limit.look(now)
        if wake is not None:
            self._count += 1
            heapq.heappush(self._limits, (wake, self._count, limit))

    def _watch(self) -> None:
        with self._changed:
            while not self._closed:
                now = time.monotonic()
                while self._limits and (self._limits[0][2].over or self._limits[0][0] <= now):
                    _, _, limit = heapq.heappop(self._limits)
                    if not limit.over:
                        self._watch_again(limit, now)
                wait = self._limits[0][0] - now if self._limits else None
                self._changed.wait(wait)
