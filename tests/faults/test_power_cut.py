"""The power goes while a sealed file is written: what was answered for is there, half is not.

kill -9 leaves everything to the operating system; a power cut loses or tears what was not yet
forced out. With ``synchronous = FULL`` the log is forced out at each commit, so of what follows the
last commit any part may be missing, and during a checkpoint any part of the file itself.
"""

from __future__ import annotations

import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from db import cipher
from db.engine import WRITES, open_engine
from tests.db_fixtures import KEY

SECTOR = 512
COMMITS = 6
TORN = 4
"""Torn versions of each unfinished commit."""


class Recorded:
    """A run of commits, and what was forced out at each."""

    def __init__(self, file: Path) -> None:
        engine = open_engine(f"sqlite:///{file}", KEY)
        self.base = file.read_bytes()
        self.ends: list[int] = []
        log = file.with_name(f"{file.name}-wal")
        with engine.connect().execution_options(**{WRITES: True}) as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("PRAGMA wal_autocheckpoint = 0")
            for number in range(1, COMMITS + 1):
                connection.execute(
                    text("INSERT INTO counters (name, value) VALUES (:name, :value)"),
                    {"name": f"case-{number}" + "x" * 3000, "value": number},
                )
                connection.commit()
                self.ends.append(log.stat().st_size)
            self.log = log.read_bytes()
            driver.execute("PRAGMA wal_checkpoint(FULL)")
            self.done = file.read_bytes()
        engine.dispose()


@pytest.fixture(scope="module")
def recorded(sealed_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    file = tmp_path_factory.mktemp("power") / "office.db"
    shutil.copy(sealed_template, file)
    return Recorded(file)


def commits_in(folder: Path, base: bytes, log: bytes) -> int:
    """How many commits the file holds; they are the first ones, and the file is sound."""
    for old in folder.glob("cut.db*"):
        old.unlink()
    file = folder / "cut.db"
    file.write_bytes(base)
    (folder / "cut.db-wal").write_bytes(log)
    # Bare: an engine takes fifty times as long to open as a file.
    with closing(cipher.library().connect(file, isolation_level=None)) as connection:
        cipher.unlock(connection, file, KEY)
        rows = connection.execute("SELECT value FROM counters ORDER BY value").fetchall()
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert rows == [(number,) for number in range(1, len(rows) + 1)]
    return len(rows)


def test_every_cut_after_a_commit_keeps_it(recorded: Recorded, tmp_path: Path) -> None:
    chance = random.Random(7)
    for count, end in enumerate(recorded.ends[:-1], start=1):
        following = recorded.ends[count]
        for cut in range(end, following + 1, SECTOR):
            kept = commits_in(tmp_path, recorded.base, recorded.log[:cut])
            assert kept in {count, count + 1}, (count, cut)
            assert kept == count or cut >= following - SECTOR
        for _ in range(TORN):
            torn = bytearray(recorded.log[:following])
            # At least one sector of the unfinished commit did not reach the disk.
            lost = [at for at in range(end, following, SECTOR) if chance.random() < 0.5] or [end]
            for at in lost:
                size = min(SECTOR, following - at)
                torn[at : at + size] = chance.choice([bytes(size), chance.randbytes(size)])
            assert commits_in(tmp_path, recorded.base, bytes(torn)) == count


def test_every_cut_during_a_checkpoint_keeps_everything(recorded: Recorded, tmp_path: Path) -> None:
    chance = random.Random(8)
    size = max(len(recorded.base), len(recorded.done))
    before, after = recorded.base.ljust(size, b"\0"), recorded.done.ljust(size, b"\0")
    changed = [at for at in range(0, size, SECTOR) if before[at:][:SECTOR] != after[at:][:SECTOR]]
    assert len(changed) > COMMITS
    for share in (0.0, 0.1, 0.5, 0.9, 1.0) * 8:
        mixed = bytearray(before)
        for at in changed:
            if chance.random() < share:
                mixed[at : at + SECTOR] = after[at : at + SECTOR]
        assert commits_in(tmp_path, bytes(mixed), recorded.log) == COMMITS
