"""The store the composition root hands to the use cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.engine import reading_engine
from db.unit_of_work import SqlGlance, SqlLook, SqlReaders, SqlUnitOfWork, probe

if TYPE_CHECKING:
    from sqlalchemy import Engine


class SqlStore:
    """``app.ports.unit_of_work.Store``; safe to share between threads.

    Each unit of work and each reading belongs to the thread that opened it.

    Args:
        engine: where it is.
        reading: given where readings need no connections of their own.
    """

    def __init__(self, engine: Engine, reading: Engine | None = None) -> None:
        self._engine = engine
        self._reading = reading or reading_engine(engine)

    def write(self) -> SqlUnitOfWork:
        """A unit of work that may write."""
        return SqlUnitOfWork(self._engine)

    def look(self) -> SqlLook:
        """A reading through the repositories."""
        return SqlLook(self._reading)

    def read(self) -> SqlReaders:
        """A reading; nothing can be changed through it."""
        return SqlReaders(self._reading)

    def glance(self) -> SqlGlance:
        """Readers for one answer of one statement, without a transaction around it."""
        return SqlGlance(self._reading)

    def probe(self) -> None:
        """Ask whether work can be done now; raises as the port says."""
        probe(self._engine)

    def close(self) -> None:
        """Close the pooled connections."""
        self._engine.dispose()
