"""The key of a sealed file on paper: whoever copies it wrongly is told where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import RuleViolationError
from app.domain.file_key import KEY_BYTES, FileKey, marked_key, read_row, read_rows

KEYS = st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES).map(FileKey)
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(KEYS)
def test_what_is_printed_is_read_back(key: FileKey) -> None:
    assert [len(row.split()) for row in key.rows] == [4, 4, 4, 4]
    assert read_rows(key.rows) == key


@given(KEYS)
def test_people_write_in_their_own_way(key: FileKey) -> None:
    typed = [row.lower().replace(" ", "-").replace("1", "l").replace("0", "o") for row in key.rows]
    assert read_rows(typed) == key


@given(KEYS, st.integers(1, 4), st.integers(0, 15), st.sampled_from(LETTERS))
def test_one_wrong_sign_is_found_in_its_row(key: FileKey, row: int, at: int, sign: str) -> None:
    text = key.rows[row - 1].replace(" ", "")
    wrong = text[:at] + sign + text[at + 1 :]
    if wrong == text:
        return
    with pytest.raises(RuleViolationError) as caught:
        read_row(row, wrong)
    assert (caught.value.code, caught.value.context["row"]) == ("FILE_KEY_ROW", row)


@given(KEYS)
def test_rows_that_change_places_are_found(key: FileKey) -> None:
    first, second, *rest = key.rows
    if first == second:
        return
    with pytest.raises(RuleViolationError, match="FILE_KEY_ROW"):
        read_rows([second, first, *rest])


@pytest.mark.parametrize("typed", ["", "ABCD", "U" * 16, "é" * 16, "0" * 17])
def test_what_is_no_row_is_refused(typed: str) -> None:
    with pytest.raises(RuleViolationError, match="FILE_KEY_ROW"):
        read_row(1, typed)


def test_too_few_rows_are_refused() -> None:
    with pytest.raises(RuleViolationError) as caught:
        read_rows(FileKey(bytes(KEY_BYTES)).rows[:3])
    assert caught.value.context["row"] == 4


@given(KEYS)
def test_a_file_names_its_key_and_nothing_else_does(key: FileKey) -> None:
    assert marked_key(key.mark + b"12345678") == key.id
    assert marked_key(b"SQLite format 3\0") is None
    assert marked_key(key.mark[:-1]) is None
    for bit in range(len(key.mark) * 8):
        flipped = bytearray(key.mark)
        flipped[bit // 8] ^= 1 << bit % 8
        assert marked_key(bytes(flipped)) != key.id


def test_a_key_is_never_shown_by_accident() -> None:
    key = FileKey(b"\xab" * KEY_BYTES)
    assert "ab" * 4 not in repr(key)
    assert "\\xab" not in repr(key)
    with pytest.raises(ValueError, match="31"):
        FileKey(bytes(31))
