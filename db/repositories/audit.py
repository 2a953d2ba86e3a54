"""Appending to the chains of audit events; nothing here changes or removes one (D24)."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import bindparam, select, text, update

from app.domain.audit import GENESIS, AuditEntry, AuditEvent, canonical_text, seal
from app.domain.errors import AccessDeniedError
from app.domain.ids import Sha256, StaffId
from db.column_types import UtcDateTime
from db.link import Link
from db.tables import audit_events, audit_heads, staff

_RECORD: Final = text(
    "SELECT sequence, canonical, previous_hash, hash FROM guard.record("
    "CAST(:chain AS text), CAST(:action AS text), CAST(:actor AS text), :at,"
    " CAST(:workstation AS text), CAST(:details AS text))"
).bindparams(bindparam("at", type_=UtcDateTime()))


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
        if self._link.is_postgresql:
            return self._sealed_there(entry)
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

    def _sealed_there(self, entry: AuditEntry) -> AuditEvent:
        """On a server no client writes an event: it says what to record, and the server seals it."""
        row = self._link.row(_RECORD.bindparams(**_spoken(entry)))
        if row is None:
            raise RuntimeError("the server recorded nothing")
        return AuditEvent(
            entry.chain,
            row["sequence"],
            row["canonical"],
            Sha256(row["previous_hash"]),
            Sha256(row["hash"]),
        )

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


def _spoken(entry: AuditEntry) -> dict[str, Any]:
    return {
        "chain": entry.chain,
        "action": entry.action,
        "actor": entry.actor,
        "at": entry.at,
        "workstation": entry.workstation,
        "details": canonical_text(dict(entry.details or {})),
    }
