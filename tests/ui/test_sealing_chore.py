"""A local desktop seals by itself, where the profile names a folder, and on no central database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

import main
from app.infra.anchors.signing import FileKey
from app.infra.workstation_profile import Profile
from tests.casework import SetClock
from ui.shell.housekeeping import Housekeeping
from ui.tasks import Tasks

Begin = Callable[..., tuple[main.Program, Housekeeping]]


@pytest.fixture
def begin(sqlite_template: Path, tmp_path: Path, tasks: Tasks) -> Iterator[Begin]:
    with ExitStack() as closing:

        def made(folder: Path | None) -> tuple[main.Program, Housekeeping]:
            profile = Profile(
                f"sqlite:///{tmp_path}/office.db", tmp_path, folder, tmp_path / "sealing.key"
            )
            program = main.Program(profile, main.RESOURCES, SetClock())
            closing.enter_context(program.closing)
            return program, Housekeeping(program, tasks)

        yield made


def seals(folder: Path) -> int:
    return len(list(folder.glob("anchor-*.jsonl")))


def test_every_quarter_of_an_hour_and_not_more_often(begin: Begin, tmp_path: Path) -> None:
    folder = tmp_path / "anchors"
    folder.mkdir()
    FileKey(tmp_path / "sealing.key").create()
    program, chores = begin(folder)
    assert isinstance(program.clock, SetClock)
    assert (chores.work(), seals(folder)) == (0, 1)
    assert (chores.work(), seals(folder)) == (0, 1)
    program.clock.forward(minutes=15)
    assert (chores.work(), seals(folder)) == (0, 2)


def test_without_a_folder_nothing_is_sealed(begin: Begin, tmp_path: Path) -> None:
    _, chores = begin(None)
    assert chores.work() == 0


def test_a_folder_that_is_away_fails_its_chore_only_and_is_tried_again(
    begin: Begin, tmp_path: Path
) -> None:
    FileKey(tmp_path / "sealing.key").create()
    folder = tmp_path / "anchors"
    _, chores = begin(folder)
    assert chores.work() == 1
    folder.mkdir()
    assert (chores.work(), seals(folder)) == (0, 1)


def test_a_central_database_is_sealed_by_its_own_machine(
    begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "anchors"
    folder.mkdir()
    FileKey(tmp_path / "sealing.key").create()
    _, chores = begin(folder)
    monkeypatch.setattr(main.Program, "database_name", "central")
    assert (chores.work(), seals(folder)) == (0, 0)
