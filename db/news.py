"""What a server tells whoever listens: LISTEN on a connection of its own (module 72 notifies)."""

from __future__ import annotations

import contextlib
import select
import socket
from typing import TYPE_CHECKING, Any, Final

from db.errors import translated

if TYPE_CHECKING:
    from sqlalchemy import Engine

CHANNEL: Final = "ventanilla_queue"


class ServerNews:
    """Implements :class:`app.ports.news.News` for the connections of one sign-in.

    Its connection is none of the pool's: work never waits behind it, and it is closed for good.

    Args:
        engine: logs in as whoever listens; what is heard holds no personal data.

    Raises:
        UnavailableError: the server cannot be reached.
    """

    def __init__(self, engine: Engine) -> None:
        self._dialect = engine.dialect
        with translated(self._dialect):
            held = engine.raw_connection()
            # Typed by no one: the driver's connection, whichever SQLAlchemy wraps.
            driver: Any = held.driver_connection
            held.detach()
            driver.rollback()
            driver.autocommit = True
            driver.execute(f"LISTEN {CHANNEL}")
            self._held, self._connection = held, driver
        self._awake, self._alarm = socket.socketpair()

    def wait(self, seconds: float) -> frozenset[str]:
        """Provinces in which a case changed; raises as the port says."""
        with translated(self._dialect):
            heard = self._heard()
            if heard:
                return heard
            ready, _, _ = select.select([self._connection.fileno(), self._awake], [], [], seconds)
            if self._awake in ready:
                return frozenset()
            heard = self._heard() if ready else heard
            if ready and not heard:
                # Something came and was no news: it may have been the end of the connection.
                self._connection.execute("SELECT 1")
            return heard

    def wake(self) -> None:
        """End a wait at once, from any thread."""
        with contextlib.suppress(OSError):
            self._alarm.send(b"!")

    def close(self) -> None:
        """Listen no more."""
        with contextlib.suppress(Exception):
            self._held.close()
        for end in (self._awake, self._alarm):
            end.close()

    def _heard(self) -> frozenset[str]:
        # Zero does not wait: what has arrived is taken.
        return frozenset(notice.payload for notice in self._connection.notifies(timeout=0))
