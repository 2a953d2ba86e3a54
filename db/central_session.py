"""A person's sign-in to a central database: the second factor, shared by all their connections.

The password is the login's, checked by the server when a connection opens. The code is checked by
the server too, in two steps: one transaction keeps it, the next asks whether it was right, so that
no try can be taken back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import event, text

from app.domain.errors import AccessDeniedError
from db.errors import translated

if TYPE_CHECKING:
    from sqlalchemy import Engine


class CentralSession:
    """The sign-in of one person on one engine, whose every connection then counts as theirs.

    Args:
        engine: an engine that logs in as that person.
        workstation: named in the audit.
    """

    def __init__(self, engine: Engine, workstation: str) -> None:
        self._engine = engine
        self._workstation = workstation
        self._token: str | None = None
        event.listen(engine, "connect", self._join)

    def give_code(self, code: str) -> None:
        """Sign in with a one-time code.

        Raises:
            AccessDeniedError: ``CODE_WRONG``, ``LOCKED_OUT``, ``SECOND_FACTOR_BLOCKED``,
                ``SECOND_FACTOR_MISSING`` or ``ACCOUNT_DISABLED``.
        """
        offer = self._offer(code)
        token = self._ask(
            "SELECT guard.sign_in(:offer, :place)", offer=offer, place=self._workstation
        )
        if token is None:
            raise AccessDeniedError("CODE_WRONG")
        self._token = str(token)
        # Connections opened before the code was given do not count: they are replaced.
        self._engine.dispose()

    def step_up(self, code: str) -> None:
        """Give a fresh code before an act that asks for one; raises as :meth:`give_code`."""
        if not self._ask("SELECT guard.step_up(:offer)", offer=self._offer(code)):
            raise AccessDeniedError("CODE_WRONG")

    def needs_activation(self) -> bool:
        """Whether the password is one that somebody else gave: nothing else is allowed then."""
        return bool(self._ask("SELECT guard.needs_activation()"))

    def activate(self, code_hash: str, verifier: str) -> None:
        """Put a password of one's own in the place of the given one.

        Raises:
            AccessDeniedError: ``ACTIVATION_CODE_WRONG``, ``ACTIVATION_CODE_SPENT``.
        """
        offer = self._ask("SELECT guard.offer_activation(:hash)", hash=code_hash)
        is_right = self._ask(
            "SELECT guard.activate(:offer, :verifier, :place)",
            offer=offer,
            verifier=verifier,
            place=self._workstation,
        )
        if not is_right:
            raise AccessDeniedError("ACTIVATION_CODE_WRONG")

    def end(self) -> None:
        """Lock or sign out: no connection of this sign-in counts any more."""
        if self._token is not None:
            self._ask("SELECT guard.end_session()")
            self._token = None
            self._engine.dispose()

    def _offer(self, code: str) -> int:
        return int(self._ask("SELECT guard.offer_code(:code)", code=code))

    def _ask(self, statement: str, **values: object) -> Any:
        with translated(), self._engine.connect() as connection:
            answer = connection.execute(text(statement), values).scalar()
            connection.commit()
        return answer

    def _join(self, connection: Any, _record: Any) -> None:
        if self._token is None:
            return
        connection.execute("SELECT guard.join_session(%s)", (self._token,))
        connection.commit()
