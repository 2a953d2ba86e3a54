"""Whole copies of local files, sealed or not, made by SQLite itself (safe while others write)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.errors import UnavailableError
from db import cipher
from db.engine import key_of

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from app.domain.file_key import FileKey


def database_file(engine: Engine) -> Path:
    """The file of a local database."""
    return Path(str(engine.url.database))


def sqlite_copy(engine: Engine, target: Path) -> None:
    """Copy a local database into a new file, which appears under its name only when it is whole.

    The copy of a sealed file is sealed with the same key.

    Raises:
        UnavailableError: ``BACKUP_FAILED``.
    """
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.unlink(missing_ok=True)
    key = key_of(engine)
    copy_into(database_file(engine), unfinished, key, key)
    unfinished.replace(target)


def copy_into(
    source: Path, target: Path, source_key: FileKey | None, target_key: FileKey | None
) -> None:
    """Replace everything in ``target`` by what ``source`` holds.

    Raises:
        UnavailableError: ``BACKUP_FAILED`` when either cannot be read or written.
    """
    with failing_as("BACKUP_FAILED"), ExitStack() as opened:
        origin = opened.enter_context(closing(open_to_read(source, source_key)))
        pour(origin, target, source_key, target_key)


def open_to_read(file: Path, key: FileKey | None, *, is_still: bool = False) -> Any:
    """A bare connection that cannot write; ``is_still`` when nobody writes the file now."""
    place = f"{file.absolute().as_uri()}?mode=ro{'&immutable=1' if is_still else ''}"
    connection = cipher.library().connect(place, uri=True, isolation_level=None)
    try:
        if key is not None:
            cipher.unlock(connection, file, key)
    except BaseException:
        connection.close()
        raise
    return connection


def pour(origin: Any, target: Path, origin_key: FileKey | None, target_key: FileKey | None) -> None:
    """Fill a file from an open connection; a sealed one only from a sealed one page by page."""
    if target_key is not None and origin_key is None:
        # Pages of a plain file have no room for what seals them: its rows are written anew.
        target.unlink(missing_ok=True)
        text = cipher.key_text(target_key, cipher.fresh_salt(target_key))
        origin.execute("ATTACH DATABASE ? AS sealed KEY ?", (str(target.absolute()), text))
        # It is no one's file yet: whoever gives it a name forces it out first.
        origin.execute("PRAGMA sealed.synchronous = OFF")
        origin.execute("SELECT sqlcipher_export('sealed')")
        origin.execute("DETACH DATABASE sealed")
        return
    with closing(cipher.library().connect(target, timeout=10, isolation_level=None)) as copy:
        if target_key is not None:
            cipher.unlock(copy, target, target_key, salt=cipher.fresh_salt(target_key))
        origin.backup(copy)


@contextmanager
def failing_as(code: str) -> Iterator[None]:
    """Say an error of SQLite with this code."""
    try:
        yield
    except cipher.library().Error as error:
        raise UnavailableError(code) from error
