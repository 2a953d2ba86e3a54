"""A "no fui yo" code is the same however it was typed, pasted or read out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.not_me import CODE_LENGTH, code_hash, code_letters, fresh_code

CODE = "7K2M-0Q1X-ABCD-9VWZ"
LETTERS = "7K2M0Q1XABCD9VWZ"
_WIDE = {ord(char): ord(char) + 0xFEE0 for char in LETTERS}
_SIGNS = st.characters(exclude_categories=["Lu", "Ll", "Lt", "Lo", "Nd", "Nl", "No", "Lm", "So"])


@pytest.mark.parametrize(
    "typed",
    [
        CODE.lower(),
        CODE.replace("0", "O").replace("1", "l"),
        LETTERS.translate(_WIDE),
        LETTERS.lower().translate({ord(char): ord(char) + 0xFEE0 for char in LETTERS.lower()}),
        *(CODE.replace("-", hyphen) for hyphen in "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63"),
        *(CODE.replace("-", hyphen) for hyphen in "\uff0d\u30fc\uff70\u02d7\u00ad\u2043\u02b9"),
        *(CODE.replace("-", blank) for blank in "\u00a0\u2007\u202f\u3000\u200b\ufeff\t\n"),
        "\u202a" + CODE + "\u202c",
        CODE.replace("7", "\u0667").replace("2", "\uff12"),
    ],
)
def test_it_is_the_same_code(typed):
    assert code_letters(typed) == LETTERS
    assert code_hash(typed) == code_hash(CODE)


@given(st.lists(_SIGNS, min_size=CODE_LENGTH, max_size=CODE_LENGTH))
def test_no_sign_between_the_letters_matters(signs):
    code = fresh_code()
    letters = code_letters(code)
    assert len(letters) == CODE_LENGTH
    typed = "".join(sign + char for sign, char in zip(signs, letters, strict=True))
    assert code_letters(typed) == letters


@given(st.text(max_size=60))
def test_any_text_is_read_without_failing_and_in_our_letters(text):
    read = code_letters(text)
    assert read.isascii()
    assert code_letters(read) == read


def test_another_code_stays_another_code():
    assert code_hash(CODE.replace("Z", "Y")) != code_hash(CODE)
