"""Opens the database a profile names: one SQLite file, or a PostgreSQL server."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, PoolProxiedConnection, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from app.domain.errors import RuleViolationError
from db import cipher
from db.server_tls import secured

if TYPE_CHECKING:
    from sqlalchemy.engine import URL, ExceptionContext

    from app.domain.file_key import FileKey

WRITES: Final = "ventanilla_writes"
"""Execution option of a connection that will write: ``BEGIN IMMEDIATE`` on SQLite."""

BUSY_SECONDS: Final = 5.0
STATEMENT_SECONDS: Final = 30

_PATIENCE: Final = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 25_000,
}
"""A line that was cut without a word is found out; the server's own time-out ends no silence."""

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
_POOL: Final = "ventanilla_pool"
_READING: Final[WeakKeyDictionary[Engine, Engine]] = WeakKeyDictionary()
_KEYS: Final[WeakKeyDictionary[Engine, FileKey]] = WeakKeyDictionary()


def open_engine(url: str, key: FileKey | None = None, *, pool_size: int = _POOL_SIZE) -> Engine:
    """An engine for ``sqlite:///file`` or ``postgresql://…``; connects only when first used.

    Args:
        url: where the database is; a password may be in it and is never logged.
        key: of a sealed local file; without one a local file is written in the open.
        pool_size: connections kept open; as many again may be opened under load.

    Raises:
        RuleViolationError: ``DATABASE_URL_INVALID`` or ``DATABASE_KIND_UNKNOWN``; for a server that
            is another machine as :func:`db.server_tls.secured`.
        UnavailableError: ``DATABASE_LIBRARY_…`` when SQLite is not the one we need.
    """
    parsed = parse_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _open_sqlite(parsed, key, pool_size)
    return _open_postgresql(parsed, pool_size)


