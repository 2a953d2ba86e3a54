"""The six rules of the bridge between window and workers."""

from __future__ import annotations

import gc
import sys
import threading
import time
from functools import partial

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from tests.patience import PATIENCE_S
from ui.tasks import Generation, Lane, Tasks


def test_answers_come_back_in_the_window_thread(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[tuple[int, QThread]] = []
    owner = QObject()
    worker: list[int] = []

    def work() -> int:
        worker.append(threading.get_ident())
        return 42

    tasks.run(work, owner=owner, on_done=lambda n: seen.append((n, QThread.currentThread())))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] == 42
    assert worker[0] != threading.get_ident()
    assert seen[0][1] is owner.thread()


def test_a_task_that_ends_at_once_never_calls_back_inside_run(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[int] = []
    owner = QObject()
    for number in range(200):
        task = tasks.run(partial(int, number), owner=owner, on_done=seen.append)
        assert task.future is not None
        task.future.result()
        assert len(seen) == 0, "called back before the loop ran"
    qtbot.waitUntil(lambda: len(seen) == 200)


def test_nothing_is_delivered_to_a_dead_owner(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[int] = []
    gate = threading.Event()
    owner = QObject()
    tasks.run(lambda: gate.wait(PATIENCE_S) and 1, owner=owner, on_done=seen.append)
    gone: list[bool] = []
    owner.destroyed.connect(lambda: gone.append(True))
    owner.deleteLater()
    qtbot.waitUntil(lambda: bool(gone))
    gate.set()
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    assert seen == []


def test_older_generations_are_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[str] = []
    generation = Generation()
    owner = QObject()
    gate = threading.Event()

    def slow() -> str:
        gate.wait(PATIENCE_S)
        return "old"

    tasks.run(slow, owner=owner, on_done=seen.append, generation=generation)
    generation.advance()
    tasks.run(lambda: "new", owner=owner, on_done=seen.append, generation=generation)
    qtbot.waitUntil(lambda: seen == ["new"])
    gate.set()
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    assert seen == ["new"]


def test_write_lane_keeps_order(qtbot: QtBot, tasks: Tasks) -> None:
    order: list[int] = []
    done: list[int] = []
    owner = QObject()

    def work(number: int) -> int:
        time.sleep(0.003 * (5 - number))
        order.append(number)
        return number

    for number in range(5):
        tasks.run(partial(work, number), owner=owner, on_done=done.append, lane=Lane.WRITE)
    qtbot.waitUntil(lambda: len(done) == 5)
    assert order == done == [0, 1, 2, 3, 4]


def test_the_faces_of_a_case_do_not_wait_behind_the_chores(qtbot: QtBot, tasks: Tasks) -> None:
    gate, found = threading.Event(), list[int]()
    tasks.run(lambda: gate.wait(PATIENCE_S), owner=tasks, lane=Lane.CHORES)
    tasks.run(lambda: 4, owner=tasks, on_done=found.append, lane=Lane.QUIET)
    qtbot.waitUntil(lambda: found == [4])
    assert tasks.under_way == 1
    gate.set()


def test_what_is_awaited_is_neither_quiet_nor_a_chore(qtbot: QtBot, tasks: Tasks) -> None:
    gate = threading.Event()
    for lane in Lane:
        tasks.run(lambda: gate.wait(PATIENCE_S), owner=tasks, lane=lane)
    assert (tasks.awaited, tasks.under_way) == (2, 4)
    gate.set()
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    assert tasks.awaited == 0


def test_errors_reach_their_callback_or_the_hook(
    qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Exception] = []
    hooked: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: hooked.append(error))
    owner = QObject()

    def fail() -> None:
        raise ValueError("told")

    tasks.run(fail, owner=owner, on_error=told.append)
    tasks.run(fail, owner=owner)
    qtbot.waitUntil(lambda: bool(told) and bool(hooked))
    assert isinstance(told[0], ValueError)
    assert isinstance(hooked[0], ValueError)


def test_close_stops_deliveries_and_waits(qtbot: QtBot) -> None:
    tasks = Tasks(readers=1)
    seen: list[int] = []
    ended: list[int] = []
    owner = QObject()
    started, called_off = threading.Event(), threading.Event()

    def work() -> int:
        started.set()
        assert called_off.wait(PATIENCE_S)
        ended.append(1)
        return 1

    tasks.run(work, owner=owner, on_done=seen.append)
    waiting = tasks.run(lambda: ended.append(2), owner=owner)
    assert waiting.future is not None
    waiting.future.add_done_callback(lambda _: called_off.set())
    assert started.wait(PATIENCE_S)
    tasks.close()
    assert ended == [1], "what ran ended, what waited never started"
    assert waiting.future.cancelled()
    qtbot.wait(20)
    assert seen == []
    with pytest.raises(RuntimeError):
        tasks.run(work, owner=owner)
    tasks.close()


def test_cancelled_work_ends_and_says_nothing(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[object] = []
    started, may_end = threading.Event(), threading.Event()
    owner = QObject()

    def work() -> bool:
        started.set()
        return may_end.wait(PATIENCE_S)

    task = tasks.run(work, owner=owner, on_done=seen.append, on_error=seen.append)
    assert started.wait(PATIENCE_S)
    task.cancel()
    may_end.set()
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    assert seen == []
    assert not task.is_running


def test_busy_count_returns_to_zero_even_when_a_callback_fails(
    qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts: list[int] = []
    tasks.busy_changed.connect(counts.append)
    owner = QObject()

    def bad(_: object) -> None:
        raise ValueError("in a callback")

    with qtbot.capture_exceptions() as caught:
        tasks.run(lambda: 1, owner=owner, on_done=bad)
        qtbot.waitUntil(lambda: bool(counts) and counts[-1] == 0)
    assert len(caught) == 1


def test_no_worker_collects_what_windows_forgot(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[str] = []

    def note(phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            seen.append(threading.current_thread().name)

    def litter() -> int:
        for _ in range(5000):
            loop: list[object] = []
            loop.append(loop)
        return 1

    done: list[int] = []
    gc.callbacks.append(note)
    try:
        tasks.run(litter, owner=tasks, on_done=done.append)
        qtbot.waitUntil(lambda: done == [1])
    finally:
        gc.callbacks.remove(note)
    assert not [name for name in seen if name.startswith("ventanilla-")]
