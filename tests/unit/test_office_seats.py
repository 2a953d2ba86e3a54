"""Cantonal holidays reach terms and hours by the way the program takes: province, seat, calendar."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.domain.errors import RuleViolationError
from app.domain.provinces import PROVINCES
from app.domain.workflow import CaseState
from app.infra.calendar_files import load_seats
from app.infra.offices import load_offices
from app.stages.validation import FreeSlots, FreeSlotsQuery
from db.store import SqlStore
from tests.casework import NEW, RESOURCES, Casework, shipped_offices
from tests.reviewing import ReviewDesk, again
from tests.unit.test_working_days import TERMS

GUAYAQUIL = ZoneInfo("America/Guayaquil")


def at(day: str, hour: int = 10) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(hour), GUAYAQUIL)


@pytest.mark.parametrize(("submitted", "last"), TERMS)
@pytest.mark.parametrize("province", ["17", "09", "10", "30"])
def test_the_published_terms_hold_for_the_offices_of_the_program(
    province: str, submitted: str, last: str
) -> None:
    office = shipped_offices().time_of(province)
    assert office.deadline(at(submitted), 3).last_day == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("province", "day", "works"),
    [
        ("17", "2026-12-07", False),  # Sunday 6 December, moved: Quito
        ("09", "2026-12-07", True),
        ("30", "2026-12-07", True),
        ("09", "2026-07-24", False),  # Saturday 25 July, moved: Guayaquil
        ("17", "2026-07-24", True),
        ("01", "2027-04-12", False),  # Cuenca
        ("24", "2026-12-22", True),  # Salinas, which is not the seat of Santa Elena
        ("08", "2026-08-05", True),  # Wednesday, moved to Friday: the whole province
        ("08", "2026-08-07", False),
    ],
)
def test_an_office_rests_on_the_holiday_of_its_seat(province: str, day: str, works: bool) -> None:
    assert shipped_offices().time_of(province).is_open(at(day)) is works


def test_a_term_in_quito_leaves_out_its_holiday() -> None:
    term = {p: shipped_offices().time_of(p).deadline(at("2026-12-03"), 3) for p in ("17", "09")}
    assert term["17"].last_day == date(2026, 12, 9)
    assert term["09"].last_day == date(2026, 12, 8)


def test_a_holiday_of_the_persons_province_counts_at_the_office_too() -> None:
    """Esmeraldas rests on Friday 7 August 2026, as a whole province."""
    submitted = at("2026-08-05")
    assert shipped_offices().time_of("17").deadline(submitted, 3).last_day == date(2026, 8, 11)
    both = shipped_offices().time_of("17", "08")
    assert both.deadline(submitted, 3).last_day == date(2026, 8, 12)


@pytest.fixture
def office(sqlite_engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


def test_no_call_is_offered_on_the_holiday_of_the_seat(office: Casework) -> None:
    office.clock.to(at("2026-12-04", 9))
    due_at = office.clock.now() + timedelta(days=6)
    case = office.case(due_at=due_at, zone="America/Guayaquil")
    slots = FreeSlots(office.store, office.offices, office.procedures, office.clock)
    query = FreeSlotsQuery(office.session("validator"), case.id, limit=500)
    days = {slot.office_time.date() for slot in slots(query)}
    assert {date(2026, 12, 4), date(2026, 12, 8)} <= days
    assert date(2026, 12, 7) not in days


@pytest.mark.parametrize(
    ("country", "born", "last"),
    [
        ("ES", "08", date(2026, 8, 19)),
        # Whoever lives in Ecuador has a jurisdiction of their own, and 7 August counts in it.
        ("EC", "08", date(2026, 8, 20)),
        ("EC", "30", date(2026, 8, 19)),
    ],
)
def test_the_citizens_term_leaves_out_their_own_holidays(
    office: Casework, country: str, born: str, last: date
) -> None:
    desk = ReviewDesk(office)
    office.clock.to(at("2026-08-04"))
    made = office.case(CaseState.TO_REVIEW, reviewer="", after=replace(NEW, country=country))
    with office.store.write() as uow:
        reception = replace(made.reception, province=born)
        uow.cases.put_papers(made.id, uow.cases.declared(made.id), reception)
        uow.commit()
    case = office.claim(made.id, "clerk")
    desk.commit_as("clerk", case, desk.draft(case, id_front=again("id_front", "CED-01")))
    due_at = office.now_case(case.id).due_at
    assert due_at is not None
    assert due_at.astimezone(GUAYAQUIL).date() == last


def test_every_province_has_its_seat(tmp_path: Path) -> None:
    seats = load_seats(RESOURCES / "calendar" / "seats.toml")
    assert set(seats) == {province.code for province in PROVINCES}
    folder = Path(shutil.copytree(RESOURCES / "calendar", tmp_path / "calendar"))
    file = folder / "seats.toml"
    text = file.read_text(encoding="utf-8")
    for old, new in (
        ('01 = "0101"', 'x1 = "0101"'),
        ('01 = "0101"', '01 = "0901"'),
        ('01 = "0101"', '01 = "01"'),
        ('01 = "0101"', "01 = 101"),
    ):
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(RuleViolationError, match="DATA_FILE_FORM"):
            load_offices(folder)
