"""Whole copies of SQLite files through SQLite's backup interface (safe while others write)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from app.domain.errors import UnavailableError


def database_file(engine: Engine) -> Path:
    """The file of a local database."""
    return Path(str(engine.url.database))


def sqlite_copy(source: Path, target: Path) -> None:
    """Copy into a new file, which appears under its name only when it is whole.

    Raises:
        UnavailableError: ``BACKUP_FAILED``.
    """
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.unlink(missing_ok=True)
    copy_into(source, unfinished)
    unfinished.replace(target)


def copy_into(source: Path, target: Path) -> None:
    """Replace all pages of ``target`` by those of ``source``.

    Raises:
        UnavailableError: ``BACKUP_FAILED`` when either cannot be read or written.
    """
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as origin,
            closing(sqlite3.connect(target, timeout=10)) as copy,
        ):
            origin.backup(copy)
    except sqlite3.Error as error:
        raise UnavailableError("BACKUP_FAILED") from error
