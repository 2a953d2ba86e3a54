"""Fixtures for windows: a themed application, tasks that must not leak, no leftover hooks."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from tests.patience import PATIENCE_S

# Fixtures: an office, and the call screen in it, unless a module has its own.
from tests.ui.calls_window import office, screen
from tests.ui.review_window import review_screen
from ui.messages import Messages
from ui.tasks import Tasks
from ui.theme import Mode, Theme, current_theme

__all__ = ["office", "review_screen", "screen"]

PATIENCE_MS = int(PATIENCE_S * 1000)


class PatientBot(QtBot):
    """The five seconds QtBot waits for anything can be too few on a loaded machine."""

    @override
    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    @override
    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["ventanilla-tests"]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    found = current_theme()
    yield found
    # What the test closed still stands, and would be styled anew.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found.apply(Mode.LIGHT, scale=1.0)


@pytest.fixture(autouse=True)
def _qt_objects_die_in_this_thread() -> Iterator[None]:
    """Collect between tests only, as the program does between events (`Application`).

    A worker that happens to collect a forgotten cycle with a running timer in it ends the process
    with a segmentation fault: seen once in a mix of window tests in random order.
    """
    gc.disable()
    yield
    _young, _middle, old = gc.get_count()
    gc.collect(2 if old > gc.get_threshold()[2] else 1)
    gc.enable()


@pytest.fixture(autouse=True)
def _no_worker_survives() -> Iterator[None]:
    yield
    left = [t.name for t in threading.enumerate() if t.name.startswith("ventanilla-")]
    assert not left, f"worker threads left running: {left}"


@pytest.fixture(autouse=True)
def _no_window_survives() -> Iterator[None]:
    """What is left would be styled anew by later tests, and counted among their strays."""
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [
        type(widget).__name__
        for widget in QApplication.topLevelWidgets()
        if widget.parent() is None and type(widget).__module__.startswith("ui.")
    ]
    assert not left, f"widgets left to the next test: {left}"


@pytest.fixture
def tasks(qtbot: QtBot, theme: Theme) -> Iterator[Tasks]:
    bridge = Tasks()
    yield bridge
    bridge.close()


@pytest.fixture
def messages(qtbot: QtBot) -> Messages:
    return Messages()
