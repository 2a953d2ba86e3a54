"""Written zones read back as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import RuleViolationError
from app.domain.mrz.layouts import MrzFormat
from app.domain.mrz.reader import read_mrz
from app.domain.mrz.writer import write_mrz
from app.domain.mrz.zone import MachineReadableZone

TODAY = date(2026, 11, 22)

ZONE = MachineReadableZone(
    format=MrzFormat.TD3,
    document_code="P",
    issuing_state="COL",
    surname="PEREZ",
    given_names="JUANA MARIA",
    number="AT1234567",
    nationality="COL",
    birth=date(1990, 5, 15),
    sex="F",
    expiry=date(2030, 5, 14),
    optional_data=("",),
)

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ALNUM = LETTERS + "0123456789"
WORD = st.text(LETTERS, min_size=1, max_size=6)


@st.composite
def zones(draw: st.DrawFn) -> MachineReadableZone:
    mrz_format = draw(st.sampled_from(list(MrzFormat)))
    room = {MrzFormat.TD3: 14, MrzFormat.MRV_A: 16, MrzFormat.MRV_B: 8, MrzFormat.TD1: 15}[
        mrz_format
    ]
    is_card = mrz_format is MrzFormat.TD1
    number = draw(st.text(ALNUM, min_size=1, max_size=22 if is_card else 9))
    if is_card and len(number) > 9:
        room -= len(number) - 9 + 2
    optional = [draw(st.text(ALNUM, max_size=max(room, 0)))]
    if is_card:
        optional.append(draw(st.text(ALNUM, max_size=11)))
    first = {MrzFormat.TD1: "I", MrzFormat.TD3: "P"}.get(mrz_format, "V")
    return MachineReadableZone(
        format=mrz_format,
        document_code=first + draw(st.sampled_from(["", *LETTERS])),
        issuing_state=draw(st.text(LETTERS, min_size=1, max_size=3)),
        surname=" ".join(draw(st.lists(WORD, min_size=1, max_size=2))),
        given_names=" ".join(draw(st.lists(WORD, max_size=2))),
        number=number,
        nationality=draw(st.text(LETTERS, min_size=1, max_size=3)),
        birth=draw(st.dates(TODAY - timedelta(days=36500), TODAY)),
        sex=draw(st.sampled_from("MFX<")),
        expiry=draw(st.dates(date(1942, 1, 1), date(2041, 12, 31))),
        optional_data=tuple(optional),
    )


@given(zones())
def test_round_trip(zone: MachineReadableZone) -> None:
    lines = write_mrz(zone)
    reading = read_mrz("\n".join(lines), TODAY)
    assert reading.zone == zone
    assert reading.is_sound


def test_the_published_specimen_is_written_to_the_letter() -> None:
    assert write_mrz(ZONE) == (
        "P<COLPEREZ<<JUANA<MARIA<<<<<<<<<<<<<<<<<<<<<",
        "AT12345675COL9005156F3005143<<<<<<<<<<<<<<<6",
    )


def test_accents_are_folded_and_long_names_cut() -> None:
    lines = write_mrz(replace(ZONE, surname="Muñoz Ibáñez", given_names="Ñusta " * 9))
    assert lines[0].startswith("P<COLMUNOZ<IBANEZ<<NUSTA<NUSTA")
    assert len(lines[0]) == 44


def test_unknown_dates_stay_open() -> None:
    lines = write_mrz(replace(ZONE, birth=None, expiry=None))
    reading = read_mrz("\n".join(lines), TODAY)
    assert reading.is_sound
    assert [item.code for item in reading.findings] == ["MRZ_DATE_OPEN", "MRZ_DATE_OPEN"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (replace(ZONE, number="AT12345678"), "number"),
        (replace(ZONE, number="AT-1"), "number"),
        (replace(ZONE, issuing_state="COLO"), "issuing_state"),
        (replace(ZONE, optional_data=("X" * 15,)), "optional_data"),
        (
            replace(ZONE, format=MrzFormat.TD1, number="at1234567890", optional_data=("", "")),
            "number",
        ),
        (
            replace(ZONE, format=MrzFormat.TD1, number="A" * 24, optional_data=("", "")),
            "optional_data",
        ),
    ],
)
def test_what_does_not_fit_is_refused(wrong: MachineReadableZone, field: str) -> None:
    with pytest.raises(RuleViolationError) as caught:
        write_mrz(wrong)
    assert caught.value.code == "MRZ_FIELD"
    assert caught.value.context["field"] == field
