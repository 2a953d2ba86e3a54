"""Messages over a pair of pipes: four bytes of length, then the message."""

from __future__ import annotations

import os
from typing import Final

from app.infra.sandbox.protocol import ProtocolError

_LENGTH_BYTES: Final = 4
_CHUNK: Final = 1024 * 1024


class Channel:
    """One end; both ends speak the same way. Not for two threads at once."""

    def __init__(self, reader: int, writer: int) -> None:
        self._reader, self.writer = reader, writer

    def send(self, message: bytes) -> None:
        """Write one message.

        Raises:
            OSError: the other end is gone.
        """
        self._write(len(message).to_bytes(_LENGTH_BYTES, "big"))
        self._write(message)

    def receive(self, limit: int) -> bytes:
        """Read one message of at most `limit` bytes.

        Raises:
            EOFError: the other end is gone.
            ProtocolError: a longer one is announced.
        """
        length = int.from_bytes(self._read(_LENGTH_BYTES), "big")
        if length > limit:
            raise ProtocolError("message too long")
        return self._read(length)

    def _write(self, data: bytes) -> None:
        left = memoryview(data)
        while left:
            left = left[os.write(self.writer, left[:_CHUNK]) :]

    def _read(self, length: int) -> bytes:
        pieces: list[bytes] = []
        while length > 0:
            piece = os.read(self._reader, min(length, _CHUNK))
            if not piece:
                raise EOFError
            pieces.append(piece)
            length -= len(piece)
        return b"".join(pieces)
