"""A copy in a folder that takes no writing, as an auditor is handed one, is checked all the same."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.domain.audit import SYSTEM_CHAIN, AuditEntry
from app.domain.errors import UnavailableError
from app.stages.oversight import VerifyAudit
from db.engine import open_engine
from db.store import SqlStore
from tests.caretakers import caretaker
from tests.casework import START, SetClock

NOBODY = 65534


@contextmanager
def _without_privileges() -> Iterator[None]:
    """Whoever runs the tests may be allowed to write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def copy(sqlite_template: Path) -> Iterator[Path]:
    # Not below the folder of the test, which only its owner may enter.
    folder = Path(tempfile.mkdtemp(prefix="ventanilla-copy-"))
    file = folder / "copy.db"
    shutil.copy(sqlite_template, file)
    engine = open_engine(f"sqlite:///{file}")
    with SqlStore(engine).write() as uow:
        uow.audit.append(AuditEntry(SYSTEM_CHAIN, "test.done", None, START))
        uow.commit()
    engine.dispose()
    yield file
    folder.chmod(0o755)
    shutil.rmtree(folder)


def _take_no_writing(file: Path) -> None:
    file.chmod(0o444)
    file.parent.chmod(0o555)


def test_it_is_checked_and_stays_as_it_is(copy: Path) -> None:
    care = caretaker(f"sqlite:///{copy}")
    before = copy.read_bytes()
    _take_no_writing(copy)
    with _without_privileges():
        assert care.check() == []
        report = VerifyAudit(care.store_as_is(), SetClock())(None)
    assert report.is_whole
    assert report.events == 1
    assert copy.read_bytes() == before
    assert list(copy.parent.iterdir()) == [copy]


def test_what_lies_beside_it_unread_is_not_passed_over(copy: Path) -> None:
    copy.with_name("copy.db-wal").write_bytes(b"not yet written into the file" * 100)
    _take_no_writing(copy)
    with _without_privileges(), pytest.raises(UnavailableError) as caught:
        caretaker(f"sqlite:///{copy}").check()
    assert caught.value.code in {"DATABASE_UNREACHABLE", "DATABASE_READ_ONLY"}
