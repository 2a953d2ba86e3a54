"""The chains of audit events, as stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, select

from app.domain.audit import AuditEvent, ChainFault, ChainHead, Trace
from db.link import Link
from db.mapping.trail_rows import event_from, head_from
from db.readers.audit_traces import traces_of
from db.readers.contradictions import contradictions
from db.tables import audit_events, audit_heads


@contextmanager
def any_text(connection: Connection) -> Iterator[None]:
    """Read text that is no UTF-8 as well: a tampered event has to be found, not stumbled over."""
    if connection.dialect.name != "sqlite":
        # PostgreSQL does not take such text in the first place.
        yield
        return
    driver: Any = connection.connection.driver_connection
    before, driver.text_factory = driver.text_factory, _decoded
    try:
        yield
    finally:
        driver.text_factory = before


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


class SqlAuditReader:
    """``app.ports.readers.AuditReader`` on either database."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def heads(self) -> Sequence[ChainHead]:
        """The stored heads by chain."""
        with any_text(self._link.connection):
            rows = self._link.rows(select(audit_heads).order_by(audit_heads.c.chain))
        return tuple(head_from(row) for row in rows)

    def chains(self) -> Sequence[str]:
        """Every chain that has events or a head, sorted."""
        with_events = select(audit_events.c.chain)
        with_head = select(audit_heads.c.chain)
        with any_text(self._link.connection):
            names = self._link.column(with_events.union(with_head))
        return tuple(sorted({name for name in names if isinstance(name, str)}))

    def events(self, chain: str) -> Sequence[AuditEvent]:
        """Events of one chain by position."""
        stored = select(audit_events).where(audit_events.c.chain == chain)
        with any_text(self._link.connection):
            rows = self._link.rows(stored.order_by(audit_events.c.sequence))
        return tuple(event_from(row) for row in rows)

    def traces(self) -> Mapping[str, Sequence[Trace]]:
        """What the tables say happened, by the chain that has to tell it."""
        return traces_of(self._link)

    def contradictions(self) -> Sequence[ChainFault]:
        """Where a table does not hold what an event tells."""
        with any_text(self._link.connection):
            return tuple(contradictions(self._link))
