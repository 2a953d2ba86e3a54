"""kill -9 of the program at random moments of intake, review, decision and delivery.

``VENTANILLA_KILLS`` says how often (6 by default; the closing proof uses 200). After every kill the
database is reopened: everything acknowledged is there (``tests.kill_acks``), no case is half of a
step (``tests.kill_invariants``), the database check is clean and every audit chain whole. At the
end one more run completes the stream, and the mail server has every message under one Message-ID.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlcipher3 import dbapi2 as sqlite3

from app.cli.demo.cast import Cast
from app.domain.contact import ContactVersion
from app.domain.ids import PersonId, fresh_id
from app.domain.message import MessageStatus, OutboxMessage
from app.domain.person import Person
from app.domain.workflow import CaseState
from app.infra.packages.writer import OutgoingPackage, write_zip
from app.ports.readers import CaseRow, QueueFilter
from app.stages.oversight import VerifyAudit
from db import maintenance
from db.engine import open_engine
from db.store import SqlStore
from tests.casework import OLD, SetClock
from tests.kill_acks import Ack, lost
from tests.kill_child import PHASES
from tests.kill_invariants import half_steps
from tests.package_samples import SMALL_PDF, SUBMITTED, declared, only, package
from tests.patience import PATIENCE_S, told_to_the_end
from tests.postbox import Postbox
from tests.quick_hasher import QUICK_HASHER

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("VENTANILLA_KILLS", "6"))
FIRST_WAVE = 6
MOST_ACKS = 8
FIRST_GAP_S = 0.3
LONGEST_S = 600.0
FINISH_S = LONGEST_S + 10.0 * KILLS
LOUD = os.environ.get("VENTANILLA_KILLS") is not None


@pytest.fixture
def postbox(postbox: Postbox) -> Postbox:
    postbox.delay_s = 0.02
    return postbox


@dataclass
class Stage:
    """The database that is killed over and over, and what was seen of it."""

    url: str
    home: Path
    postbox: Postbox
    at: datetime = SUBMITTED + timedelta(hours=1)
    packages: int = 0
    acks: list[Ack] = field(default_factory=list)
    by_phase: Counter[str] = field(default_factory=Counter)
    idle: int = 0
    resumed_drafts: int = 0
    orphans: int = 0
    whole: set[tuple[str, int]] = field(default_factory=set)
    gap_s: dict[str, float] = field(default_factory=lambda: dict.fromkeys(PHASES, FIRST_GAP_S))

    @property
    def inbox(self) -> Path:
        return self.home / "inbox"

    def feed(self, count: int) -> None:
        """More packages; every other person is in the register with older contact data."""
        self.inbox.mkdir(exist_ok=True)
        store = SqlStore(open_engine(self.url))
        for index in range(self.packages, self.packages + count):
            if index % 2:
                _register(store, index)
            _hand_in(self.inbox, package(index, submitted_at=self.at - timedelta(minutes=5)))
        for row in _rows(store, CaseState.AWAITING_CITIZEN):
            self._correct(store, row)
        store.close()
        self.packages += count

    def _correct(self, store: SqlStore, row: CaseRow) -> None:
        with store.read() as readers:
            first = readers.case.view(row.case_id).case.package_number
        index = int(first.rpartition("-")[2])
        number = f"VV-2026-{index + 500_000:06}"
        if not (self.inbox / f"{number}.zip").exists():
            made = package(index, number=number, corrects=first, submitted_at=self.at)
            (form,) = only(made, "request_form")
            again = replace(form, data=SMALL_PDF + b"signed now" + str(index).encode())
            _hand_in(self.inbox, replace(made, files=(again,)))

    def child(self, phase: str, *options: str) -> subprocess.Popen[str]:
        command = [
            sys.executable, "-m", "tests.kill_child", self.url, str(self.home), str(self.inbox),
            str(self.postbox.port), self.at.isoformat(), phase, *options,
        ]  # fmt: skip
        with (self.home / "stderr.txt").open("w") as errors:
            return subprocess.Popen(
                command,
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                start_new_session=True,
            )

    def kill_in(self, phase: str, dice: random.Random) -> None:
        """Let a child begin with a phase, see some acts done, and kill it inside the next one."""
        child = self.child(phase)
        assert child.stdout is not None
        lines, arrived = [child.stdout.readline()], [time.monotonic()]
        assert lines[0], (self.home / "stderr.txt").read_text()
        wanted = dice.randint(0, MOST_ACKS)
        while len(arrived) <= wanted and '"idle"' not in lines[-1]:
            lines.append(child.stdout.readline())
            assert lines[-1], (self.home / "stderr.txt").read_text()
            if '"ack"' in lines[-1]:
                arrived.append(time.monotonic())
        if len(arrived) > 2:
            # Acts last from a few milliseconds to a second: aim within those of this phase.
            self.gap_s[phase] = (arrived[-1] - arrived[1]) / (len(arrived) - 2)
        time.sleep(dice.uniform(0.0, 1.3 * self.gap_s[phase]))
        child.send_signal(signal.SIGKILL)
        lines += [*child.stdout]
        child.wait(PATIENCE_S)
        assert child.returncode == -signal.SIGKILL, (self.home / "stderr.txt").read_text()
        child.stdout.close()
        self._bury(child.pid)
        last = self._read(lines)
        if last == "idle":
            self.idle += 1
        else:
            self.by_phase[last] += 1

    def _bury(self, group: int) -> None:
        """The sandboxed children must follow their parent by themselves."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            try:
                os.killpg(group, 0)
            except ProcessLookupError:
                return
            time.sleep(0.02)
        self.orphans += 1
        os.killpg(group, signal.SIGKILL)

    def _read(self, lines: list[str]) -> str:
        last = ""
        for line in lines:
            if line.endswith("\n"):
                said: dict[str, Any] = json.loads(line)
                last = said.get("begin", last)
                if "ack" in said:
                    self.acks.append(said)
                    self.resumed_drafts += said["ack"] == "resumed"
        return last

    def finish(self) -> None:
        """Let the next runs complete the stream: corrections are handed in between them."""
        while True:
            self.feed(0)
            child = self.child("intake", "--finish")
            out = told_to_the_end(child, self.home / "stderr.txt", FINISH_S)
            self._read(out.splitlines(keepends=True))
            self.look(len(self.acks))
            store = SqlStore(open_engine(self.url))
            is_complete = not _rows(store, *(set(CaseState) - _ENDED))
            store.close()
            if is_complete:
                return

    def look(self, new_acks: int, *, at_everything: bool = False) -> None:
        """Reopen the database and look for anything lost or half done."""
        engine = open_engine(self.url)
        store = SqlStore(engine)
        acks = self.acks if at_everything else self.acks[len(self.acks) - new_acks :]
        assert lost(store, acks) == []
        assert half_steps(store, None if at_everything else self.whole) == []
        assert maintenance.check(engine) == ()
        assert VerifyAudit(store, SetClock(self.at))(None).is_whole
        self.at = max(self.at, _latest_instant(engine) or self.at) + timedelta(seconds=30)
        engine.dispose()


