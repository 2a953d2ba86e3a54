"""Keeping one hung or hostile session from holding up everybody."""

from __future__ import annotations

from typing import Protocol


class Watchdog(Protocol):
    """Watches the sessions of a server; a local file has none."""

    def end_idle_transactions(self, seconds: int) -> int:
        """End sessions of staff whose transaction is open for that long; how many.

        Whatever they send in it meanwhile, and whatever time limits they gave themselves, do not
        matter. Those that hold up others are ended sooner.

        Raises:
            UnavailableError: the server cannot be reached.
        """
        ...
