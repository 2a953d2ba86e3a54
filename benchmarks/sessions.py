"""Who works in the office measured; apart, so that a window started needs nothing else of us."""

from __future__ import annotations

from datetime import UTC, datetime

from app.domain.staff import Session
from app.ports.unit_of_work import Store

CLERK = "bench.clerk"
OTHER = "bench.other"


def session_of(store: Store, login: str = CLERK) -> Session:
    """A session of somebody at work here."""
    with store.write() as uow:
        member = uow.staff.by_login(login)
    if member is None:
        raise LookupError(login)
    return Session(member, "bench", datetime.now(UTC))
