"""Brings a database to the schema of this program, and refuses one that is newer.

The connection is handed to Alembic and the scripts are found beside this package, so that it works
without ``alembic.ini`` and in a frozen program. Each step is one transaction on both databases.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Engine, inspect, text

from app.domain.errors import UnavailableError
from db.engine import WRITES, is_sqlite, key_of
from db.errors import translated
from db.file_copy import copy_into, database_file, sqlite_copy

# Alembic is imported where it works: every start asks for the revision, and hardly one upgrades.
if TYPE_CHECKING:
    from alembic.config import Config

HEAD: Final = "0010"
"""The revision this program works with: that of the newest script."""

SCRIPTS: Final = Path(__file__).parent / "migrations"
_KEPT_IN: Final = "alembic_version"
_LOCK: Final = 0x76656E74
"""Key of the advisory lock that keeps two desktops from migrating one server at once."""


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade did.

    Attributes:
        before: revision found, None for an empty database.
        after: revision now.
        backup: copy of the file as it was, None when there was nothing to copy.
    """

    before: str | None
    after: str
    backup: Path | None


def current(engine: Engine) -> str | None:
    """The revision of a database; None when it is empty."""
    with translated(), engine.connect() as connection:
        return _revision(connection)


def upgrade(engine: Engine, revision: str = "head") -> Upgraded:
    """Bring the database up to ``revision``; a file is copied first and put back on failure.

    Raises:
        UnavailableError: ``DATABASE_NEWER`` when the database knows more than this program;
            ``MIGRATION_FAILED`` when a step failed (nothing of it was kept).
    """
    before = current(engine)
    wanted = HEAD if revision == "head" else revision
    if before == wanted:
        _renew_guard(engine)
        return Upgraded(before, wanted, None)
    _refuse_newer(before)
    from alembic import command

    backup = _backup(engine, before) if is_sqlite(engine) and before is not None else None
    try:
        with _alone(engine) as connection:
            command.upgrade(_config(connection), revision)
            _check_references(connection)
            if wanted == HEAD:
                _install_guard(connection)
    except Exception as error:
        if backup is not None:
            key = key_of(engine)
            copy_into(backup, database_file(engine), key, key)
        raise UnavailableError("MIGRATION_FAILED", before=before, wanted=wanted) from error
    return Upgraded(before, wanted, backup)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the database down to ``revision`` (``base`` empties it); for tests and operators."""
    from alembic import command

    _refuse_newer(current(engine))
    with _alone(engine) as connection:
        command.downgrade(_config(connection), revision)


def require_current(engine: Engine) -> None:
    """Refuse to work on a database of another revision.

    Raises:
        UnavailableError: ``DATABASE_NEWER``, or ``DATABASE_OUTDATED`` when it must be upgraded.
    """
    before = current(engine)
    if before != HEAD:
        _refuse_newer(before)
        raise UnavailableError("DATABASE_OUTDATED", found=before, wanted=HEAD)


def _refuse_newer(revision: str | None) -> None:
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory(str(SCRIPTS)).walk_revisions()}
    if revision is not None and revision not in known:
        raise UnavailableError("DATABASE_NEWER", found=revision, known=HEAD)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_KEPT_IN):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {_KEPT_IN}")).scalars().all()  # noqa: S608  # our own name
    return str(found[0]) if found else None


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


@contextlib.contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """A connection on which nobody else migrates; references are checked afterwards on SQLite."""
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        if is_sqlite(engine):
            # Rebuilding a table drops the old one: with references on, its children would follow.
            # The pragma does nothing inside a transaction, hence the driver's own connection.
            driver: Any = connection.connection.driver_connection
            driver.execute("PRAGMA foreign_keys = OFF")
            try:
                yield connection
            finally:
                connection.rollback()
                driver.execute("PRAGMA foreign_keys = ON")
            return
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
        connection.commit()
        try:
            yield connection
        finally:
            connection.rollback()
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _LOCK})
            connection.commit()


def _renew_guard(engine: Engine) -> None:
    """The guard of a central database may be older than its schema."""
    if not is_sqlite(engine):
        with translated(), _alone(engine) as connection:
            _install_guard(connection)


def _install_guard(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        from db.policies.install import install

        install(connection)
        connection.commit()


def _check_references(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    connection.rollback()
    if broken:
        raise UnavailableError("DATABASE_DAMAGED", table=broken[0][0], rows=len(broken))


def _backup(engine: Engine, revision: str) -> Path:
    source = database_file(engine)
    target = source.with_name(f"{source.name}.before-{HEAD}-at-{revision}")
    sqlite_copy(engine, target)
    return target
