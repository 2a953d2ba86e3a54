"""Which stretches of a video were really played."""

from __future__ import annotations

TOLERANCE_US = 60_000
"""Two frames: who stops the video names the moment they just heard."""


class PlayedRanges:
    """Stretches in microseconds, kept merged and in order."""

    def __init__(self) -> None:
        self._ranges: list[tuple[int, int]] = []

    def add(self, start_us: int, end_us: int) -> None:
        """Note that a stretch was played; an empty or backward one is nothing."""
        if end_us <= start_us:
            return
        kept: list[tuple[int, int]] = []
        for start, end in self._ranges:
            if end < start_us or start > end_us:
                kept.append((start, end))
            else:
                start_us, end_us = min(start, start_us), max(end, end_us)
        self._ranges = sorted([*kept, (start_us, end_us)])

    def holds(self, at_us: int) -> bool:
        """Whether that moment was played; the end of a stretch counts, its beginning does not."""
        return any(start < at_us <= end + TOLERANCE_US for start, end in self._ranges)

    def clear(self) -> None:
        """Forget everything, as for another video."""
        self._ranges = []
