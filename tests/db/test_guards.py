"""What the database itself refuses, and what the checks find when somebody goes around it."""
# ruff: noqa: S608 - every statement here is put together from this file's own words

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Boolean, Column, Connection, Engine, Integer, text

from app.domain.audit import AuditEntry, case_chain, staff_chain
from app.domain.errors import RuleViolationError, UnavailableError
from app.domain.record import DocumentKind, IssuedDocument
from app.domain.staff import Duty
from db import maintenance, migrate
from db.column_types import UtcDateTime
from db.engine import WRITES, is_sqlite, key_of, open_engine
from db.integrity import Fault
from db.link import link_on
from db.store import SqlStore
from db.tables import metadata
from tests import store_samples as samples
from tests.accounts import tell_of
from tests.store_samples import NOW, link_of

ANA = samples.staff_member("ana")
VERA = samples.staff_member("vera", Duty.VALIDATOR)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        yield connection
        connection.commit()


@contextmanager
def unguarded(engine: Engine) -> Iterator[Connection]:
    """Somebody with the keys to the database, whom no trigger stops."""
    with writing(engine) as connection:
        if is_sqlite(engine):
            triggers = connection.execute(
                text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            ).all()
            for name, _ in triggers:
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
            yield connection
            for _, sql in triggers:
                connection.exec_driver_sql(sql)
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            yield connection


@pytest.fixture
def filled(store: SqlStore) -> SqlStore:
    """One of everything that is guarded, and chains of five, three and two events."""
    samples.furnish(store, ANA, VERA)
    with store.write() as work:
        for member in (ANA, VERA):
            tell_of(work, member, NOW, staff_chain(member.id))
        case = samples.put_case(work, "ADC-2026-000001")
        work.blobs.put(b"x" * 2_500_000)
        work.reviews.add(samples.review(case, ANA, "r1"))
        work.decisions.add(samples.decision(case, VERA))
        for n in range(5):
            work.audit.append(AuditEntry("system", "test.done", None, NOW, details={"n": n}))
        for n in range(3):
            work.audit.append(AuditEntry("staff:x", "test.done", None, NOW, details={"n": n}))
        for action in ("review.committed", "case.approved"):
            work.audit.append(AuditEntry(case_chain(case.id), action, None, NOW))
        work.commit()
    return store


def refusal(engine: Engine, statement: str) -> str:
    """The code with which the database refuses."""
    instant = "1" if is_sqlite(engine) else "'2026-11-23 15:00:00+00'"
    with writing(engine) as connection, pytest.raises(RuleViolationError) as caught:
        link_on(connection).run(text(statement.replace("NOW", instant)))
    return caught.value.code


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE audit_events SET canonical = canonical", "AUDIT_APPEND_ONLY"),
        ("UPDATE audit_heads SET sequence = sequence - 1", "AUDIT_HEAD_APPEND_ONLY"),
        ("UPDATE audit_heads SET hash = 'x'", "AUDIT_HEAD_APPEND_ONLY"),
        ("UPDATE audit_heads SET chain = 'x', sequence = sequence + 1", "AUDIT_HEAD_APPEND_ONLY"),
        ("UPDATE reviews SET outcome = 'accept', undone_at = NOW", "REVIEW_FROZEN"),
        ("UPDATE decisions SET outcome = 'refused', applied_at = NOW", "DECISION_FROZEN"),
    ],
)
def test_the_database_refuses(filled: SqlStore, engine: Engine, statement: str, code: str) -> None:
    assert refusal(engine, statement) == code


@pytest.fixture
def frozen(filled: SqlStore) -> SqlStore:
    """The same with a document."""
    with filled.write() as work:
        case = work.cases.by_number("ADC-2026-000001")
        assert case is not None
        paper = (DocumentKind.VALIDATION_RECORD, "AV-1", work.blobs.put(b"%PDF"), NOW, None, "3")
        work.documents.add(IssuedDocument("d1", case.id, *paper))
        work.commit()
    return filled


FROZEN = {
    "audit_events": ("AUDIT_APPEND_ONLY", set()),
    "reviews": ("REVIEW_FROZEN", {"undone_at"}),
    "decisions": ("DECISION_FROZEN", {"applied_at"}),
    "documents": ("DOCUMENT_FROZEN", set()),
    "blobs": ("BLOB_FROZEN", set()),
    "blob_chunks": ("BLOB_FROZEN", set()),
}
"""What refuses, and the columns that may change once."""


def _another(column: Column[object]) -> str:
    """A value of the column's kind that no row of ours has."""
    if isinstance(column.type, UtcDateTime):
        return "NOW"
    if isinstance(column.type, Boolean):
        return f"NOT {column.name}"
    return "777" if isinstance(column.type, Integer) else "'777'"


@pytest.mark.parametrize("table", FROZEN)
def test_no_column_of_what_was_decided_changes(
    frozen: SqlStore, engine: Engine, table: str
) -> None:
    code, free = FROZEN[table]
    for column in metadata.tables[table].columns:
        if column.name not in free:
            statement = f"UPDATE {table} SET {column.name} = {_another(column)}"
            assert refusal(engine, statement) == code, column.name


