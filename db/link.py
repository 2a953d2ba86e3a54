"""One open connection as the repositories use it: rows in and out, errors already translated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Executable, RowMapping, Table
from sqlalchemy.dialects import postgresql, sqlite

from db.errors import translated

Row = RowMapping
Values = Mapping[str, Any]


class Link:
    """A connection inside a transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.is_postgresql = connection.dialect.name == "postgresql"

    def run(self, statement: Executable, values: Values | Sequence[Values] | None = None) -> int:
        """Execute; returns how many rows were touched."""
        with translated():
            return self.connection.execute(statement, values).rowcount

    def rows(self, statement: Executable) -> Sequence[Row]:
        """All rows by column name."""
        with translated():
            return self.connection.execute(statement).mappings().all()

    def tuples(
        self, statement: Executable, values: Values | None = None
    ) -> Sequence[Sequence[Any]]:
        """All rows by position, for long lists."""
        with translated():
            return self.connection.execute(statement, values).all()

    def row(self, statement: Executable) -> Row | None:
        """The first row, if any."""
        with translated():
            return self.connection.execute(statement).mappings().first()

    def value(self, statement: Executable) -> Any:
        """The first column of the first row, or None."""
        with translated():
            return self.connection.execute(statement).scalar()

    def column(self, statement: Executable) -> list[Any]:
        """The first column of all rows."""
        with translated():
            return list(self.connection.execute(statement).scalars().all())

    def insert(self, table: Table, rows: Values | Sequence[Values]) -> None:
        """Insert one row or several."""
        if rows:
            self.run(table.insert(), rows)

    def upsert(self, table: Table) -> postgresql.Insert | sqlite.Insert:
        """An insert that can be told what to do on conflict."""
        return postgresql.insert(table) if self.is_postgresql else sqlite.insert(table)
