"""Copies of the database in a folder, named by the instant they were begun (UTC)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.domain.errors import UnavailableError
from app.ports.copies import KeptCopy

if TYPE_CHECKING:
    from app.ports.maintenance import Maintenance

_NAME: Final = re.compile(r"ventanilla-(\d{8}T\d{6}Z)\.db")
_INSTANT: Final = "%Y%m%dT%H%M%SZ"


class CopyFolder:
    """Implements :class:`app.ports.copies.Copies`; nothing under another name is ever touched.

    Args:
        folder: has to be there: a disk that is not plugged in must not become a folder on this one.
        maintenance: writes the copy.
    """

    def __init__(self, folder: Path, maintenance: Maintenance) -> None:
        self._folder = folder
        self._maintenance = maintenance

    def newest(self, until: datetime) -> KeptCopy | None:
        """The last copy made up to an instant; raises ``COPIES_UNREACHABLE``."""
        found = [copy for copy in self._found() if copy.at <= until]
        return found[-1] if found else None

    def make(self, at: datetime) -> KeptCopy:
        """Write a verified copy; raises as the port says."""
        self._found()
        name = f"ventanilla-{at.astimezone(UTC):{_INSTANT}}.db"
        key = self._maintenance.backup(self._folder / name)
        return KeptCopy(name, at, key)

    def thin(self, kept: int, until: datetime) -> tuple[str, ...]:
        """Delete the oldest copies up to an instant until so many are left; what was deleted."""
        # Those named later are of a clock that was wrong: they neither count nor go.
        old = [copy for copy in self._found() if copy.at <= until][:-kept]
        for copy in old:
            (self._folder / copy.name).unlink(missing_ok=True)
        return tuple(copy.name for copy in old)

    def _found(self) -> list[KeptCopy]:
        try:
            names = [path.name for path in self._folder.iterdir() if path.is_file()]
        except OSError as error:
            raise UnavailableError("COPIES_UNREACHABLE", folder=str(self._folder)) from error
        return sorted(filter(None, map(_read, names)), key=lambda copy: copy.at)


def _read(name: str) -> KeptCopy | None:
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    try:
        return KeptCopy(name, datetime.strptime(match[1], _INSTANT).replace(tzinfo=UTC))
    except ValueError:
        return None
