"""A real SMTP server on this machine that keeps what it is handed as ``.eml`` files."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

LOOPBACK = "127.0.0.1"


class _Keeper:
    """Writes each message whole before it is acknowledged."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    async def handle_DATA(  # the name aiosmtpd calls
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keep one message."""
        content = envelope.original_content or b""
        self._count += 1
        half = self._folder / f".{self._count:04d}.part"
        half.write_bytes(content)
        half.replace(self._folder / f"{self._count:04d}.eml")
        return "250 OK"


class LoopbackMailbox:
    """Receives mail on a free port of the loopback interface; use as a context manager."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._controller = Controller(_Keeper(folder), hostname=LOOPBACK, port=_free_port())

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._controller.port)

    def messages(self) -> list[Path]:
        """What was received, oldest first."""
        return sorted(self.folder.glob("*.eml"))


def _free_port() -> int:
    """A port nobody listens on now; the controller cannot choose one by itself."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
