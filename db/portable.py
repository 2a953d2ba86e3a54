"""Moves all rows of one database into another of the same schema, whatever their kinds."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

from sqlalchemy import Connection, Engine, Table, select, text

from app.domain.errors import UnavailableError
from db.engine import WRITES
from db.tables import blob_chunks, metadata

_BATCH: Final = 2000
_BATCH_OF_CHUNKS: Final = 8


def export_rows(source: Engine, target: Engine) -> int:
    """Copy every row from PostgreSQL as of one instant into an empty local file; how many.

    Raises:
        UnavailableError: ``BACKUP_FAILED`` with the tables that are not as they are in the source.
    """
    reading: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with (
        source.connect().execution_options(**reading) as origin,
        target.connect().execution_options(**{WRITES: True}) as copy,
    ):
        origin.execute(text("SET LOCAL statement_timeout = 0"))
        rows = _copy_all(origin, copy)
        _require_equal(origin, copy, "BACKUP_FAILED")
        copy.commit()
        return rows


# What the guard of a server remembers of its sessions means nothing beside other rows.
_OF_THE_SERVER = (
    "guard.sessions, guard.sign_ins, guard.factors, guard.offers, guard.code_offers,"
    " guard.not_me_offers, guard.tickets, guard.acts"
)


def load_rows(source: Engine, target: Engine) -> int:
    """Replace every row on PostgreSQL by those of a local file, in one transaction; how many.

    Raises:
        UnavailableError: ``RESTORE_FAILED`` with the tables that did not come to hold the same;
            then nothing is changed.
    """
    tables = metadata.sorted_tables
    names = ", ".join(table.name for table in tables)
    with source.connect() as origin, target.begin() as copy:
        copy.execute(text("SET LOCAL statement_timeout = 0"))
        # The guards refuse to empty their tables, to everybody but the owner of the schema here.
        for table in tables:
            copy.execute(text(f"ALTER TABLE {table.name} DISABLE TRIGGER USER"))
        copy.execute(text(f"TRUNCATE {names}, {_OF_THE_SERVER}"))
        rows = _copy_all(origin, copy)
        for table in tables:
            copy.execute(text(f"ALTER TABLE {table.name} ENABLE TRIGGER USER"))
        _require_equal(origin, copy, "RESTORE_FAILED")
        return rows


def _copy_all(origin: Connection, copy: Connection) -> int:
    return sum(_copy_table(origin, copy, table) for table in metadata.sorted_tables)


def _copy_table(origin: Connection, copy: Connection, table: Table) -> int:
    size = _BATCH_OF_CHUNKS if table is blob_chunks else _BATCH
    rows = 0
    reading = origin.execution_options(yield_per=size).execute(select(table)).mappings()
    for batch in reading.partitions(size):
        copy.execute(table.insert(), [dict(row) for row in batch])
        rows += len(batch)
    return rows


def _require_equal(one: Connection, other: Connection, code: str) -> None:
    tables = metadata.sorted_tables
    differing = [table.name for table in tables if _digest(one, table) != _digest(other, table)]
    if differing:
        raise UnavailableError(code, tables=differing)


def _digest(connection: Connection, table: Table) -> tuple[int, int]:
    """How many rows, and the sum of their hashes: the databases sort words differently."""
    size = _BATCH_OF_CHUNKS if table is blob_chunks else _BATCH
    rows, total = 0, 0
    for row in connection.execution_options(yield_per=size).execute(select(table)):
        digest = hashlib.sha256(_canonical(tuple(row)))
        rows, total = rows + 1, total + int.from_bytes(digest.digest())
    return rows, total % 2**256


def _canonical(values: tuple[Any, ...]) -> bytes:
    return json.dumps(values, default=_word, sort_keys=True, ensure_ascii=False).encode()


def _word(value: object) -> str:
    return value.hex() if isinstance(value, bytes | memoryview) else repr(value)
