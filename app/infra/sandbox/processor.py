"""How much processor a child has had: what a file may cost, however busy the machine is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

# Counted after the name, which is in brackets and may hold anything.
_USER, _SYSTEM = 11, 12
_FILETIME_S: Final = 1e-7


def processor_seconds(process: subprocess.Popen[bytes]) -> float | None:
    """Seconds of processor of a process, all its threads together; None where nobody tells."""
    if sys.platform == "win32":
        return _from_windows(process)
    if sys.platform != "linux":
        return None
    return _from_proc(process.pid)


def _from_proc(pid: int) -> float | None:
    try:
        text = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
    except OSError:
        return None
    fields = text.rpartition(")")[2].split()
    return (int(fields[_USER]) + int(fields[_SYSTEM])) / os.sysconf("SC_CLK_TCK")


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    def _from_windows(process: subprocess.Popen[bytes]) -> float | None:
        made, ended, kernel, user = (wintypes.FILETIME() for _ in range(4))
        handle = wintypes.HANDLE(int(process._handle))  # noqa: SLF001 - there is no other way to it
        places = (ctypes.byref(one) for one in (made, ended, kernel, user))
        if not ctypes.windll.kernel32.GetProcessTimes(handle, *places):
            return None
        parts = ((one.dwHighDateTime << 32) + one.dwLowDateTime for one in (kernel, user))
        return sum(parts) * _FILETIME_S
