"""Keeping a transaction, also when the connection breaks while it is being kept.

Whoever is cut off in the middle of COMMIT does not know whether the server kept everything or
nothing; one of both is true. The server knows: a transaction that wrote has a number, and what
became of that number can be asked over another connection. So nobody repeats what was done, nor
believes done what was not.

A server that crashed meanwhile is asked with care. Numbers are given out in memory: those whose
transactions left nothing on the disk are given out again, so that *committed* may be said of
somebody else. That anything else is said is proof enough that it was not kept.

After a crash, and where another server took over, the event that every act leaves on a chain tells:
its place and its hash are those of no other act. Only where others went on from that place already,
or who asks may see no chain, does it stay in the open.
"""
# ruff: noqa: S608 - every statement here is put together from this file's own words

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from app.domain.errors import UnavailableError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from app.domain.audit import AuditEvent

ASKING_SECONDS: Final = 20.0
"""A server that restarts is back within; somebody waits at the window meanwhile."""

_PAUSES: Final = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0)

# The timeline changes when another server takes over: the same number may be of somebody else there.
_TIMELINE: Final = "left(pg_walfile_name(pg_current_wal_lsn()), 8)"
# Statistics outlive a restart in order and begin anew after a crash.
_RUN: Final = "pg_stat_get_bgwriter_stat_reset_time()::text"
_MARK: Final = text(f"SELECT pg_current_xact_id_if_assigned()::text, {_TIMELINE}, {_RUN}")
_OUTCOME: Final = text(
    f"SELECT {_TIMELINE}, {_RUN}, CASE"
    f" WHEN {_RUN} IS DISTINCT FROM :run"
    " AND CAST(:number AS xid8) >= pg_snapshot_xmax(pg_current_snapshot()) THEN 'aborted'"
    " ELSE pg_xact_status(CAST(:number AS xid8)) END"
)


_HEAD: Final = text("SELECT sequence, hash FROM audit_heads WHERE chain = :chain")
_DENIED: Final = "42501"


@dataclass(frozen=True, slots=True)
class _Mark:
    """By which a server finds a transaction again: its number, and the history it counts in.

    Attributes:
        run: another one after every crash.
        event: the last one the transaction recorded, if any.
    """

    number: str
    timeline: str
    run: str | None
    event: AuditEvent | None = None


def commit(connection: Connection, event: AuditEvent | None = None) -> None:
    """Keep what was done on a connection to a server.

    Args:
        connection: in its transaction.
        event: the last one recorded in it.

    Raises:
        DBAPIError: as the driver does; nothing was kept.
        UnavailableError: ``COMMIT_UNKNOWN`` where nobody could say in time; ask before repeating.
    """
    number, timeline, run = connection.execute(_MARK).one()
    try:
        connection.commit()
    except DBAPIError as error:
        if number is None or not _is_cut(error):
            raise
        if not _was_kept(connection.engine, _Mark(number, timeline, run, event)):
            raise


def _is_cut(error: DBAPIError) -> bool:
    state = str(getattr(error.orig, "sqlstate", None) or "")
    return error.connection_invalidated or not state or state.startswith(("08", "57P"))


def _was_kept(engine: Engine, mark: _Mark) -> bool:
    end = time.monotonic() + ASKING_SECONDS
    tries = 0
    while True:
        found = _ask(engine, mark)
        if found is not None:
            return found
        pause = _PAUSES[min(tries, len(_PAUSES) - 1)]
        if time.monotonic() + pause > end:
            raise UnavailableError("COMMIT_UNKNOWN")
        time.sleep(pause)
        tries += 1


def _ask(engine: Engine, mark: _Mark) -> bool | None:
    """Whether it was kept; None while nobody knows: the server is away, or still at it."""
    try:
        with engine.connect() as connection:
            asked = {"number": mark.number, "run": mark.run}
            timeline, run, status = connection.execute(_OUTCOME, asked).one()
            if timeline != mark.timeline or (run != mark.run and status == "committed"):
                return _is_on_its_chain(connection, mark.event)
    except SQLAlchemyError:
        # Away, or it only follows another server and cannot say.
        return None
    if run != mark.run:
        # Nothing goes on through a crash: it is somebody else's that is at it.
        return False
    return {"committed": True, "aborted": False}.get(str(status))


def _is_on_its_chain(connection: Connection, event: AuditEvent | None) -> bool:
    if event is None:
        raise UnavailableError("COMMIT_UNKNOWN")
    try:
        head = connection.execute(_HEAD, {"chain": event.chain}).one_or_none()
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == _DENIED:
            raise UnavailableError("COMMIT_UNKNOWN") from error
        raise
    if head is None or head.sequence < event.sequence:
        return False
    if head.sequence > event.sequence:
        raise UnavailableError("COMMIT_UNKNOWN")
    return bool(head.hash == event.hash)
