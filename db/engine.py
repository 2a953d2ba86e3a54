"""Opens the database a profile names: one SQLite file, or a PostgreSQL server."""

from __future__ import annotations

import sqlite3
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, PoolProxiedConnection, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from app.domain.errors import RuleViolationError

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

WRITES: Final = "ventanilla_writes"
"""Execution option of a connection that will write: ``BEGIN IMMEDIATE`` on SQLite."""

BUSY_SECONDS: Final = 5.0
STATEMENT_SECONDS: Final = 30

# FULL, because NORMAL lost acknowledged commits in 976 of 2,000 simulated power cuts (security §3).
_JOURNAL: Final = "PRAGMA journal_mode = WAL"
PRAGMAS: Final = (
    _JOURNAL,
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}",
    "PRAGMA trusted_schema = OFF",
    # Else REPLACE would remove a row past the trigger that refuses removals.
    "PRAGMA recursive_triggers = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cell_size_check = ON",
    # 8 MiB for each connection: the operating system keeps the rest, and a window has several.
    "PRAGMA cache_size = -8192",
)
"""Settings of every connection to a local file."""


_POOL_SIZE: Final = 5
_READING: Final[WeakKeyDictionary[Engine, Engine]] = WeakKeyDictionary()


def open_engine(url: str, *, pool_size: int = _POOL_SIZE) -> Engine:
    """An engine for ``sqlite:///file`` or ``postgresql://…``; connects only when first used.

    Args:
        url: where the database is; a password may be in it and is never logged.
        pool_size: connections kept open; as many again may be opened under load.

    Raises:
        RuleViolationError: ``DATABASE_URL_INVALID`` or ``DATABASE_KIND_UNKNOWN``.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        # A port that is no number is a bare ValueError.
        raise RuleViolationError("DATABASE_URL_INVALID") from error
    match parsed.drivername:
        case "sqlite" | "sqlite+pysqlite":
            return _open_sqlite(parsed, pool_size)
        case "postgresql" | "postgresql+psycopg":
            return _open_postgresql(parsed, pool_size)
        case kind:
            raise RuleViolationError("DATABASE_KIND_UNKNOWN", kind=kind)


def reading_engine(engine: Engine) -> Engine:
    """The engine for readings: on a local file it has connections of its own, which cannot write.

    Telling one connection now that it may write and now that it may not would make SQLite forget
    every statement it has prepared, each time.
    """
    if not is_sqlite(engine):
        return engine
    if engine not in _READING:
        _READING[engine] = twin = _open_sqlite(engine.url, _POOL_SIZE)
        event.listen(engine, "engine_disposed", lambda _engine: twin.dispose())
    return _READING[engine]


def checking_engine(engine: Engine) -> Engine:
    """An engine for whoever only checks: a local file is neither made nor changed through it.

    It also reads a file on a medium that takes no writing, as an auditor gets a copy.
    """
    if not is_sqlite(engine):
        return engine
    file = Path(str(engine.url.database)).absolute()
    check = create_engine(
        "sqlite://", creator=partial(_connect_as_is, file), poolclass=NullPool, hide_parameters=True
    )
    event.listen(check, "connect", _prepare_check)
    event.listen(check, "begin", _begin_sqlite)
    return check


def _connect_as_is(file: Path) -> sqlite3.Connection:
    held = _opened(file, "mode=rw")
    try:
        # Nothing is opened before the first reading.
        held.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        held.close()
        kept = file.with_name(f"{file.name}-wal")
        is_whole = not kept.exists() or kept.stat().st_size == 0
        if is_whole and error.sqlite_errorname.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
            # WAL asks for two files beside it. Nobody can write here, so they are not needed.
            return _opened(file, "immutable=1")
        raise
    return held


def _opened(file: Path, how: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{file.as_uri()}?{how}", uri=True, timeout=BUSY_SECONDS, check_same_thread=False
    )


def is_sqlite(engine: Engine) -> bool:
    """Whether the engine is for a local file."""
    return engine.dialect.name == "sqlite"


def _open_sqlite(url: URL, pool_size: int) -> Engine:
    # In memory every connection of the pool would see a database of its own.
    is_file = url.database and url.database != ":memory:" and not url.database.startswith("file:")
    # Settings of the driver are ours to make, and a file has neither a host nor a user.
    if not is_file or url.query or any((url.host, url.port, url.username, url.password)):
        raise RuleViolationError("DATABASE_URL_INVALID")
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=pool_size,
        # The one used last comes first: its pages and statements are there, and the others stay small.
        pool_use_lifo=True,
        hide_parameters=True,
        connect_args={"timeout": BUSY_SECONDS, "cached_statements": 256},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    _set(connection, PRAGMAS)


def _prepare_check(connection: Any, _record: Any) -> None:
    # The journal is written into the file.
    _set(connection, tuple(pragma for pragma in PRAGMAS if pragma != _JOURNAL))


def _set(connection: Any, pragmas: tuple[str, ...]) -> None:
    # The driver must neither open nor close transactions of its own accord: we say BEGIN.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in pragmas:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once when somebody else wrote in
    # between, however long the busy timeout; taking the write lock first waits instead.
    writes = connection.get_execution_options().get(WRITES, False)
    held = connection.connection
    _let_write(held, writes=writes)
    if writes:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        # Waits for nobody and cannot be refused.
        cast("Any", held.driver_connection).execute("BEGIN")


def _let_write(held: PoolProxiedConnection, *, writes: bool) -> None:
    if held.info.get(WRITES) is not writes:
        driver: Any = held.driver_connection
        driver.execute(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
        held.info[WRITES] = writes


def begin_glance(held: PoolProxiedConnection, *, is_local: bool) -> None:
    """Let each statement on a connection of the pool be a transaction of its own."""
    if is_local:
        _let_write(held, writes=False)
    else:
        cast("Any", held.driver_connection).autocommit = True


def end_glance(held: PoolProxiedConnection, *, is_local: bool) -> None:
    """Make the connection fit for the pool again."""
    driver: Any = held.driver_connection
    if not is_local and not driver.closed:
        driver.autocommit = False


def _open_postgresql(url: URL, pool_size: int) -> Engine:
    limits = (
        f"-c statement_timeout={STATEMENT_SECONDS}s -c lock_timeout={int(BUSY_SECONDS)}s"
        " -c idle_in_transaction_session_timeout=60s -c timezone=UTC -c jit=off"
    )
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_pre_ping=True,
        hide_parameters=True,
        pool_timeout=BUSY_SECONDS * 2,
        connect_args={
            "options": limits,
            "connect_timeout": 5,
            "application_name": "ventanilla",
        },
    )
    driver: Any = engine.dialect.loaded_dbapi
    try:
        driver.conninfo.make_conninfo(**dict.fromkeys(url.query, "1"))
    except driver.ProgrammingError as error:
        # An option the driver does not know, which it would refuse at the first connection only.
        raise RuleViolationError("DATABASE_URL_INVALID") from error
    return engine
