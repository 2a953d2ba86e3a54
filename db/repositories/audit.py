"""Appending to the chains of audit events; nothing here changes or removes one (D24)."""

from __future__ import annotations

from sqlalchemy import select, update

from app.domain.audit import GENESIS, AuditEntry, AuditEvent, seal
from app.domain.errors import AccessDeniedError
from app.domain.ids import Sha256, StaffId
from db.link import Link
from db.tables import audit_events, audit_heads, staff


class SqlAuditTrail:
    """``app.ports.repositories.AuditTrail`` on either database."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def append(self, entry: AuditEntry) -> AuditEvent:
        """Seal the entry onto the end of its chain.

        The head of the chain stays locked until the unit of work ends: two writers follow one
        another and no position is given twice. Every act leaves an entry, so this is also where a
        session that outlived its account ends, whatever it holds in memory.

        Raises:
            AccessDeniedError: ``ACCOUNT_DISABLED`` when the actor's account is not active.
        """
        if entry.actor is not None:
            self._refuse_disabled(entry.actor)
        sequence, previous = self._locked_head(entry.chain)
        event = seal(entry, sequence + 1, previous)
        self._link.insert(
            audit_events,
            {
                "chain": event.chain,
                "sequence": event.sequence,
                "canonical": event.canonical,
                "previous_hash": event.previous_hash,
                "hash": event.hash,
            },
        )
        this = audit_heads.c.chain == event.chain
        head = {"sequence": event.sequence, "hash": event.hash}
        self._link.run(update(audit_heads).where(this).values(head))
        return event

    def _refuse_disabled(self, actor: StaffId) -> None:
        row = self._link.row(select(staff.c.active).where(staff.c.id == actor))
        if row is not None and not row["active"]:
            raise AccessDeniedError("ACCOUNT_DISABLED")

    def _locked_head(self, chain: str) -> tuple[int, Sha256]:
        head = select(audit_heads).where(audit_heads.c.chain == chain).with_for_update()
        row = self._link.row(head)
        if row is None:
            first = {"chain": chain, "sequence": 0, "hash": GENESIS}
            self._link.run(self._link.upsert(audit_heads).values(first).on_conflict_do_nothing())
            row = self._link.row(head)
        return (0, GENESIS) if row is None else (row["sequence"], Sha256(row["hash"]))
