"""Keys of sealed local files, and the passphrase where the system has no store for them."""

from __future__ import annotations

from typing import Protocol

from app.domain.file_key import FileKey


class FileKeys(Protocol):
    """Keeps the keys of one workstation by name; refuses rather than keep one in the open."""

    def get(self, key_id: str) -> FileKey:
        """Return the key of that name.

        Raises:
            UnavailableError: ``FILE_KEY_MISSING``, ``PASSPHRASE_WRONG``, ``PASSPHRASE_NEEDED``,
                ``KEYRING_UNSAFE`` or ``KEYRING_LOCKED``.
        """
        ...

    def keep(self, key: FileKey) -> None:
        """Keep a key beside those kept before, and read it back.

        Raises:
            RuleViolationError: ``PASSPHRASE_SHORT``.
            UnavailableError: as :meth:`get`.
        """
        ...

    def make(self) -> FileKey:
        """A new key, kept before anything is sealed with it; raises as :meth:`keep`."""
        ...


class Passphrases(Protocol):
    """Asks whoever starts the program."""

    def present(self, *, is_repeat: bool) -> str:
        """The passphrase in force; ``is_repeat`` after a wrong one.

        Raises:
            UnavailableError: ``PASSPHRASE_NEEDED`` when nobody is there to type it.
        """
        ...

    def new(self, minimum: int) -> str:
        """A new one, typed twice; whoever is asked is told why. Raises as :meth:`present`."""
        ...
