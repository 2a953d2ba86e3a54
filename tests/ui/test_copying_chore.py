"""A local desktop copies its database by itself, keeps some copies, and says when it cannot."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import main
from app.domain.audit import SYSTEM_CHAIN
from app.infra.workstation_profile import Profile
from db import maintenance
from db.engine import open_engine
from tests.casework import SetClock
from ui.shell.housekeeping import TOLD_AGAIN_ROUNDS, Housekeeping
from ui.tasks import Tasks

Begin = Callable[[Path | None], tuple[main.Program, Housekeeping, SetClock]]


@pytest.fixture
def begin(sqlite_template: Path, tmp_path: Path, tasks: Tasks) -> Iterator[Begin]:
    with ExitStack() as closing:

        def made(folder: Path | None) -> tuple[main.Program, Housekeeping, SetClock]:
            url = f"sqlite:///{tmp_path}/office.db"
            profile = Profile(url, tmp_path, is_sealed=False, copies=folder)
            clock = SetClock()
            program = main.Program(profile, main.RESOURCES, clock)
            closing.enter_context(program.closing)
            return program, Housekeeping(program, tasks), clock

        yield made


def copies(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_once_a_day_and_the_oldest_go(begin: Begin, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    (folder / "precious.db").write_bytes(b"nobody's copy")
    program, chores, clock = begin(folder)
    for _ in range(2):
        assert chores.work() == {}
    assert len(copies(folder)) == 2
    (first,) = set(copies(folder)) - {"precious.db"}
    engine = open_engine(f"sqlite:///{folder / first}")
    assert maintenance.check(engine) == ()
    engine.dispose()
    for _ in range(14):
        clock.forward(days=1)
        assert chores.work() == {}
    assert len(copies(folder)) == 15
    assert first not in copies(folder)
    assert "precious.db" in copies(folder)
    with program.store.read() as readers:
        events = [json.loads(event.canonical) for event in readers.audit.events(SYSTEM_CHAIN)]
    told = [event["details"] for event in events if event["action"] == "database.backed_up"]
    assert len(told) == 15
    assert told[-1]["deleted"] == [first]


def test_a_copy_of_the_future_is_not_waited_for(begin: Begin, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    for year in range(2080, 2100):
        (folder / f"ventanilla-{year}0101T000000Z.db").write_bytes(b"of a clock that was wrong")
    _, chores, clock = begin(folder)
    assert chores.work() == {}
    assert len(copies(folder)) == 21
    # Nor do they count: a real copy is not thrown away for them, and no second one is made.
    _, again, other = begin(folder)
    other.to(clock.now())
    assert again.work() == {}
    assert len(copies(folder)) == 21


def test_without_a_folder_nothing_is_copied(begin: Begin, tmp_path: Path) -> None:
    _, chores, _clock = begin(None)
    assert chores.work() == {}


def test_a_disk_that_is_away_is_told_and_tried_again(
    begin: Begin, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "copies"
    _, chores, _clock = begin(folder)
    told: list[str] = []
    chores.not_copied.connect(told.append)
    for _ in range(3):
        with qtbot.waitSignal(chores.round_done):
            chores.run_round()
    assert told == ["COPIES_UNREACHABLE"]
    for _ in range(TOLD_AGAIN_ROUNDS):
        chores._on_done({"copy": "COPIES_UNREACHABLE"})
    assert told == ["COPIES_UNREACHABLE"] * 2
    # Nothing was made where the disk belongs.
    assert not folder.exists()
    folder.mkdir()
    assert chores.work() == {}
    assert len(copies(folder)) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="limits of a process")
def test_a_full_disk_costs_no_older_copy(begin: Begin, tmp_path: Path) -> None:
    import resource

    folder = tmp_path / "copies"
    folder.mkdir()
    _, chores, clock = begin(folder)
    assert chores.work() == {}
    before = copies(folder)
    clock.forward(days=1)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    # No file of this process may grow beyond that: to whoever writes, a disk that is full.
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        assert chores.work() == {"copy": "BACKUP_FAILED"}
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [name for name in copies(folder) if name.endswith(".db")] == before
    assert chores.work() == {}
    assert len(copies(folder)) == 2
