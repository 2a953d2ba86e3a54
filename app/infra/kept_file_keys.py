"""Where this workstation keeps the keys of its sealed files (implements ``FileKeys``)."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from app.domain.errors import RuleViolationError, UnavailableError
from app.domain.file_key import KEY_BYTES, FileKey

if TYPE_CHECKING:
    from app.infra.wrapped_keys import WrappedKeys
    from app.ports.secret_store import SecretStore


class KeptFileKeys:
    """In the system's store; only where there is none, under a passphrase somebody types.

    Nothing falls back in silence: the passphrase is asked for in words that say why. Once a
    machine has begun with a passphrase it goes on with it.
    """

    def __init__(self, store: SecretStore, wrapped: WrappedKeys) -> None:
        self._store = store
        self._wrapped = wrapped

    def get(self, key_id: str) -> FileKey:
        """Return the key of that name; raises as the port says."""
        if self._wrapped.holds(key_id):
            key = self._wrapped.get(key_id)
        else:
            key = self._from_store(key_id)
        if key.id != key_id:
            raise UnavailableError("FILE_KEY_MISSING", key=key_id)
        return key

    def keep(self, key: FileKey) -> None:
        """Keep it; raises as the port says."""
        if self._wrapped.is_in_use:
            self._wrapped.put(key)
            return
        try:
            self._store.put(_name(key.id), key.raw.hex())
        except UnavailableError as error:
            if error.code != "KEYRING_UNSAFE":
                raise
            self._wrapped.put(key)

    def make(self) -> FileKey:
        """A new key, kept; raises as the port says."""
        key = FileKey(secrets.token_bytes(KEY_BYTES))
        self.keep(key)
        return key

    def _from_store(self, key_id: str) -> FileKey:
        try:
            return FileKey(bytes.fromhex(self._store.get(_name(key_id))))
        except (RuleViolationError, ValueError) as error:
            raise UnavailableError("FILE_KEY_MISSING", key=key_id) from error


def _name(key_id: str) -> str:
    return f"file-key-{key_id}"
