"""A copy of a server: sealed, as good as what it was made of, and read back whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app.domain.audit import SYSTEM_CHAIN, AuditEntry
from app.domain.errors import UnavailableError
from app.infra import keyring_secrets
from app.infra.kept_file_keys import KeptFileKeys
from app.infra.keyring_secrets import KeyringSecrets, backend_name
from app.infra.wrapped_keys import WrappedKeys
from db import cipher, maintenance
from db.caretaker import SqlMaintenance
from db.local_keys import LocalKeys
from db.store import SqlStore
from tests import store_samples as samples
from tests.memory_keyring import MemoryKeyring
from tests.unit.test_kept_file_keys import Typist

SECRET = b"Zambrano"


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    names = keyring_secrets.ALLOWED_BACKENDS | {backend_name(MemoryKeyring())}
    monkeypatch.setattr(keyring_secrets, "ALLOWED_BACKENDS", names)
    return MemoryKeyring()


@pytest.fixture
def server(postgresql_engine: Engine) -> Engine:
    """A central database with work in it."""
    store = SqlStore(postgresql_engine)
    samples.furnish(store)
    with store.write() as work:
        work.people.add(samples.person("17"), samples.contact_version())
        work.audit.append(AuditEntry(SYSTEM_CHAIN, "test.done", None, samples.NOW))
        work.blobs.put(b"x" * 2_500_000)
        work.commit()
    return postgresql_engine


def _care(
    engine: Engine, keyring: MemoryKeyring, folder: Path, *, is_sealed: bool = True
) -> SqlMaintenance:
    url = engine.url.render_as_string(hide_password=False)
    kept = KeptFileKeys(
        KeyringSecrets(backend=keyring), WrappedKeys(folder / "none.keys", Typist())
    )
    return SqlMaintenance(url, LocalKeys(url, kept, is_sealed=is_sealed))


def test_a_copy_of_a_server_is_sealed_and_says_with_which_key(
    server: Engine, keyring: MemoryKeyring, tmp_path: Path
) -> None:
    care = _care(server, keyring, tmp_path)
    name = care.backup(tmp_path / "monday.db")
    assert name is not None
    assert cipher.sealed_with(tmp_path / "monday.db") == name
    assert SECRET not in (tmp_path / "monday.db").read_bytes()
    # One sheet of paper is good for every copy of the folder.
    assert care.backup(tmp_path / "tuesday.db") == name
    # Without its key a new one is made, and nobody is left without a copy.
    keyring.kept.clear()
    assert care.backup(tmp_path / "wednesday.db") not in {None, name}
    care.close()


def test_files_lie_in_the_open_only_where_the_profile_says_so(
    server: Engine, keyring: MemoryKeyring, tmp_path: Path
) -> None:
    care = _care(server, keyring, tmp_path, is_sealed=False)
    assert care.backup(tmp_path / "open.db") is None
    assert SECRET in (tmp_path / "open.db").read_bytes()
    care.close()


def test_a_sealed_copy_is_read_back_into_a_server(
    server: Engine, own_postgresql_engine: Engine, keyring: MemoryKeyring, tmp_path: Path
) -> None:
    care = _care(server, keyring, tmp_path)
    care.backup(tmp_path / "copy.db")
    care.close()
    target = _care(own_postgresql_engine, keyring, tmp_path)
    assert target.restore(tmp_path / "copy.db") is None
    assert target.check() == []
    with own_postgresql_engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM people")).scalar_one() == 1
    target.close()


def test_a_row_that_gets_lost_on_the_way_back_is_noticed_and_nothing_stays(
    server: Engine, own_postgresql_engine: Engine, tmp_path: Path
) -> None:
    maintenance.backup(server, tmp_path / "copy.db")
    with own_postgresql_engine.begin() as connection:
        connection.execute(text("CREATE RULE lose AS ON INSERT TO blob_chunks DO INSTEAD NOTHING"))
    with pytest.raises(UnavailableError) as caught:
        maintenance.restore(tmp_path / "copy.db", own_postgresql_engine)
    assert caught.value.code == "RESTORE_FAILED"
    assert caught.value.context["tables"] == ["blob_chunks"]
    with own_postgresql_engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM people")).scalar_one() == 0
