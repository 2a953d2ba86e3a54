"""Secrets go to the system's store or nowhere."""

from __future__ import annotations

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import KeyringLocked, PasswordDeleteError
from typing_extensions import override

from app.domain.errors import RuleViolationError, UnavailableError
from app.infra import keyring_secrets
from app.infra.keyring_secrets import KeyringSecrets, backend_name


class MemoryStore(KeyringBackend):
    """Behaves like a system's store; only the tests allow it by name."""

    priority = 1  # keyring reads it as a class property

    def __init__(self, cut_at: int = 10_000, *, locked: bool = False) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.cut_at = cut_at
        self.locked = locked

    @override
    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password[: self.cut_at]

    @override
    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    names = keyring_secrets.ALLOWED_BACKENDS | {backend_name(MemoryStore())}
    monkeypatch.setattr(keyring_secrets, "ALLOWED_BACKENDS", names)


@pytest.mark.usefixtures("allowed")
def test_round_trip() -> None:
    secrets = KeyringSecrets(backend=MemoryStore())
    secrets.put("mail", "clave con ñ y 🗝")
    assert secrets.get("mail") == "clave con ñ y 🗝"
    secrets.forget("mail")
    secrets.forget("mail")
    with pytest.raises(RuleViolationError, match="SECRET_UNKNOWN"):
        secrets.get("mail")


@pytest.mark.usefixtures("allowed")
def test_a_store_that_cuts_is_found_out_with_the_real_value() -> None:
    store = MemoryStore(cut_at=20)
    secrets = KeyringSecrets(backend=store)
    secrets.put("short", "a" * 20)
    with pytest.raises(UnavailableError, match="KEYRING_UNSAFE"):
        secrets.put("long", "a" * 21)
    assert ("ventanilla", "long") not in store.kept


@pytest.mark.usefixtures("allowed")
def test_bounds_and_a_locked_store() -> None:
    secrets = KeyringSecrets(backend=MemoryStore(locked=True))
    with pytest.raises(RuleViolationError, match="SECRET_TOO_LONG"):
        secrets.put("x", "a" * 1001)
    with pytest.raises(RuleViolationError, match="SECRET_EMPTY"):
        secrets.put("x", "")
    with pytest.raises(UnavailableError, match="KEYRING_LOCKED"):
        secrets.get("x")


@pytest.mark.parametrize("backend", [null.Keyring(), fail.Keyring(), MemoryStore()])
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
    class Keyring(MemoryStore):
        pass

    with pytest.raises(UnavailableError, match="KEYRING_UNSAFE"):
        KeyringSecrets(backend=Keyring()).get("x")


@pytest.mark.usefixtures("allowed")
def test_of_a_chain_the_safe_store_is_used_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryStore()
    chain = chainer.ChainerBackend()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [null.Keyring(), store])
    secrets = KeyringSecrets(backend=chain)
    secrets.put("x", "y")
    assert store.kept == {("ventanilla", "x"): "y"}
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [null.Keyring()])
    with pytest.raises(UnavailableError, match="KEYRING_UNSAFE"):
        secrets.get("x")