@pytest.mark.parametrize("table", [*FROZEN, "audit_heads"])
def test_no_row_of_what_was_decided_is_removed(
    frozen: SqlStore, engine: Engine, table: str
) -> None:
    code = FROZEN[table][0] if table in FROZEN else "AUDIT_HEAD_APPEND_ONLY"
    assert refusal(engine, f"DELETE FROM {table}") == code
    if not is_sqlite(engine):
        # The named table is asked before those that refer to it.
        assert refusal(engine, f"TRUNCATE {table} CASCADE") == code


def test_what_may_change_does_so_once(filled: SqlStore) -> None:
    later = replace(_review_of(filled), undone_at=NOW)
    with filled.write() as work:
        work.reviews.undo("r1", NOW)
        work.decisions.mark_applied(later.case_id, NOW)
        work.commit()
    with filled.write() as work:
        assert work.reviews.all(later.case_id) == (later,)
    for statement in (
        "UPDATE reviews SET undone_at = NULL",
        "UPDATE decisions SET applied_at = NULL",
    ):
        with filled.write() as work, pytest.raises(RuleViolationError) as caught:
            link_of(work).run(text(statement))
        assert caught.value.code.endswith("_FROZEN")


def _review_of(store: SqlStore):
    with store.write() as work:
        case = work.cases.by_number("ADC-2026-000001")
        assert case is not None
        (review,) = work.reviews.all(case.id)
    return review


def _swap(connection: Connection) -> None:
    for old, new in ((2, 100), (3, 2), (100, 3)):
        connection.execute(
            text("UPDATE audit_events SET sequence = :new WHERE chain = 'system'"
                 " AND sequence = :old"), {"old": old, "new": new},
        )  # fmt: skip


EVENTS = "audit_events WHERE chain = 'system' AND sequence"
ATTACKS: dict[str, tuple[str | Callable[[Connection], None], str]] = {
    **{
        f"text of {n}": (
            ("UPDATE audit_events SET canonical = replace(canonical, 'test.done', 'test.gone')"
            f" WHERE chain = 'system' AND sequence = {n}"),
            f"AUDIT_ALTERED system#{n}",
        )
        for n in range(1, 6)
    },
    **{
        f"hash of {n}": (
            f"UPDATE audit_events SET hash = '{'f' * 64}' WHERE chain = 'system' AND sequence = {n}",
            f"AUDIT_ALTERED system#{n}",
        )
        for n in range(1, 6)
    },
    **{f"without {n}": (f"DELETE FROM {EVENTS} = {n}", f"AUDIT_MISSING system#{n}")
       for n in range(1, 5)},
    "without the last": (f"DELETE FROM {EVENTS} = 5", "AUDIT_TAIL_MISSING system#5"),
    "without the tail": (f"DELETE FROM {EVENTS} > 2", "AUDIT_TAIL_MISSING system#3"),
    "without any": (f"DELETE FROM {EVENTS} > 0", "AUDIT_TAIL_MISSING system#1"),
    "two exchanged": (_swap, "AUDIT_REORDERED system#2"),
    "of another chain": (
        ("UPDATE audit_events SET chain = 'staff:x', sequence = 4 WHERE chain = 'system'"
        " AND sequence = 5"),
        "AUDIT_REORDERED staff:x#4",
    ),
    "head gone": ("DELETE FROM audit_heads WHERE chain = 'system'", "AUDIT_HEAD_MISSING system#6"),
    "head back": (
        "UPDATE audit_heads SET sequence = 4 WHERE chain = 'system'",
        "AUDIT_ALTERED system#5",
    ),
    "head's hash": (
        f"UPDATE audit_heads SET hash = '{'0' * 64}' WHERE chain = 'system'",
        "AUDIT_ALTERED system#5",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_every_change_of_the_audit_is_located(filled: SqlStore, engine: Engine, name: str) -> None:
    attack, expected = ATTACKS[name]
    assert maintenance.check(engine) == ()
    with unguarded(engine) as connection:
        if isinstance(attack, str):
            connection.execute(text(attack))
        else:
            attack(connection)
    found = [f"{fault.code} {fault.place}" for fault in maintenance.check(engine)]
    assert expected in found


def test_a_changed_bit_in_a_file_is_found(filled: SqlStore, engine: Engine) -> None:
    with unguarded(engine) as connection:
        sha256 = connection.execute(text("SELECT sha256 FROM blobs")).scalar_one()
        connection.execute(
            text("UPDATE blob_chunks SET data = :data WHERE position = 1"), {"data": b"y" * 1048576}
        )
    assert maintenance.check(engine) == (Fault("BLOB_DAMAGED", sha256),)
    with filled.write() as work, pytest.raises(Exception, match="BLOB_DAMAGED"):
        work.blobs.get(sha256)
    with unguarded(engine) as connection:
        connection.execute(text("DELETE FROM blob_chunks WHERE position = 2"))
    assert maintenance.check(engine) == (Fault("BLOB_DAMAGED", sha256),)


def test_a_broken_reference_is_found(filled: SqlStore, engine: Engine) -> None:
    if is_sqlite(engine):
        with engine.connect().execution_options(**{WRITES: True}) as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("PRAGMA foreign_keys = OFF")
            connection.execute(text("UPDATE cases SET person_id = 'nobody'"))
            connection.commit()
            driver.execute("PRAGMA foreign_keys = ON")
    else:
        with unguarded(engine) as connection:
            connection.execute(text("UPDATE cases SET person_id = 'nobody'"))
    assert Fault("REFERENCE_BROKEN", "fk_cases_person_id") in maintenance.check(engine)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("is_open = false", "CASE_HIDDEN"),
        ("state = 'refused'", "CASE_HIDDEN"),
        ("sort_at = due_at + HOUR", "CASE_MISPLACED"),
        ("due_at = NULL", "CASE_MISPLACED"),
    ],
)
def test_a_case_the_queue_would_hide_or_misplace_is_found(
    filled: SqlStore, engine: Engine, change: str, code: str
) -> None:
    assert maintenance.check(engine) == ()
    hour = "3600000000" if is_sqlite(engine) else "interval '1 hour'"
    with writing(engine) as connection:
        connection.execute(text(f"UPDATE cases SET {change.replace('HOUR', hour)}"))
    assert Fault(code, "ADC-2026-000001") in maintenance.check(engine)


