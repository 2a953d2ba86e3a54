"""Perceptual hashes: distance, and hashes that say nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.picture_hash import hamming_distance, is_near, is_telling

HASHES = st.integers(0, 2**64 - 1)


@given(HASHES, HASHES)
def test_distance_is_symmetric_and_bounded(one: int, other: int) -> None:
    assert hamming_distance(one, other) == hamming_distance(other, one)
    assert 0 <= hamming_distance(one, other) <= 64
    assert hamming_distance(one, one) == 0


@given(HASHES)
def test_signed_values_of_a_database_mean_the_same(picture: int) -> None:
    signed = picture - 2**64 if picture >= 2**63 else picture
    assert hamming_distance(signed, picture) == 0


def test_blank_pictures_resemble_nothing() -> None:
    assert not is_telling(0)
    assert not is_telling(2**64 - 1)
    assert not is_near(0, 0, 6)


def test_near_means_up_to_the_distance() -> None:
    picture = 0x0123_4567_89AB_CDEF
    assert is_near(picture, picture ^ 0b11_1111, 6)
    assert not is_near(picture, picture ^ 0b111_1111, 6)
    assert not is_near(picture, 0, 64)
