"""The program composed as it is started, on a database of its own, for looks at whole screens."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtTest import QTest
from typing_extensions import override

import main
from app.infra.sandbox.reader import SandboxMediaReader
from app.infra.workstation_profile import Profile
from tests.casework import Casework, SetClock, shipped_procedures
from tests.ui.still import let_layouts_follow
from tests.ui.unreadable_media import UnreadableMedia
from ui.shell.desktop import Desktop


class QuietProgram(main.Program):
    """The few bytes of evidence it gets no decoder could read; the procedures are read once."""

    procedures = shipped_procedures()

    @cached_property
    @override
    def media(self) -> SandboxMediaReader:
        return cast("SandboxMediaReader", UnreadableMedia())


@contextmanager
def quiet_program(folder: Path, template: Path) -> Iterator[QuietProgram]:
    """The program on a copy of ``template``, a database at the newest revision."""
    shutil.copy(template, folder / "office.db")
    profile = Profile(f"sqlite:///{folder}/office.db", folder)
    made = QuietProgram(profile, main.RESOURCES, SetClock())
    with made.closing:
        yield made


def office_of(program: QuietProgram) -> Casework:
    clock = program.clock
    assert isinstance(clock, SetClock)
    return Casework(program.store, clock)


def settle(desktop: Desktop) -> None:
    for _ in range(3000):
        let_layouts_follow()
        if desktop.tasks.under_way == 0:
            return
        QTest.qWait(20)
    pytest.fail("the window did not settle")
