"""Integrity checks, and verified copies that either kind of database can be restored from.

A backup is always one SQLite file in the schema of this program, also when it was taken from
PostgreSQL: it needs no tool of the server, it can be opened and checked anywhere, and a local
office can be moved to the centre with it.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine

from app.domain.errors import RuleViolationError, UnavailableError
from db import migrate
from db.engine import is_sqlite, open_engine
from db.errors import translated
from db.file_copy import copy_into, database_file, sqlite_copy
from db.integrity import Fault, count_rows, find_faults
from db.portable import export_rows, load_rows

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
        return (*_missing_guards(connection), *find_faults(connection))


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


def backup(engine: Engine, file: Path) -> Copied:
    """Copy the whole database into a new file and verify the copy.

    Raises:
        RuleViolationError: ``FILE_EXISTS``; a backup never replaces another one.
        UnavailableError: ``BACKUP_FAILED`` when the copy is not equal to its source.
    """
    if file.exists():
        raise RuleViolationError("FILE_EXISTS", file=str(file))
    migrate.require_current(engine)
    if is_sqlite(engine):
        sqlite_copy(database_file(engine), file)
        # Others may write meanwhile: the copy is one instant of the source, checked by itself.
        expected = None
    else:
        expected = _export(engine, file)
    copy = open_engine(f"sqlite:///{file}")
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


def restore(file: Path, engine: Engine) -> Copied:
    """Replace everything in the database by what a backup holds; all of it or nothing.

    Raises:
        RuleViolationError: ``BACKUP_UNREADABLE`` or ``BACKUP_DAMAGED`` (with its faults).
        UnavailableError: ``DATABASE_NEWER`` when the backup is of a newer program.
    """
    with tempfile.TemporaryDirectory(prefix="ventanilla-restore-") as place:
        copy = Path(place) / "backup.db"
        _take_in(file, copy)
        source = open_engine(f"sqlite:///{copy}")
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
                copy_into(copy, database_file(engine))
            else:
                migrate.upgrade(engine)
                with translated():
                    load_rows(source, engine)
        finally:
            source.dispose()
    return Copied(file, migrate.HEAD, rows, ())


def _take_in(file: Path, copy: Path) -> None:
    """Work on a copy: opening or upgrading must not change the backup itself."""
    try:
        with file.open("rb") as stream:
            is_database = stream.read(16) == b"SQLite format 3\0"
        if is_database:
            shutil.copyfile(file, copy)
    except OSError as error:
        raise RuleViolationError("BACKUP_UNREADABLE", file=str(file)) from error
    engine = open_engine(f"sqlite:///{copy}")
    try:
        if not is_database or migrate.current(engine) is None:
            raise RuleViolationError("BACKUP_UNREADABLE", file=str(file))
    finally:
        engine.dispose()


def _export(engine: Engine, file: Path) -> int:
    unfinished = file.with_name(f"{file.name}.part")
    unfinished.unlink(missing_ok=True)
    target = open_engine(f"sqlite:///{unfinished}")
    try:
        migrate.upgrade(target)
        with translated():
            rows = export_rows(engine, target)
    finally:
        target.dispose()
    unfinished.replace(file)
    return rows
