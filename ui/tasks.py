"""Work off the window's thread: lanes of their own kind, answers delivered back in order, owners respected."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

T = TypeVar("T")


class Lane(Enum):
    """Where work runs.

    WRITE has one worker and keeps order, READ has several, QUIET has one for what nobody waits
    for (prefetch, faces), so that it never stands in a person's way. CHORES has one for the rounds
    of the house, which may last minutes: the faces of a case do not wait behind them.
    """

    READ = "read"
    WRITE = "write"
    QUIET = "quiet"
    CHORES = "chores"


class Generation:
    """A counter a view raises when it asks anew; answers to older questions are dropped."""

    __slots__ = ("number",)

    def __init__(self) -> None:
        self.number = 0

    def advance(self) -> int:
        """Make every answer still on its way obsolete."""
        self.number += 1
        return self.number


@dataclass(slots=True, eq=False)
class Task:
    """A started piece of work, as the window holds it."""

    future: Future[Any] | None = None
    is_cancelled: bool = False

    def cancel(self) -> None:
        """Do not start it if it waits; let it end if it runs; its answer is dropped."""
        self.is_cancelled = True
        if self.future is not None:
            self.future.cancel()

    @property
    def is_running(self) -> bool:
        """True until the work has ended or was cancelled."""
        return self.future is not None and not self.future.done()


@dataclass(slots=True, eq=False)
class _Delivery:
    """What to call in the window's thread, and the conditions for still doing so."""

    task: Task
    lane: Lane
    owner: QObject
    on_done: Callable[[Any], None] | None
    on_error: Callable[[Exception], None] | None
    generation: Generation | None
    number: int

    def is_wanted(self) -> bool:
        if self.task.is_cancelled or not isValid(self.owner):
            return False
        return self.generation is None or self.generation.number == self.number


class Tasks(QObject):
    """The bridge between plain functions on worker threads and objects of the window.

    Work receives and returns plain values; no widget, model, session or entity crosses.

    Signals:
        busy_changed: how many pieces of work are under way changed (the number).
        ended: a piece of work came to its end, whoever still wants its answer (lane, and what it
            raised or None).
    """

    busy_changed = Signal(int)
    ended = Signal(object, object)
    _arrived = Signal(object, object)

    def __init__(self, parent: QObject | None = None, *, readers: int = 3) -> None:
        super().__init__(parent)
        self._pools = {
            Lane.WRITE: ThreadPoolExecutor(1, thread_name_prefix="ventanilla-write"),
            Lane.READ: ThreadPoolExecutor(readers, thread_name_prefix="ventanilla-read"),
            Lane.QUIET: ThreadPoolExecutor(1, thread_name_prefix="ventanilla-quiet"),
            Lane.CHORES: ThreadPoolExecutor(1, thread_name_prefix="ventanilla-chores"),
        }
        self._under_way: dict[Task, _Delivery] = {}
        self._is_closed = False
        # Queued even within one thread: a task that ends before its callback is attached must
        # not call back inside run().
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        on_done: Callable[[T], None] | None = None,
        on_error: Callable[[Exception], None] | None = None,
        lane: Lane = Lane.READ,
        generation: Generation | None = None,
    ) -> Task:
        """Start short work; callbacks run in this thread while `owner` lives.

        Without `on_error` a failure goes to the exception hook, so nothing is lost silently.

        Raises:
            RuntimeError: the bridge is closed.
        """
        if self._is_closed:
            raise RuntimeError("tasks are closed")
        task = Task()
        number = generation.number if generation is not None else 0
        self._under_way[task] = _Delivery(task, lane, owner, on_done, on_error, generation, number)
        self.busy_changed.emit(len(self._under_way))
        future = self._pools[lane].submit(work)
        task.future = future
        future.add_done_callback(lambda ended: self._send(task, ended))
        return task

    @property
    def under_way(self) -> int:
        """How many pieces of work have not been delivered yet."""
        return len(self._under_way)

    @property
    def awaited(self) -> int:
        """The same without what goes on quietly and for which nobody waits."""
        return sum(one.lane in {Lane.READ, Lane.WRITE} for one in self._under_way.values())

    def close(self) -> None:
        """Stop deliveries, cancel what has not started, wait for the rest; safe to call twice."""
        self._is_closed = True
        for task in tuple(self._under_way):
            task.is_cancelled = True
        self._under_way.clear()
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)

    def _send(self, task: Task, what: object) -> None:
        # Runs on a worker; the signal object outlives close() because close() waits for workers.
        if not self._is_closed and isValid(self):
            self._arrived.emit(task, what)

    def _on_arrived(self, task: Task, what: object) -> None:
        delivery = self._under_way.get(task)
        if self._is_closed or delivery is None:
            return
        del self._under_way[task]
        try:
            if isinstance(what, Future):
                _deliver(delivery, what)
                if not what.cancelled():
                    self.ended.emit(delivery.lane, what.exception())
        finally:
            self.busy_changed.emit(len(self._under_way))


def _deliver(delivery: _Delivery, future: Future[Any]) -> None:
    if future.cancelled() or not delivery.is_wanted():
        return
    error = future.exception()
    if error is None:
        if delivery.on_done is not None:
            delivery.on_done(future.result())
    elif delivery.on_error is not None and isinstance(error, Exception):
        delivery.on_error(error)
    else:
        sys.excepthook(type(error), error, error.__traceback__)
