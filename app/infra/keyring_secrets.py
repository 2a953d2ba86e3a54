"""Secrets in the operating system's own store, and nowhere else."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, PasswordDeleteError

from app.domain.errors import RuleViolationError, UnavailableError

MAX_SECRET = 1000
"""Characters; Windows keeps no more than 1,280 and cuts without saying so."""

ALLOWED_BACKENDS = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
        "keyring.backends.kwallet.DBusKeyringKWallet5",
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
    }
)
"""Stores of the operating system; files (keyrings.alt), null, fail and chains are not."""


class KeyringSecrets:
    """Keeps secrets in the system's store (implements ``SecretStore``).

    There is no second choice: where the system has no store, the program says so and keeps
    nothing.
    """

    def __init__(self, service: str = "ventanilla", backend: KeyringBackend | None = None) -> None:
        """Choose the store; it is looked at when first used.

        Args:
            service: name our secrets are filed under.
            backend: a store to use instead of the system's choice; checked all the same.
        """
        self._service = service
        self._backend = backend

    def get(self, name: str) -> str:
        """Return the secret; raises as the port says."""
        with _translated():
            secret = self._safe_backend().get_password(self._service, name)
        if secret is None:
            raise RuleViolationError("SECRET_UNKNOWN", name=name)
        return secret

    def put(self, name: str, secret: str) -> None:
        """Keep the secret and read the very value back; raises as the port says."""
        if not secret:
            raise RuleViolationError("SECRET_EMPTY", name=name)
        if len(secret) > MAX_SECRET:
            raise RuleViolationError("SECRET_TOO_LONG", name=name, limit=MAX_SECRET)
        with _translated():
            backend = self._safe_backend()
            backend.set_password(self._service, name, secret)
            kept = backend.get_password(self._service, name)
        if kept != secret:
            self.forget(name)
            raise UnavailableError("KEYRING_UNSAFE", reason="kept something else")

    def forget(self, name: str) -> None:
        """Remove the secret; nothing happens when there is none."""
        with _translated(), contextlib.suppress(PasswordDeleteError):
            self._safe_backend().delete_password(self._service, name)

    def _safe_backend(self) -> KeyringBackend:
        backend = self._backend if self._backend is not None else _system_choice()
        name = backend_name(backend)
        if name == "keyring.backends.chainer.ChainerBackend":
            # Several stores are installed: the first safe one is used alone, because a chain
            # would fall through to an unsafe one.
            safe = [item for item in _chained(backend) if backend_name(item) in ALLOWED_BACKENDS]
            if safe:
                return safe[0]
        if name not in ALLOWED_BACKENDS:
            raise UnavailableError("KEYRING_UNSAFE", reason=name)
        return backend


def _system_choice() -> KeyringBackend:
    try:
        return keyring.get_keyring()
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        # A variable or a file of this account names a back end that cannot be loaded.
        raise UnavailableError("KEYRING_UNSAFE", reason=type(error).__name__) from error


def backend_name(backend: KeyringBackend) -> str:
    """Module and class, which an allow-list can be written in."""
    kind = type(backend)
    return f"{kind.__module__}.{kind.__qualname__}"


def _chained(backend: KeyringBackend) -> list[KeyringBackend]:
    members = getattr(backend, "backends", [])
    return [item for item in members if isinstance(item, KeyringBackend)]


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except KeyringError as error:
        raise UnavailableError("KEYRING_LOCKED", reason=type(error).__name__) from error
