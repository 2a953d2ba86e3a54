"""Who works, who is free, who comes next: the children of a pool and the threads waiting for one.

One thread of its own starts and buries children, so that nobody who waits for a picture does.
"""

from __future__ import annotations

import heapq
import logging
import threading
import time
from typing import Final

from app.domain.errors import UnavailableError
from app.infra.sandbox.hardening import Hardening
from app.infra.sandbox.watchdog import Watchdog
from app.infra.sandbox.worker import Worker, WorkerDiedError
from app.ports.inspector import Priority

_LOG: Final = logging.getLogger(__name__)

FILES_PER_WORKER: Final = 25
_CPU_MS_PER_WORKER: Final = 200_000
_PEAK_KIB_PER_WORKER: Final = 900 * 1024
_START_LIMIT_S: Final = 120.0
_MAX_START_FAILURES: Final = 3
_FORGET_LIMIT_S: Final = 2.0

_Ticket = tuple[int, int]


class Roster:
    """Hands out children by priority, then by order of asking."""

    def __init__(self, *, size: int, background: int, spare: bool, watchdog: Watchdog) -> None:
        self._size, self._background = max(1, size), max(1, background)
        self._spare = spare
        self._watchdog = watchdog
        self._changed = threading.Condition()
        self._idle: list[Worker] = []
        self._busy: dict[Worker, Priority] = {}
        self._starting: Worker | None = None
        self._retired: list[Worker] = []
        self._waiting: list[_Ticket] = []
        self._count = 0
        self._is_service = False
        self._failures = 0
        self._wiped: set[str] = set()
        self._thread: threading.Thread | None = None
        self.is_closed = False
        self.hardening: Hardening | None = None

    def start(self) -> None:
        """Let the keeper begin, and keep a spare from now on."""
        with self._changed:
            self._is_service = True
            self._ensure_keeper()

    def acquire(self, priority: Priority, key: str, until: float) -> Worker:
        """A child for the caller alone; the one that has this file already, if it is free.

        Raises:
            UnavailableError: `SANDBOX_CLOSED`, `SANDBOX_UNAVAILABLE` or `SANDBOX_BUSY`.
        """
        with self._changed:
            self._ensure_keeper()
            self._count += 1
            ticket = (int(priority), self._count)
            heapq.heappush(self._waiting, ticket)
            self._changed.notify_all()
            try:
                while not self._may_go(ticket, priority):
                    self._check_open(until)
                    self._changed.wait(max(0.0, until - time.monotonic()))
                self._check_open(None)
                worker = self._take(key)
                self._busy[worker] = priority
                return worker
            finally:
                self._waiting.remove(ticket)
                heapq.heapify(self._waiting)
                self._changed.notify_all()

    def release(self, worker: Worker, *, is_sound: bool) -> None:
        """Give a child back; it is retired when unsound, worn out or holding wiped bytes."""
        with self._changed:
            self._busy.pop(worker, None)
            keep = is_sound and not _is_worn(worker) and not self.is_closed
            if keep and not any(worker.holds(key) for key in self._wiped):
                self._idle.append(worker)
            else:
                self._retired.append(worker)
            if not self._busy:
                self._wiped.clear()
            self._changed.notify_all()

    def forget(self, key: str) -> None:
        """Have idle children drop this file now; busy ones that hold it are retired later."""
        while (worker := self._borrow_holder(key)) is not None:
            is_sound = True
            try:
                with self._watchdog.limit(_FORGET_LIMIT_S, worker.kill) as limit:
                    worker.ask("forget", key, {})
                is_sound = not limit.expired
            except WorkerDiedError:
                is_sound = False
            self.release(worker, is_sound=is_sound)

    def _borrow_holder(self, key: str) -> Worker | None:
        with self._changed:
            if any(worker.holds(key) for worker in self._busy):
                self._wiped.add(key)
            worker = next((one for one in self._idle if one.holds(key)), None)
            if worker is not None:
                self._idle.remove(worker)
                self._busy[worker] = Priority.INTERACTIVE
            return worker

    def close(self) -> None:
        """Kill every child and wait until all are gone."""
        with self._changed:
            self.is_closed = True
            for worker in (*self._busy, *self._idle, *self._retired):
                worker.kill()
            if self._starting is not None:
                self._starting.kill()
            self._changed.notify_all()
            while self._busy:
                self._changed.wait(5.0)
        if self._thread is not None:
            self._thread.join()

    def _may_go(self, ticket: _Ticket, priority: Priority) -> bool:
        if self._waiting[0] != ticket or len(self._busy) >= self._size:
            return False
        if priority is not Priority.INTERACTIVE:
            behind = sum(other is not Priority.INTERACTIVE for other in self._busy.values())
            if behind >= self._background:
                return False
        self._drop_dead()
        return bool(self._idle)

    def _drop_dead(self) -> None:
        for worker in [worker for worker in self._idle if not worker.is_alive]:
            self._idle.remove(worker)
            self._retired.append(worker)
            self._changed.notify_all()

    def _take(self, key: str) -> Worker:
        worker = next((one for one in self._idle if one.holds(key)), self._idle[0])
        self._idle.remove(worker)
        return worker

    def _check_open(self, until: float | None) -> None:
        if self.is_closed:
            raise UnavailableError("SANDBOX_CLOSED")
        if self._failures >= _MAX_START_FAILURES:
            self._failures = 0
            raise UnavailableError("SANDBOX_UNAVAILABLE")
        if until is not None and time.monotonic() >= until:
            raise UnavailableError("SANDBOX_BUSY")

    def _ensure_keeper(self) -> None:
        if self.is_closed:
            raise UnavailableError("SANDBOX_CLOSED")
        if self._thread is None:
            self._thread = threading.Thread(target=self._keep, name="sandbox-keeper", daemon=True)
            self._thread.start()

    def _wants_more(self) -> bool:
        alive = len(self._idle) + len(self._busy)
        if self._failures >= _MAX_START_FAILURES:
            return False
        # One command for one file needs no second child standing by.
        if self._spare and (self._is_service or self._count > 1):
            return not self._idle and alive < self._size + 1
        needed = not self._idle and (bool(self._waiting) or not alive)
        return needed and alive < self._size

    def _keep(self) -> None:
        while True:
            with self._changed:
                while not (self._retired or self.is_closed or self._wants_more()):
                    self._changed.wait()
                buried, self._retired = self._retired, []
                start = not self.is_closed and self._wants_more()
                if self.is_closed:
                    buried += self._idle
                    self._idle = []
                    if not buried and not self._busy:
                        return
            # Whoever waits for a child comes first; the dead can wait.
            if start:
                self._start_one()
            for worker in buried:
                worker.close()
            if self.is_closed:
                self._wait_for_busy()

    def _wait_for_busy(self) -> None:
        with self._changed:
            if self._busy and not self._retired:
                self._changed.wait(1.0)

    def _start_one(self) -> None:
        worker: Worker | None = None
        try:
            worker = Worker()
            with self._changed:
                self._starting = worker
                if self.is_closed:
                    worker.kill()
            with self._watchdog.limit(_START_LIMIT_S, worker.kill):
                hardening = worker.wait_until_ready()
        except (OSError, WorkerDiedError) as error:
            if not self.is_closed:
                _LOG.warning("a sandboxed process could not be started: %s", error)
            self._failed(worker)
            return
        self._report(hardening)
        with self._changed:
            self._starting = None
            self._failures = 0
            self.hardening = hardening
            (self._retired if self.is_closed else self._idle).append(worker)
            self._changed.notify_all()

    def _failed(self, worker: Worker | None) -> None:
        with self._changed:
            self._starting = None
            self._failures += 1
            if worker is not None:
                self._retired.append(worker)
            self._changed.notify_all()

    def _report(self, hardening: Hardening) -> None:
        if self.hardening is None and not hardening.system_calls:
            _LOG.warning("sandbox without a system-call filter: libseccomp is not available here")


def _is_worn(worker: Worker) -> bool:
    return (
        worker.files >= FILES_PER_WORKER
        or worker.usage.cpu_ms >= _CPU_MS_PER_WORKER
        or worker.usage.peak_kib >= _PEAK_KIB_PER_WORKER
    )
