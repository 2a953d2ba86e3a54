"""A COMMIT that was cut: what became of it is asked, and neither half done nor done twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, Engine, text

from app.domain.audit import SYSTEM_CHAIN, AuditEntry, AuditEvent
from app.domain.errors import UnavailableError
from db import cut_commits
from db.engine import open_engine
from db.store import SqlStore
from tests.cut_line import CutLine

AT = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)


@pytest.fixture
def line(postgresql_engine: Engine) -> Iterator[CutLine]:
    with CutLine(postgresql_engine.url) as line:
        yield line


@pytest.fixture
def store(line: CutLine) -> Iterator[SqlStore]:
    engine = open_engine(line.url.render_as_string(hide_password=False), pool_size=2)
    yield SqlStore(engine)
    engine.dispose()


def _act(store: SqlStore) -> None:
    with store.write() as uow:
        uow.audit.append(AuditEntry(SYSTEM_CHAIN, "mail.password_set", None, AT, "PUESTO-1"))
        uow.commit()


def _count(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM audit_events")).scalar_one())


@pytest.mark.parametrize("how", ["done", "late"])
def test_what_was_kept_is_told_as_done(
    store: SqlStore, line: CutLine, postgresql_engine: Engine, how: str
) -> None:
    line.at_commit = how
    _act(store)
    assert line.commits == 1
    assert _count(postgresql_engine) == 1


def test_what_was_lost_is_told_as_not_done_and_may_be_repeated(
    store: SqlStore, line: CutLine, postgresql_engine: Engine
) -> None:
    line.at_commit = "lost"
    with pytest.raises(UnavailableError, match="DATABASE_UNREACHABLE"):
        _act(store)
    assert _count(postgresql_engine) == 0
    _act(store)
    assert _count(postgresql_engine) == 1


def test_a_server_that_stays_away_leaves_it_open_and_says_so(
    store: SqlStore,
    line: CutLine,
    postgresql_engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cut_commits, "ASKING_SECONDS", 0.5)
    _act(store)
    line.at_commit = "gone"
    with pytest.raises(UnavailableError, match="COMMIT_UNKNOWN"):
        _act(store)
    line.mend()
    assert _count(postgresql_engine) == 2


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """As after a fail-over: the same number may be of somebody else there."""
    says = "SELECT 'other', :run, pg_xact_status(CAST(:number AS xid8))"
    monkeypatch.setattr(cut_commits, "_OUTCOME", text(says))


@pytest.mark.usefixtures("elsewhere")
def test_of_another_server_the_chain_is_believed(
    store: SqlStore, line: CutLine, postgresql_engine: Engine
) -> None:
    line.at_commit = "done"
    _act(store)
    line.at_commit = "lost"
    # The number's own word is not asked for: it says nothing there.
    with pytest.raises(UnavailableError, match="DATABASE_UNREACHABLE"):
        _act(store)
    _act(store)
    assert _count(postgresql_engine) == 2


@pytest.mark.usefixtures("elsewhere")
def test_where_nothing_tells_it_is_left_open(
    store: SqlStore, line: CutLine, postgresql_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = SqlStore(postgresql_engine)
    is_kept = cut_commits._is_on_its_chain

    def somebody_goes_on(connection: Connection, event: AuditEvent | None) -> bool:
        _act(other)
        return is_kept(connection, event)

    monkeypatch.setattr(cut_commits, "_is_on_its_chain", somebody_goes_on)
    line.at_commit = "done"
    with pytest.raises(UnavailableError, match="COMMIT_UNKNOWN"):
        _act(store)


def test_a_session_ended_by_the_server_is_begun_anew(
    store: SqlStore, postgresql_engine: Engine
) -> None:
    _act(store)
    with postgresql_engine.begin() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND application_name = 'ventanilla'"
                " AND datname = current_database()"
            )
        )
    # The pool looks at each connection before it hands it out.
    _act(store)
    assert _count(postgresql_engine) == 2


def test_of_two_servers_the_one_that_answers_is_found(postgresql_engine: Engine) -> None:
    with CutLine(postgresql_engine.url) as first, CutLine(postgresql_engine.url) as second:
        hosts = tuple(str(line.url.query["host"]) for line in (first, second))
        url = postgresql_engine.url.set(query={"host": hosts, "target_session_attrs": "read-write"})
        engine = open_engine(url.render_as_string(hide_password=False), pool_size=2)
        store = SqlStore(engine)
        _act(store)
        first.cut()
        _act(store)
        first.at_commit, second.at_commit = "", "done"
        # The answer is lost at the second one; the first is back and is asked.
        first.mend()
        _act(store)
        assert second.commits == 1
        assert _count(postgresql_engine) == 3
        engine.dispose()


def test_a_server_that_takes_no_writing_says_so_and_is_left(own_postgresql_engine: Engine) -> None:
    engine = open_engine(own_postgresql_engine.url.render_as_string(hide_password=False))
    store = SqlStore(engine)
    store.probe()
    name = engine.url.database
    with own_postgresql_engine.begin() as connection:
        connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = on"))
    engine.dispose()
    with pytest.raises(UnavailableError, match="DATABASE_READ_ONLY"):
        store.probe()
    with pytest.raises(UnavailableError, match="DATABASE_READ_ONLY"):
        _act(store)
    with own_postgresql_engine.begin() as connection:
        connection.execute(text("SET TRANSACTION READ WRITE"))
        connection.execute(text(f"ALTER DATABASE {name} RESET default_transaction_read_only"))
    # The connection that was told so still stands on a server that takes none: it was given up.
    _act(store)
    engine.dispose()


def test_a_full_disk_is_told_and_nothing_is_kept(own_postgresql_engine: Engine) -> None:
    store = SqlStore(own_postgresql_engine)
    with own_postgresql_engine.begin() as connection:
        connection.execute(
            text(
                "CREATE FUNCTION full_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                " RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END $$"
            )
        )
        connection.execute(
            text(
                "CREATE CONSTRAINT TRIGGER full_up AFTER INSERT ON audit_events"
                " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION full_up()"
            )
        )
    # The room is missing at COMMIT, as it is when the log cannot grow.
    with pytest.raises(UnavailableError, match="DISK_FULL"):
        _act(store)
    assert _count(own_postgresql_engine) == 0
