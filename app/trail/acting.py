"""In whose session a use case runs: every act holds the rights of that session against the account.

An entry names who acted and not with which duty they came in. The door of the use cases
(``app.trail.refusals``) says it here, so that the trail can ask where it looks at the account
anyway: in the transaction of the act, and without a question more.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from app.domain.ids import StaffId
from app.domain.staff import Session

_SESSION: ContextVar[Session | None] = ContextVar("session", default=None)


@contextmanager
def acting(session: Session | None) -> Iterator[None]:
    """Run in that session; None stays in the one around it, if there is one."""
    if session is None:
        yield
        return
    before = _SESSION.set(session)
    try:
        yield
    finally:
        _SESSION.reset(before)


def session_of(actor: StaffId) -> Session | None:
    """The session this person acts in now; None where the program names them without one."""
    session = _SESSION.get()
    return session if session is not None and session.staff_id == actor else None
