"""How long tests wait: for what must come, longer than any loaded machine needs."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE_S = 60.0
"""After this long a test says what never came; one that is sound never sees the end of it.

What is waited for by the clock may depend on the machine, what a test finds right may not.
"""


def until(is_so: Callable[[], object], what: str) -> None:
    """Look every few milliseconds whether something is so."""
    give_up = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < give_up, f"{what}: not within {PATIENCE_S:.0f} seconds"
        time.sleep(0.005)