def parse_url(url: str) -> URL:
    """The parts of an address we can use; raises as :func:`open_engine`."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        # A port that is no number is a bare ValueError.
        raise RuleViolationError("DATABASE_URL_INVALID") from error
    match parsed.drivername:
        case "sqlite" | "sqlite+pysqlite":
            _require_file(parsed)
        case "postgresql" | "postgresql+psycopg":
            pass
        case kind:
            raise RuleViolationError("DATABASE_KIND_UNKNOWN", kind=kind)
    return parsed


def require_address(url: str) -> None:
    """Raise what :func:`open_engine` would about an address; nothing is opened."""
    parsed = parse_url(url)
    if parsed.get_backend_name() == "postgresql":
        secured(parsed)


def _require_file(url: URL) -> None:
    # In memory every connection of the pool would see a database of its own.
    is_file = url.database and url.database != ":memory:" and not url.database.startswith("file:")
    # Settings of the driver are ours to make, and a file has neither a host nor a user.
    if not is_file or url.query or any((url.host, url.port, url.username, url.password)):
        raise RuleViolationError("DATABASE_URL_INVALID")


def reading_engine(engine: Engine) -> Engine:
    """The engine for readings: on a local file it has connections of its own, which cannot write.

    Telling one connection now that it may write and now that it may not would make SQLite forget
    every statement it has prepared, each time.
    """
    if not is_sqlite(engine):
        return engine
    if engine not in _READING:
        _READING[engine] = twin = _open_sqlite(engine.url, key_of(engine), _POOL_SIZE)
        event.listen(engine, "engine_disposed", lambda _engine: twin.dispose())
    return _READING[engine]


def checking_engine(engine: Engine) -> Engine:
    """An engine for whoever only checks: a local file is neither made nor changed through it.

    It also reads a file on a medium that takes no writing, as an auditor gets a copy.
    """
    if not is_sqlite(engine):
        return engine
    file, key = Path(str(engine.url.database)).absolute(), key_of(engine)
    check = create_engine(
        "sqlite://",
        module=cipher.library(),
        creator=partial(_connect_as_is, file, key),
        poolclass=NullPool,
        hide_parameters=True,
    )
    event.listen(check, "connect", partial(_prepare_check, file=file, key=key))
    event.listen(check, "begin", _begin_sqlite)
    return check


def _connect_as_is(file: Path, key: FileKey | None) -> Any:
    held = _opened(file, "mode=rw")
    try:
        if key is not None:
            cipher.unlock(held, file, key)
        # Nothing is opened before the first reading.
        held.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except cipher.library().OperationalError as error:
        held.close()
        kept = file.with_name(f"{file.name}-wal")
        is_whole = not kept.exists() or kept.stat().st_size == 0
        if is_whole and _takes_no_writing(error):
            # WAL asks for two files beside it. Nobody can write here, so they are not needed.
            return _opened(file, "immutable=1")
        raise
    return held


def _takes_no_writing(error: Exception) -> bool:
    return any(words in str(error) for words in ("readonly", "unable to open"))


def _opened(file: Path, how: str) -> Any:
    return cipher.library().connect(
        f"{file.as_uri()}?{how}", uri=True, timeout=BUSY_SECONDS, check_same_thread=False
    )


def is_sqlite(engine: Engine) -> bool:
    """Whether the engine is for a local file."""
    return engine.dialect.name == "sqlite"


def key_of(engine: Engine) -> FileKey | None:
    """The key of a sealed local file; None for any other database."""
    return _KEYS.get(engine)


def _open_sqlite(url: URL, key: FileKey | None, pool_size: int) -> Engine:
    engine = create_engine(
        url,
        module=cipher.library(),
        pool_size=pool_size,
        max_overflow=pool_size,
        # The one used last comes first: its pages and statements are there, and the others stay small.
        pool_use_lifo=True,
        hide_parameters=True,
        connect_args={"timeout": BUSY_SECONDS, "cached_statements": 256},
    )
    file = Path(str(url.database))
    event.listen(engine, "connect", partial(_prepare_sqlite, file=file, key=key))
    event.listen(engine, "begin", _begin_sqlite)
    if key is not None:
        _KEYS[engine] = key
    return engine


def _prepare_sqlite(connection: Any, _record: Any, *, file: Path, key: FileKey | None) -> None:
    _prepare(connection, PRAGMAS, file, key)


def _prepare_check(connection: Any, _record: Any, *, file: Path, key: FileKey | None) -> None:
    # The journal is written into the file.
    _prepare(connection, tuple(pragma for pragma in PRAGMAS if pragma != _JOURNAL), file, key)


def _prepare(connection: Any, pragmas: tuple[str, ...], file: Path, key: FileKey | None) -> None:
    # The driver must neither open nor close transactions of its own accord: we say BEGIN.
    connection.isolation_level = None
    if key is not None:
        cipher.unlock(connection, file, key)
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


def _close_what_comes_late(engine: Engine) -> None:
    """After the pool was given up, a connection that was out then is closed when it comes back.

    It would lie open, and be that of whoever signed out.
    """
    now = [0]

    def opened(_connection: Any, record: Any) -> None:
        record.info[_POOL] = now[0]

    def given_up(_engine: Engine) -> None:
        now[0] += 1

    def came_back(connection: Any, record: Any) -> None:
        if connection is not None and record.info.get(_POOL) != now[0]:
            connection.close()

    event.listen(engine, "connect", opened)
    event.listen(engine, "engine_disposed", given_up)
    event.listen(engine, "checkin", came_back)


def _leave_a_standby(context: ExceptionContext) -> None:
    """A server that takes no writing any more is left: where another took over, that one is found.

    Its connections answer as before, so nobody would ever look for the other one.
    """
    if getattr(context.original_exception, "sqlstate", None) == "25006":
        context.is_disconnect = True


def _open_postgresql(url: URL, pool_size: int) -> Engine:
    limits = (
        f"-c statement_timeout={STATEMENT_SECONDS}s -c lock_timeout={int(BUSY_SECONDS)}s"
        " -c idle_in_transaction_session_timeout=60s -c timezone=UTC -c jit=off"
    )
    engine = create_engine(
        secured(url).set(drivername="postgresql+psycopg"),
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_pre_ping=True,
        hide_parameters=True,
        pool_timeout=BUSY_SECONDS * 2,
        connect_args={
            "options": limits,
            "connect_timeout": 5,
            "application_name": "ventanilla",
            **_PATIENCE,
        },
    )
    event.listen(engine, "handle_error", _leave_a_standby)
    _close_what_comes_late(engine)
    driver: Any = engine.dialect.loaded_dbapi
    try:
        driver.conninfo.make_conninfo(**dict.fromkeys(url.query, "1"))
    except driver.ProgrammingError as error:
        # An option the driver does not know, which it would refuse at the first connection only.
        raise RuleViolationError("DATABASE_URL_INVALID") from error
    return engine
