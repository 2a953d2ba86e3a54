"""Rounds in which what is compared takes turns, so that a busy machine slows both alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence

Times = Sequence[float]
"""Milliseconds, one a round."""


def interleave(
    rounds: int, actions: Mapping[str, Callable[[], object]], *, warm: int = 2
) -> dict[str, list[float]]:
    """Milliseconds of each action in each round; every second round runs them backwards."""
    for _ in range(warm):
        for action in actions.values():
            action()
    times: dict[str, list[float]] = {name: [] for name in actions}
    for number in range(rounds):
        names = list(actions) if number % 2 == 0 else list(actions)[::-1]
        for name in names:
            began = time.perf_counter()
            actions[name]()
            times[name].append((time.perf_counter() - began) * 1000)
    return times


def median(times: Times) -> float:
    """The middle round."""
    return statistics.median(times)


def p95(times: Times) -> float:
    """The slowest round but one in twenty."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, -(-95 * len(ordered) // 100) - 1)]


def p99(times: Times) -> float:
    """The slowest round but one in a hundred."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, -(-99 * len(ordered) // 100) - 1)]
