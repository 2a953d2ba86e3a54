"""Screens are made ahead, one step at a time, and never while somebody waits for something."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.patience import PATIENCE_S
from ui.shell.forehand import Forehand
from ui.shell.screen import ScreenSpec, SessionView
from ui.shell.workplace import Workplace
from ui.tasks import Tasks

SESSION = SessionView("Ana Quishpe", "oficinista", "CAU Quito Matriz", "Local · SQLite")


class Screen(QWidget):
    def __init__(self, log: list[str], name: str) -> None:
        super().__init__()
        self.log, self.name = log, name
        log.append(f"made {name}")

    def screen_shown(self) -> None:
        self.log.append(f"shown {self.name}")

    def parts_ahead(self) -> tuple[Callable[[], object], ...]:
        return (lambda: self.log.append(f"part of {self.name}"),)


def workplace(qtbot: QtBot, log: list[str]) -> Workplace:
    specs = [
        ScreenSpec("queue", "Cola", "list", lambda: Screen(log, "queue")),
        ScreenSpec("calls", "Videollamadas", "video", lambda: Screen(log, "calls")),
    ]
    place = Workplace(SESSION, specs)
    qtbot.addWidget(place)
    place.show()
    place.go_to("queue")
    return place


def test_screens_and_their_parts_are_made_without_being_opened(qtbot: QtBot, tasks: Tasks) -> None:
    log: list[str] = []
    place = workplace(qtbot, log)
    Forehand(place, tasks)
    qtbot.waitUntil(lambda: "part of calls" in log)
    assert log == ["made queue", "shown queue", "part of queue", "made calls", "part of calls"]
    assert place.current == "queue"


def test_nothing_is_made_ahead_while_somebody_waits(qtbot: QtBot, tasks: Tasks) -> None:
    log: list[str] = []
    place, may_end = workplace(qtbot, log), threading.Event()
    tasks.run(lambda: may_end.wait(PATIENCE_S), owner=place, on_error=lambda _error: None)
    rounds: list[int] = []
    hand = Forehand(place, tasks)
    hand.paused.connect(lambda: rounds.append(len(rounds)))
    qtbot.waitUntil(lambda: len(rounds) > 2)
    assert log == ["made queue", "shown queue"]
    may_end.set()
    qtbot.waitUntil(lambda: "part of calls" in log)


def test_a_screen_belongs_to_the_workplace_as_soon_as_it_is_made(
    qtbot: QtBot, tasks: Tasks
) -> None:
    log: list[str] = []
    place = workplace(qtbot, log)
    steps = place.steps_ahead()
    while "made calls" not in log:
        next(steps)()
    assert {one.parentWidget() for one in place._made.values()} <= {place, place._pages}
