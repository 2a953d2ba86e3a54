"""Verifiers of passwords."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.staff import Session


class PasswordHasher(Protocol):
    """Makes and checks verifiers (argon2id in the program)."""

    def hash(self, password: str) -> str: ...

    def verify(self, verifier: str, password: str) -> bool: ...

    def is_outdated(self, verifier: str) -> bool:
        """Tell whether the parameters have been raised since it was made."""
        ...


class PasswordConfirmation(Protocol):
    """Re-entry of one's own password before an act that binds."""

    def __call__(self, session: Session, password: str) -> None:
        """Return when the password is right; failures are counted as at sign-in.

        Raises:
            AccessDeniedError: ``SIGN_IN_REFUSED`` or ``LOCKED_OUT``.
        """
        ...
