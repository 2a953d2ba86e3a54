"""Sealing a plain file and changing the key of a sealed one: all of it or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from app.domain.audit import AuditEntry, case_chain
from app.domain.errors import RuleViolationError, UnavailableError
from app.domain.file_key import KEY_BYTES, FileKey
from app.infra import keyring_secrets
from app.infra.kept_file_keys import KeptFileKeys
from app.infra.keyring_secrets import KeyringSecrets, backend_name
from app.infra.wrapped_keys import WrappedKeys
from db import cipher, maintenance, migrate
from db.caretaker import SqlMaintenance
from db.engine import key_of, open_engine
from db.file_copy import pour
from db.local_keys import LocalKeys
from db.store import SqlStore
from tests import store_samples as samples
from tests.accounts import tell_of
from tests.memory_keyring import MemoryKeyring
from tests.unit.test_kept_file_keys import Typist

BLOB = b"evidence of somebody" * 1000
Keys = Callable[..., LocalKeys]


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    names = keyring_secrets.ALLOWED_BACKENDS | {backend_name(MemoryKeyring())}
    monkeypatch.setattr(keyring_secrets, "ALLOWED_BACKENDS", names)
    return MemoryKeyring()


@pytest.fixture
def keys(keyring: MemoryKeyring, tmp_path: Path) -> Keys:
    """Makes the keys of one file of a workstation."""

    def make(file: Path, *, is_sealed: bool = True) -> LocalKeys:
        wrapped = WrappedKeys(file.with_name("none.keys"), Typist())
        kept = KeptFileKeys(KeyringSecrets(backend=keyring), wrapped)
        return LocalKeys(f"sqlite:///{file}", kept, is_sealed=is_sealed)

    return make


@pytest.fixture
def plain(sqlite_template: Path, tmp_path: Path) -> Path:
    """A file in the open with work in it, and its log beside it."""
    file = tmp_path / "office.db"
    shutil.copy(sqlite_template, file)
    fill(file, None)
    return file


def fill(file: Path, key: FileKey | None) -> None:
    engine = open_engine(f"sqlite:///{file}", key)
    store = SqlStore(engine)
    ana = samples.staff_member("ana")
    samples.furnish(store, ana)
    with store.write() as work:
        tell_of(work, ana, samples.NOW)
        case = samples.put_case(work, "ADC-2026-000001")
        work.blobs.put(BLOB)
        work.audit.append(AuditEntry(case_chain(case.id), "case.opened", None, samples.NOW))
        work.commit()
    engine.dispose()


def cases_in(file: Path, key: FileKey | None) -> int:
    engine = open_engine(f"sqlite:///{file}", key)
    try:
        assert maintenance.check(engine) == ()
        with engine.connect() as connection:
            return int(connection.execute(text("SELECT count(*) FROM cases")).scalar_one())
    finally:
        engine.dispose()


def test_a_plain_file_is_opened_by_a_profile_that_says_so_only(plain: Path, keys: Keys) -> None:
    before = plain.read_bytes()
    with pytest.raises(UnavailableError) as caught:
        SqlMaintenance(f"sqlite:///{plain}", keys(plain)).make_ready()
    assert caught.value.code == "DATABASE_NOT_SEALED"
    assert plain.read_bytes() == before
    care = SqlMaintenance(f"sqlite:///{plain}", keys(plain, is_sealed=False))
    care.make_ready()
    assert key_of(care.engine) is None
    care.engine.dispose()


def test_a_new_file_is_sealed_unless_the_profile_says_otherwise(
    keys: Keys, keyring: MemoryKeyring, tmp_path: Path
) -> None:
    for is_sealed in (True, False):
        file = tmp_path / f"{is_sealed}.db"
        care = SqlMaintenance(f"sqlite:///{file}", keys(file, is_sealed=is_sealed))
        care.make_ready()
        care.engine.dispose()
        assert (cipher.sealed_with(file) is not None) is is_sealed
        assert cipher.is_plain(file) is not is_sealed
        # A sealed file is opened as what it is, whatever the profile wants of new ones.
        again = SqlMaintenance(f"sqlite:///{file}", keys(file, is_sealed=False))
        assert again.check() == []
        again.engine.dispose()
    assert len(keyring.kept) == 1


def test_sealing_keeps_everything_and_leaves_nothing_in_the_open(
    plain: Path, keys: Keys, tmp_path: Path
) -> None:
    other_name = tmp_path / "the same file.db"
    other_name.hardlink_to(plain)
    local = keys(plain)
    name = local.seal()
    assert cipher.sealed_with(plain) == name == local.key().id
    assert cases_in(plain, local.key()) == 1
    assert local.is_sealed
    assert set(other_name.read_bytes()) == {0}
    other_name.unlink()
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or BLOB[:40] not in path.read_bytes(), path
    with pytest.raises(RuleViolationError, match="DATABASE_SEALED"):
        local.seal()


def test_plain_copies_beside_the_file_are_named(plain: Path, keys: Keys) -> None:
    copy = plain.with_name(f"{plain.name}.before-0004-at-0003")
    shutil.copy(plain, copy)
    local = keys(plain)
    local.seal()
    assert local.plain_copies() == (copy,)


def test_a_file_in_use_is_left_alone(plain: Path, keys: Keys, sealed_template: Path) -> None:
    local = keys(plain)
    with closing(cipher.library().connect(plain)) as somebody:
        somebody.execute("SELECT count(*) FROM cases").fetchall()
        with pytest.raises(UnavailableError) as caught:
            local.seal()
    assert caught.value.code == "DATABASE_IN_USE"
    assert cipher.is_plain(plain)
    assert cases_in(plain, None) == 1
    assert not list(plain.parent.glob("*.sealing*"))


def test_a_new_key_replaces_the_old_one(plain: Path, keys: Keys, tmp_path: Path) -> None:
    local = keys(plain)
    local.seal()
    old = local.key()
    engine = open_engine(f"sqlite:///{plain}", old)
    maintenance.backup(engine, tmp_path / "older.db")
    engine.dispose()
    local.rekey()
    new = local.key()
    assert new != old
    assert cases_in(plain, new) == 1
    engine = open_engine(f"sqlite:///{plain}", old)
    with pytest.raises(UnavailableError, match="FILE_KEY_CHANGED"):
        migrate.current(engine)
    engine.dispose()
    # Copies made before stay readable on this machine.
    assert local.of_backup(tmp_path / "older.db") == old


def test_a_copy_that_is_not_equal_is_thrown_away(
    plain: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def losing(origin, target, old, new) -> None:
        pour(origin, target, old, new)
        with closing(cipher.library().connect(target, isolation_level=None)) as copy:
            cipher.unlock(copy, target, new)
            copy.execute("UPDATE staff SET full_name = 'Nobody'")

    monkeypatch.setattr("db.sealing.pour", losing)
    before = plain.read_bytes()
    with pytest.raises(UnavailableError, match="SEALING_FAILED"):
        keys(plain).seal()
    assert cipher.is_plain(plain)
    assert plain.read_bytes()[100:] == before[100:]
    assert not list(plain.parent.glob("*.sealing*"))


def test_a_lost_key_is_typed_from_paper(
    plain: Path, keys: Keys, keyring: MemoryKeyring, tmp_path: Path
) -> None:
    local = keys(plain)
    local.seal()
    key = local.key()
    keyring.kept.clear()
    before = plain.read_bytes()
    with pytest.raises(UnavailableError) as caught:
        SqlMaintenance(f"sqlite:///{plain}", local).make_ready()
    assert (caught.value.code, caught.value.context["key"]) == ("FILE_KEY_MISSING", key.id)
    with pytest.raises(UnavailableError, match="FILE_KEY_WRONG"):
        local.recover(FileKey(b"?" * KEY_BYTES))
    assert (plain.read_bytes(), keyring.kept) == (before, {})
    local.recover(key)
    assert local.key() == key
    assert cases_in(plain, key) == 1


def test_an_office_that_lost_its_disk_goes_on_with_the_paper_it_has(
    plain: Path, keys: Keys, keyring: MemoryKeyring, tmp_path: Path
) -> None:
    local = keys(plain)
    local.seal()
    key = local.key()
    care = SqlMaintenance(f"sqlite:///{plain}", local)
    care.backup(tmp_path / "backup.db")
    care.engine.dispose()
    keyring.kept.clear()
    elsewhere = tmp_path / "new machine"
    elsewhere.mkdir()
    fresh = keys(elsewhere / "office.db")
    with pytest.raises(UnavailableError, match="FILE_KEY_MISSING"):
        SqlMaintenance(f"sqlite:///{fresh.file}", fresh).restore(tmp_path / "backup.db")
    fresh.recover(key, tmp_path / "backup.db")
    care = SqlMaintenance(f"sqlite:///{fresh.file}", fresh)
    care.restore(tmp_path / "backup.db")
    care.engine.dispose()
    assert fresh.key() == key
    assert cases_in(elsewhere / "office.db", key) == 1


def test_a_plain_backup_is_read_into_a_sealed_file(plain: Path, keys: Keys, tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{plain}")
    maintenance.backup(engine, tmp_path / "backup.db")
    engine.dispose()
    before = (tmp_path / "backup.db").read_bytes()
    local = keys(tmp_path / "new.db")
    care = SqlMaintenance(f"sqlite:///{local.file}", local)
    care.restore(tmp_path / "backup.db")
    care.engine.dispose()
    assert cases_in(tmp_path / "new.db", local.key()) == 1
    assert (tmp_path / "backup.db").read_bytes() == before


def test_a_damaged_sealed_file_is_set_aside(plain: Path, keys: Keys, tmp_path: Path) -> None:
    local = keys(plain)
    local.seal()
    care = SqlMaintenance(f"sqlite:///{plain}", local)
    care.backup(tmp_path / "backup.db")
    care.engine.dispose()
    # Even what names its key may be gone.
    for damaged in (3, 100, 5000):
        content = bytearray(plain.read_bytes())
        content[damaged] ^= 1
        plain.write_bytes(content)
        care = SqlMaintenance(f"sqlite:///{plain}", keys(plain))
        aside = care.restore(tmp_path / "backup.db", set_aside=True)
        assert aside is not None
        assert aside.read_bytes() == bytes(content)
        assert care.check() == []
        care.engine.dispose()
        assert cases_in(plain, keys(plain).key()) == 1


def test_a_sealed_file_is_brought_up_and_put_back(keys: Keys, tmp_path: Path) -> None:
    local = keys(tmp_path / "old.db")
    engine = open_engine(f"sqlite:///{local.file}", local.of_file())
    migrate.upgrade(engine, "0002")
    samples.furnish(SqlStore(engine))
    done = migrate.upgrade(engine)
    assert done.backup is not None
    assert cipher.sealed_with(done.backup) == local.key().id
    engine.dispose()
    assert local.plain_copies() == ()
