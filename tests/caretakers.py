"""The care of a file that lies in the open, as the demonstration's does."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import make_url

from app.infra.kept_file_keys import KeptFileKeys
from app.infra.keyring_secrets import KeyringSecrets
from app.infra.wrapped_keys import WrappedKeys
from db.caretaker import SqlMaintenance
from db.local_keys import LocalKeys
from tests.memory_keyring import MemoryKeyring
from tests.unit.test_kept_file_keys import Typist


def caretaker(url: str) -> SqlMaintenance:
    """Looks after the database of a URL; asks no store of secrets for a key."""
    wrapped = WrappedKeys(Path(str(make_url(url).database)).with_name("none.keys"), Typist())
    kept = KeptFileKeys(KeyringSecrets(backend=MemoryKeyring()), wrapped)
    return SqlMaintenance(url, LocalKeys(url, kept, is_sealed=False))
