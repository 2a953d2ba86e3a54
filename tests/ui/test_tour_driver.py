"""The tour waits for work that is under way, and says what it saw when it gives up."""

from __future__ import annotations

import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.tasks import Tasks
from ui.theme import Theme, Tone
from ui.tour import driver as tour
from ui.widgets.arrange import column
from ui.widgets.banner import Banner


@pytest.fixture
def driver(
    qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tour.Driver:
    monkeypatch.setattr(tour, "PATIENCE_SECONDS", 0.3)
    monkeypatch.setattr(tour, "PATIENCE_AT_WORK_SECONDS", 30.0)
    window = QWidget()
    qtbot.addWidget(window)
    banner = Banner()
    window.setLayout(column(banner))
    window.show()
    banner.tell(Tone.LATE, "El equipo está ocupado.")
    return tour.Driver(cast("Any", SimpleNamespace(tasks=tasks, window=window)), tmp_path)


def test_work_under_way_is_waited_for(driver: tour.Driver, tasks: Tasks) -> None:
    done: list[bool] = []
    owner = driver._desktop.window
    tasks.run(lambda: time.sleep(1.0), owner=owner, on_done=lambda _: done.append(True))
    driver.until(lambda: done, "the work is done")


def test_giving_up_says_what_is_on_the_screen(driver: tour.Driver) -> None:
    with pytest.raises(tour.TourError, match=r"never; 0 tasks.*El equipo está ocupado\."):
        driver.until(lambda: False, "never")