_ENDED = {CaseState.APPROVED, CaseState.REFUSED}


def _hand_in(inbox: Path, made: OutgoingPackage) -> None:
    write_zip(made, inbox / f"{made.number}.zip")


def _register(store: SqlStore, index: int) -> None:
    known = declared(index)
    person = Person(
        id=PersonId(fresh_id()),
        given_names=known.given_names,
        family_names=known.family_names,
        birth_date=known.birth_date,
        insured=known.insured,
        identifiers=(known.identifier,),
    )
    old = replace(OLD, email=f"antigua{index}@correo.example", mobile_ec=f"+59398{1000000 + index}")
    with store.write() as uow:
        since = SUBMITTED - timedelta(days=900)
        uow.people.add(person, ContactVersion(old, since, None, "REGISTER"))
        uow.commit()


def _rows(store: SqlStore, *states: CaseState) -> tuple[CaseRow, ...]:
    with store.read() as readers:
        return readers.queue.page(QueueFilter(states=states), None, 5000).rows


def _latest_instant(engine: Engine) -> datetime | None:
    with engine.connect() as connection:
        text = "SELECT max(json_extract(canonical, '$.at')) FROM audit_events"
        latest = connection.exec_driver_sql(text).scalar_one()
    return datetime.fromisoformat(latest).astimezone(UTC) if latest else None


