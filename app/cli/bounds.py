"""Option values that must be numbers within bounds; argparse says them in words."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from app.cli.words import words


def whole_between(low: int, high: int) -> Callable[[str], int]:
    """A converter for whole numbers from ``low`` to ``high``, both included."""

    def convert(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = low - 1
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(words("program.whole_between", low=low, high=high))
        return value

    return convert


def seconds_between(low: float, high: float) -> Callable[[str], float]:
    """A converter for seconds from ``low`` to ``high``, both included."""

    def convert(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = low - 1
        # Written this way round, NaN is refused too.
        if not low <= value <= high:
            bounds = {"low": f"{low:g}", "high": f"{high:g}"}
            raise argparse.ArgumentTypeError(words("program.seconds_between", **bounds))
        return value

    return convert
