"""Appending to the chains of audit events; nothing here changes or removes one (D24)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, bindparam, null, select, text, update

from app.domain.audit import GENESIS, AuditEntry, AuditEvent, ChainHead, canonical_text, seal
from app.domain.audit_time import CLOCK_CHAIN, in_order, leap_of, leapt_at, written_at
from app.domain.errors import AccessDeniedError
from app.domain.event_names import APPROVED
from app.domain.ids import Sha256, StaffId
from app.trail.acting import session_of
from db.column_types import UtcDateTime
from db.errors import translated
from db.link import Link
from db.mapping.people_rows import select_staff, staff_from
from db.mapping.trail_rows import event_from, head_from
from db.readers.audit_log import any_text
from db.tables import audit_events, audit_heads, staff
from db.tables.base import Condition

_RECORD: Final = text(
    "SELECT sequence, canonical, previous_hash, hash FROM guard.record("
    "CAST(:chain AS text), CAST(:action AS text), CAST(:actor AS text), :at,"
    " CAST(:workstation AS text), CAST(:details AS text))"
).bindparams(bindparam("at", type_=UtcDateTime()))

_NEWEST: Final = select(audit_events.c.canonical).order_by(text("audit_events.rowid DESC")).limit(1)
"""What a local file recorded last, on whichever chain: rows stand in the order of writing there."""


class SqlAuditTrail:
    """``app.ports.audit_trail.AuditTrail`` on either database."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def append(self, entry: AuditEntry) -> AuditEvent:
        """Seal the entry onto the end of its chain.

        The head of the chain stays locked until the unit of work ends: two writers follow one
        another and no position is given twice. Every act leaves an entry, so this is also where a
        session that outlived its account ends, whatever it holds in memory.

        Raises:
            AccessDeniedError: as :meth:`require_active`, for an entry with an actor.
            UnavailableError: ``CLOCK_BEHIND`` when the chain knows of a later instant: for every
                act leaves an entry, no act goes back in time. ``CLOCK_AHEAD`` when a local
                file is far behind the clock (ADR 0015).
        """
        if entry.actor is not None:
            self.require_active(entry.actor)
        if self._link.is_postgresql:
            return self._sealed_there(entry)
        self._note_leap(entry)
        return self._place(entry)

    def latest(self, chain: str, action: str) -> AuditEvent | None:
        """The last event of that action on a chain."""
        row = self._link.row(_of(chain, action).order_by(audit_events.c.sequence.desc()).limit(1))
        return None if row is None else event_from(row)

    def told(self, chain: str, action: str) -> tuple[AuditEvent, ...]:
        """All events of that action on a chain, in their order."""
        rows = self._link.rows(_of(chain, action).order_by(audit_events.c.sequence))
        return tuple(event_from(row) for row in rows)

    def whole(self, chain: str) -> tuple[tuple[AuditEvent, ...], ChainHead | None]:
        """All events of a chain and its head, as one instant has them."""
        # One statement: on a server others may lengthen the chain between two.
        events, heads = audit_events.c, audit_heads.c
        every = select(
            events.chain, events.sequence, events.canonical, events.previous_hash, events.hash
        )
        head = select(heads.chain, heads.sequence, null(), null(), heads.hash)
        stored = every.where(events.chain == chain).union_all(head.where(heads.chain == chain))
        with any_text(self._link.connection):
            rows = self._link.rows(stored.order_by("sequence"))
        found = tuple(event_from(row) for row in rows if row["canonical"] is not None)
        last = next((head_from(row) for row in rows if row["canonical"] is None), None)
        return found, last

    def approval_with(self, code_hash: Sha256) -> AuditEvent | None:
        """The approval, on whichever chain, whose notices carried the code with that hash.

        One pass over all events, as many times longer as there are more of them: no index names an
        action. Of each the beginning is read first, and only an approval to its end.
        """
        text_of = audit_events.c.canonical
        named = text_of.contains(f'"not_me":"{code_hash}"', autoescape=True)
        row = self._link.row(select(audit_events).where(_begins(APPROVED), named).limit(1))
        return None if row is None else event_from(row)

    def naming(self, chain: str, key: str) -> tuple[AuditEvent, ...]:
        """Events of a chain in whose text a random key stands, in their order."""
        holds = audit_events.c.canonical.contains(key, autoescape=True)
        stored = select(audit_events).where(audit_events.c.chain == chain, holds)
        return tuple(map(event_from, self._link.rows(stored.order_by(audit_events.c.sequence))))

    def require_active(self, actor: StaffId) -> None:
        """Refuse whoever has no account that is active in this database now, as they came in.

        Raises:
            AccessDeniedError: ``ACCOUNT_DISABLED``; ``SESSION_OUTDATED`` when they act in a
                session with another duty or agency than the account has now; ``ACCOUNT_UNKNOWN``
                for a session of another database, such as a window left open while a copy was
                restored.
        """
        row = self._link.row(select_staff().where(staff.c.id == actor))
        if row is None:
            raise AccessDeniedError("ACCOUNT_UNKNOWN")
        member, session = staff_from(row), session_of(actor)
        if not member.active:
            raise AccessDeniedError("ACCOUNT_DISABLED")
        if session is not None and session.staff.powers != member.powers:
            raise AccessDeniedError("SESSION_OUTDATED")

    def watch(self, entry: AuditEntry) -> datetime | None:
        """Put on record that the clock of a local file leapt, as if ``entry`` came next.

        Returns:
            When the clock last leapt; None when it never did, and on a server, whose time it is.
        """
        if self._link.is_postgresql:
            return None
        self._note_leap(entry)
        sequence, _ = self._locked_head(CLOCK_CHAIN)
        canonical = self._canonical(CLOCK_CHAIN, sequence)
        return None if canonical is None else leapt_at(canonical)

    def _note_leap(self, entry: AuditEntry) -> None:
        """Only on a local file: a server has one clock, its own."""
        canonical = self._link.value(_NEWEST)
        leap = leap_of(entry, None if canonical is None else written_at(canonical))
        if leap is not None:
            self._place(leap)

    def _place(self, entry: AuditEntry) -> AuditEvent:
        sequence, previous = self._locked_head(entry.chain)
        ordered = in_order(entry, self._last_of(entry.chain, sequence))
        with translated():
            event = seal(ordered, sequence + 1, previous)
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
        before, its = Sha256(row["previous_hash"]), Sha256(row["hash"])
        made = AuditEvent(entry.chain, row["sequence"], row["canonical"], before, its)
        # By which a COMMIT that is cut is found again (db/cut_commits.py).
        self._link.event = made
        return made

    def _last_of(self, chain: str, sequence: int) -> datetime | None:
        canonical = self._canonical(chain, sequence)
        return None if canonical is None else written_at(canonical)

    def _canonical(self, chain: str, sequence: int) -> str | None:
        this = (audit_events.c.chain == chain) & (audit_events.c.sequence == sequence)
        canonical: str | None = self._link.value(select(audit_events.c.canonical).where(this))
        return canonical

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


def _of(chain: str, action: str) -> Select[Any]:
    return select(audit_events).where(audit_events.c.chain == chain, _begins(action))


def _begins(action: str) -> Condition:
    return audit_events.c.canonical.startswith(f'{{"action":"{action}"', autoescape=True)
