"""Verifiers of passwords."""

from __future__ import annotations

from typing import Protocol


class PasswordHasher(Protocol):
    """Makes and checks verifiers (argon2id in the program)."""

    def hash(self, password: str) -> str: ...

    def verify(self, verifier: str, password: str) -> bool: ...

    def is_outdated(self, verifier: str) -> bool:
        """Tell whether the parameters have been raised since it was made."""
        ...
