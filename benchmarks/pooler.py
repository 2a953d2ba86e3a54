"""PgBouncer before a server, one server connection a session (the second factor is bound to it)."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Self

import psycopg
from sqlalchemy import make_url

from benchmarks.logins import login_of

PROGRAM = "pgbouncer"
_PORT = 6432
_WAIT_S = 10.0


class Pooler:
    """PgBouncer on a socket in a folder; use as a context manager.

    Args:
        folder: where its files go.
        url: of the server.
        staff: how many of the people of :mod:`benchmarks.logins` come through.
    """

    def __init__(self, folder: Path, url: str, staff: int) -> None:
        program = shutil.which(PROGRAM) or shutil.which(f"/usr/sbin/{PROGRAM}")
        if program is None:
            raise SystemExit("PgBouncer is not installed. Type: apt-get install pgbouncer")
        self._program = program
        self._place = folder / PROGRAM
        self._server = make_url(url)
        self._staff = staff

    @property
    def url(self) -> str:
        """Of the server through the pooler."""
        reached = self._server.update_query_dict({"host": str(self._place), "port": str(_PORT)})
        return reached.render_as_string(hide_password=False)

    def __enter__(self) -> Self:
        self._place.mkdir()
        socket = self._server.query["host"]
        users = "".join(f'"{login_of(number)}" ""\n' for number in range(self._staff))
        (self._place / "users.txt").write_text(users, encoding="utf-8")
        (self._place / "settings.ini").write_text(
            f"[databases]\n* = host={socket}\n[pgbouncer]\nlisten_addr =\n"
            f"unix_socket_dir = {self._place}\nlisten_port = {_PORT}\nauth_type = trust\n"
            f"auth_file = {self._place}/users.txt\npool_mode = session\n"
            # A connection that was somebody's goes to nobody else: their second factor is bound to it.
            "max_client_conn = 1000\ndefault_pool_size = 5\nserver_lifetime = 0\n"
            "ignore_startup_parameters = extra_float_digits,options\n"
            f"logfile = {self._place}/log\n",
            encoding="utf-8",
        )
        command = [self._program, str(self._place / "settings.ini")]
        if os.geteuid() == 0:
            # It refuses to run as root, and the server's folder is open to the server alone.
            user = Path(str(socket)).owner()
            subprocess.run(["chown", "-R", user, str(self._place)], check=True)
            command[1:1] = ["-u", user]
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()

    def _wait(self) -> None:
        mine = make_url(self.url).set(drivername="postgresql", username=login_of(0))
        until = time.monotonic() + _WAIT_S
        while True:
            try:
                psycopg.connect(mine.render_as_string(hide_password=False)).close()
            except psycopg.OperationalError:
                if time.monotonic() > until or self._process.poll() is not None:
                    raise
                time.sleep(0.1)
            else:
                return
