"""A line to a server that a test cuts: a socket in between, which passes everything on until then."""

from __future__ import annotations

import socket
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from sqlalchemy import URL

NAME = ".s.PGSQL.5432"


class CutLine:
    """Stands between clients and a server that listens on a socket.

    Attributes:
        at_commit: what happens to the next COMMIT: ``lost`` before it reaches the server, ``done``
            there with the answer lost, ``gone``: the same and nobody gets through from then on, or
            ``late``: it reaches the server after the client is cut.
        is_down: nobody gets through, and nobody is connected.
    """

    def __init__(self, url: URL) -> None:
        self._url = url
        self._folder = tempfile.TemporaryDirectory(prefix="ventanilla-line-")
        self._target = str(Path(str(url.query["host"])) / NAME)
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(Path(self._folder.name) / NAME))
        self._door.listen()
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self.at_commit = ""
        self.is_down = False
        self.commits = 0
        self._muted: socket.socket | None = None

    @property
    def url(self) -> URL:
        """The same database behind the line."""
        return self._url.set(query={"host": self._folder.name})

    def __enter__(self) -> Self:
        threading.Thread(target=self._answer, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.cut()
        # Closing alone would leave the thread waiting in accept().
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self._folder.cleanup()

    def cut(self) -> None:
        """Cut everybody off and let nobody through."""
        self.is_down = True
        for pair in self._pairs:
            _end(*pair)
        self._pairs.clear()

    def mend(self) -> None:
        """Let them through again."""
        self.is_down = False

    def _answer(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._door.accept()
                if self.is_down:
                    near.close()
                    continue
                far = socket.socket(socket.AF_UNIX)
                far.connect(self._target)
                self._pairs.append((near, far))
                self._start(self._to_server, near, far)
                self._start(self._to_client, far, near)

    @staticmethod
    def _start(work: Callable[..., None], *arguments: Any) -> None:
        threading.Thread(target=work, args=arguments, daemon=True).start()

    def _to_server(self, near: socket.socket, far: socket.socket) -> None:
        with suppress(OSError):
            while data := near.recv(65536):
                if b"COMMIT\x00" in data and self.at_commit:
                    self._cut_at_commit(data, near, far)
                    return
                far.sendall(data)
        _end(near, far)

    def _cut_at_commit(self, data: bytes, near: socket.socket, far: socket.socket) -> None:
        how, self.at_commit = self.at_commit, ""
        self.commits += 1
        if how == "lost":
            _end(near, far)
            return
        self._muted = near
        self.is_down = how == "gone"
        if how == "late":
            near.shutdown(socket.SHUT_RDWR)
            # The client asks meanwhile and hears that the transaction still goes on.
            time.sleep(0.3)
        far.sendall(data)

    def _to_client(self, far: socket.socket, near: socket.socket) -> None:
        with suppress(OSError):
            while data := far.recv(65536):
                if near is self._muted:
                    break
                near.sendall(data)
        _end(near, far)


def _end(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
