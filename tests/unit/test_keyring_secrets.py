"""Secrets go to the system's store or nowhere."""

from __future__ import annotations

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null

from app.domain.errors import RuleViolationError, UnavailableError
from app.infra import keyring_secrets
from app.infra.keyring_secrets import KeyringSecrets, backend_name
from tests.memory_keyring import MemoryKeyring


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    names = keyring_secrets.ALLOWED_BACKENDS | {backend_name(MemoryKeyring())}
    monkeypatch.setattr(keyring_secrets, "ALLOWED_BACKENDS", names)


@pytest.mark.usefixtures("allowed")
def test_round_trip() -> None:
    secrets = KeyringSecrets(backend=MemoryKeyring())
    secrets.put("mail", "clave con ñ y 🗝")
    assert secrets.get("mail") == "clave con ñ y 🗝"
    secrets.forget("mail")
    secrets.forget("mail")
    with pytest.raises(RuleViolationError, match="SECRET_UNKNOWN"):
        secrets.get("mail")


@pytest.mark.usefixtures("allowed")
def test_a_store_that_cuts_is_found_out_with_the_real_value() -> None:
    store = MemoryKeyring(cut_at=20)
    secrets = KeyringSecrets(backend=store)
    secrets.put("short", "a" * 20)
    with pytest.raises(UnavailableError, match="KEYRING_UNSAFE"):
        secrets.put("long", "a" * 21)
    assert ("ventanilla", "long") not in store.kept


@pytest.mark.usefixtures("allowed")
def test_bounds_and_a_locked_store() -> None:
    secrets = KeyringSecrets(backend=MemoryKeyring(locked=True))
    with pytest.raises(RuleViolationError, match="SECRET_TOO_LONG"):
        secrets.put("x", "a" * 1001)
    with pytest.raises(RuleViolationError, match="SECRET_EMPTY"):
        secrets.put("x", "")
    with pytest.raises(UnavailableError, match="KEYRING_LOCKED"):
        secrets.get("x")


@pytest.mark.parametrize("backend", [null.Keyring(), fail.Keyring(), MemoryKeyring()])
def test_other_stores_are_refused_before_anything_is_kept(backend: KeyringBackend) -> None:
    secrets = KeyringSecrets(backend=backend)
    for ask in (
        lambda: secrets.get("x"),
        lambda: secrets.put("x", "y"),
        lambda: secrets.forget("x"),
    ):
        with pytest.raises(UnavailableError, match="KEYRING_UNSAFE"):
            ask()


def test_a_namesake_is_not_enough() -> None:
    class Keyring(MemoryKeyring):
        pass

    with pytest.raises(UnavailableError, match="KEYRING_UNSAFE"):
        KeyringSecrets(backend=Keyring()).get("x")


@pytest.mark.usefixtures("allowed")
def test_of_a_chain_the_safe_store_is_used_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryKeyring()
    chain = chainer.ChainerBackend()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [null.Keyring(), store])
    secrets = KeyringSecrets(backend=chain)
    secrets.put("x", "y")
    assert store.kept == {("ventanilla", "x"): "y"}
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [null.Keyring()])
    with pytest.raises(UnavailableError, match="KEYRING_UNSAFE"):
        secrets.get("x")


def test_a_choice_that_cannot_be_loaded_is_no_safe_store(monkeypatch: pytest.MonkeyPatch) -> None:
    def choose() -> KeyringBackend:
        # As keyring does for PYTHON_KEYRING_BACKEND="" or a class that is not installed.
        raise ValueError("Empty module name")

    monkeypatch.setattr(keyring, "get_keyring", choose)
    with pytest.raises(UnavailableError, match="KEYRING_UNSAFE"):
        KeyringSecrets().get("x")
