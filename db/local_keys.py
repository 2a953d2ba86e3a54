"""Which key a local file is opened with, and everything that is done with keys."""

from __future__ import annotations

from pathlib import Path

from app.domain.errors import RuleViolationError, UnavailableError
from app.domain.file_key import FileKey
from app.ports.file_keys import FileKeys
from db import cipher
from db.engine import parse_url
from db.sealing import seal_with


class LocalKeys:
    """The keys of one database, if it is a local file; implements ``app.ports.maintenance.Sealing``.

    What a file begins with says whether it is sealed and with which key; the profile says
    whether a file may lie in the open at all.

    Args:
        url: where the database is.
        kept: where this workstation keeps keys.
        is_sealed: whether the profile wants local files sealed.
    """

    def __init__(self, url: str, kept: FileKeys, *, is_sealed: bool) -> None:
        parsed = parse_url(url)
        is_local = parsed.get_backend_name() == "sqlite"
        self.file = Path(str(parsed.database)) if is_local else None
        self._kept = kept
        self._is_sealed = is_sealed

    @property
    def is_sealed(self) -> bool:
        """Whether what is written lies sealed: a file that is there says so itself."""
        if self.file is None or not self.file.exists():
            return self._is_sealed
        return cipher.sealed_with(self.file) is not None

    def of_file(self) -> FileKey | None:
        """The key the file is, or will be, sealed with; None for one in the open.

        Raises:
            UnavailableError: ``DATABASE_NOT_SEALED``, or why its key is not to be had.
        """
        if self.file is None:
            return None
        name = cipher.sealed_with(self.file)
        if name is not None:
            return self._kept.get(name)
        if self._is_sealed and cipher.is_plain(self.file):
            raise UnavailableError("DATABASE_NOT_SEALED")
        if self.file.exists() and (self.file.is_dir() or self.file.stat().st_size > 0):
            # No database of ours: it will be called damaged, with or without a key.
            return None
        return self.of_new_file()

    def of_new_file(self) -> FileKey | None:
        """A new key where the profile wants one."""
        return self._kept.make() if self._is_sealed else None

    def of_new_backup(self, file: Path) -> FileKey | None:
        """What a new copy of a server is sealed with: the key of the last one in its folder.

        So that one sheet of paper is good for all of them. A new key when there is none, or its key
        is not known here; none where the profile says that files may lie in the open.

        Raises:
            UnavailableError: what a store of keys says.
        """
        if self.file is not None or not self._is_sealed:
            return None
        for name in filter(None, map(_sealed_with, _newest_first(file.parent))):
            try:
                return self._kept.get(name)
            except UnavailableError as error:
                if error.code != "FILE_KEY_MISSING":
                    raise
        return self._kept.make()

    def of_backup(self, file: Path) -> FileKey | None:
        """The key of a backup; None for one in the open."""
        name = cipher.sealed_with(file)
        return None if name is None else self._kept.get(name)

    def seal(self) -> str:
        """Seal a plain file; returns the name of its new key.

        Raises:
            RuleViolationError: ``DATABASE_SEALED``.
            UnavailableError: ``DATABASE_MISSING``, ``DATABASE_IN_USE``, ``SEALING_FAILED``.
        """
        file = self._there()
        if cipher.sealed_with(file) is not None:
            raise RuleViolationError("DATABASE_SEALED")
        if not cipher.is_plain(file):
            raise UnavailableError("DATABASE_DAMAGED")
        return self._sealed_anew(file, None)

    def rekey(self) -> str:
        """Seal the file with a new key; the old one is kept for older backups. As :meth:`seal`."""
        file = self._there()
        return self._sealed_anew(file, self.key())

    def key(self, backup: Path | None = None) -> FileKey:
        """The key of the file or of this backup, for paper; raises ``DATABASE_NOT_SEALED``."""
        name = cipher.sealed_with(backup or self._there())
        if name is None:
            raise UnavailableError("DATABASE_NOT_SEALED")
        return self._kept.get(name)

    def recover(self, key: FileKey, file: Path | None = None) -> None:
        """Keep a key read from paper, if the file (or this backup) was sealed with it.

        Raises:
            UnavailableError: ``FILE_KEY_WRONG``, ``DATABASE_NOT_SEALED``.
        """
        name = cipher.sealed_with(file or self._there())
        if name is None:
            raise UnavailableError("DATABASE_NOT_SEALED")
        if name != key.id:
            raise UnavailableError("FILE_KEY_WRONG", expected=name, typed=key.id)
        self._kept.keep(key)

    def plain_copies(self) -> tuple[Path, ...]:
        """Copies beside the file that anybody can read."""
        file = self._there()
        beside = sorted(file.parent.glob(f"{file.name}.*"))
        return tuple(path for path in beside if path.is_file() and cipher.is_plain(path))

    def _sealed_anew(self, file: Path, old: FileKey | None) -> str:
        # Kept before it is used: from here on both keys are known, whatever happens.
        new = self._kept.make()
        seal_with(file, old, new)
        return new.id

    def _there(self) -> Path:
        if self.file is None:
            raise RuleViolationError("DATABASE_NOT_LOCAL")
        if not self.file.exists():
            raise UnavailableError("DATABASE_MISSING")
        return self.file


def _newest_first(folder: Path) -> list[Path]:
    files = [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
    return sorted(files, key=lambda path: path.stat().st_mtime, reverse=True)


def _sealed_with(file: Path) -> str | None:
    try:
        return cipher.sealed_with(file)
    except OSError:
        return None
