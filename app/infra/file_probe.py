"""Reads the beginning of any file whatsoever without hanging, growing or following a device."""

from __future__ import annotations

import os
import stat
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_CHUNK: Final = 1024 * 1024
_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_CLOEXEC", 0)
    # A pipe without a writer must not hold us at the door, nor a terminal adopt us.
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)


@dataclass(frozen=True, slots=True)
class ProbedFile:
    """At most `limit + 1` leading bytes of a file, and how many it has in all."""

    head: bytes
    total_bytes: int


class NotReadableError(Exception):
    """It is no ordinary file, may not be read, or does not answer in time."""


def probe_file(path: Path, limit: int, timeout_s: float) -> ProbedFile:
    """Read up to `limit + 1` bytes; links are followed.

    Raises:
        FileNotFoundError: there is nothing of that name, or where a link leads.
        NotADirectoryError: what stands before a slash is no folder.
        NotReadableError: a folder, pipe, device, file without permission, or one whose disk does
            not answer within the time.
    """
    results: list[ProbedFile | Exception] = []

    def read() -> None:
        try:
            results.append(_read(path, limit))
        except (OSError, ValueError) as error:
            results.append(error)

    # A disk of the network that is gone blocks for ever; only another thread can be left behind.
    thread = threading.Thread(target=read, name="file-probe", daemon=True)
    thread.start()
    thread.join(timeout_s)
    result = results[0] if results else None
    match result:
        case ProbedFile():
            return result
        case FileNotFoundError() | NotADirectoryError():
            raise result
    raise NotReadableError from result


def _read(path: Path, limit: int) -> ProbedFile:
    descriptor = os.open(path, _FLAGS)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise OSError("not an ordinary file")
        pieces: list[bytes] = []
        left = limit + 1
        while left > 0 and (piece := os.read(descriptor, min(_CHUNK, left))):
            pieces.append(piece)
            left -= len(piece)
    finally:
        os.close(descriptor)
    head = b"".join(pieces)
    # Files of the kernel say they are empty, and others grow while they are read.
    return ProbedFile(head, max(len(head), found.st_size if len(head) > limit else 0))
