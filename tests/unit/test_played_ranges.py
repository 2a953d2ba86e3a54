"""Played stretches merge, and a moment only jumped to is not among them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.played import TOLERANCE_US, PlayedRanges

moments = st.integers(0, 5_000_000)


@given(st.lists(st.tuples(moments, moments), max_size=8), moments)
def test_a_moment_is_played_when_some_stretch_holds_it(
    stretches: list[tuple[int, int]], at: int
) -> None:
    played = PlayedRanges()
    for start, end in stretches:
        played.add(start, end)
    within = any(start < at <= end + TOLERANCE_US for start, end in stretches if start < end)
    assert played.holds(at) is within


def test_another_video_begins_with_nothing_played() -> None:
    played = PlayedRanges()
    played.add(0, 2_000_000)
    played.clear()
    assert not played.holds(1_000_000)
