"""kill -9 of ``intake`` at random moments: no half case, and the next run completes.

``VENTANILLA_KILLS`` says how often (4 by default; the closing proof uses many more).
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from app.domain.workflow import CaseState
from app.infra.packages.writer import write_folder, write_zip
from app.infra.system_clock import SystemClock
from app.ports.readers import QueueFilter
from app.stages.oversight import VerifyAudit
from db.store import SqlStore
from db.tables import metadata
from tests.package_samples import HOSTILE_ZIPS, package

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("VENTANILLA_KILLS", "4"))
WAVE = 6
HOSTILE = list(HOSTILE_ZIPS.values())[:6]
LONGEST_S = 300.0
FIRST_SPAN_S = 0.6


def start(engine: Engine, home: Path, inbox: Path) -> subprocess.Popen[str]:
    url = engine.url.render_as_string(hide_password=False)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.intake_process", url, str(home), str(inbox)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    first = process.stderr.readline()
    assert first == "ready\n", first + process.stderr.read()
    return process


def fill(inbox: Path, wave: int) -> None:
    """Some more packages, good ones and a hostile one."""
    inbox.mkdir(exist_ok=True)
    for index in range(wave * WAVE, (wave + 1) * WAVE):
        write = write_zip if index % 2 else write_folder
        write(package(index), inbox / f"a-{index:05}")
    _, make = HOSTILE[wave % len(HOSTILE)]
    (inbox / f"a-{wave * WAVE:05}-h.zip").write_bytes(make())


def assert_no_half(store: SqlStore, engine: Engine) -> int:
    """Every case has its files with their bytes, its package, its message and its event."""
    with store.read() as readers:
        rows = readers.queue.page(QueueFilter(), None, 5000).rows
        views = [readers.case.view(row.case_id) for row in rows]
        for view in views:
            assert len(view.files) == 5
            assert len(view.messages) == 1
            actions = [item.action for item in readers.case.timeline(view.case.id)]
            assert actions[0] == "case.received"
            is_inspected = view.case.state is CaseState.TO_REVIEW
            assert actions[1:] == (["case.inspected"] if is_inspected else [])
            # Of a case that waits, a busy machine may have left time for some files.
            assert not is_inspected or all(item.report for item in view.files)
    with store.write() as uow:
        for view in views:
            record = uow.packages.find(view.case.package_number)
            assert record is not None
            assert record.case_id == view.case.id
            for item in view.files:
                uow.blobs.get(item.file.sha256)
    with engine.connect() as connection:
        count = select(func.count()).select_from(metadata.tables["people"])
        assert connection.execute(count).scalar_one() == len(views)
    assert VerifyAudit(store, SystemClock())(None).is_whole
    return len(views)


@pytest.mark.timeout(LONGEST_S * 2)
def test_killed_anywhere_leaves_all_or_nothing(
    sqlite_engine: Engine, tmp_path: Path, report_counts: Callable[[str], None]
) -> None:
    store, inbox, home = SqlStore(sqlite_engine), tmp_path / "inbox", tmp_path / "home"
    dice, span, in_time = random.Random(7), FIRST_SPAN_S, 0
    counts: list[int] = []
    for wave in range(KILLS):
        fill(inbox, wave)
        process = start(sqlite_engine, home, inbox)
        time.sleep(dice.uniform(0.0, span))
        is_alive = process.poll() is None
        if is_alive:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=LONGEST_S)
        in_time += is_alive
        counts.append(assert_no_half(store, sqlite_engine))
        # Aim at the middle of reception, however fast this machine is.
        span *= 0.7 if counts[-1] == (wave + 1) * WAVE else 1.4
    assert counts == sorted(counts)
    total = KILLS * WAVE
    last = start(sqlite_engine, home, inbox)
    out, err = last.communicate(timeout=LONGEST_S)
    assert last.returncode == 1, err
    lines = [json.loads(line) for line in out.splitlines()]
    assert Counter(line["status"] == "rejected" for line in lines) == {False: total, True: KILLS}
    assert assert_no_half(store, sqlite_engine) == total
    with store.read() as readers:
        done = readers.queue.page(QueueFilter(states=(CaseState.TO_REVIEW,)), None, 5000)
    assert len(done.rows) == total
    kept = [item for item in (home / "quarantine").iterdir() if item.name[0] != "."]
    assert len(kept) == len({path.read_bytes() for path in inbox.glob("*-h.zip")})
    assert all((item / "reasons.json").exists() for item in kept)
    words = f"killed {in_time} of {KILLS}; cases after each {counts}; whole at the end {total}"
    report_counts(words)
