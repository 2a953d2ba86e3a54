"""Ends sessions that keep a transaction open for too long, or hold up others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from db.engine import is_sqlite
from db.errors import translated

if TYPE_CHECKING:
    from sqlalchemy import Engine


class SqlWatchdog:
    """``app.ports.watchdog.Watchdog`` for the service of a server."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def end_idle_transactions(self, seconds: int) -> int:
        """End them; none on a local file, where no session outlives its process."""
        if is_sqlite(self._engine):
            return 0
        with translated(), self._engine.connect() as connection:
            ended = connection.execute(select(func.guard.end_idle(seconds))).scalar()
            connection.commit()
        return int(ended or 0)