def _messages(store: SqlStore) -> list[OutboxMessage]:
    rows = _rows(store, *CaseState)
    with store.read() as readers:
        return [message for row in rows for message in readers.ledger.of_case(row.case_id)]


@pytest.mark.timeout(2 * FINISH_S + 30 * KILLS)
def test_killed_anywhere_nothing_acknowledged_is_lost_and_no_step_is_half(
    sqlite_engine: Engine,
    tmp_path: Path,
    postbox: Postbox,
    capsys: pytest.CaptureFixture[str],
    report_counts: Callable[[str], None],
) -> None:
    url = sqlite_engine.url.render_as_string(hide_password=False)
    stage, dice = Stage(url, tmp_path, postbox), random.Random(20260916)
    Cast(SqlStore(sqlite_engine), QUICK_HASHER, SetClock(stage.at))
    sqlite_engine.dispose()
    stage.feed(FIRST_WAVE)
    tries = 0
    while stage.by_phase.total() < KILLS:
        phase = min(PHASES, key=lambda one: stage.by_phase[one])
        tries += 1
        assert tries <= 3 * KILLS + 10
        stage.feed(1)
        before = len(stage.acks)
        stage.kill_in(phase, dice)
        stage.look(len(stage.acks) - before)
        if LOUD and tries % 20 == 0:
            with capsys.disabled():
                print(f"{stage.by_phase.total()} kills {dict(stage.by_phase)}")  # noqa: T201
    stage.finish()
    stage.look(0, at_everything=True)
    words = _assert_every_message_arrived(stage)
    assert stage.orphans == 0
    report_counts(_counts(stage) + words)


def _assert_every_message_arrived(stage: Stage) -> str:
    store = SqlStore(open_engine(stage.url))
    messages = _messages(store)
    assert len(_rows(store, *_ENDED)) == stage.packages
    store.close()
    status = Counter(message.status for message in messages)
    assert set(status) <= {MessageStatus.HANDED_OVER, MessageStatus.CANCELLED}
    seen = stage.postbox.by_message_id()
    ids = {f"<{message.id}@ventanilla.iess.example>": message for message in messages}
    assert set(seen) <= set(ids)
    handed = {key for key, item in ids.items() if item.status is MessageStatus.HANDED_OVER}
    assert handed <= set(seen)
    mails = stage.postbox.mails
    first = {str(mail["Message-ID"]): bytes(mail) for mail in mails}
    assert all(first[str(mail["Message-ID"])] == bytes(mail) for mail in mails)
    left_unmarked = len(set(seen) - handed)
    interrupted = sum(message.attempts > 1 for message in messages)
    return (
        f"messages {len(messages)}, handed over {len(handed)}, cancelled "
        f"{status[MessageStatus.CANCELLED]} (of them {left_unmarked} had left), interrupted while "
        f"being sent {interrupted}, received {len(mails)} under {len(seen)} Message-IDs, repeats "
        f"{len(mails) - len(seen)}, lost 0\n"
    )


def _counts(stage: Stage) -> str:
    kinds = Counter(str(ack["ack"]) for ack in stage.acks)
    return (
        f"killed {stage.by_phase.total()} times {dict(stage.by_phase)}, {stage.idle} more while "
        f"idle; packages {stage.packages}; acknowledged {kinds.total()} {dict(kinds)}; drafts found "
        f"again after a kill {stage.resumed_drafts}; "
    )


