"""How far apart two 64-bit perceptual hashes of pictures are."""

from __future__ import annotations

BITS = 64

# A blank page hashes to almost all zeros or all ones and would "match" every other blank page.
_FEWEST_MIXED_BITS = 4


def hamming_distance(one: int, other: int) -> int:
    """Return in how many of 64 bits two hashes differ; signed database values are accepted."""
    return ((one ^ other) & ((1 << BITS) - 1)).bit_count()


def is_telling(picture_hash: int) -> bool:
    """Return whether a hash says enough about a picture to be compared at all."""
    ones = hamming_distance(picture_hash, 0)
    return _FEWEST_MIXED_BITS <= ones <= BITS - _FEWEST_MIXED_BITS


def is_near(one: int, other: int, distance: int) -> bool:
    """Return whether two telling hashes differ in at most `distance` bits."""
    return is_telling(one) and is_telling(other) and hamming_distance(one, other) <= distance
