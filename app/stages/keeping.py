"""Copies of the database that a local office makes by itself, and how many of them it keeps."""

from __future__ import annotations

from datetime import timedelta

from app.domain.audit import SYSTEM_CHAIN, AuditEntry
from app.ports.clock import Clock
from app.ports.copies import Copies, KeptCopy
from app.ports.unit_of_work import Store


class KeepCopies:
    """Makes a copy when the last one is old enough; two at once only make one more.

    Args:
        store: where it is told.
        copies: the folder.
        clock: says when.
        every: how long a copy is good.
        kept: how many stay.
    """

    def __init__(
        self, store: Store, copies: Copies, clock: Clock, every: timedelta, kept: int
    ) -> None:
        self._store = store
        self._copies = copies
        self._clock = clock
        self._every = every
        self._kept = kept

    def __call__(self) -> KeptCopy:
        """Return the newest copy, made now or before.

        One that seems to be of the future is of a clock that was wrong: it is not waited for.

        Raises:
            UnavailableError: ``COPIES_UNREACHABLE``, ``BACKUP_FAILED`` or what a store of keys says.
        """
        now = self._clock.now()
        last = self._copies.newest(now)
        if last is not None and now - self._every < last.at:
            return last
        made = self._copies.make(now)
        # Only once there is a new one: a disk that fails must not cost the old ones.
        gone = self._copies.thin(self._kept, now)
        details = {"file": made.name, "deleted": list(gone)} | (
            {"key": made.key} if made.key else {}
        )
        with self._store.write() as uow:
            uow.audit.append(
                AuditEntry(SYSTEM_CHAIN, "database.backed_up", None, now, details=details)
            )
            uow.commit()
        return made
