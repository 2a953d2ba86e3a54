"""Keys of sealed files go to the system's store, or under a passphrase, never into the open."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from keyring.backends import fail, null
from typing_extensions import override

from app.cli.passphrases import TerminalPassphrases
from app.domain.errors import RuleViolationError, UnavailableError
from app.domain.file_key import KEY_BYTES, FileKey
from app.infra import keyring_secrets
from app.infra.kept_file_keys import KeptFileKeys
from app.infra.keyring_secrets import KeyringSecrets, backend_name
from app.infra.wrapped_keys import WrappedKeys
from tests.memory_keyring import MemoryKeyring
from tests.quick_hasher import QUICK

WORDS = "caballo batería grapa correcta"


class Typist:
    """Types what it is told; counts how often it is asked."""

    def __init__(self, *words: str) -> None:
        self.words = list(words)
        self.asked = 0

    def present(self, *, is_repeat: bool) -> str:
        self.asked += 1
        return self.words.pop(0)

    def new(self, minimum: int) -> str:
        return self.present(is_repeat=False)


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    names = keyring_secrets.ALLOWED_BACKENDS | {backend_name(MemoryKeyring())}
    monkeypatch.setattr(keyring_secrets, "ALLOWED_BACKENDS", names)


def wrapped(folder: Path, *words: str) -> WrappedKeys:
    return WrappedKeys(folder / "office.db.keys", Typist(*words), QUICK)


@pytest.mark.usefixtures("allowed")
def test_a_new_key_is_kept_in_the_systems_store_only(tmp_path: Path) -> None:
    store = MemoryKeyring()
    keys = KeptFileKeys(KeyringSecrets(backend=store), wrapped(tmp_path))
    key, other = keys.make(), keys.make()
    assert key != other
    assert (keys.get(key.id), keys.get(other.id)) == (key, other)
    assert len(store.kept) == 2
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(UnavailableError, match="FILE_KEY_MISSING"):
        keys.get("00" * 6)


@pytest.mark.usefixtures("allowed")
def test_a_store_that_gives_another_value_back_is_not_believed(tmp_path: Path) -> None:
    store = MemoryKeyring()
    keys = KeptFileKeys(KeyringSecrets(backend=store), wrapped(tmp_path))
    key, other = keys.make(), keys.make()
    store.kept["ventanilla", f"file-key-{key.id}"] = other.raw.hex()
    with pytest.raises(UnavailableError, match="FILE_KEY_MISSING"):
        keys.get(key.id)
    store.kept["ventanilla", f"file-key-{key.id}"] = "no key"
    with pytest.raises(UnavailableError, match="FILE_KEY_MISSING"):
        keys.get(key.id)


@pytest.mark.usefixtures("allowed")
def test_a_locked_store_is_said_and_nothing_else_is_tried(tmp_path: Path) -> None:
    class Locked(KeyringSecrets):
        @override
        def put(self, name: str, secret: str) -> None:
            raise UnavailableError("KEYRING_LOCKED")

    keys = KeptFileKeys(Locked(), wrapped(tmp_path, WORDS))
    with pytest.raises(UnavailableError, match="KEYRING_LOCKED"):
        keys.make()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("backend", [null.Keyring(), fail.Keyring(), MemoryKeyring(cut_at=20)])
def test_without_a_safe_store_the_key_is_wrapped(backend, tmp_path: Path) -> None:
    key = KeptFileKeys(KeyringSecrets(backend=backend), wrapped(tmp_path, WORDS)).make()
    (file,) = tmp_path.iterdir()
    assert key.raw.hex() not in file.read_text()
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600
    for row in key.rows:
        assert row not in file.read_text()
    again = KeptFileKeys(KeyringSecrets(backend=backend), wrapped(tmp_path, "no", WORDS))
    assert again.get(key.id) == key


def test_one_passphrase_opens_all_keys_and_is_asked_once(tmp_path: Path) -> None:
    first = FileKey(b"1" * KEY_BYTES)
    wrapped(tmp_path, WORDS).put(first)
    typist = Typist(WORDS)
    later = WrappedKeys(tmp_path / "office.db.keys", typist, QUICK)
    second = FileKey(b"2" * KEY_BYTES)
    later.put(second)
    assert (later.get(first.id), later.get(second.id), typist.asked) == (first, second, 1)
    assert wrapped(tmp_path, WORDS).get(second.id) == second


def test_wrong_words_open_nothing_and_change_nothing(tmp_path: Path) -> None:
    key = FileKey(b"1" * KEY_BYTES)
    wrapped(tmp_path, WORDS).put(key)
    before = (tmp_path / "office.db.keys").read_bytes()
    with pytest.raises(UnavailableError, match="PASSPHRASE_WRONG"):
        wrapped(tmp_path, "a", "b", "c").get(key.id)
    with pytest.raises(UnavailableError, match="PASSPHRASE_WRONG"):
        wrapped(tmp_path, "a", "b", "c").put(FileKey(b"2" * KEY_BYTES))
    assert (tmp_path / "office.db.keys").read_bytes() == before


def test_a_short_passphrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleViolationError, match="PASSPHRASE_SHORT"):
        wrapped(tmp_path, "short").put(FileKey(b"1" * KEY_BYTES))
    assert list(tmp_path.iterdir()) == []


def test_a_box_under_another_name_does_not_open(tmp_path: Path) -> None:
    one, two = FileKey(b"1" * KEY_BYTES), FileKey(b"2" * KEY_BYTES)
    keys = wrapped(tmp_path, WORDS)
    keys.put(one)
    keys.put(two)
    file = tmp_path / "office.db.keys"
    stored = json.loads(file.read_text())
    boxes = stored["keys"]
    boxes[one.id], boxes[two.id] = boxes[two.id], boxes[one.id]
    file.write_text(json.dumps(stored))
    with pytest.raises(UnavailableError, match="PASSPHRASE_WRONG"):
        wrapped(tmp_path, WORDS, WORDS, WORDS).get(one.id)
    file.write_text("{")
    with pytest.raises(UnavailableError, match="FILE_KEY_UNREADABLE"):
        wrapped(tmp_path, WORDS).get(one.id)


def test_nobody_types_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    for ask in (
        lambda: TerminalPassphrases().present(is_repeat=False),
        lambda: TerminalPassphrases().new(15),
    ):
        with pytest.raises(UnavailableError, match="PASSPHRASE_NEEDED"):
            ask()
