"""Care of one database, as the command line and the composition root ask for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, inspect

from app.domain.errors import RuleViolationError, UnavailableError
from app.ports.maintenance import DatabaseFault
from db import cipher, maintenance, migrate
from db.engine import checking_engine, is_sqlite, key_of, open_engine
from db.errors import translated
from db.file_copy import database_file
from db.integrity import count_rows
from db.local_keys import LocalKeys
from db.store import SqlStore
from db.watchdog import SqlWatchdog

if TYPE_CHECKING:
    from app.domain.file_key import FileKey


class SqlMaintenance:
    """Implements :class:`app.ports.maintenance.Maintenance` for the database of a URL.

    Args:
        url: where the database is.
        keys: chooses the key of a local file.
    """

    def __init__(self, url: str, keys: LocalKeys) -> None:
        self._url = url
        self._keys = keys

    @cached_property
    def engine(self) -> Engine:
        """The engine, opened when first asked for.

        Raises:
            UnavailableError: ``DATABASE_NOT_SEALED``, ``FILE_KEY_…`` and what a store of keys says.
        """
        return open_engine(self._url, self._keys.of_file())

    def close(self) -> None:
        """Close the pooled connections, if any were opened."""
        if "engine" in self.__dict__:
            self.engine.dispose()

    @property
    def watchdog(self) -> SqlWatchdog:
        """Keeps hung sessions of a server from holding up everybody."""
        return SqlWatchdog(self.engine)

    def make_ready(self) -> None:
        """Let work begin: a local file is brought up to this program, a server must be so already.

        Raises:
            UnavailableError: ``DATABASE_NEWER``, ``DATABASE_OUTDATED`` or unreachable.
        """
        if is_sqlite(self.engine):
            migrate.upgrade(self.engine)
        else:
            migrate.require_current(self.engine)

    def require_there(self) -> None:
        """Raise ``UnavailableError`` (``DATABASE_MISSING``) without a local file, or an empty one."""
        file = self._keys.file
        if file is not None and (not file.exists() or file.stat().st_size == 0):
            raise UnavailableError("DATABASE_MISSING")

    def store_as_is(self) -> SqlStore:
        """The database for whoever only checks: not upgraded, and nothing written.

        Raises:
            UnavailableError: ``DATABASE_NEWER``, ``DATABASE_OUTDATED`` or unreachable.
        """
        engine = checking_engine(self.engine)
        migrate.require_current(engine)
        return SqlStore(engine, engine)

    def init(self) -> str:
        """Create the schema in an empty database."""
        if migrate.current(self.engine) is not None:
            raise RuleViolationError("DATABASE_NOT_EMPTY")
        return migrate.upgrade(self.engine).after

    def upgrade(self) -> str:
        """Bring the schema up to this program, after a copy."""
        return migrate.upgrade(self.engine).after

    def check(self) -> Sequence[DatabaseFault]:
        """Foreign keys, cases against the queue, blobs against their hashes, audit chains."""
        return [
            DatabaseFault(fault.code, fault.place)
            for fault in maintenance.check(checking_engine(self.engine))
        ]

    def backup(self, target: Path) -> str | None:
        """Write a verified copy, sealed as the profile says; the name of its key."""
        if target.exists():
            raise RuleViolationError("FILE_EXISTS", file=str(target))
        key = self._keys.of_new_backup(target)
        maintenance.backup(self.engine, target, key)
        return cipher.sealed_with(target)

    def restore(self, source: Path, *, set_aside: bool = False) -> Path | None:
        """Fill an empty database with a backup's content, or take the place of a damaged file.

        Raises:
            RuleViolationError: ``DATABASE_NOT_EMPTY``: one word too few must not cost an office
                its work; whoever means it moves the old database away first.
                ``RESTORE_OVER_DAMAGED`` when what is there cannot be read.
            UnavailableError: ``FILE_KEY_MISSING``: the key of the backup is not known here.
        """
        key = self._keys.of_backup(source)
        if self._keys.file is not None and not self._keys.file.exists():
            # The paper with the key of the backup stays good for what is made of it.
            self.engine = open_engine(self._url, key or self._keys.of_file())
        if set_aside and is_sqlite(self.engine) and self._is_damaged():
            return self._replace(source, key)
        try:
            is_empty = self._is_empty()
        except UnavailableError as error:
            if error.code != "DATABASE_DAMAGED" or not is_sqlite(self.engine):
                raise
            raise RuleViolationError("RESTORE_OVER_DAMAGED") from error
        if not is_empty:
            raise RuleViolationError("DATABASE_NOT_EMPTY")
        maintenance.restore(source, self.engine, key)
        return None

    def _replace(self, source: Path, key: FileKey | None) -> Path:
        """Restore whole beside the damaged file first; only then do the two change places."""
        file = database_file(self.engine)
        fresh = file.with_name(f"{file.name}.restoring")
        fresh.unlink(missing_ok=True)
        own = key_of(self.engine) or key or self._keys.of_new_file()
        engine = open_engine(f"sqlite:///{fresh}", own)
        try:
            maintenance.restore(source, engine, key)
        finally:
            engine.dispose()
        self.engine.dispose()
        aside = _free_name(file)
        for ending in ("", "-wal", "-shm"):
            part = file.with_name(file.name + ending)
            if part.exists():
                part.rename(aside.with_name(aside.name + ending))
        fresh.rename(file)
        self.engine = open_engine(self._url, own)
        return aside

    def _is_damaged(self) -> bool:
        if not database_file(self.engine).exists():
            return False
        try:
            return bool(maintenance.check(self.engine))
        except UnavailableError as error:
            return error.code == "DATABASE_DAMAGED"

    def _is_empty(self) -> bool:
        if is_sqlite(self.engine) and not database_file(self.engine).exists():
            return True
        revision = migrate.current(self.engine)
        with translated(), self.engine.connect() as connection:
            if revision is None:
                return not inspect(connection).get_table_names()
            return revision == migrate.HEAD and count_rows(connection) == 0


def _free_name(file: Path) -> Path:
    """The first ``<file>.damaged-1``, ``-2`` … that is not taken."""
    names = (file.with_name(f"{file.name}.damaged-{number}") for number in count(1))
    return next(name for name in names if not name.exists())
