"""How much memory this process has ever held, readable after its rights are gone."""

from __future__ import annotations

import os
import sys
from typing import Final

_FIELD: Final = b"VmHWM:"
_STATUS: Final = "/proc/self/status"
_STATUS_BYTES: Final = 8192


class PeakMemory:
    """The high-water mark of the process's own memory.

    Not ``getrusage``: Linux hands its peak down from the process that started this one, so the
    child of a large program would look worn out at birth and be replaced after every file.
    """

    def __init__(self) -> None:
        """Open what is read later; must come before the system-call filter."""
        is_linux = sys.platform == "linux"
        self._status = os.open(_STATUS, os.O_RDONLY | os.O_CLOEXEC) if is_linux else None

    def kib(self) -> int:
        """Peak in KiB; 0 where the system does not tell."""
        if self._status is None:
            return 0
        os.lseek(self._status, 0, os.SEEK_SET)
        text = os.read(self._status, _STATUS_BYTES)
        _, found, rest = text.partition(_FIELD)
        return int(rest.split(maxsplit=1)[0]) if found else 0
