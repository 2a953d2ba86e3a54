"""Foreigner codes, passports, the código dactilar, provinces, countries and masks."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.codigo_dactilar import check_codigo_dactilar, masked_codigo_dactilar
from app.domain.countries import ALPHA3, is_country
from app.domain.errors import RuleViolationError
from app.domain.field_finding import Weight
from app.domain.foreigner_code import parse_foreigner_code
from app.domain.masking import mask_email, mask_keeping_end, mask_words
from app.domain.passport import Passport, parse_passport
from app.domain.provinces import ABROAD, PROVINCES, place_of_registration


class TestForeignerCode:
    def test_is_trimmed_and_upper_case(self) -> None:
        assert parse_foreigner_code("  ext-0042a ").value == "EXT-0042A"

    @pytest.mark.parametrize(
        "text", ["", "abcd", "A" * 21, "EXT_0042", "straße", "EXTı42", "12 345"]
    )
    def test_anything_else_is_refused(self, text: str) -> None:
        with pytest.raises(RuleViolationError) as caught:
            parse_foreigner_code(text)
        assert caught.value.code == "FOREIGNER_CODE_FORMAT"

    def test_the_pattern_comes_from_settings(self) -> None:
        pattern = re.compile(r"E[0-9]{3}")
        assert parse_foreigner_code("e123", pattern).value == "E123"
        with pytest.raises(RuleViolationError):
            parse_foreigner_code("EXT-0042", pattern)

    def test_a_cedula_with_a_wrong_digit_is_a_possible_code(self) -> None:
        assert parse_foreigner_code("1714307104").value == "1714307104"

    def test_does_not_show_itself(self) -> None:
        code = parse_foreigner_code("EXT-0042A")
        assert code.masked == "•••••••2A"
        assert "EXT" not in f"{code} {code!r}"


class TestPassport:
    def test_two_spellings_are_one_passport(self) -> None:
        assert parse_passport("d<<", "c01x-0006 h") == Passport("D", "C01X0006H")

    @pytest.mark.parametrize(
        ("state", "number", "code"),
        [
            ("", "AB123", "PASSPORT_STATE"),
            ("ECUA", "AB123", "PASSPORT_STATE"),
            ("E1", "AB123", "PASSPORT_STATE"),
            ("ECU", "", "PASSPORT_NUMBER"),
            ("ECU", "AB", "PASSPORT_NUMBER"),
            ("ECU", "AB#123", "PASSPORT_NUMBER"),
            ("ECU", "straße", "PASSPORT_NUMBER"),
        ],
    )
    def test_what_is_no_passport_is_refused(self, state: str, number: str, code: str) -> None:
        with pytest.raises(RuleViolationError) as caught:
            parse_passport(state, number)
        assert caught.value.code == code

    def test_does_not_show_itself(self) -> None:
        passport = Passport("COL", "AT1234567")
        assert passport.masked == "••••••567"
        assert "AT1234" not in f"{passport} {passport!r}"


class TestCodigoDactilar:
    def test_the_published_example(self) -> None:
        assert check_codigo_dactilar(" e1333i1222 ") == ()

    @pytest.mark.parametrize(
        "text", ["", "E1333I122", "1333II1222", "E1333I12222", "E13X3I1222", "ß1333I1222"]
    )
    def test_another_shape_is_an_error(self, text: str) -> None:
        found = check_codigo_dactilar(text)
        assert [(item.code, item.weight) for item in found] == [
            ("CODIGO_DACTILAR_FORMAT", Weight.ERROR)
        ]

    @pytest.mark.parametrize("text", ["B1333I1222", "E1339I1222"])
    def test_outside_the_formula_is_a_warning(self, text: str) -> None:
        found = check_codigo_dactilar(text)
        assert [(item.code, item.weight) for item in found] == [
            ("CODIGO_DACTILAR_UNUSUAL", Weight.WARNING)
        ]

    @given(st.text(max_size=12))
    def test_what_is_found_does_not_tell_the_code(self, text: str) -> None:
        told = {value for item in check_codigo_dactilar(text) for _, value in item.facts}
        assert told <= {len(text.strip())}

    def test_every_code_has_the_same_mask(self) -> None:
        assert masked_codigo_dactilar("E1333I1222") == masked_codigo_dactilar("E1") == "•" * 10
        assert masked_codigo_dactilar("") == ""


class TestProvinces:
    def test_codes_are_official(self) -> None:
        assert [item.code for item in PROVINCES] == [f"{number:02}" for number in range(1, 25)]
        by_code = {item.code: item.name for item in PROVINCES}
        assert by_code["05"] == "Cotopaxi"
        assert by_code["06"] == "Chimborazo"
        assert by_code["23"] == "Santo Domingo de los Tsáchilas"
        assert by_code["24"] == "Santa Elena"

    def test_thirty_is_abroad_and_ninety_nowhere(self) -> None:
        assert place_of_registration("30") is ABROAD
        assert ABROAD not in PROVINCES
        assert place_of_registration("90") is None


class TestCountries:
    def test_every_country_of_the_time_zone_list(self) -> None:
        listed = files("tzdata").joinpath("zoneinfo", "iso3166.tab").read_text(encoding="utf-8")
        rows = [row for row in listed.splitlines() if row[:1] != "#"]
        assert set(ALPHA3) == {row[:2] for row in rows}

    def test_three_letters_agree_with_an_independent_list(self) -> None:
        from holidays.registry import COUNTRIES

        for entry in COUNTRIES.values():
            if entry[1] in ALPHA3 and len(entry) > 2:
                assert ALPHA3[entry[1]] in entry[2:]
        assert len(set(ALPHA3.values())) == len(ALPHA3)

    def test_only_upper_case_codes_are_countries(self) -> None:
        assert is_country("ES")
        assert not is_country("es")
        assert not is_country("XX")


class TestMasks:
    def test_short_texts_are_hidden_whole(self) -> None:
        assert mask_keeping_end("12345", 3) == "•••••"
        assert mask_keeping_end("1234567", 3) == "••••567"

    def test_words_keep_their_first_letters(self) -> None:
        assert mask_words("Nueva York") == "N••• Y•••"
        assert mask_words("") == ""

    @pytest.mark.parametrize(
        ("address", "shown"),
        [("ana@gmail.com", "a•••••@gmail.com"), ("nobody", "••••••"), ("@x.ec", "•••••"), ("", "")],
    )
    def test_addresses_keep_their_domain(self, address: str, shown: str) -> None:
        assert mask_email(address) == shown
