"""What commands hand out is on record; a damaged database is put aside, never lost."""

from __future__ import annotations

import json
import os
import pwd
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from app.domain.audit import AuditEntry, case_chain
from app.domain.workflow import CaseState
from db import migrate
from db.engine import open_engine
from db.store import SqlStore
from tests.casework import CEDULAS, NEW, OLD, Casework, SetClock
from tests.console import Console


@pytest.fixture
def console(tmp_path: Path) -> Console:
    return Console(tmp_path)


@pytest.fixture
def number(console: Console) -> str:
    """An office with one case; its number."""
    engine = open_engine(console.url)
    migrate.upgrade(engine)
    # Commands ask the machine's clock, and an office a month behind it is refused (ADR 0015).
    office = Casework(SqlStore(engine), SetClock(datetime.now(UTC)))
    case = office.case(CaseState.TO_REVIEW, reviewer="")
    with office.store.write() as uow:
        chain, at = case_chain(case.id), case.received_at
        uow.audit.append(AuditEntry(chain, "case.received", None, at))
        told = {"state": case.state.value}
        uow.audit.append(AuditEntry(chain, "case.inspected", None, at, details=told))
        uow.commit()
    engine.dispose()
    return case.number


def events(console: Console, action: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(console.database)) as connection:
        rows = connection.execute("SELECT canonical FROM audit_events").fetchall()
    bodies = [json.loads(text) for (text,) in rows]
    return [body for body in bodies if body["action"] == action]


def test_queue_case_and_backup_name_who_ran_them(console: Console, number: str) -> None:
    me = pwd.getpwuid(os.getuid()).pw_name
    disguised = Console(console.home, {"USER": "somebody", "LOGNAME": "somebody"})
    assert disguised.run("queue", "--state", "to_review", "--json").code == 0
    assert disguised.run("case", number, "--json").code == 0
    assert disguised.run("db", "backup", str(console.home / "copy.db")).code == 0
    (listed,), (opened,) = events(console, "queue.listed"), events(console, "case.opened")
    (copied,) = events(console, "database.backed_up")
    assert listed["details"] == {"os_user": me, "state": "to_review", "rows": 1}
    assert opened["details"] == {"os_user": me}
    assert copied["details"] == {"os_user": me, "file": "copy.db"}
    assert {one["workstation"] for one in (listed, opened, copied)} == {"command line"}
    assert opened["chain"].startswith("case:")
    assert console.run("audit", "verify").code == 0
    assert console.run("case", "ADC-1999-000001").code == 1


def test_neither_says_more_than_the_lists_do(console: Console, number: str) -> None:
    case = console.run("case", number, "--json").out + console.run("case", number).out
    queue = console.run("queue", "--json").out + console.run("queue").out
    secrets = (CEDULAS[5], NEW.email, OLD.email, NEW.mobile_ec, NEW.phone_abroad, "V1234I5678")
    for secret in secrets:
        assert secret not in case
        assert secret not in queue
    assert "Quishpe" not in case


def test_a_damaged_database_is_put_aside_when_asked_to(console: Console, number: str) -> None:
    copy = console.home / "copy.db"
    assert console.run("db", "backup", str(copy)).code == 0
    damaged = b"SQLite format 3\0" + os.urandom(8192)
    console.database.write_bytes(damaged)
    for left in ("-wal", "-shm"):
        console.database.with_name(console.database.name + left).unlink(missing_ok=True)
    refused = console.run("db", "restore", str(copy), "--json")
    assert (refused.code, refused.one["error"]) == (1, "RESTORE_OVER_DAMAGED")
    assert "--set-aside" in refused.err
    assert console.database.read_bytes() == damaged
    bad = console.run("db", "restore", str(console.home / "none.db"), "--set-aside", "--json")
    assert bad.code == 1
    assert console.database.read_bytes() == damaged
    done = console.run("db", "restore", str(copy), "--set-aside", "--json")
    assert done.code == 0
    assert Path(done.one["set_aside"]).read_bytes() == damaged
    assert console.run("db", "check").code == 0
    assert console.run("case", number).code == 0
    assert len(events(console, "database.restored")) == 1


def test_a_sound_database_is_not_put_aside(console: Console, number: str) -> None:
    copy = console.home / "copy.db"
    assert console.run("db", "backup", str(copy)).code == 0
    done = console.run("db", "restore", str(copy), "--set-aside", "--json")
    assert (done.code, done.one["error"]) == (1, "DATABASE_NOT_EMPTY")
    assert console.run("case", number).code == 0
