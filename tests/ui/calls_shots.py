"""Draws the call screen at every step, light, dark and at twice the size, into a folder.

Run: ``python -m tests.ui.calls_shots out/calls``; each PNG is for looking at.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from pytestqt.qt_compat import qt_api
from pytestqt.qtbot import QtBot

from app.infra.demo_media.evidence import Evidence, make_evidence
from app.infra.demo_media.people import people
from app.infra.sandbox.pool import SandboxPool
from app.infra.sandbox.reader import SandboxMediaReader
from db import migrate
from db.engine import open_engine
from db.store import SqlStore
from tests.casework import LINK, PASSWORD, Casework
from tests.stage_desks import CallDesk
from tests.ui.calls_window import ALT, CTRL, CallsWindow
from tests.ui.test_call_faces import hand_in
from ui.application import Application
from ui.theme import Mode

RUNS = (("claro", Mode.LIGHT, 1.0), ("oscuro", Mode.DARK, 1.0), ("doble", Mode.LIGHT, 2.0))
KEY = Qt.Key


@cache
def evidence() -> Evidence:
    """What one person of the demonstration hands in."""
    return make_evidence(people()[0], only=("id_front", "face_photo", "video"))


@contextmanager
def new_office() -> Iterator[Casework]:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/shots.db", pool_size=5)
        migrate.upgrade(engine)
        yield Casework(SqlStore(engine))
        engine.dispose()


def walk(screen: CallsWindow, shoot) -> None:
    office = screen.office
    calls = CallDesk(office)
    first = office.case(holder="validator")
    hand_in(office, first, {code: files[0].data for code, files in evidence().items() if files})
    done = calls.schedule(first, at=calls.slot(first, number=4))
    others = [office.case(person=office.person(number)) for number in ("1769999994", "1709999997")]
    screen.show()
    shoot("1-dia")
    screen.view.open_case(others[0].id)
    screen.settle()
    screen.view.schedule.link.setFocus()
    screen.type("https://meet.google.com.otro.example/abc")
    screen.press(KEY.Key_Return)
    shoot("2-enlace-malo")
    screen.view.schedule.link.setText(LINK)
    screen.press(KEY.Key_Return)
    screen.until(screen.view.schedule.send.isEnabled)
    shoot("3-convocar")
    screen.press(KEY.Key_Return, CTRL)
    shoot("4-convocada")
    office.clock.to(done.call.starts_at)
    screen.view.open_case(done.case.id)
    screen.settle()
    shoot("5-antes")
    screen.press(KEY.Key_Return, CTRL)
    screen.press(KEY.Key_A)
    screen.press(KEY.Key_X)
    office.clock.forward(seconds=74)
    screen.press(KEY.Key_2, ALT)
    screen.press(KEY.Key_7)
    shoot("6-llamada")
    screen.press(KEY.Key_Up, ALT)
    for _ in range(3):
        screen.press(KEY.Key_A)
    screen.keep_picture()
    office.clock.forward(seconds=74)
    screen.press(KEY.Key_1, ALT)
    shoot("7-validada")
    screen.press(KEY.Key_Return, CTRL)
    shoot("8-decidir")
    screen.press(KEY.Key_2, ALT)
    screen.press(KEY.Key_4)
    shoot("9-negar")
    screen.press(KEY.Key_1, ALT)
    screen.type(PASSWORD)
    screen.press(KEY.Key_Return)
    shoot("10-decidido")


def draw(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    qt_api.set_qt_api("pyside6")
    with SandboxPool(size=2, spare=False) as pool, Application(mode=Mode.LIGHT) as app:
        for run, mode, scale in RUNS:
            app.theme.apply(mode, scale=scale)
            with new_office() as office:
                bot = QtBot(_Request())  # type: ignore[arg-type]  # a script is no test
                screen = CallsWindow(
                    office, bot, app.tasks, app.messages, media=SandboxMediaReader(pool)
                )
                walk(
                    screen,
                    lambda name, at=screen, how=run: at.window.grab().save(
                        str(folder / f"{name}-{how}.png")
                    ),
                )
                screen.settle()
                screen.window.close()
                screen.window.deleteLater()
                app.qt.processEvents()


class _Request:
    """What a QtBot wants to know of its test."""

    class _Node:
        name = "shots"

    node = _Node()


if __name__ == "__main__":
    draw(Path(sys.argv[1] if len(sys.argv) > 1 else "out/calls"))
