"""Settings, reasons and procedures are those of the day at the agency, not of the day in UTC."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.office_zone import ISLANDS, MAINLAND, office_day, zone_of
from app.domain.workflow import CaseState
from db.store import SqlStore
from tests.casework import Casework, shipped_offices
from tests.stage_desks import CallDesk, DecisionDesk

ROOT = Path(__file__).parents[2]
# Ecuador had summer time in 1992 and 1993; no case is that old.
days = st.dates(date(2000, 1, 1), date(2100, 12, 31))
near_midnight = st.timedeltas(timedelta(hours=-2), timedelta(hours=2))
provinces = st.sampled_from(["17", "09", "20", "", "30"])


@given(days, near_midnight, provinces)
def test_a_day_begins_at_midnight_of_the_agency(day: date, off: timedelta, province: str) -> None:
    midnight = datetime.combine(day, time(), zone_of(province)).astimezone(UTC)
    expected = day if off >= timedelta() else day - timedelta(days=1)
    assert office_day(midnight + off, province) == expected


@given(days, st.times(), provinces)
def test_offices_and_days_agree_on_the_zone(day: date, at: time, province: str) -> None:
    instant = datetime.combine(day, at, UTC)
    zone = shipped_offices().time_of(province).zone
    assert zone == zone_of(province)
    assert office_day(instant, province) == instant.astimezone(zone).date()


def test_the_islands_are_an_hour_behind() -> None:
    assert (ZoneInfo("America/Guayaquil"), ZoneInfo("Pacific/Galapagos")) == (MAINLAND, ISLANDS)
    at = datetime(2026, 9, 17, 5, 30, tzinfo=UTC)
    assert office_day(at, "17") == date(2026, 9, 17)
    assert office_day(at, "20") == date(2026, 9, 16)


def test_no_code_takes_the_day_of_an_instant_in_utc() -> None:
    in_utc = re.compile(r"\b(?:now|at|now\(\))\.date\(\)")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for folder in ("app", "ui", "db", "reports")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if in_utc.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(("hour", "state"), [(4, CaseState.APPROVED), (5, CaseState.ON_HOLD)])
def test_a_hold_time_begins_at_midnight_of_the_agency(
    sqlite_engine, hour: int, state: CaseState
) -> None:
    """At 23:59 in Guayaquil the new day has begun in UTC; the setting has not."""
    office = Casework(SqlStore(sqlite_engine))
    calls, desk = CallDesk(office), DecisionDesk(office)
    ready = calls.validated(office.case(holder="validator"))
    tomorrow = office_day(office.clock.now(), "17") + timedelta(days=1)
    with office.store.write() as uow:
        uow.settings.put("decision.hold_hours", "48", tomorrow, None, office.clock.now())
        uow.commit()
    at = datetime.combine(tomorrow, time(hour, 59 if hour == 4 else 0), UTC)
    office.clock.to(at)
    case = office.claim(ready.id, "validator")
    assert desk.approve(case).case.state is state
