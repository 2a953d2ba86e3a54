"""Commands that only check leave the file as it is, and words that are no text are refused."""

from __future__ import annotations

import pytest

from db import migrate
from db.engine import open_engine
from tests.casework import CEDULAS
from tests.console import Console

CHECKS = (("audit", "verify", "--json"), ("db", "check", "--json"))


@pytest.mark.parametrize("words", CHECKS)
def test_an_empty_file_is_told_and_left_empty(words: tuple[str, ...], console: Console) -> None:
    console.database.touch()
    done = console.run(*words)
    assert (done.code, done.one["error"]) == (3, "DATABASE_MISSING")
    assert console.database.stat().st_size == 0


@pytest.mark.parametrize("words", CHECKS)
def test_a_check_upgrades_nothing(words: tuple[str, ...], console: Console) -> None:
    engine = open_engine(console.url)
    migrate.upgrade(engine, "0003")
    engine.dispose()
    before = console.database.read_bytes()
    done = console.run(*words)
    assert (done.code, done.one["error"]) == (3, "DATABASE_OUTDATED")
    assert console.database.read_bytes() == before


@pytest.mark.parametrize("words", CHECKS)
def test_a_check_changes_no_byte_and_leaves_nothing_beside(
    words: tuple[str, ...], office: Console
) -> None:
    folder = office.home / "auditor"
    folder.mkdir()
    copy = folder / "copy.db"
    assert office.run("db", "backup", str(copy)).code == 0
    before = copy.read_bytes()
    done = office.run(*words, db=f"sqlite:///{copy}")
    assert (done.code, done.one.get("whole", done.one.get("clean"))) == (0, True)
    assert copy.read_bytes() == before
    assert list(folder.iterdir()) == [copy]


@pytest.mark.parametrize(
    "words",
    [
        ("case", "\udcff\udcfe"),
        ("staff", "--as", "\udcff", "list"),
        ("staff", "add", "ana", "--name", "A\udcff", "--cedula", CEDULAS[0], "--duty", "clerk",
         "--agency", "PIC-01", "--province", "17"),
        ("queue", "--state", "\udcff"),
    ],
)  # fmt: skip
def test_bytes_that_are_no_text_are_a_mistake_in_writing(
    words: tuple[str, ...], office: Console
) -> None:
    assert office.run(*words).code == 2


def test_the_name_of_a_package_may_be_any_bytes(office: Console) -> None:
    done = office.run("intake", str(office.home / "\udcff.zip"))
    assert (done.code, "No existe" in done.err) == (2, True)
