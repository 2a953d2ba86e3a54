"""Everybody's own way into a central database, and the store and clock behind it."""

from __future__ import annotations

import contextlib
import socket
from typing import TYPE_CHECKING

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from app.domain.errors import AccessDeniedError, UnavailableError
from db import migrate
from db.central_session import CentralSession
from db.engine import open_engine
from db.errors import translated
from db.news import ServerNews
from db.policies import snapshot
from db.server_clock import ServerClock
from db.unit_of_work import SqlGlance, SqlLook, SqlReaders, SqlUnitOfWork, probe

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Engine

    from app.ports.clock import Clock


POOL_SIZE = 3
"""Connections of one desktop: a server of a country has hundreds of them."""


class CentralDoor:
    """Implements :class:`app.ports.door.Door` for the server of a URL without user.

    Args:
        url: ``postgresql://host/database``; the login and its password come with :meth:`open`.
    """

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._engine: Engine | None = None
        self._session: CentralSession | None = None
        self._clock: ServerClock | None = None

    @property
    def place(self) -> str:
        """Which server and database it leads to; names nobody."""
        hosts = self._url.query.get("host")
        return self._url.set(query={"host": hosts} if hosts else {}).render_as_string()

    @property
    def engine(self) -> Engine:
        """The engine of whoever signed in; raises ``NOT_SIGNED_IN``."""
        if self._engine is None:
            raise UnavailableError("NOT_SIGNED_IN")
        return self._engine

    @property
    def clock(self) -> ServerClock | None:
        """The server's, once somebody signed in."""
        return self._clock

    def open(self, login: str, password: str) -> None:
        """Log in; raises as the port says."""
        self.close()
        url = self._url.set(username=login, password=password)
        engine = open_engine(url.render_as_string(hide_password=False), pool_size=POOL_SIZE)
        try:
            migrate.require_current(engine)
        except UnavailableError as error:
            engine.dispose()
            if error.code == "DATABASE_LOGIN_REFUSED":
                raise AccessDeniedError("SIGN_IN_REFUSED") from error
            raise
        except BaseException:
            engine.dispose()
            raise
        self._engine, self._clock = engine, ServerClock(engine)
        self._session = CentralSession(engine, socket.gethostname())

    def give_code(self, code: str) -> None:
        """Give the second factor; raises as the port says."""
        self._opened().give_code(code)

    def needs_activation(self) -> bool:
        """Whether whoever is in came with a password that somebody else gave."""
        return self._opened().needs_activation()

    def activate(self, code_hash: str, verifier: str) -> None:
        """Keep a password of one's own; raises as the port says."""
        self._opened().activate(code_hash, verifier)

    def check(self, password: str) -> None:
        """Log in once more beside the open connections, and out again; raises as the port says."""
        url = self.engine.url.set(password=password)
        beside = open_engine(url.render_as_string(hide_password=False), pool_size=1)
        try:
            with translated(), beside.connect():
                pass
        except UnavailableError as error:
            if error.code == "DATABASE_LOGIN_REFUSED":
                raise AccessDeniedError("SIGN_IN_REFUSED") from error
            raise
        finally:
            beside.dispose()

    def step_up(self, code: str) -> None:
        """Give a fresh code; raises as the port says."""
        self._opened().step_up(code)

    def news(self) -> ServerNews:
        """Begin to listen to what others do; raises as the port says."""
        return ServerNews(self.engine)

    def alterations(self) -> Sequence[str]:
        """Facts of the guard that differ; what is the DBA's to add is none."""
        with translated(), self.engine.connect() as connection:
            found = snapshot.drifts(connection)
        return [
            f"{drift.change} {drift.kind} {drift.name}"
            for drift in found
            if drift.kind not in snapshot.FOR_THE_DBA
        ]

    def close(self) -> None:
        """Sign out, as far as the server can be told."""
        if self._session is not None:
            # A server that is gone has ended it with the connections.
            with contextlib.suppress(UnavailableError):
                self._session.end()
        if self._engine is not None:
            self._engine.dispose()
        self._engine = self._session = self._clock = None

    def _opened(self) -> CentralSession:
        if self._session is None:
            raise UnavailableError("NOT_SIGNED_IN")
        return self._session


class CentralStore:
    """``app.ports.unit_of_work.Store`` over the connections of whoever signed in."""

    def __init__(self, door: CentralDoor) -> None:
        self._door = door

    def write(self) -> SqlUnitOfWork:
        """A unit of work that may write what its guard allows."""
        return SqlUnitOfWork(self._door.engine)

    def look(self) -> SqlLook:
        """A reading through the repositories."""
        return SqlLook(self._door.engine)

    def read(self) -> SqlReaders:
        """A reading; nothing can be changed through it."""
        return SqlReaders(self._door.engine)

    def glance(self) -> SqlGlance:
        """Readers for one answer of one statement."""
        return SqlGlance(self._door.engine)

    def probe(self) -> None:
        """Ask whether work can be done now; raises as the port says."""
        probe(self._door.engine)

    def close(self) -> None:
        """Sign out."""
        self._door.close()


class DoorClock:
    """``app.ports.clock.Clock``: the server's time, and before anybody signed in the machine's.

    Nothing is dated before that.
    """

    def __init__(self, door: CentralDoor, before: Clock) -> None:
        self._door = door
        self._before = before

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return (self._door.clock or self._before).now()


def door_of(url: str) -> CentralDoor | None:
    """The way in for everybody, when a URL names a server but nobody who logs in to it."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        # Said by whoever opens it.
        return None
    is_for_everybody = parsed.get_backend_name() == "postgresql" and not parsed.username
    return CentralDoor(url) if is_for_everybody else None