def _everything(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    from db.tables import metadata

    with engine.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(table.select())), key=str)
            for table in metadata.sorted_tables
        }


@pytest.mark.parametrize("target", ["sqlite", "sealed", "postgresql"])
def test_a_backup_brings_everything_back(
    filled: SqlStore,
    engine: Engine,
    target: str,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    copied = maintenance.backup(engine, tmp_path / "copy.db")
    assert copied.faults == ()
    before = _everything(engine)
    assert copied.rows == sum(len(rows) for rows in before.values())
    other: Engine = request.getfixturevalue(f"empty_{target}_engine")
    migrate.upgrade(other)
    samples.furnish(SqlStore(other), samples.staff_member("intruder"))
    key = key_of(engine)
    if key is not None and target == "sqlite":
        with pytest.raises(RuleViolationError) as caught:
            maintenance.restore(tmp_path / "copy.db", other, key)
        assert caught.value.code == "BACKUP_SEALED"
        return
    done = maintenance.restore(tmp_path / "copy.db", other, key)
    assert done.rows == copied.rows
    assert _everything(other) == before
    assert maintenance.check(other) == ()
    with SqlStore(other).write() as work, pytest.raises(RuleViolationError) as caught:
        link_of(work).run(text("DELETE FROM audit_events"))
    assert caught.value.code == "AUDIT_APPEND_ONLY"
    assert [file.name for file in tmp_path.glob("copy*")] == ["copy.db"]


def test_a_backup_replaces_nothing(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_bytes(b"precious")
    with pytest.raises(RuleViolationError) as caught:
        maintenance.backup(engine, tmp_path / "copy.db")
    assert caught.value.code == "FILE_EXISTS"


def test_a_damaged_backup_is_refused_and_nothing_changes(
    filled: SqlStore, engine: Engine, tmp_path: Path
) -> None:
    file = tmp_path / "copy.db"
    maintenance.backup(engine, file)
    key = key_of(engine)
    copy = open_engine(f"sqlite:///{file}", key)
    with unguarded(copy) as connection:
        connection.execute(text("DELETE FROM audit_events WHERE sequence = 2"))
    copy.dispose()
    before = _everything(engine)
    with pytest.raises(RuleViolationError) as caught:
        maintenance.restore(file, engine, key)
    assert caught.value.code == "BACKUP_DAMAGED"
    for content in (b"no database", b""):
        file.write_bytes(content)
        with pytest.raises(RuleViolationError) as caught:
            maintenance.restore(file, engine)
        assert caught.value.code == "BACKUP_UNREADABLE"
    with pytest.raises(RuleViolationError):
        maintenance.restore(tmp_path / "nowhere.db", engine)
    assert _everything(engine) == before


def test_an_older_backup_is_brought_up(
    engine: Engine, empty_sqlite_engine: Engine, tmp_path: Path
) -> None:
    from db.file_copy import sqlite_copy

    migrate.upgrade(empty_sqlite_engine, "0002")
    samples.furnish(SqlStore(empty_sqlite_engine))
    sqlite_copy(empty_sqlite_engine, tmp_path / "old.db")
    maintenance.restore(tmp_path / "old.db", engine)
    with SqlStore(engine).write() as work:
        assert len(work.staff.agencies()) == 2
    migrate.require_current(engine)


def test_an_empty_database_cannot_be_checked(empty_engine: Engine) -> None:
    with pytest.raises(UnavailableError) as caught:
        maintenance.check(empty_engine)
    assert caught.value.code == "DATABASE_OUTDATED"
