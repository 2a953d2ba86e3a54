"""Seals a plain local file, or seals one with another key: a verified copy takes its place.

Nobody else may have the file open. Whatever happens on the way, the file is the old one whole or
the new one whole, and what it begins with names its key.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from app.domain.errors import UnavailableError
from db import cipher
from db.file_copy import failing_as, open_to_read, pour

if TYPE_CHECKING:
    from app.domain.file_key import FileKey

_PIECE: Final = 1 << 20
_BESIDE: Final = ("-wal", "-journal")


def seal_with(file: Path, old: FileKey | None, new: FileKey) -> None:
    """Have ``file`` sealed with ``new``, in place of ``old`` or of nothing.

    Raises:
        UnavailableError: ``DATABASE_IN_USE``, or ``SEALING_FAILED`` when the copy is not equal to
            the file; the file is as it was then.
    """
    fresh = file.with_name(f"{file.name}.sealing")
    fresh.unlink(missing_ok=True)
    try:
        with _alone(file, old) as held:
            with failing_as("SEALING_FAILED"):
                pour(held, fresh, old, new)
                _require_equal(held, fresh, new)
            _force_out(fresh)
            _change_places(file, fresh, held)
    finally:
        fresh.unlink(missing_ok=True)


@contextlib.contextmanager
def _alone(file: Path, key: FileKey | None) -> Iterator[Any]:
    """A connection beside which there is no other, and a file beside which there is no journal."""
    driver = cipher.library()
    with closing(driver.connect(file, timeout=1, isolation_level=None)) as held:
        if key is not None:
            cipher.unlock(held, file, key)
        try:
            # Refused while anybody else has the file open, even if they do nothing.
            mode = held.execute("PRAGMA journal_mode = DELETE").fetchone()
            held.execute("PRAGMA locking_mode = EXCLUSIVE")
            held.execute("BEGIN EXCLUSIVE")
            held.execute("COMMIT")
            mode = held.execute("PRAGMA journal_mode").fetchone()
        except driver.OperationalError as error:
            raise UnavailableError("DATABASE_IN_USE") from error
        except driver.Error as error:
            raise UnavailableError("DATABASE_DAMAGED") from error
        beside = [ending for ending in _BESIDE if file.with_name(file.name + ending).exists()]
        if mode != ("delete",) or beside:
            raise UnavailableError("DATABASE_IN_USE")
        yield held


def _require_equal(held: Any, fresh: Path, key: FileKey) -> None:
    with closing(open_to_read(fresh, key)) as copy:
        is_sound = copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        is_authentic = copy.execute("PRAGMA cipher_integrity_check").fetchall() == []
        if not (is_sound and is_authentic and _digest(copy) == _digest(held)):
            raise UnavailableError("SEALING_FAILED")


def _digest(connection: Any) -> str:
    """Of everything a database holds, in an order that does not depend on where it lies."""
    digest = hashlib.sha256()
    schema = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name"
    ).fetchall()
    digest.update(repr(schema).encode())
    for kind, name, _ in schema:
        if kind == "table":
            quoted = name.replace('"', '""')
            columns = len(connection.execute(f'PRAGMA table_info("{quoted}")').fetchall())
            order = ", ".join(str(number) for number in range(1, columns + 1))
            for row in connection.execute(f'SELECT * FROM "{quoted}" ORDER BY {order}'):  # noqa: S608  # its own name
                digest.update(repr(row).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _force_out(fresh: Path) -> None:
    with fresh.open("r+b") as stream:
        os.fsync(stream.fileno())


def _change_places(file: Path, fresh: Path, held: Any) -> None:
    if os.name == "nt":
        # Nothing that is open can be replaced there; whoever opens it in between is refused the
        # place, not the work.
        held.close()
        try:
            fresh.replace(file)
        except OSError as error:
            raise UnavailableError("DATABASE_IN_USE") from error
        return
    # Closed last: closing any handle of a file lets go of SQLite's locks on it.
    with file.open("r+b") as old:
        fresh.replace(file)
        _force_folder_out(file.parent)
        _blank(old)


def _force_folder_out(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _blank(old: BinaryIO) -> None:
    """Overwrite what has no name any more.

    Whoever had opened it and waited for our lock finds no database instead of writing into
    nothing; and as far as the disk goes along, plain words do not stay behind.
    """
    left = old.seek(0, os.SEEK_END)
    old.seek(0)
    while left > 0:
        left -= old.write(bytes(min(_PIECE, left)))
    old.flush()
    os.fsync(old.fileno())
