"""Role of the part that looks at an untrusted file and says what it saw."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.inspection import InspectionLimits, InspectionReport


class Priority(IntEnum):
    """Who goes first when several ask; a person waiting goes before prepared work."""

    INTERACTIVE = 0
    PREFETCH = 1
    BACKGROUND = 2


@dataclass(frozen=True, slots=True)
class InspectionRequest:
    """One file to look at.

    data: its bytes, at most `limits.max_bytes + 1` of them are needed.
    declared: what the file was handed in as ("photo", "document", "video", "ADC/foto"…).
    total_bytes: size of the whole file when `data` is only its beginning, else None.
    timeout_s: the longest the caller waits, counted from the call; a file that found no time in it
        is reported as not looked at. What it may cost is held to its kind's processor time.
    """

    data: bytes
    declared: str
    limits: InspectionLimits
    total_bytes: int | None = None
    timeout_s: float = 20.0


class Inspector(Protocol):
    """Looks at one file in the sandbox. Safe to call from several threads."""

    def inspect(
        self, request: InspectionRequest, *, priority: Priority = Priority.BACKGROUND
    ) -> InspectionReport:
        """Report on any bytes whatsoever; blocks until done.

        Hostile or broken files are findings, never exceptions.

        Raises:
            UnavailableError: the sandbox itself cannot work (code `SANDBOX_UNAVAILABLE`) or is
                closed (`SANDBOX_CLOSED`).
        """
        ...
