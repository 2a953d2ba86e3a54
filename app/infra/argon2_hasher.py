"""Verifiers of passwords with argon2id."""

from __future__ import annotations

from argon2 import Parameters, PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError
from argon2.profiles import RFC_9106_LOW_MEMORY

MAX_PASSWORD = 1024
"""Longer texts are refused before any work is done on them."""


class Argon2Hasher:
    """Makes and checks verifiers (implements the port ``PasswordHasher``).

    Parameters are those RFC 9106 recommends for machines short of memory: 64 MiB, three
    passes, four lanes; they are written into each verifier.
    """

    def __init__(self, parameters: Parameters = RFC_9106_LOW_MEMORY) -> None:
        self._hasher = PasswordHasher.from_parameters(parameters)

    def hash(self, password: str) -> str:
        """Return a new verifier with its own salt.

        Raises:
            ValueError: the password is longer than ``MAX_PASSWORD``.
        """
        if len(password) > MAX_PASSWORD:
            raise ValueError
        return self._hasher.hash(password)

    def verify(self, verifier: str, password: str) -> bool:
        """Tell whether the password fits; a damaged verifier fits nothing."""
        if len(password) > MAX_PASSWORD:
            return False
        try:
            return self._hasher.verify(verifier, password)
        except (VerifyMismatchError, VerificationError, InvalidHashError):
            return False

    def is_outdated(self, verifier: str) -> bool:
        """Tell whether the parameters have been raised since it was made."""
        try:
            return self._hasher.check_needs_rehash(verifier)
        except InvalidHashError:
            return True
