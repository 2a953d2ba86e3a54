"""Short secrets (passwords of servers and databases) kept outside our own files."""

from __future__ import annotations

from typing import Final, Protocol

SMTP_SECRET: Final = "smtp"  # noqa: S105  # the name it is filed under, not the secret
"""Name of the password of the mail server."""


class SecretStore(Protocol):
    """Keeps secrets by name; refuses rather than keep them unsafely (D23)."""

    def get(self, name: str) -> str:
        """Return the secret.

        Raises:
            RuleViolationError: ``SECRET_UNKNOWN``.
            UnavailableError: ``KEYRING_UNSAFE`` or ``KEYRING_LOCKED``.
        """
        ...

    def put(self, name: str, secret: str) -> None:
        """Keep the secret and read it back.

        Raises:
            RuleViolationError: ``SECRET_TOO_LONG`` or ``SECRET_EMPTY``.
            UnavailableError: ``KEYRING_UNSAFE`` or ``KEYRING_LOCKED``.
        """
        ...

    def forget(self, name: str) -> None:
        """Remove the secret; nothing happens when there is none."""
        ...
