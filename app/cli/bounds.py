"""Values that must be numbers within bounds, or not empty; argparse says them in words."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

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


def named_path(text: str) -> Path:
    """A converter for paths: an empty one is a script's unset variable, not the folder it runs in."""
    if not text:
        raise argparse.ArgumentTypeError(words("program.path_empty"))
    return Path(text)
