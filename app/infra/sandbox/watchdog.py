"""Kills a child that does not answer in time. One thread watches every child of a pool.

All waiting on a child (a full pipe, half a reply, silence) ends when its process dies, so killing
at the deadline is the only timing there is.
"""

from __future__ import annotations

import heapq
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Limit:
    """One running deadline; `expired` tells whether it was the watchdog that ended the work."""

    __slots__ = ("expired", "over")

    def __init__(self) -> None:
        self.expired = False
        self.over = False


class Watchdog:
    """Calls a function when the time of a piece of work is up."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._limits: list[tuple[float, int, Limit, Callable[[], None]]] = []
        self._count = 0
        self._closed = False
        self._thread: threading.Thread | None = None

    @contextmanager
    def limit(self, seconds: float, kill: Callable[[], None]) -> Iterator[Limit]:
        """Run the body; after `seconds`, call `kill` from the watchdog's thread."""
        limit = Limit()
        with self._changed:
            self._start()
            self._count += 1
            entry = (time.monotonic() + seconds, self._count, limit, kill)
            heapq.heappush(self._limits, entry)
            if self._limits[0] is entry:
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

    def _watch(self) -> None:
        with self._changed:
            while not self._closed:
                now = time.monotonic()
                while self._limits and (self._limits[0][2].over or self._limits[0][0] <= now):
                    _, _, limit, kill = heapq.heappop(self._limits)
                    if not limit.over:
                        limit.expired = True
                        kill()
                wait = self._limits[0][0] - now if self._limits else None
                self._changed.wait(wait)
