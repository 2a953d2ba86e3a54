"""A few sandboxed children behind one door: turns, time limits, replacement, memory of deaths."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from types import TracebackType
from typing import Final, Generic, Self, TypeVar

from app.domain.errors import UnavailableError
from app.domain.wire import WireError
from app.infra.sandbox.hardening import Hardening
from app.infra.sandbox.protocol import Block, Failure, OperationError
from app.infra.sandbox.roster import Roster
from app.infra.sandbox.watchdog import Ended, Spending, Watchdog
from app.infra.sandbox.worker import Worker, WorkerDiedError
from app.ports.inspector import Priority

T = TypeVar("T")
_LOG: Final = logging.getLogger(__name__)

MAX_DEATHS: Final = 2
_REMEMBERED_DEATHS: Final = 1024


class SandboxTimeoutError(Exception):
    """The child was killed because a file cost more processor than its kind may."""


class SandboxLateError(Exception):
    """Nothing came back in time, though the file never had all the processor it may cost.

    The machine is busy, or the child hangs: nothing was learnt about the file.
    """


class SandboxCrashError(Exception):
    """Children died over this file (or one died twice over it before)."""


@dataclass(frozen=True, slots=True)
class Job(Generic[T]):
    """One question about one file.

    key: the file's SHA-256. check: turns plain facts into a value, or raises WireError.
    processor_s: how much processor the child may spend on it. clock_s: how long it may take over
    that by the clock. wait_s: the longest the caller waits, all in all.
    """

    key: str
    data: bytes
    operation: str
    check: Callable[[object], T]
    processor_s: float
    arguments: Mapping[str, object] = field(default_factory=dict)
    clock_s: float = 60.0
    wait_s: float = 90.0


@dataclass(frozen=True, slots=True)
class CopiedBlock:
    """A block whose bytes have been copied out of the segment."""

    data: bytes
    shape: Block


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """Checked facts and the blocks that came with them."""

    facts: T
    blocks: tuple[CopiedBlock, ...]


class SandboxPool:
    """Runs jobs in sandboxed children. Safe to use from several threads; `close` it at the end.

    At most `size` children work at a time, at most `background` of them on work nobody waits for;
    with `spare`, one more stands by, warm.
    """

    def __init__(self, *, size: int = 2, background: int = 1, spare: bool = True) -> None:
        self._watchdog = Watchdog()
        self._roster = Roster(
            size=size, background=background, spare=spare, watchdog=self._watchdog
        )
        self._deaths: OrderedDict[str, int] = OrderedDict()
        self._deaths_lock = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def hardening(self) -> Hardening | None:
        """The protections of the youngest child; None before the first has started."""
        return self._roster.hardening

    def start(self) -> None:
        """Begin to start children, without waiting, so that the first file finds one ready."""
        self._roster.start()

    def run(self, job: Job[T], priority: Priority) -> Answer[T]:
        """Ask one thing; blocks.

        Raises:
            OperationError: the child could not do it with this file.
            SandboxTimeoutError: it was killed after all the processor it may have.
            SandboxLateError: it was killed at its limit by the clock, or its turn came after it.
            SandboxCrashError: two children died over the file, now or before.
            UnavailableError: no child can be had, or the pool is closed.
        """
        until = time.monotonic() + job.wait_s
        while True:
            if self._deaths_of(job.key) >= MAX_DEATHS:
                raise SandboxCrashError
            try:
                return self._run_once(job, priority, until)
            except WorkerDiedError:
                if self._roster.is_closed:
                    raise UnavailableError("SANDBOX_CLOSED") from None
                # Once may be an accident from outside (the system short of memory, somebody's
                # kill); twice is the file.
                self._count_death(job.key)

    def forget(self, key: str) -> None:
        """Have a file's bytes wiped wherever they are kept; children at work are renewed."""
        self._roster.forget(key)

    def close(self) -> None:
        """End every child now; work in progress fails with `SANDBOX_CLOSED`."""
        self._roster.close()
        self._watchdog.close()

    def _run_once(self, job: Job[T], priority: Priority, until: float) -> Answer[T]:
        worker = self._roster.acquire(priority, job.key, until)
        seconds = min(job.clock_s, until - time.monotonic())
        if seconds <= 0:
            # Given work now, a child warm and sound would only be killed for nothing.
            self._roster.release(worker, is_sound=True)
            raise SandboxLateError
        spending = Spending(job.processor_s, worker.processor_seconds)
        is_sound = False
        try:
            with self._watchdog.limit(seconds, worker.kill, spending) as limit:
                try:
                    answer, is_sound = _ask(worker, job)
                except WorkerDiedError:
                    # A file is blamed only for what it spent, never for a clock that ran on.
                    if limit.ended is Ended.CLOCK:
                        _LOG.warning(
                            "a sandboxed process did not end in time; the file is not blamed"
                        )
                        raise SandboxLateError from None
                    if limit.ended is Ended.PROCESSOR:
                        _LOG.warning("a sandboxed process was killed at its limit of processor")
                        self._count_death(job.key)
                        raise SandboxTimeoutError from None
                    raise
                # A kill at the very last moment must not leave a dead child among the idle.
                is_sound = is_sound and not limit.expired
            if isinstance(answer, Failure):
                raise OperationError(answer)
            return answer
        finally:
            self._roster.release(worker, is_sound=is_sound)

    def _deaths_of(self, key: str) -> int:
        with self._deaths_lock:
            return self._deaths.get(key, 0)

    def _count_death(self, key: str) -> None:
        with self._deaths_lock:
            self._deaths[key] = self._deaths.pop(key, 0) + 1
            while len(self._deaths) > _REMEMBERED_DEATHS:
                self._deaths.popitem(last=False)
        _LOG.warning("a sandboxed process died over a file (%d times)", self._deaths_of(key))


def _ask(worker: Worker, job: Job[T]) -> tuple[Answer[T] | Failure, bool]:
    """The answer, and whether the child may be used again."""
    worker.load(job.key, job.data)
    reply = worker.ask(job.operation, job.key, job.arguments)
    if reply.failure is not None:
        if reply.failure is Failure.INTERNAL:
            _LOG.warning("operation %s ended unexpectedly in the sandbox", job.operation)
        return reply.failure, reply.failure is not Failure.MEMORY
    try:
        facts = job.check(reply.facts)
    except WireError as error:
        worker.kill()
        raise WorkerDiedError from error
    copied = tuple(CopiedBlock(worker.copy(block), block) for block in reply.blocks)
    return Answer(facts, copied), True
