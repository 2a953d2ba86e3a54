"""Word of what others did, as it happens."""

from __future__ import annotations

from typing import Protocol


class News(Protocol):
    """One listener; whoever waits here waits in a thread of their own."""

    def wait(self, seconds: float) -> frozenset[str]:
        """Provinces in which a case came, went on or changed hands; empty when time ran out.

        What changed is not said: whoever may see it reads it.

        Raises:
            UnavailableError: the server is gone; nothing is heard until the next one listens.
        """
        ...

    def wake(self) -> None:
        """End a wait at once, from any thread."""
        ...

    def close(self) -> None:
        """Listen no more; by whoever waits."""
        ...
