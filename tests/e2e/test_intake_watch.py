"""``intake --watch`` in a process of its own: half-written packages wait, SIGTERM ends it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.infra.packages.writer import contents_of, write_zip, zip_bytes
from db.engine import WRITES
from tests.package_samples import package

ROOT = Path(__file__).parents[2]
PATIENCE_S = 90.0


@pytest.fixture
def watching(sqlite_engine: Engine, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    (tmp_path / "inbox").mkdir()
    url = sqlite_engine.url.render_as_string()
    words = [url, str(tmp_path / "home"), str(tmp_path / "inbox"), "--watch", "--settle", "3"]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.intake_process", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    first = process.stderr.readline()
    assert first == "ready\n", first + process.stderr.read()
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


def next_line(process: subprocess.Popen[str]) -> dict[str, object]:
    assert process.stdout is not None
    line: dict[str, object] = json.loads(process.stdout.readline())
    return line


@pytest.mark.timeout(PATIENCE_S * 2)
def test_packages_are_taken_when_they_stand_still(
    watching: subprocess.Popen[str], tmp_path: Path
) -> None:
    inbox = tmp_path / "inbox"
    whole = zip_bytes(contents_of(package(1)))
    with (inbox / "grows.zip").open("wb", buffering=0) as stream:
        for start in range(0, len(whole), 400):
            stream.write(whole[start : start + 400])
            time.sleep(0.4)
    (inbox / "never.zip.part").write_bytes(b"half")
    assert next_line(watching)["status"] == "accepted"
    write_zip(package(2), inbox / "second.zip")
    (inbox / "bad.zip").write_bytes(b"no zip")
    seen = {str(line["package"]): line["status"] for line in (next_line(watching) for _ in "ab")}
    assert seen == {"bad.zip": "rejected", "second.zip": "accepted"}
    watching.send_signal(signal.SIGTERM)
    out, err = watching.communicate(timeout=PATIENCE_S)
    assert (watching.returncode, out) == (0, ""), err
    assert (inbox / "never.zip.part").exists()


@pytest.mark.timeout(PATIENCE_S * 2)
def test_what_the_database_refuses_of_one_package_ends_nothing(
    watching: subprocess.Popen[str], sqlite_engine: Engine, tmp_path: Path
) -> None:
    with sqlite_engine.connect().execution_options(**{WRITES: True}) as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER refuses_one BEFORE INSERT ON packages WHEN NEW.number LIKE '%000001'"
            " BEGIN SELECT RAISE(ABORT, 'BLOB_FROZEN'); END"
        )
        connection.commit()
    for number in (1, 2):
        write_zip(package(number), tmp_path / "inbox" / f"{number}.zip")
    seen = [next_line(watching) for _ in "ab"]
    assert [line["status"] for line in seen] == ["rejected", "accepted"]
    assert "BLOB_FROZEN" in str(seen[0]["problems"])
    assert watching.poll() is None
