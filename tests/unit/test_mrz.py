"""Machine-readable zones: the vectors of domain.md §2, wrong characters, and the round trip."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.field_finding import FieldFinding, Weight
from app.domain.mrz.check_digits import check_digit
from app.domain.mrz.comparison import DeclaredHolder, differing_fields
from app.domain.mrz.layouts import MrzFormat
from app.domain.mrz.reader import read_mrz
from app.domain.mrz.zone import MachineReadableZone
from app.domain.passport import Passport

TODAY = date(2026, 11, 22)

TD3 = """P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
L898902C36UTO7408122F1204159ZE184226B<<<<<10"""
TD1 = """I<UTOD231458907<<<<<<<<<<<<<<<
7408122F1204159UTO<<<<<<<<<<<6
ERIKSSON<<ANNA<MARIA<<<<<<<<<<"""
MRV_A = """V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
L8988901C4XXX4009078F96121096ZE184226B<<<<<<"""
MRV_B = """V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<
L8988901C4XXX4009078F9612109<<<<<<<<"""
COLOMBIA = """P<COLPEREZ<<JUANA<MARIA<<<<<<<<<<<<<<<<<<<<<
AT12345675COL9005156F3005143<<<<<<<<<<<<<<<6"""
VENEZUELA = """P<VENRODRIGUEZ<<JOSE<<<<<<<<<<<<<<<<<<<<<<<<
1234567897VEN8501019M2801315<<<<<<<<<<<<<<<0"""
VECTORS = [TD3, TD1, MRV_A, MRV_B, COLOMBIA, VENEZUELA]


def zone_of(text: str, today: date = TODAY) -> MachineReadableZone:
    reading = read_mrz(text, today)
    assert reading.findings == ()
    assert reading.is_sound
    assert reading.zone is not None
    return reading.zone


def findings(text: str) -> tuple[FieldFinding, ...]:
    return read_mrz(text, TODAY).findings


def codes(text: str) -> list[str]:
    return [found.code for found in findings(text)]


def altered(text: str, line: int, column: int, char: str) -> str:
    lines = text.splitlines()
    row = lines[line - 1]
    lines[line - 1] = row[: column - 1] + char + row[column:]
    return "\n".join(lines)


class TestVectors:
    @pytest.mark.parametrize(
        ("text", "digits"),
        [("L898902C3", "6"), ("740812", "2"), ("120415", "9"), ("D23145890", "7")],
    )
    def test_check_digits(self, text: str, digits: str) -> None:
        assert check_digit(text) == digits

    def test_passport(self) -> None:
        zone = zone_of(TD3)
        assert zone == MachineReadableZone(
            format=MrzFormat.TD3,
            document_code="P",
            issuing_state="UTO",
            surname="ERIKSSON",
            given_names="ANNA MARIA",
            number="L898902C3",
            nationality="UTO",
            birth=date(1974, 8, 12),
            sex="F",
            expiry=date(2012, 4, 15),
            optional_data=("ZE184226B",),
        )
        assert zone.passport == Passport("UTO", "L898902C3")
        assert zone.full_name == "ERIKSSON ANNA MARIA"

    def test_card(self) -> None:
        zone = zone_of(TD1)
        assert (zone.format, zone.number, zone.optional_data) == ("TD1", "D23145890", ("", ""))

    def test_visas(self) -> None:
        large, small = zone_of(MRV_A), zone_of(MRV_B)
        assert (large.format, small.format) == (MrzFormat.MRV_A, MrzFormat.MRV_B)
        assert large.optional_data == ("6ZE184226B",)
        assert small.birth == large.birth == date(1940, 9, 7)
        assert small.expiry == date(1996, 12, 10)
        assert small.nationality == "XXX"

    def test_neighbours(self) -> None:
        assert zone_of(COLOMBIA).expiry == date(2030, 5, 14)
        assert zone_of(VENEZUELA).full_name == "RODRIGUEZ JOSE"

    @pytest.mark.parametrize("text", VECTORS)
    def test_one_run_small_letters_and_blank_lines_are_the_same(self, text: str) -> None:
        assert zone_of(text.replace("\n", "")) == zone_of(text)
        assert zone_of("\r\n  " + text.lower().replace("\n", "  \r\n\r\n")) == zone_of(text)

    def test_a_zone_does_not_show_itself(self) -> None:
        assert "ERIKSSON" not in repr(read_mrz(TD3, TODAY))
        assert "L898902C3" not in str(zone_of(TD3))


class TestStates:
    def test_germany_has_one_letter(self) -> None:
        zone = zone_of(
            "P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<\n"
            "C01X00T478D<<6408125F2702283<<<<<<<<<<<<<<<4"
        )
        assert (zone.issuing_state, zone.nationality) == ("D", "D")
        assert zone.passport == Passport("D", "C01X00T47")

    @pytest.mark.parametrize("state", ["XXA", "XXB", "XXC", "XXX", "UNO", "UNA"])
    def test_codes_that_are_no_country(self, state: str) -> None:
        assert zone_of(TD3.replace("P<UTO", "P<" + state)).issuing_state == state

    @pytest.mark.parametrize("state", ["<<<", "E<U", "<EC", "E1U"])
    def test_other_shapes_are_wrong(self, state: str) -> None:
        found = findings(TD3.replace("P<UTO", "P<" + state))
        assert [(item.field, item.code) for item in found] == [("issuing_state", "MRZ_STATE")]
        assert dict(found[0].facts) == {"line": 1, "column": 3}


class TestWrongDigits:
    @pytest.mark.parametrize(
        ("text", "line", "column", "field"),
        [
            (TD3, 2, 10, "number"),
            (TD3, 2, 20, "birth"),
            (TD3, 2, 28, "expiry"),
            (TD3, 2, 43, "optional"),
            (TD3, 2, 44, "composite"),
            (TD1, 1, 15, "number"),
            (TD1, 2, 7, "birth"),
            (TD1, 2, 15, "expiry"),
            (TD1, 2, 30, "composite"),
            (MRV_A, 2, 10, "number"),
            (MRV_A, 2, 20, "birth"),
            (MRV_B, 2, 28, "expiry"),
        ],
    )
    def test_the_place_of_a_wrong_digit(
        self, text: str, line: int, column: int, field: str
    ) -> None:
        right = text.splitlines()[line - 1][column - 1]
        wrong = str((int(right) + 1) % 10)
        found = next(item for item in findings(altered(text, line, column, wrong)))
        assert (found.field, found.code, found.weight) == (field, "MRZ_CHECK_DIGIT", Weight.ERROR)
        facts = dict(found.facts)
        assert (facts["line"], facts["column"]) == (line, column)
        assert (facts["found"], facts["expected"]) == (wrong, right)

    def test_a_wrong_field_names_the_columns_its_digit_covers(self) -> None:
        found = findings(altered(TD3, 2, 3, "0"))
        assert [(item.field, item.code) for item in found] == [
            ("number", "MRZ_CHECK_DIGIT"),
            ("composite", "MRZ_CHECK_DIGIT"),
        ]
        facts = dict(found[0].facts)
        assert (facts["from_column"], facts["to_column"]) == (1, 9)
        assert "from_column" not in dict(found[1].facts)

    def test_an_empty_field_may_leave_its_digit_out(self) -> None:
        assert read_mrz(COLOMBIA.replace("<6", "06"), TODAY).is_sound
        assert codes(COLOMBIA.replace("<6", "16"))[0] == "MRZ_CHECK_DIGIT"
        filled = altered(TD3, 2, 43, "<")
        assert findings(filled)[0].field == "optional"

    def test_the_zone_is_returned_for_correction(self) -> None:
        reading = read_mrz(altered(TD3, 2, 10, "7"), TODAY)
        assert reading.zone is not None
        assert not reading.is_sound

    @given(st.sampled_from(VECTORS), st.data())
    def test_any_altered_checked_character_is_found_unless_it_weighs_the_same(
        self, text: str, data: st.DataObject
    ) -> None:
        reading = read_mrz(text, TODAY)
        assert reading.zone is not None
        checked: dict[MrzFormat, list[tuple[int, Sequence[int]]]] = {
            MrzFormat.TD1: [(1, range(6, 31)), (2, [*range(1, 8), *range(9, 16), *range(19, 31)])],
            MrzFormat.TD3: [(2, [*range(1, 11), *range(14, 21), *range(22, 45)])],
            MrzFormat.MRV_A: [(2, [*range(1, 11), *range(14, 21), *range(22, 29)])],
            MrzFormat.MRV_B: [(2, [*range(1, 11), *range(14, 21), *range(22, 29)])],
        }
        line, columns = data.draw(st.sampled_from(checked[reading.zone.format]))
        column = data.draw(st.sampled_from(list(columns)))
        old = text.splitlines()[line - 1][column - 1]
        alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"
        new = data.draw(st.sampled_from([char for char in alphabet if char != old]))
        values = {char: value for value, char in enumerate(alphabet)} | {"<": 0}
        found = findings(altered(text, line, column, new))
        same_weight = (values[old] - values[new]) % 10 == 0
        if not same_weight:
            assert any(item.weight is Weight.ERROR for item in found)


class TestLongNumbers:
    BELGIUM = (
        "IDBEL000001115<7027<<<<<<<<<<<\n"
        "8502015F2401010BEL<<<<<<<<<<<0\n"
        "VAN<DER<VELDEN<<GREET<HILDE<<<"
    )

    def test_number_and_digit_go_on_in_the_optional_data(self) -> None:
        reading = read_mrz(self.BELGIUM, TODAY)
        assert reading.zone is not None
        assert reading.zone.number == "000001115702"
        assert reading.zone.optional_data == ("", "")
        assert not [item for item in reading.findings if item.field == "number"]

    def test_a_wrong_digit_of_a_long_number_is_placed(self) -> None:
        found = next(
            item for item in findings(altered(self.BELGIUM, 1, 19, "8")) if item.field == "number"
        )
        facts = dict(found.facts)
        assert (facts["line"], facts["column"]) == (1, 19)
        assert (facts["found"], facts["expected"]) == ("8", "7")

    def test_a_filler_without_anything_after_it_is_a_missing_digit(self) -> None:
        found = findings(altered(TD1, 1, 15, "<"))
        assert (found[0].field, found[0].code) == ("number", "MRZ_CHECK_DIGIT")

    def test_a_lone_digit_after_the_filler_is_not_a_long_number(self) -> None:
        found = findings(TD1.replace("D231458907<", "D23145890<7"))
        place = dict(found[0].facts)
        assert (found[0].field, place["line"], place["column"]) == ("number", 1, 15)


class TestShape:
    @pytest.mark.parametrize(
        ("text", "facts"),
        [
            ("", {"lines": 0}),
            ("A", {"lines": 1}),
            ("A\nB\nC\nD", {"lines": 4}),
            ("X" * 44 + "\n" + "X" * 44, {"lines": 2}),
            ("I" * 36 + "\n" + "X" * 36, {"lines": 2}),
            (TD1.replace("I<UTO", "Z<UTO"), {"lines": 3}),
        ],
    )
    def test_what_is_no_zone_at_all(self, text: str, facts: dict[str, int]) -> None:
        reading = read_mrz(text, TODAY)
        assert reading.zone is None
        assert not reading.is_sound
        assert [(item.code, dict(item.facts)) for item in reading.findings] == [
            ("MRZ_SHAPE", facts)
        ]

    @pytest.mark.parametrize(
        ("text", "facts"),
        [
            (TD3[:-1], {"line": 2, "length": 43, "wanted": 44}),
            (MRV_B[:-1], {"line": 2, "length": 35, "wanted": 36}),
            (TD1 + "<", {"line": 3, "length": 31, "wanted": 30}),
        ],
    )
    def test_a_line_that_lost_or_won_a_character(self, text: str, facts: dict[str, int]) -> None:
        found = findings(text)
        assert [(item.code, dict(item.facts)) for item in found] == [("MRZ_LINE_LENGTH", facts)]

    @pytest.mark.parametrize("char", ["*", " ", "«", "Ñ", "ß"])
    def test_a_character_that_cannot_stand_there(self, char: str) -> None:
        found = findings(altered(TD3, 1, 7, char))
        assert [(item.code, dict(item.facts)) for item in found] == [
            ("MRZ_CHARACTER", {"line": 1, "column": 7})
        ]

    @given(st.text(max_size=200))
    def test_any_text_gets_an_answer(self, text: str) -> None:
        reading = read_mrz(text, TODAY)
        assert reading.zone is not None or reading.findings

    @given(
        st.lists(st.text("ABPVI0123456789<", min_size=44, max_size=44), min_size=2, max_size=2).map(
            lambda rows: "P" + rows[0][1:] + "\n" + rows[1]
        )
    )
    def test_any_passport_shaped_text_gets_a_zone(self, text: str) -> None:
        assert read_mrz(text, TODAY).zone is not None


class TestFields:
    def test_names(self) -> None:
        assert codes(TD3.replace("ERIKSSON", "ER1KSSON")) == ["MRZ_NAME"]
        assert dict(findings(TD3.replace("ERIKSSON", "ER1KSSON"))[0].facts) == {
            "line": 1,
            "column": 8,
        }
        assert codes(TD3.replace("ERIKSSON", "<ERIKSSO")) == ["MRZ_NAME"]

    def test_a_single_name(self) -> None:
        zone = zone_of(TD3.replace("ERIKSSON<<ANNA<MARIA", "ARKFREITH<<<<<<<<<<<"))
        assert (zone.surname, zone.given_names) == ("ARKFREITH", "")

    def test_names_that_fill_the_line_may_be_cut(self) -> None:
        line = "P<UTO" + ("PAPANDROPOULOUS<<JONATHON<ALEXANDER<STEPHENSON")[:39]
        reading = read_mrz(line + "\n" + TD3.splitlines()[1], TODAY)
        assert [(item.code, item.weight) for item in reading.findings] == [
            ("MRZ_NAME_CUT", Weight.WARNING)
        ]
        assert reading.is_sound

    def test_sex(self) -> None:
        for sex in "MX<":
            assert zone_of(TD3.replace("2F1", f"2{sex}1")).sex == sex
        found = findings(TD3.replace("2F1", "2K1"))
        assert [(item.code, item.weight) for item in found] == [("MRZ_SEX", Weight.WARNING)]

    def test_an_empty_number(self) -> None:
        found = codes(altered(MRV_B, 2, 1, "<").replace("<8988901C4", "<<<<<<<<<0"))
        assert found == ["MRZ_NUMBER"]

    def test_letters_in_a_date_are_placed(self) -> None:
        found = [item for item in findings(altered(TD3, 2, 16, "O")) if item.code == "MRZ_DATE"]
        assert [(item.field, dict(item.facts)) for item in found] == [
            ("birth", {"line": 2, "column": 16})
        ]

    def test_a_day_that_does_not_exist(self) -> None:
        wrong = TD3.replace("740812", "741312")
        found = [item for item in findings(wrong) if item.code == "MRZ_DATE"]
        assert dict(found[0].facts) == {"line": 2, "column": 14}

    def test_an_open_date_is_a_warning(self) -> None:
        digits = check_digit("74<<<<")
        text = MRV_B.replace("4009078", "74<<<<" + digits)
        reading = read_mrz(text, TODAY)
        assert reading.is_sound
        assert [item.code for item in reading.findings] == ["MRZ_DATE_OPEN"]
        assert reading.zone is not None
        assert reading.zone.birth is None


class TestComparison:
    def test_what_agrees(self) -> None:
        declared = DeclaredHolder(
            "Juana María Pérez Andrade", date(1990, 5, 15), Passport("COL", "AT1234567")
        )
        assert differing_fields(zone_of(COLOMBIA), declared) == ()
        assert differing_fields(zone_of(COLOMBIA), DeclaredHolder()) == ()
        assert differing_fields(zone_of(COLOMBIA), DeclaredHolder("Juana Pérez")) == ()

    def test_what_differs(self) -> None:
        declared = DeclaredHolder("Pedro Pérez", date(1990, 5, 16), Passport("VEN", "AT1234567"))
        assert differing_fields(zone_of(COLOMBIA), declared) == ("name", "birth", "passport")
        assert "Pedro" not in repr(declared)

    def test_an_unreadable_number_is_not_the_declared_passport(self) -> None:
        reading = read_mrz(MRV_B.replace("L8988901C4", "<<<<<<<<<0"), TODAY)
        assert reading.zone is not None
        assert reading.zone.passport is None
        declared = DeclaredHolder(passport=Passport("UTO", "L8988901C"))
        assert differing_fields(reading.zone, declared) == ("passport",)
