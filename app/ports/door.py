"""The way into a central database: a login of one's own, checked by the server, then a code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.ports.news import News


class Door(Protocol):
    """Holds the connections of whoever signed in; nobody else's act goes through them."""

    @property
    def place(self) -> str:
        """Which server and database it leads to; names nobody."""
        ...

    def open(self, login: str, password: str) -> None:
        """Log in to the server; whoever was in before is out.

        Raises:
            AccessDeniedError: ``SIGN_IN_REFUSED``; which of both was wrong is not said.
            UnavailableError: the server cannot be reached or is of another revision.
        """
        ...

    def give_code(self, code: str) -> None:
        """Give the second factor.

        Raises:
            AccessDeniedError: ``CODE_WRONG``, ``LOCKED_OUT``, ``SECOND_FACTOR_BLOCKED``,
                ``SECOND_FACTOR_MISSING`` or ``ACCOUNT_DISABLED``.
            RuleViolationError: ``CODE_INVALID`` for anything but six digits.
        """
        ...

    def needs_activation(self) -> bool:
        """Whether whoever is in came with a password that somebody else gave."""
        ...

    def activate(self, code_hash: str, verifier: str) -> None:
        """Keep a password of one's own in place of that, with the activation code.

        Raises:
            AccessDeniedError: ``ACTIVATION_CODE_WRONG``, ``ACTIVATION_CODE_SPENT``.
        """
        ...

    def check(self, password: str) -> None:
        """Whether that is the password of whoever is in; raises ``SIGN_IN_REFUSED``."""
        ...

    def step_up(self, code: str) -> None:
        """Give a fresh code before an act that binds; raises as :meth:`give_code`."""
        ...

    def news(self) -> News:
        """Begin to listen to what others do; raises ``NOT_SIGNED_IN`` or that it is unreachable."""
        ...

    def alterations(self) -> Sequence[str]:
        """What in the guard of the database is not as this program installed it."""
        ...

    def close(self) -> None:
        """Sign out: the server forgets the code, the connections are closed."""
        ...
