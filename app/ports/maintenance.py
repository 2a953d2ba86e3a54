"""Care of the database: schema, integrity, verified copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.ports.unit_of_work import Store


@dataclass(frozen=True, slots=True)
class DatabaseFault:
    """Something wrong in the database: stable code, where, and plain facts."""

    code: str
    where: str
    detail: str = ""


class Maintenance(Protocol):
    """What ``main.py db`` does."""

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

    def backup(self, target: Path) -> None:
        """Write a verified copy; raises ``RuleViolationError`` (``FILE_EXISTS``)."""
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
