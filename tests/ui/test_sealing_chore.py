"""A local desktop seals by itself, where the profile names a folder, and says what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

import main
from app.domain.audit import AuditEntry
from app.infra.anchors.signing import FileKey
from app.infra.workstation_profile import Profile
from tests.audit_owner import TableOwner, guards_off
from tests.casework import SetClock
from ui.shell.housekeeping import Housekeeping
from ui.tasks import Tasks

Begin = Callable[..., tuple[main.Program, Housekeeping]]


@pytest.fixture
def begin(sqlite_template: Path, tmp_path: Path, tasks: Tasks) -> Iterator[Begin]:
    with ExitStack() as closing:

        def made(folder: Path | None) -> tuple[main.Program, Housekeeping]:
            profile = Profile(
                f"sqlite:///{tmp_path}/office.db", tmp_path, False, folder, tmp_path / "sealing.key"
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
    assert (chores.work(), seals(folder)) == ({}, 1)
    assert (chores.work(), seals(folder)) == ({}, 1)
    program.clock.forward(minutes=15)
    assert (chores.work(), seals(folder)) == ({}, 2)


def test_without_a_folder_nothing_is_sealed(begin: Begin, tmp_path: Path) -> None:
    _, chores = begin(None)
    assert chores.work() == {}


def test_a_folder_that_is_away_fails_its_chore_only_and_is_tried_again(
    begin: Begin, tmp_path: Path
) -> None:
    FileKey(tmp_path / "sealing.key").create()
    folder = tmp_path / "anchors"
    _, chores = begin(folder)
    assert chores.work() == {"seal": "ANCHORS_UNREACHABLE"}
    folder.mkdir()
    assert (chores.work(), seals(folder)) == ({}, 1)


def test_what_contradicts_the_last_seal_fails_the_chore_by_name(
    begin: Begin, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "anchors"
    folder.mkdir()
    FileKey(tmp_path / "sealing.key").create()
    program, chores = begin(folder)
    assert isinstance(program.clock, SetClock)
    with program.store.write() as uow:
        for _ in range(3):
            uow.audit.append(AuditEntry("case:a", "case.opened", None, program.clock.now()))
        uow.commit()
    assert chores.work() == {}
    with guards_off(program.maintenance.engine) as connection:
        TableOwner(connection, "case:a", "").rewrite(lambda bodies: bodies.pop())
    program.clock.forward(minutes=15)
    assert (chores.work(), seals(folder)) == ({"seal": "AUDIT_CONTRADICTED"}, 2)
    assert "contradicts the seal before: case:a#3" in caplog.messages
    assert "housekeeping: AUDIT_CONTRADICTED" in caplog.messages
