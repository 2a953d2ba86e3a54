"""Whoever owns the tables of the audit, knows how the hashes are made, and puts the guards back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, text

from app.domain.audit import GENESIS, canonical_text, digest
from db.engine import WRITES

Rows = dict[str, list[dict[str, Any]]]
TABLES = ("audit_events", "audit_heads")


@contextmanager
def guards_off(engine: Engine) -> Iterator[Connection]:
    """A transaction as the owner of the tables, in which no trigger says no; nothing shows later."""
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        if engine.dialect.name == "sqlite":
            found = connection.execute(
                text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            ).all()
            for name, _ in found:
                connection.execute(text(f"DROP TRIGGER {name}"))
            yield connection
            for _, made in found:
                connection.exec_driver_sql(made)
            return
        connection.execute(text("SET LOCAL ROLE ventanilla_owner"))
        for table in TABLES:
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        yield connection
        for table in TABLES:
            connection.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER USER"))


def copy_of(engine: Engine) -> Rows:
    """Everything the audit holds now."""
    with engine.connect() as connection:
        return {
            table: [dict(r) for r in connection.execute(text(f"SELECT * FROM {table}")).mappings()]  # noqa: S608
            for table in TABLES
        }


@dataclass
class TableOwner:
    """Does one thing to the chain of one case."""

    connection: Connection
    chain: str
    other: str

    def run(self, statement: str, **values: Any) -> int:
        done = self.connection.execute(text(statement), {"chain": self.chain, **values})
        return done.rowcount

    def once(self, statement: str, **values: Any) -> None:
        assert self.run(statement, **values) == 1

    @property
    def events(self) -> list[dict[str, Any]]:
        found = self.connection.execute(
            text("SELECT * FROM audit_events WHERE chain = :chain ORDER BY sequence"),
            {"chain": self.chain},
        )
        return [dict(row) for row in found.mappings()]

    def change(self, sequence: int, assignments: str, **values: Any) -> None:
        where = "WHERE chain = :chain AND sequence = :at"
        self.once(f"UPDATE audit_events SET {assignments} {where}", at=sequence, **values)  # noqa: S608

    def delete(self, sequence: int) -> None:
        where = "WHERE chain = :chain AND sequence = :at"
        self.once(f"DELETE FROM audit_events {where}", at=sequence)  # noqa: S608

    def delete_events(self) -> None:
        assert self.run("DELETE FROM audit_events WHERE chain = :chain")

    def delete_head(self) -> None:
        self.once("DELETE FROM audit_heads WHERE chain = :chain")

    def head(self, sequence: int, digest_: str) -> None:
        self.once(
            "UPDATE audit_heads SET sequence = :at, hash = :hash WHERE chain = :chain",
            at=sequence,
            hash=digest_,
        )

    def insert(self, chain: str, sequence: int, canonical: str, previous: str) -> None:
        columns = "(chain, sequence, canonical, previous_hash, hash)"
        self.once(
            f"INSERT INTO audit_events {columns} VALUES (:chain, :at, :text, :previous, :hash)",  # noqa: S608
            chain=chain,
            at=sequence,
            text=canonical,
            previous=previous,
            hash=digest(canonical),
        )

    def altered(self, sequence: int) -> str:
        """The text of an event as somebody would like it to have been."""
        body = json.loads(self.events[sequence - 1]["canonical"])
        return canonical_text(body | {"actor": "someone-else"})

    def put_anew(self, bodies: list[dict[str, Any]]) -> None:
        """Make the chain consist of these, numbered, linked and hashed, with its head: perfect."""
        self.delete_events()
        previous: str = GENESIS
        for sequence, body in enumerate(bodies, 1):
            sealed = {"chain": self.chain, "sequence": sequence, "previous": previous}
            canonical = canonical_text(body | sealed)
            self.insert(self.chain, sequence, canonical, previous)
            previous = digest(canonical)
        self.head(len(bodies), previous)

    def rewrite(self, change: Callable[[list[dict[str, Any]]], object]) -> None:
        """Change the list of bodies and make everything agree again."""
        bodies = [json.loads(event["canonical"]) for event in self.events]
        change(bodies)
        self.put_anew(bodies)

    def swap(self, one: int, two: int) -> None:
        self.change(one, "sequence = 100000")
        self.change(two, "sequence = :to", to=one)
        self.change(100000, "sequence = :to", to=two)

    def truncate(self) -> None:
        is_sqlite = self.connection.dialect.name == "sqlite"
        for table in TABLES:
            self.run(f"DELETE FROM {table}" if is_sqlite else f"TRUNCATE {table} CASCADE")  # noqa: S608

    def roll_back(self, copy: Rows) -> None:
        """Put an older copy of the whole audit in the place of today's."""
        self.truncate()
        for table in TABLES:
            for row in copy[table]:
                names = ", ".join(row)
                values = ", ".join(f":{name}" for name in row)
                self.connection.execute(
                    text(f"INSERT INTO {table} ({names}) VALUES ({values})"),  # noqa: S608
                    row,
                )
