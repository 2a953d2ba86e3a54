"""Keeping one hung or hostile session from holding up everybody."""

from __future__ import annotations

from typing import Protocol


class Watchdog(Protocol):
    """Watches the sessions of a server; a local file has none."""

    def end_idle_transactions(self, seconds: int) -> int:
        """End sessions that did nothing in an open transaction for that long; how many.

        Whatever time limits such a session gave itself do not matter.

        Raises:
            UnavailableError: the server cannot be reached.
        """
        ...
