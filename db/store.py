"""The store the composition root hands to the use cases."""

from __future__ import annotations

from sqlalchemy import Engine

from db.unit_of_work import SqlLook, SqlReaders, SqlUnitOfWork


class SqlStore:
    """``app.ports.unit_of_work.Store``; safe to share between threads.

    Each unit of work and each reading belongs to the thread that opened it.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def write(self) -> SqlUnitOfWork:
        """A unit of work that may write."""
        return SqlUnitOfWork(self._engine)

    def look(self) -> SqlLook:
        """A reading through the repositories."""
        return SqlLook(self._engine)

    def read(self) -> SqlReaders:
        """A reading; nothing can be changed through it."""
        return SqlReaders(self._engine)

    def close(self) -> None:
        """Close the pooled connections."""
        self._engine.dispose()
