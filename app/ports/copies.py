"""Where an office keeps copies of its database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """One verified copy.

    Attributes:
        name: of its file.
        at: when it was begun.
        key: name of the key it is sealed with; None for one in the open.
    """

    name: str
    at: datetime
    key: str | None = None


class Copies(Protocol):
    """A folder of copies, which may be on another disk and not be there."""

    def newest(self, until: datetime) -> KeptCopy | None:
        """The last copy made up to an instant; raises ``UnavailableError`` (``COPIES_UNREACHABLE``)."""
        ...

    def make(self, at: datetime) -> KeptCopy:
        """Write a verified copy named by its instant.

        Raises:
            UnavailableError: ``BACKUP_FAILED``, ``COPIES_UNREACHABLE``, or what a store of keys says.
        """
        ...

    def thin(self, kept: int, until: datetime) -> tuple[str, ...]:
        """Delete the oldest copies up to an instant until so many are left; what was deleted."""
        ...
