"""The chains of audit events, as stored."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any, Final

from sqlalchemy import Connection, Select, select

from app.domain.audit import AuditEvent, ChainFault, ChainHead, Trace
from app.domain.ids import Sha256
from app.ports.readers import ChainWalk
from db.errors import translated
from db.link import Link, Row
from db.mapping.trail_rows import event_from, head_from
from db.readers.audit_traces import traces_of
from db.readers.contradictions import contradictions
from db.tables import audit_events, audit_heads

_AT_ONCE: Final = 2000


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

    @contextmanager
    def walk(self) -> Iterator[ChainWalk]:
        """Every head and every event, a few thousand rows in memory at a time."""
        heads = select(audit_heads).order_by(audit_heads.c.chain)
        events = select(audit_events).order_by(audit_events.c.chain, audit_events.c.sequence)
        # Closed here: whoever stops half-way leaves no cursor open on the server.
        with (
            any_text(self._link.connection),
            closing(self._named(heads)) as of_heads,
            closing(self._named(events)) as of_events,
        ):
            yield ChainWalk(
                (head_from(row) for row in of_heads), (event_from(row) for row in of_events)
            )

    def hash_at(self, chain: str, sequence: int) -> Sha256 | None:
        """Stored hash of one event; None when there is none."""
        stored = select(audit_events).where(
            audit_events.c.chain == chain, audit_events.c.sequence == sequence
        )
        row = self._link.row(stored)
        return event_from(row).hash if row is not None else None

    def _named(self, statement: Select[Any]) -> Generator[Row, None, None]:
        streamed = statement.execution_options(yield_per=_AT_ONCE)
        with translated(), closing(self._link.connection.execute(streamed)) as found:
            for row in found.mappings():
                if isinstance(row["chain"], str):
                    yield row

    def contradictions(self) -> Sequence[ChainFault]:
        """Where a table does not hold what an event tells."""
        with any_text(self._link.connection):
            return tuple(contradictions(self._link))
