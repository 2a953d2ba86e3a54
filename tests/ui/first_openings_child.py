"""A fresh process in which everybody signs in once and opens every screen; tells what the window's
thread had to do itself that belongs to workers: statements, files of resources, imports."""

from __future__ import annotations

import json
import sys
import threading
import time
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import event
from sqlalchemy.engine import Engine
from typing_extensions import override

import main
from app.domain.ids import CaseId
from app.infra.sandbox.reader import SandboxMediaReader
from app.infra.workstation_profile import Profile
from tests.ui.unreadable_media import UnreadableMedia
from ui.shell.desktop import Desktop
from ui.shell.signin_view import SignInView

PATIENCE_SECONDS = 100.0


class StoppedClock:
    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at


class BareProgram(main.Program):
    """The few bytes of evidence it gets no decoder could read."""

    @cached_property
    @override
    def media(self) -> SandboxMediaReader:
        return cast("SandboxMediaReader", UnreadableMedia())


class Watch:
    """Notes what happens on the thread that made it."""

    def __init__(self) -> None:
        self.at = ""
        self.found: list[str] = []
        self._thread = threading.get_ident()

    def begin(self) -> None:
        sys.addaudithook(self._on_audit)
        event.listen(Engine, "before_cursor_execute", self._on_statement)

    def _note(self, kind: str, what: str) -> None:
        if self.at and threading.get_ident() == self._thread:
            self.found.append(f"{self.at}: {kind} {what}")

    def _on_statement(
        self, _connection: object, _cursor: object, statement: str, *_: object
    ) -> None:
        self._note("statement", " ".join(statement.split())[:100])

    def _on_audit(self, name: str, arguments: tuple[object, ...]) -> None:
        if name == "import":
            module = str(arguments[0])
            if module.partition(".")[0] not in sys.stdlib_module_names:
                self._note("import", module)
        elif name == "open" and str(arguments[0]).startswith(str(main.RESOURCES)):
            self._note("file", str(arguments[0]))


class Person:
    """Works at the desktop."""

    def __init__(self, desktop: Desktop, watch: Watch) -> None:
        self._desktop = desktop
        self._watch = watch

    def wait(self, what: str, *, signed_in: bool | None = None) -> None:
        desktop, until = self._desktop, time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            QTest.qWait(20)
            is_so = signed_in is None or (desktop.session is not None) is signed_in
            if is_so and desktop.tasks.under_way == 0:
                return
        raise TimeoutError(what)

    def sign_in(self, login: str, password: str) -> None:
        self._watch.at = f"{login} signs in"
        view = self._desktop.window.findChild(SignInView)
        assert view is not None
        view.login.setText(login)
        view.password.setText(password)
        QTest.keyClick(view.password, Qt.Key.Key_Return)
        self.wait("sign in", signed_in=True)

    def open_every_screen(self, login: str) -> None:
        desktop = self._desktop
        assert desktop.screens is not None
        for again in ("first", "again"):
            for spec in desktop.screens.specs():
                self._watch.at = f"{login} opens {spec.key} {again}"
                desktop.window.go_to(spec.key)
                self.wait(spec.key)

    def open_case(self, login: str, case_id: str) -> None:
        screens = self._desktop.screens
        assert screens is not None
        self._watch.at = f"{login} opens a case"
        screens.open_case(CaseId(case_id))
        self.wait("a case")
        screens.keep_work()
        self.wait("work kept")

    def leave(self) -> None:
        self._watch.at = "leaving"
        self._desktop.window.end_session()
        self.wait("leave", signed_in=False)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def work(plan: dict[str, Any]) -> list[str]:
    folder = Path(plan["folder"])
    profile = Profile(f"sqlite:///{plan['database']}", folder, is_sealed=False)
    program = BareProgram(profile, main.RESOURCES, StoppedClock(datetime.fromisoformat(plan["at"])))
    watch = Watch()
    with program.closing, Desktop(program, language=plan["language"]) as desktop:
        desktop.start()
        QTest.qWait(1)
        watch.begin()
        person = Person(desktop, watch)
        for login, cases in plan["people"]:
            person.sign_in(login, plan["password"])
            person.open_every_screen(login)
            for case_id in cases:
                person.open_case(login, case_id)
            person.leave()
        watch.at = ""
    return watch.found


if __name__ == "__main__":
    print(json.dumps(work(json.loads(sys.stdin.read()))))  # noqa: T201
