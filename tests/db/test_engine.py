"""The settings of the engines, and drivers' errors in our own words."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from app.domain.errors import RuleViolationError, UnavailableError, VentanillaError
from db import cipher
from db.column_types import UtcDateTime, as_microseconds, read_microseconds
from db.engine import WRITES, open_engine
from db.link import link_on
from db.store import SqlStore
from db.tables import counters
from tests import store_samples as samples
from tests.store_samples import link_of


def test_a_local_file_is_durable_and_checks_references(tmp_path: Path) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "trusted_schema": 0,
        "secure_delete": 1,
        "cell_size_check": 1,
    }
    engine = open_engine(f"sqlite:///{tmp_path / 'office.db'}")
    with engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in expected}
    engine.dispose()
    assert found == expected


def test_a_server_has_limits_and_our_time(postgresql_engine: Engine) -> None:
    with postgresql_engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"SHOW {name}").scalar()
            for name in ("statement_timeout", "lock_timeout", "timezone", "jit")
        }
    assert found == {
        "statement_timeout": "30s",
        "lock_timeout": "5s",
        "timezone": "UTC",
        "jit": "off",
    }


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("nonsense", "DATABASE_URL_INVALID"),
        ("sqlite://", "DATABASE_URL_INVALID"),
        ("sqlite:///:memory:", "DATABASE_URL_INVALID"),
        ("sqlite:///file:x?mode=memory&uri=true", "DATABASE_URL_INVALID"),
        ("sqlite:///file:x", "DATABASE_URL_INVALID"),
        ("sqlite:///a.db?timeout=abc", "DATABASE_URL_INVALID"),
        ("sqlite://host/a.db", "DATABASE_URL_INVALID"),
        ("sqlite://me@/a.db", "DATABASE_URL_INVALID"),
        ("mysql://host/x", "DATABASE_KIND_UNKNOWN"),
        ("sqlite+pysqlcipher:///x", "DATABASE_KIND_UNKNOWN"),
        ("postgresql+foo://x", "DATABASE_KIND_UNKNOWN"),
        ("postgresql://127.0.0.1:1/x?foo=bar", "DATABASE_URL_INVALID"),
    ],
)
def test_an_address_we_cannot_use_is_refused(url: str, code: str) -> None:
    with pytest.raises(RuleViolationError) as caught:
        open_engine(url)
    assert caught.value.code == code


def _code_of_reading(url: str) -> str:
    engine = open_engine(url)
    try:
        with pytest.raises(VentanillaError) as caught, SqlStore(engine).read() as read:
            read.ledger.waiting()
    finally:
        engine.dispose()
    assert isinstance(caught.value, UnavailableError)
    return caught.value.code


def test_a_database_out_of_reach_is_said_so(tmp_path: Path, postgresql_engine: Engine) -> None:
    assert _code_of_reading("postgresql://nobody@127.0.0.1:1/x") == "DATABASE_UNREACHABLE"
    assert _code_of_reading(f"sqlite:///{tmp_path / 'no' / 'such.db'}") == "DATABASE_UNREACHABLE"
    (tmp_path / "text.db").write_text("this is not a database" * 100)
    assert _code_of_reading(f"sqlite:///{tmp_path / 'text.db'}") == "DATABASE_DAMAGED"
    missing = postgresql_engine.url.set(database="missing").render_as_string(hide_password=False)
    assert _code_of_reading(missing) == "DATABASE_UNREACHABLE"


def test_a_writer_waits_and_then_says_busy(
    sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = cipher.library().connect(str(sqlite_engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with sqlite_engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA busy_timeout = 50")
    with pytest.raises(UnavailableError) as caught, SqlStore(sqlite_engine).write():
        pass
    assert caught.value.code == "DATABASE_BUSY"
    other.rollback()
    with SqlStore(sqlite_engine).write() as work:
        work.commit()
    other.close()


def test_a_full_disk_loses_nothing_that_was_kept(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 5}")
    with SqlStore(sqlite_engine).write() as work, pytest.raises(UnavailableError) as caught:
        work.blobs.put(b"x" * 3_000_000)
    assert caught.value.code == "DISK_FULL"
    with SqlStore(sqlite_engine).write() as work:
        assert work.cases.next_number("ADC", 2026) == "ADC-2026-000001"


def test_two_who_wait_for_each_other_are_told_busy(postgresql_engine: Engine) -> None:
    statement = counters.insert().values(name="x", value=1)
    first, second = (link_on(postgresql_engine.connect()) for _ in range(2))
    second.run(text("SET LOCAL lock_timeout = '50ms'"))
    first.run(statement)
    with pytest.raises(UnavailableError) as caught:
        second.run(statement)
    assert caught.value.code == "DATABASE_BUSY"
    for link in (first, second):
        link.connection.close()


def test_a_lost_connection_is_replaced(postgresql_engine: Engine) -> None:
    store = SqlStore(postgresql_engine)
    with pytest.raises(UnavailableError) as caught, store.read() as read:
        link_of(read).value(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    assert caught.value.code == "DATABASE_UNREACHABLE"
    with store.read() as read:
        assert read.ledger.waiting() == 0


def test_an_error_tells_nobodys_number(store: SqlStore) -> None:
    number = str(1712345678)
    with store.write() as work:
        work.people.add(samples.person(number), None)
        with pytest.raises(RuleViolationError) as caught:
            work.people.add(samples.person(number), None)
    assert number not in "".join(traceback.format_exception(caught.value, chain=True))


@given(instant=st.datetimes(timezones=st.timezones()))
def test_instants_keep_every_microsecond(instant: datetime) -> None:
    assume(1 < instant.year < 9999)
    assert read_microseconds(as_microseconds(instant)) == instant.astimezone(UTC)


@given(one=st.datetimes(timezones=st.just(UTC)), other=st.datetimes(timezones=st.just(UTC)))
def test_stored_instants_sort_like_instants(one: datetime, other: datetime) -> None:
    assert (as_microseconds(one) < as_microseconds(other)) is (one < other)


def test_an_instant_is_read_back_in_utc(engine: Engine) -> None:
    quito = datetime(2026, 11, 23, 10, 0, 0, 7, tzinfo=timezone(timedelta(hours=-5)))
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        value = connection.execute(
            text("SELECT :at AS at").bindparams(at=None).columns(at=UtcDateTime())
        ).scalar()
        assert value is None
    samples.furnish(SqlStore(engine))
    with SqlStore(engine).write() as work:
        case = samples.put_case(work, "ADC-2026-000001", submitted_at=quito)
        stored = work.cases.get(case.id).submitted_at
    assert stored == quito
    assert stored.tzinfo is UTC


def test_a_connection_that_comes_back_after_everybody_left_is_closed(
    postgresql_engine: Engine,
) -> None:
    engine = open_engine(postgresql_engine.url.render_as_string(hide_password=False))
    held = engine.raw_connection()
    driver = held.driver_connection
    # Somebody signs out while a reading is under way.
    engine.dispose()
    held.close()
    assert driver is not None
    assert driver.closed
    with engine.connect() as connection:
        kept = connection.connection.driver_connection
    assert kept is not None
    assert not kept.closed, "what came afterwards stays in the pool"
    engine.dispose()
