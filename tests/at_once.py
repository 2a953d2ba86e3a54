"""Acts that begin at the same moment, each in a thread of its own."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from app.domain.errors import VentanillaError
from tests.patience import PATIENCE_S


def at_once(*acts: Callable[[], object]) -> Counter[str]:
    """Let all begin at the same moment; count results by name and failures by code."""
    gate = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        gate.wait(PATIENCE_S)
        try:
            act()
        except VentanillaError as error:
            return error.code
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(run, acts))