SABOTAGE = {
    "state put back": "UPDATE cases SET state = 'to_review' WHERE state = 'approved'",
    "held by somebody": (
        "UPDATE cases SET claimed_by = (SELECT id FROM staff LIMIT 1), claimed_at = received_at,"
        " lease_until = received_at"
    ),
    "decider forgotten": "UPDATE cases SET decided_by = NULL",
    "round too many": "UPDATE cases SET round = round + 1",
    "file gone": "DELETE FROM case_files WHERE requirement = 'video' AND round = 1",
    "report gone": "UPDATE case_files SET report = ''",
    "package forgotten": "DELETE FROM packages",
    "review gone": "DELETE FROM reviews",
    "review taken back": "UPDATE reviews SET undone_at = committed_at WHERE undone_at IS NULL",
    "call gone": "DELETE FROM calls",
    "outcome gone": "UPDATE calls SET outcome = NULL",
    "hands gone": "DELETE FROM case_hands",
    "term paused": (
        "INSERT INTO term_pauses (id, case_id, starts_at) SELECT id, id, received_at FROM cases"
    ),
    "draft left": (
        "INSERT INTO review_drafts (case_id, staff_id, draft, is_stale)"
        " SELECT case_id, staff_id, draft, 0 FROM reviews GROUP BY case_id, staff_id"
    ),
    "decision gone": "DELETE FROM decisions",
    "decision not applied": "UPDATE decisions SET applied_at = NULL",
    "new data not in force": (
        "UPDATE person_contacts SET valid_to = valid_from WHERE valid_to IS NULL"
    ),
    "document gone": "DELETE FROM documents",
    "message gone": "DELETE FROM outbox WHERE template = 'call_invitation'",
    "message to be sent again": "UPDATE outbox SET status = 'queued'",
    "cancelled message sent": "UPDATE outbox SET status = 'handed_over' WHERE status = 'cancelled'",
    "entry gone": ('DELETE FROM audit_events WHERE canonical LIKE \'%"action":"case.approved"%\''),
}


def test_the_checks_themselves_see_half_steps_and_lost_work(
    sqlite_engine: Engine, tmp_path: Path, postbox: Postbox
) -> None:
    url = sqlite_engine.url.render_as_string(hide_password=False)
    stage = Stage(url, tmp_path, postbox)
    Cast(SqlStore(sqlite_engine), QUICK_HASHER, SetClock(stage.at))
    sqlite_engine.dispose()
    stage.feed(6)
    stage.finish()
    whole, broken = tmp_path / "whole.db", tmp_path / "broken.db"
    _copy_unguarded(stage, whole)
    # One engine for all: it keeps its compiled statements, no connection outlives a sabotage.
    engine = open_engine(f"sqlite:///{broken}")
    unseen = [name for name, sql in SABOTAGE.items() if not _sees(engine, whole, broken, sql)]
    assert unseen == []
    _sabotage(whole, broken, "DELETE FROM review_drafts; DELETE FROM reviews")
    missing = lost(SqlStore(engine), stage.acks)
    engine.dispose()
    assert any("reviewed" in fact for fact in missing)
    assert any("draft" in fact for fact in missing)


def _sees(engine: Engine, whole: Path, broken: Path, sql: str) -> bool:
    _sabotage(whole, broken, sql)
    faults = half_steps(SqlStore(engine))
    engine.dispose()
    return bool(faults)


def _copy_unguarded(stage: Stage, whole: Path) -> None:
    engine = open_engine(stage.url)
    maintenance.backup(engine, whole)
    engine.dispose()
    with closing(sqlite3.connect(whole)) as file:
        triggers = file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        file.executescript("".join(f"DROP TRIGGER {name};" for (name,) in triggers))


def _sabotage(whole: Path, broken: Path, sql: str) -> None:
    for old in broken.parent.glob(f"{broken.name}*"):
        old.unlink()
    shutil.copy(whole, broken)
    with closing(sqlite3.connect(broken)) as file:
        file.execute("PRAGMA foreign_keys = OFF")
        file.executescript(sql)
        assert file.total_changes > 0
        file.commit()
