"""Tries, inside the child, what a hijacked decoder would try; every attempt must be refused."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
import tempfile
from collections.abc import Callable


def attempts() -> dict[str, bool]:
    """What was refused, by name of the attempt; all must be True where hardening is on."""
    return {
        "open": _is_refused(lambda: os.open(sys.executable, os.O_RDONLY)),
        "create": _is_refused(_create),
        "socket": _is_refused(lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM)),
        "exec": _is_refused(lambda: os.execv(sys.executable, [sys.executable, "-c", ""])),  # noqa: S606 - the attempt must fail
        "fork": _is_refused(_fork),
        "kill": _is_refused(lambda: os.kill(os.getppid(), 0)),
        "executable_memory": _executable_memory_is_refused(),
        "memory": _memory_is_bounded(),
    }


def _is_refused(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except OSError:
        return True
    return False


def _create() -> None:
    path = os.path.join(tempfile.gettempdir(), f"ventanilla-{os.getpid()}")  # noqa: PTH118 - one plain call
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    os.unlink(path)  # noqa: PTH108 - clean up should the attempt succeed


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)


def _executable_memory_is_refused() -> bool:
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    libc.mmap.restype = ctypes.c_void_p
    read_write_execute, private_anonymous = 7, 0x22
    place = libc.mmap(None, ctypes.c_size_t(4096), read_write_execute, private_anonymous, -1, 0)
    return bool(place == ctypes.c_void_p(-1).value)


def _memory_is_bounded() -> bool:
    try:
        bytearray(3 * 1024**3)
    except MemoryError:
        return True
    return False
