"""Care of the database: schema, integrity, verified copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.file_key import FileKey
from app.ports.unit_of_work import Store
from app.ports.watchdog import Watchdog


@dataclass(frozen=True, slots=True)
class DatabaseFault:
    """Something wrong in the database: stable code, where, and plain facts."""

    code: str
    where: str
    detail: str = ""


class Maintenance(Protocol):
    """What ``main.py db`` does, and what only a server has."""

    @property
    def watchdog(self) -> Watchdog:
        """Keeps hung sessions of a server from holding up everybody."""
        ...

    def init(self) -> str:
        """Create the schema in an empty database; returns the revision.

        Raises:
            RuleViolationError: ``DATABASE_NOT_EMPTY``.
        """
        ...

    def upgrade(self) -> str:
        """Bring the schema up to this program (backup first); returns the revision.

        Raises:
            UnavailableError: ``DATABASE_NEWER`` or ``DATABASE_UPGRADE_FAILED``.
        """
        ...

    def require_there(self) -> None:
        """Raise ``UnavailableError`` (``DATABASE_MISSING``) without a local file, or an empty one.

        Opening it would make an empty one, about which every question has a reassuring answer.
        """
        ...

    def store_as_is(self) -> Store:
        """The database for whoever only checks: not upgraded, and nothing written.

        Raises:
            UnavailableError: ``DATABASE_NEWER``, ``DATABASE_OUTDATED`` or unreachable.
        """
        ...

    def check(self) -> Sequence[DatabaseFault]:
        """Foreign keys, cases against the queue, blobs against their hashes, audit chains."""
        ...

    def backup(self, target: Path) -> str | None:
        """Write a verified copy; the name of the key it is sealed with, None in the open.

        Raises:
            RuleViolationError: ``FILE_EXISTS``.
            UnavailableError: ``BACKUP_FAILED``, or what a store of keys says.
        """
        ...

    def restore(self, source: Path, *, set_aside: bool = False) -> Path | None:
        """Fill an empty database with a backup's content.

        Args:
            source: the backup.
            set_aside: keep a damaged local file under another name and take its place.

        Returns:
            Where the damaged file is now, if there was one.

        Raises:
            RuleViolationError: ``DATABASE_NOT_EMPTY``, ``RESTORE_OVER_DAMAGED``,
                ``BACKUP_UNREADABLE``, ``BACKUP_DAMAGED``.
        """
        ...


class Sealing(Protocol):
    """What is done with the key of a local file; the file is closed to everybody meanwhile."""

    @property
    def file(self) -> Path | None:
        """The local file; None for a server."""
        ...

    @property
    def is_sealed(self) -> bool:
        """Whether what is written lies sealed."""
        ...

    def seal(self) -> str:
        """Seal a plain file; returns the name of its new key.

        Raises:
            RuleViolationError: ``DATABASE_SEALED``, ``DATABASE_NOT_LOCAL``.
            UnavailableError: ``DATABASE_MISSING``, ``DATABASE_IN_USE``, ``SEALING_FAILED``, or
                what keeps a key from being kept.
        """
        ...

    def rekey(self) -> str:
        """Seal the file with a new key; raises as :meth:`seal`, or ``DATABASE_NOT_SEALED``."""
        ...

    def key(self, backup: Path | None = None) -> FileKey:
        """The key of the file, or of a backup, for its recovery sheet.

        Raises:
            UnavailableError: ``DATABASE_NOT_SEALED``, or what a store of keys says.
        """
        ...

    def recover(self, key: FileKey, file: Path | None = None) -> None:
        """Keep a key read from paper, if the file, or a backup, was sealed with it.

        Raises:
            UnavailableError: ``FILE_KEY_WRONG``, ``DATABASE_NOT_SEALED``.
        """
        ...

    def plain_copies(self) -> Sequence[Path]:
        """Copies beside the file that anybody can read."""
        ...
