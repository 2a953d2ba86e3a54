"""What can be wrong inside a database, each with a code and the place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from sqlalchemy import Connection, ForeignKeyConstraint, Select, Table, and_, func, select

from app.domain.audit import verify_chain
from app.domain.workflow import CLOSED
from db.json_columns import unreadable_rows
from db.key_check import altered_keys
from db.link import in_portions, link_on
from db.mapping.case_rows import sort_instant
from db.mapping.trail_rows import event_from
from db.named_messages import unkept_messages
from db.readers.audit_log import SqlAuditReader, any_text
from db.readers.contradictions import contradictions
from db.tables import audit_events, blob_chunks, blobs, cases, metadata


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        code: ``DATABASE_DAMAGED``, ``REFERENCE_BROKEN``, ``CASE_HIDDEN``, ``CASE_MISPLACED``,
            ``KEYS_ALTERED``, ``BLOB_DAMAGED``, ``JSON_UNREADABLE``, ``MESSAGE_MISSING``,
            ``MESSAGE_ALTERED``, ``MESSAGE_WITHHELD``, one of ``db.readers.contradictions``, or
            ``AUDIT_`` and the code of ``app.domain.audit.ChainFault``.
        place: table and column, with the key of the row where it is one row; number of the case or
            its person, hash of the blob, or chain and position; a
            message with the event that names it.
    """

    code: str
    place: str


def find_faults(connection: Connection) -> Iterator[Fault]:
    """Every fault, the cheapest checks first."""
    if connection.dialect.name == "sqlite":
        for (message,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if message != "ok":
                yield Fault("DATABASE_DAMAGED", str(message))
    for table in metadata.sorted_tables:
        yield from _broken_references(connection, table)
    yield from _lost_cases(connection)
    yield from _damaged_blobs(connection)
    with any_text(connection):
        for place in unreadable_rows(connection):
            yield Fault("JSON_UNREADABLE", place)
        for place in altered_keys(connection):
            yield Fault("KEYS_ALTERED", place)
        broken = list(_broken_chains(connection))
        yield from broken
        for code, place in unkept_messages(connection):
            yield Fault(code, place)
        # A chain that is broken tells too little: what contradicts it is no second fault.
        untrue = {fault.place.rpartition("#")[0] for fault in broken}
        for one in contradictions(link_on(connection)):
            if one.chain not in untrue:
                yield Fault(one.code, f"{one.chain}#{one.sequence}")


def count_rows(connection: Connection) -> int:
    """How many rows all tables hold together."""
    return sum(
        connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in metadata.sorted_tables
    )


def _broken_references(connection: Connection, table: Table) -> Iterator[Fault]:
    for key in sorted(table.foreign_key_constraints, key=lambda key: str(key.name)):
        if connection.execute(_orphans(key)).scalar_one():
            yield Fault("REFERENCE_BROKEN", str(key.name))


@cache
def _orphans(key: ForeignKeyConstraint) -> Select[int]:
    """How many rows refer to none; to build it takes longer than to ask it of a small database."""
    parent = key.referred_table.alias()
    pairs = [(item.parent, parent.c[item.column.name]) for item in key.elements]
    return (
        select(func.count())
        .select_from(key.table.outerjoin(parent, and_(*(child == up for child, up in pairs))))
        .where(*(child.is_not(None) for child, _ in pairs), pairs[0][1].is_(None))
    )


def _lost_cases(connection: Connection) -> Iterator[Fault]:
    """Cases that the queue would leave out, or show where nobody looks: two columns follow others."""
    columns = (cases.c.number, cases.c.state, cases.c.due_at, cases.c.sort_at, cases.c.is_open)
    rows = connection.execute(in_portions(select(*columns).order_by(cases.c.number)))
    for number, state, due_at, sort_at, is_open in rows:
        if is_open is not (state not in CLOSED):
            yield Fault("CASE_HIDDEN", number)
        if sort_at != sort_instant(state, due_at):
            yield Fault("CASE_MISPLACED", number)


def _damaged_blobs(connection: Connection) -> Iterator[Fault]:
    known = connection.execute(select(blobs).order_by(blobs.c.sha256)).mappings().all()
    for blob in known:
        digest, size, chunks = hashlib.sha256(), 0, 0
        data = (
            select(blob_chunks.c.data)
            .where(blob_chunks.c.sha256 == blob["sha256"])
            .order_by(blob_chunks.c.position)
        )
        for (chunk,) in connection.execute(in_portions(data, 4)):
            digest.update(chunk)
            size, chunks = size + len(chunk), chunks + 1
        if (digest.hexdigest(), size, chunks) != tuple(
            blob[c] for c in ("sha256", "size", "chunks")
        ):
            yield Fault("BLOB_DAMAGED", blob["sha256"])


def _broken_chains(connection: Connection) -> Iterator[Fault]:
    reader = SqlAuditReader(link_on(connection))
    heads, traces = {head.chain: head for head in reader.heads()}, reader.traces()
    stored = select(audit_events).order_by(audit_events.c.chain, audit_events.c.sequence)
    rows = connection.execute(in_portions(stored)).mappings()
    seen = set()
    for chain, events in groupby((event_from(row) for row in rows), lambda event: event.chain):
        seen.add(chain)
        fault = verify_chain(events, heads.get(chain), traces.get(chain, ()))
        if fault is not None:
            yield Fault(f"AUDIT_{fault.code}", f"{chain}#{fault.sequence}")
    for chain, head in heads.items():
        # A head at zero is the trace of a first event that is being written right now.
        if chain not in seen and head.sequence > 0:
            yield Fault("AUDIT_TAIL_MISSING", f"{chain}#1")
            seen.add(chain)
    for chain in sorted(traces.keys() - seen):
        yield Fault("AUDIT_TRACE_MISSING", f"{chain}#1")
