"""SQLCipher, the one SQLite this program opens local files with, sealed or not (ADR 0020)."""

from __future__ import annotations

import hashlib
import secrets
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Final

from app.domain.errors import UnavailableError
from app.domain.file_key import MARK_BYTES, FileKey, marked_key

OLDEST: Final = (3, 51, 3)
"""Versions before it may damage a file when its write-ahead log is started anew."""

NAMESAKES: Final = ("sqlcipher3-binary", "sqlcipher3-wheels", "pysqlcipher3")
"""Packages that put another library under the same name, whoever is installed last."""

_PLAIN: Final = b"SQLite format 3\0"
_SALT_BYTES: Final = 16


@cache
def library() -> Any:
    """The driver, after a look at what is really installed.

    Raises:
        UnavailableError: ``DATABASE_LIBRARY_MISSING``, ``DATABASE_LIBRARY_NAMESAKE`` or
            ``DATABASE_LIBRARY_OLD``.
    """
    for name in NAMESAKES:
        if _is_installed(name):
            raise UnavailableError("DATABASE_LIBRARY_NAMESAKE", found=name)
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise UnavailableError("DATABASE_LIBRARY_MISSING") from error
    require_new_enough(dbapi2.sqlite_version_info)
    connection = dbapi2.connect(":memory:")
    try:
        # Another SQLite would take the key for a setting it does not know, and write in the open.
        if connection.execute("PRAGMA cipher_version").fetchone() is None:
            raise UnavailableError("DATABASE_LIBRARY_MISSING")
        # Else it tells standard error what it thinks of a damaged page.
        connection.execute("PRAGMA cipher_log_level = NONE")
    finally:
        connection.close()
    return dbapi2


def require_new_enough(version: tuple[int, ...]) -> None:
    """Refuse a SQLite that may damage files; raises ``DATABASE_LIBRARY_OLD``."""
    if version < OLDEST:
        raise UnavailableError(
            "DATABASE_LIBRARY_OLD", found=_dotted(version), needed=_dotted(OLDEST)
        )


def is_plain(file: Path) -> bool:
    """Whether this is a database that anybody can read."""
    return _start(file) == _PLAIN


def sealed_with(file: Path) -> str | None:
    """The name of the key a file was sealed with; None for any other file, or none."""
    return marked_key(_start(file))


def unlock(connection: Any, file: Path, key: FileKey, salt: bytes = b"") -> None:
    """Give a new connection its key; the file is not read yet.

    Args:
        connection: the driver's.
        file: what it is connected to.
        key: the key.
        salt: what the file shall begin with, if it is made now.

    Raises:
        UnavailableError: ``FILE_KEY_CHANGED``: the file was sealed with another key meanwhile.
    """
    found = sealed_with(file)
    if found is not None and found != key.id:
        raise UnavailableError("FILE_KEY_CHANGED")
    salt = _start(file) or salt or _first_salt(key)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f'PRAGMA key = "{key_text(key, salt)}"')
    # What leaves memory is wiped, and as much as the system allows is kept from its swap.
    connection.execute("PRAGMA cipher_memory_security = ON")


def key_text(key: FileKey, salt: bytes) -> str:
    """Key and salt in the words of SQLCipher; nothing is derived from them."""
    return f"x'{key.raw.hex()}{salt.hex()}'"


def fresh_salt(key: FileKey) -> bytes:
    """The start of a new copy: names its key, and keeps pages of other copies out."""
    return key.mark + secrets.token_bytes(_SALT_BYTES - MARK_BYTES)


def _first_salt(key: FileKey) -> bytes:
    # The same for all connections that may create one file at the same moment.
    return key.mark + hashlib.sha256(b"first\0" + key.raw).digest()[: _SALT_BYTES - MARK_BYTES]


def _start(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            start = stream.read(_SALT_BYTES)
    except OSError:
        # Missing, or out of reach: whoever opens it says so in words of its own.
        return b""
    return start if len(start) == _SALT_BYTES else b""


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(str(part) for part in version)


def _is_installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True
