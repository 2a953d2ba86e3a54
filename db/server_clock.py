"""The time of a PostgreSQL server: setting the clock of a workstation changes nothing (ADR 0015)."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import event

from app.domain.errors import UnavailableError
from db.errors import translated

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Engine

REFRESH: Final = timedelta(minutes=1)
"""How old a reading may be when a connection is taken: a laptop that slept wakes with an old one."""


class ServerClock:
    """Implements :class:`app.ports.clock.Clock` with ``clock_timestamp()`` of the server.

    It is read by whoever takes a connection, never by whoever asks for the time: the window asks
    while it paints. Between readings the monotonic clock of the machine counts on.

    Args:
        engine: of the server; the same the store works with.
        monotonic: seconds that nobody can set.
    """

    def __init__(self, engine: Engine, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._engine = engine
        self._monotonic = monotonic
        self._reading: tuple[datetime, float] | None = None
        self._errors: type[Exception] = engine.dialect.loaded_dbapi.Error
        event.listen(engine, "checkout", self._refresh)

    def now(self) -> datetime:
        """The present instant of the server, in UTC.

        Raises:
            UnavailableError: the server was never reached so far.
        """
        if self._reading is None:
            with translated(), self._engine.connect():
                pass
        if self._reading is None:
            raise UnavailableError("DATABASE_UNREACHABLE")
        at, since = self._reading
        return at + timedelta(seconds=self._monotonic() - since)

    def _refresh(self, connection: Any, _record: Any, _proxy: Any) -> None:
        if self._reading is not None:
            elapsed = self._monotonic() - self._reading[1]
            if elapsed < REFRESH.total_seconds():
                return
        asked = self._monotonic()
        try:
            (at,) = connection.execute("SELECT clock_timestamp()").fetchone()
            # The transaction this began is none of whoever takes the connection.
            connection.rollback()
        except self._errors:
            # Whoever takes the connection meets the same failure and tells of it.
            return
        answered = self._monotonic()
        self._reading = (at.astimezone(UTC), (asked + answered) / 2)
