"""A central database that a demonstration may have: on this machine, empty or one already.

The demonstration lives on a Tuesday in November. So that the guard does too, its clock is the one
thing altered there: ``db check`` names it, and only the demonstration's own windows go in.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Self

from sqlalchemy import inspect, text
from typing_extensions import override

from app.domain.errors import RuleViolationError
from db import migrate
from db.central_door import CentralDoor
from db.engine import open_engine, parse_url
from db.errors import translated
from db.integrity import count_rows
from db.policies.roles import SERVICE
from db.server_tls import is_here

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import URL, Connection

LOGIN: Final = "demo_sentinel"
"""Does the sentinel's work in the demonstration."""

ITS_CLOCK: Final = "altered function guard.now()"
_MARK: Final = "the clock of a demonstration"


class DemoServer:
    """The database of a URL, over the connection of its DBA; use as a context manager.

    Args:
        url: ``postgresql://…`` on this machine.

    Raises:
        RuleViolationError: ``DEMO_NEEDS_SERVER`` for a local file, which the demonstration brings
            itself; ``DEMO_NOT_HERE``: its passwords are known to everybody, and logins are of the
            whole server.
    """

    def __init__(self, url: str) -> None:
        parsed = parse_url(url)
        if parsed.get_backend_name() != "postgresql":
            raise RuleViolationError("DEMO_NEEDS_SERVER")
        if not is_here(parsed):
            raise RuleViolationError("DEMO_NOT_HERE")
        self.url = url
        self._url = parsed
        self._engine = open_engine(url, pool_size=2)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.dispose()

    @property
    def windows_url(self) -> str:
        """The same for windows: it names nobody."""
        return _text(self._url._replace(username=None, password=None))

    def is_filled(self) -> bool:
        """Whether a demonstration is there already.

        Raises:
            RuleViolationError: ``DATABASE_NOT_EMPTY``: something else is; ``DEMO_OUTDATED``: it is
                one of another program, and bringing it up would put its clock right.
        """
        with translated(), self._engine.connect() as connection:
            clock = "SELECT prosrc FROM pg_proc WHERE oid = to_regprocedure('guard.now()')"
            if _MARK in (connection.execute(text(clock)).scalar() or ""):
                if migrate.current(self._engine) != migrate.HEAD:
                    raise RuleViolationError("DEMO_OUTDATED")
                return True
            if inspect(connection).get_table_names() and count_rows(connection):
                raise RuleViolationError("DATABASE_NOT_EMPTY")
        return False

    def let_service_in(self, password: str, verifier: str) -> str:
        """Give the demonstration's own service that password; returns its URL."""
        with translated(), self._engine.begin() as connection:
            known = text("SELECT FROM pg_roles WHERE rolname = :login")
            if connection.execute(known, {"login": LOGIN}).first() is None:
                _run(connection, f"CREATE ROLE {LOGIN} LOGIN IN ROLE {SERVICE}")
            _run(connection, f"ALTER ROLE {LOGIN} PASSWORD '{verifier}'")
        return _text(self._url.set(username=LOGIN, password=password))

    def set_clock(self, at: datetime, *, is_running: bool) -> None:
        """Put the clock of the guard there, running on from now or standing."""
        runs = f" + (clock_timestamp() - '{self._now().isoformat()}'::timestamptz)"
        reading = f"'{at.astimezone(UTC).isoformat()}'::timestamptz{runs if is_running else ''}"
        with translated(), self._engine.begin() as connection:
            _run(
                connection,
                "CREATE OR REPLACE FUNCTION guard.now() RETURNS timestamptz"
                " LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp"
                f" AS $$ SELECT {reading} /* {_MARK} */ $$",
            )

    def clock(self) -> datetime:
        """What the clock of the guard shows."""
        return self._instant("SELECT guard.now()")

    def _now(self) -> datetime:
        return self._instant("SELECT clock_timestamp()")

    def _instant(self, statement: str) -> datetime:
        with translated(), self._engine.connect() as connection:
            found: datetime = connection.execute(text(statement)).scalar_one()
        return found.astimezone(UTC)


class DemoDoor(CentralDoor):
    """Lets into a demonstration: of everything altered in the guard, its clock alone passes."""

    @override
    def alterations(self) -> Sequence[str]:
        """Facts of the guard that differ, but for the clock."""
        return [one for one in super().alterations() if one != ITS_CLOCK]


def is_server(url: str) -> bool:
    """Whether a URL is not one of a local file."""
    return parse_url(url).get_backend_name() != "sqlite"


def _text(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def _run(connection: Connection, statement: str) -> None:
    """A statement in which ``%`` and ``:`` mean themselves."""
    driver: Any = connection.connection
    with driver.cursor() as cursor:
        cursor.execute(statement)
