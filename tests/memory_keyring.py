"""A store of secrets that behaves like a system's own; only the tests allow it by name."""

from __future__ import annotations

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError
from typing_extensions import override


class MemoryKeyring(KeyringBackend):
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
