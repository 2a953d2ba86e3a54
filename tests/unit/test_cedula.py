"""Cédula numbers: every vector of domain.md §1.1, and what the check must never let through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cedula import Cedula, check_cedula, parse_cedula
from app.domain.errors import RuleViolationError
from app.domain.field_finding import Weight, first_error, has_errors

VALID = [
    "1710034065",
    "1714307103",
    "1713175071",
    "0926687856",
    "1102778014",
    "0159999994",
    "0959999996",
    "1759999996",
    "2059999991",
    "2459999997",
    "3059999999",
]


def codes(text: str) -> list[tuple[str, Weight]]:
    return [(found.code, found.weight) for found in check_cedula(text)]


@pytest.mark.parametrize("number", VALID)
def test_valid_numbers_have_no_finding(number: str) -> None:
    assert codes(number) == []
    assert parse_cedula(number).number == number


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("1714307104", "CEDULA_CHECK_DIGIT"),
        ("0102030405", "CEDULA_CHECK_DIGIT"),
        ("1234567890", "CEDULA_CHECK_DIGIT"),
        ("2500000019", "CEDULA_PROVINCE"),
        ("0012345678", "CEDULA_PROVINCE"),
        ("1770000000", "CEDULA_THIRD_DIGIT"),
        ("9999999999", "CEDULA_PLACEHOLDER"),
        ("9999999999999", "CEDULA_PLACEHOLDER"),
        ("171430710", "CEDULA_LENGTH"),
        ("1714307103001", "CEDULA_LENGTH"),
        ("", "CEDULA_LENGTH"),
        ("171430710A", "CEDULA_CHARSET"),
        ("١٧١٤٣٠٧١٠٣", "CEDULA_CHARSET"),
    ],
)
def test_wrong_numbers_are_refused_with_their_reason(number: str, code: str) -> None:
    assert codes(number) == [(code, Weight.ERROR)]
    with pytest.raises(RuleViolationError) as caught:
        parse_cedula(number)
    assert caught.value.code == code


def test_length_and_charset_are_told_together() -> None:
    assert codes("17A") == [("CEDULA_LENGTH", Weight.ERROR), ("CEDULA_CHARSET", Weight.ERROR)]
    assert check_cedula("17")[0].facts == (("length", 2), ("wanted", 10))


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("1760000016", "CEDULA_THIRD_DIGIT_SIX"),
        ("2222222222", "CEDULA_REPEATED_DIGIT"),
        ("5000000009", "CEDULA_PROVINCE_UNLISTED"),
    ],
)
def test_unusual_numbers_are_taken_with_a_warning(number: str, code: str) -> None:
    cedula = parse_cedula(number)
    assert [found.code for found in cedula.warnings] == [code]
    assert codes(number) == [(code, Weight.WARNING)]
    assert not has_errors(cedula.warnings)
    assert first_error(cedula.warnings) is None


def test_blanks_and_hyphens_do_not_matter() -> None:
    assert parse_cedula(" 171430710-3 ") == Cedula("1714307103")


def test_the_place_of_registration() -> None:
    for number, name in (("1759999996", "Pichincha"), ("3059999999", "Exterior")):
        province = parse_cedula(number).province
        assert province is not None
        assert province.name == name
    assert parse_cedula("5000000009").province is None


def test_the_number_does_not_show_itself() -> None:
    cedula = parse_cedula("1759999996")
    assert cedula.masked == "•••••••996"
    assert "1759" not in f"{cedula} {cedula!r} {[cedula]}"


@pytest.mark.parametrize("number", ["1714307104", "171430710-3", "17"])
def test_no_cedula_exists_without_the_check(number: str) -> None:
    with pytest.raises(RuleViolationError):
        Cedula(number)


@given(st.sampled_from(VALID), st.integers(0, 9), st.integers(1, 9))
def test_any_single_wrong_digit_is_found(number: str, at: int, step: int) -> None:
    wrong = number[:at] + str((int(number[at]) + step) % 10) + number[at + 1 :]
    assert has_errors(check_cedula(wrong))


@given(st.text(max_size=14))
def test_any_text_gets_an_answer(text: str) -> None:
    found = check_cedula(text)
    if not has_errors(found):
        assert parse_cedula(text).number.isdigit()
