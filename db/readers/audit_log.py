"""The chains of audit events, as stored."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app.domain.audit import AuditEvent, ChainHead
from db.link import Link
from db.mapping.trail_rows import event_from, head_from
from db.tables import audit_events, audit_heads


class SqlAuditReader:
    """``app.ports.readers.AuditReader`` on either database."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def heads(self) -> Sequence[ChainHead]:
        """The stored heads by chain."""
        rows = self._link.rows(select(audit_heads).order_by(audit_heads.c.chain))
        return tuple(head_from(row) for row in rows)

    def chains(self) -> Sequence[str]:
        """Every chain that has events or a head, sorted."""
        with_events = select(audit_events.c.chain)
        with_head = select(audit_heads.c.chain)
        return tuple(sorted(set(self._link.column(with_events.union(with_head)))))

    def events(self, chain: str) -> Sequence[AuditEvent]:
        """Events of one chain by position."""
        rows = self._link.rows(
            select(audit_events)
            .where(audit_events.c.chain == chain)
            .order_by(audit_events.c.sequence)
        )
        return tuple(event_from(row) for row in rows)
