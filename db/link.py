"""One open connection as the repositories use it: rows in and out, errors already translated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Connection,
    Engine,
    Executable,
    PoolProxiedConnection,
    RowMapping,
    Select,
    Table,
    func,
    select,
)

from db.errors import translated
from db.prepared import NOTHING, Prepared, Values

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.audit import AuditEvent

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

Row = RowMapping

_FRESH = ("READ COMMITTED", "AUTOCOMMIT")
"""Levels at which each statement sees what was committed before it."""


class Link:
    """A connection inside a transaction.

    Args:
        engine: the engine the connection is of.
        held: the driver's connection, out of the engine's pool.
        connection: the connection of SQLAlchemy on it; made when first needed where it is not given.
        on_close: called before the driver's connection goes back to the pool.

    Attributes:
        event: the last one recorded in this transaction on a server.
    """

    def __init__(
        self,
        engine: Engine,
        held: PoolProxiedConnection,
        connection: Connection | None = None,
        *,
        on_close: Callable[[PoolProxiedConnection], None] = lambda _held: None,
    ) -> None:
        self._on_close = on_close
        self._engine = engine
        self._held = held
        self._connection = connection
        self.event: AuditEvent | None = None
        self.dialect = engine.dialect
        self.is_postgresql = self.dialect.name == "postgresql"

    @property
    def connection(self) -> Connection:
        """The connection of SQLAlchemy."""
        if self._connection is None:
            self._connection = Connection(self._engine, self._held)
        return self._connection

    def admit(self, function: str, *arguments: str) -> bool:
        """Ask a server for leave to read something personal; False where nobody is asked.

        The asking is a transaction of its own on another connection: leave counts only once it is
        committed, so that rolling back what is read later takes no trace away (security.md, §0.1).
        A reading that has to see one instant begins anew afterwards, or it could not see its leave.

        Args:
            function: ``admit`` or ``admit_file`` of the schema ``guard``.
            arguments: what it is asked with.

        Raises:
            AccessDeniedError, RuleViolationError: as the guard says.
        """
        if not self.is_postgresql:
            return False
        self.apart(function, *arguments)
        if self._connection is not None:
            # The level is asked of the server, too.
            with translated():
                if self._connection.get_isolation_level() not in _FRESH:
                    self._connection.rollback()
                    self._connection.begin()
        return True

    def apart(self, function: str, *arguments: object) -> Any:
        """What a function of the schema ``guard`` gives in a transaction of its own, committed."""
        with translated(), self._engine.connect() as aside:
            given = aside.execute(select(getattr(func.guard, function)(*arguments))).scalar()
            aside.commit()
        return given

    def close(self) -> None:
        """Give the connection back; what was not committed is rolled back."""
        try:
            self._on_close(self._held)
        finally:
            (self._connection or self._held).close()

    def run(self, statement: Executable, values: Values | Sequence[Values] | None = None) -> int:
        """Execute; returns how many rows were touched."""
        with translated():
            return self.connection.execute(statement, values).rowcount

    def rows(self, statement: Executable) -> Sequence[Row]:
        """All rows by column name."""
        with translated():
            return self.connection.execute(statement).mappings().all()

    def fetch(self, prepared: Prepared, values: Values = NOTHING) -> list[tuple[Any, ...]]:
        """All rows as the driver gives them, of a statement prepared beforehand."""
        with translated(self.dialect):
            driver: Any = self._held.driver_connection
            found = driver.execute(prepared.text, prepared.values(values))
            rows: list[tuple[Any, ...]] = found.fetchall()
        return rows

    def row(self, statement: Executable) -> Row | None:
        """The first row, if any."""
        with translated():
            return self.connection.execute(statement).mappings().first()

    def value(self, statement: Executable) -> Any:
        """The first column of the first row, or None."""
        with translated():
            return self.connection.execute(statement).scalar()

    def column(self, statement: Executable, values: Sequence[Values] | None = None) -> list[Any]:
        """The first column of all rows."""
        with translated():
            return list(self.connection.execute(statement, values).scalars().all())

    def insert(self, table: Table, rows: Values | Sequence[Values]) -> None:
        """Insert one row or several."""
        if rows:
            self.run(table.insert(), rows)

    def upsert(self, table: Table) -> postgresql.Insert | sqlite.Insert:
        """An insert that can be told what to do on conflict."""
        # Each start would wait for the dialect it does not use.
        if self.is_postgresql:
            from sqlalchemy.dialects import postgresql

            return postgresql.insert(table)
        from sqlalchemy.dialects import sqlite

        return sqlite.insert(table)


def link_on(connection: Connection) -> Link:
    """The link on a connection of SQLAlchemy."""
    return Link(connection.engine, connection.connection, connection)


def in_portions(statement: Select[Any], size: int = 1000) -> Select[Any]:
    """The statement, read a portion at a time; told to a connection, every later one would be."""
    return statement.execution_options(yield_per=size)
