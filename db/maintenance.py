"""Integrity checks, and verified copies that either kind of database can be restored from.

A backup is always one SQLite file in the schema of this program, also when it was taken from
PostgreSQL: it needs no tool of the server, it can be opened and checked anywhere, and a local
office can be moved to the centre with it.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Engine

from app.domain.errors import RuleViolationError, UnavailableError
from db import cipher, migrate
from db.engine import is_sqlite, key_of, open_engine
from db.errors import translated
from db.file_copy import (
    copy_into,
    database_file,
    failing_as,
    open_to_read,
    pour,
    sqlite_copy,
)
from db.integrity import Fault, count_rows, find_faults
from db.policies import snapshot
from db.portable import export_rows, load_rows

if TYPE_CHECKING:
    from app.domain.file_key import FileKey
_NO_DAMAGE: Final = frozenset({"MESSAGE_WITHHELD"})
"""What a check tells of the past, with nothing wrong in the rows: a copy of it is a good one."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A finished copy.

    Attributes:
        file: where it is.
        revision: schema revision in it.
        rows: how many rows it holds in all tables; the same number as its source.
        faults: what :func:`check` found in it; the source has the same.
    """

    file: Path
    revision: str
    rows: int
    faults: tuple[Fault, ...]


def check(engine: Engine) -> tuple[Fault, ...]:
    """Everything that is wrong with a database; empty when it is sound.

    Raises:
        UnavailableError: ``DATABASE_NEWER`` or ``DATABASE_OUTDATED``: it cannot be checked.
    """
    migrate.require_current(engine)
    with translated(), engine.connect() as connection:
        found = (*_missing_guards(connection), *find_faults(connection))
    if is_sqlite(engine):
        return (*found, *_broken_seals(engine))
    with translated(), engine.connect() as connection:
        return (*found, *_guard_faults(connection))


def _guard_faults(connection: Connection) -> tuple[Fault, ...]:
    """Everything in which the guard of a server is not as this program installed it."""
    return tuple(
        Fault("GUARD_ALTERED", f"{drift.change}: {drift.kind} {drift.name}")
        for drift in snapshot.drifts(connection)
    )


def _broken_seals(engine: Engine) -> Iterator[Fault]:
    """Pages of a sealed file that are not as they were written, also those that hold nothing now."""
    key = key_of(engine)
    if key is None:
        return
    file = database_file(engine)
    with (
        failing_as("DATABASE_DAMAGED"),
        closing(cipher.library().connect(file, isolation_level=None)) as connection,
    ):
        cipher.unlock(connection, file, key)
        broken = set(_unsealed_pages(connection))
        # Somebody may have written the page just when it was read: only what stays is a fault.
        broken &= set(_unsealed_pages(connection)) if broken else broken
    for page in sorted(broken):
        yield Fault("DATABASE_DAMAGED", page)


def _unsealed_pages(connection: Any) -> list[str]:
    is_busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if is_busy:
        # The file itself may lag behind its log; what is in use was read through both.
        return []
    return [message for (message,) in connection.execute("PRAGMA cipher_integrity_check")]


def _missing_guards(connection: Connection) -> Iterator[Fault]:
    """Triggers of a new file of this program that this one lacks, or has in other words."""
    if connection.dialect.name != "sqlite":
        return
    here = _triggers(connection)
    with tempfile.TemporaryDirectory(prefix="ventanilla-check-") as place:
        fresh = open_engine(f"sqlite:///{Path(place) / 'fresh.db'}")
        migrate.upgrade(fresh)
        with fresh.connect() as other:
            wanted = _triggers(other)
        fresh.dispose()
    for name in sorted(wanted):
        if here.get(name) != wanted[name]:
            yield Fault("TRIGGER_MISSING", name)


def _triggers(connection: Connection) -> dict[str, str]:
    found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {str(row.name): str(row.sql) for row in found}


def backup(engine: Engine, file: Path, key: FileKey | None = None) -> Copied:
    """Copy the whole database into a new file and verify the copy.

    Args:
        engine: what is copied; the copy of a local file is sealed as that is.
        file: the copy.
        key: what the copy of a server is sealed with.

    Raises:
        RuleViolationError: ``FILE_EXISTS``; a backup never replaces another one.
        UnavailableError: ``BACKUP_FAILED`` when the copy is not equal to its source.
    """
    if file.exists():
        raise RuleViolationError("FILE_EXISTS", file=str(file))
    migrate.require_current(engine)
    if is_sqlite(engine):
        sqlite_copy(engine, file)
        # Others may write meanwhile: the copy is one instant of the source, checked by itself.
        expected = None
    else:
        expected = _export(engine, file, key)
    copy = open_engine(f"sqlite:///{file}", key_of(engine) or key)
    try:
        with translated(), copy.connect() as connection:
            rows = count_rows(connection)
            faults = tuple(find_faults(connection))
    finally:
        copy.dispose()
    if expected is not None and rows != expected:
        file.unlink()
        raise UnavailableError("BACKUP_FAILED", expected=expected, found=rows)
    return Copied(file, migrate.HEAD, rows, faults)


def restore(file: Path, engine: Engine, key: FileKey | None = None) -> Copied:
    """Replace everything in the database by what a backup holds; all of it or nothing.

    Args:
        file: the backup.
        engine: what it is read back into.
        key: of a sealed backup.

    Raises:
        RuleViolationError: ``BACKUP_UNREADABLE``, ``BACKUP_DAMAGED`` (with its faults) or
            ``BACKUP_SEALED``: its content would lie in the open.
        UnavailableError: ``DATABASE_NEWER`` when the backup is of a newer program;
            ``RESTORE_FAILED`` when what was read back is not what the backup holds.
    """
    if key is not None and is_sqlite(engine) and key_of(engine) is None:
        raise RuleViolationError("BACKUP_SEALED", file=str(file))
    with tempfile.TemporaryDirectory(prefix="ventanilla-restore-") as place:
        copy = Path(place) / "backup.db"
        # What is worked on lies no more in the open than where it comes from or goes to.
        copy_key = key_of(engine) or key
        _take_in(file, copy, key, copy_key)
        source = open_engine(f"sqlite:///{copy}", copy_key)
        try:
            migrate.upgrade(source)
            faults = [fault for fault in check(source) if fault.code not in _NO_DAMAGE]
            if faults:
                raise RuleViolationError("BACKUP_DAMAGED", faults=[fault.code for fault in faults])
            with translated(), source.connect() as connection:
                rows = count_rows(connection)
            if is_sqlite(engine):
                source.dispose()
                engine.dispose()
                copy_into(copy, database_file(engine), copy_key, copy_key)
            else:
                migrate.upgrade(engine)
                with translated():
                    load_rows(source, engine)
        finally:
            source.dispose()
    return Copied(file, migrate.HEAD, rows, ())


def _take_in(file: Path, copy: Path, key: FileKey | None, copy_key: FileKey | None) -> None:
    """Work on a copy: opening or upgrading must not change the backup itself."""
    try:
        is_database = cipher.is_plain(file) or cipher.sealed_with(file) is not None
        if is_database and key == copy_key:
            shutil.copyfile(file, copy)
        elif is_database:
            with (
                failing_as("DATABASE_DAMAGED"),
                closing(open_to_read(file, key, is_still=True)) as it,
            ):
                pour(it, copy, key, copy_key)
    except (OSError, UnavailableError) as error:
        raise RuleViolationError("BACKUP_UNREADABLE", file=str(file)) from error
    engine = open_engine(f"sqlite:///{copy}", copy_key)
    try:
        if not is_database or migrate.current(engine) is None:
            raise RuleViolationError("BACKUP_UNREADABLE", file=str(file))
    finally:
        engine.dispose()


def _export(engine: Engine, file: Path, key: FileKey | None) -> int:
    unfinished = file.with_name(f"{file.name}.part")
    unfinished.unlink(missing_ok=True)
    target = open_engine(f"sqlite:///{unfinished}", key)
    try:
        migrate.upgrade(target)
        with translated():
            rows = export_rows(engine, target)
    finally:
        target.dispose()
    unfinished.replace(file)
    return rows
