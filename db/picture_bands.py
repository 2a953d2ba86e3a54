"""Finding near 64-bit picture hashes through ordinary indexes.

The hash is cut into four bands of 16 bits, each an indexed column. If two hashes differ in at most
``d`` bits, some band differs in at most ``d // 4`` (pigeonhole), so looking up every value within
that radius in each band finds *all* near hashes; the exact distance is then counted on what was
found. For the ten bits we ask for the radius is 2: 137 values a band, 548 index look-ups, and among
n evenly spread hashes about ``548 n / 65536`` rows to count (8,400 of a million).
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import Final

BANDS: Final = 4
BAND_BITS: Final = 16
MAX_DISTANCE: Final = 11
"""Beyond this the radius would be 3 and the look-ups five times as many."""

_MASK: Final = (1 << BAND_BITS) - 1
_WORD: Final = (1 << 64) - 1


def signed(picture_hash: int) -> int:
    """The 64 bits as the signed integer both databases store."""
    bits = picture_hash & _WORD
    return bits - (1 << 64) if bits >> 63 else bits


def unsigned(stored_bits: int) -> int:
    """The 64 bits of the signed integer both databases store."""
    return stored_bits & _WORD


def band_values(picture_hash: int) -> dict[str, int]:
    """Columns ``band0`` … ``band3``."""
    return {f"band{n}": (picture_hash >> (BAND_BITS * n)) & _MASK for n in range(BANDS)}


def bands_near(picture_hash: int, distance: int) -> tuple[tuple[int, ...], ...]:
    """For each band, the values a hash within ``distance`` bits may have in at least one of them.

    Raises:
        ValueError: the distance is negative or above :data:`MAX_DISTANCE`.
    """
    if not 0 <= distance <= MAX_DISTANCE:
        raise ValueError(f"distance {distance} is not in 0..{MAX_DISTANCE}")
    flips = _flips(distance // BANDS)
    return tuple(
        tuple(value ^ flip for flip in flips) for value in band_values(picture_hash).values()
    )


def is_near(stored_bits: int, picture_hash: int, distance: int) -> bool:
    """Whether two hashes differ in at most ``distance`` bits."""
    return ((stored_bits ^ picture_hash) & _WORD).bit_count() <= distance


@cache
def _flips(radius: int) -> tuple[int, ...]:
    return tuple(
        sum(1 << bit for bit in bits)
        for count in range(radius + 1)
        for bits in combinations(range(BAND_BITS), count)
    )
