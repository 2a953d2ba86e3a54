"""What each hour of a validator's days is, on both databases: free, over, too soon, taken, shut."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.ids import CaseId
from app.domain.office_time import OfficeTime
from app.domain.opening_hours import OpeningHours, OpenSpan
from app.infra.offices import ShippedOffices
from app.stages.validation import FreeSlots, FreeSlotsQuery, Slot, SlotState
from db.store import SqlStore
from tests.casework import Casework
from tests.stage_desks import CallDesk

GUAYAQUIL = ZoneInfo("America/Guayaquil")


@pytest.fixture
def office(store: SqlStore) -> Casework:
    return Casework(store)


@dataclass(frozen=True)
class EarlyFridays:
    """The offices of the program, which close at noon on Fridays."""

    shipped: ShippedOffices

    def time_of(self, province: str, person_province: str = "") -> OfficeTime:
        made = self.shipped.time_of(province, person_province)
        weekly = list(made.hours.weekly)
        weekly[4] = (OpenSpan(time(8), time(12)),)
        return replace(made, hours=OpeningHours(tuple(weekly)))


def days_of(office: Casework, case_id: CaseId, **more) -> dict[date, dict[time, Slot]]:
    use_case = FreeSlots(office.store, office.offices, office.procedures, office.clock)
    query = FreeSlotsQuery(office.session("validator"), case_id, whole_days=True, **more)
    found: dict[date, dict[time, Slot]] = {}
    for slot in use_case(query):
        found.setdefault(slot.office_time.date(), {})[slot.office_time.time()] = slot
    return found


def free(office: Casework, case_id: CaseId, **more) -> tuple[Slot, ...]:
    use_case = FreeSlots(office.store, office.offices, office.procedures, office.clock)
    return use_case(FreeSlotsQuery(office.session("validator"), case_id, limit=500, **more))


def states(hours: Iterable[Slot]) -> set[SlotState]:
    return {hour.state for hour in hours}


def test_each_hour_says_what_it_is(office: Casework) -> None:
    calls = CallDesk(office)
    first = office.case(holder="validator")
    mine = calls.schedule(first, at=calls.slot(first, number=2))
    office.clock.to(datetime(2026, 9, 16, 10, 10, tzinfo=GUAYAQUIL))
    case = office.case(person=office.person("1769999994"), zone="America/Guayaquil")
    days = days_of(office, case.id)
    today = days[date(2026, 9, 16)]
    assert {at: today[at].state for at in (time(8), time(10), time(10, 30), time(11))} == {
        time(8): SlotState.PAST,
        time(10): SlotState.PAST,
        time(10, 30): SlotState.TOO_SOON,
        time(11): SlotState.TOO_SOON,
    }
    taken = [
        slot for day in days.values() for slot in day.values() if slot.state is SlotState.TAKEN
    ]
    assert [slot.starts_at for slot in taken] == [mine.call.starts_at]
    offered = [
        slot for day in days.values() for slot in day.values() if slot.state is SlotState.FREE
    ]
    assert tuple(offered) == free(office, case.id)
    moved = days_of(office, case.id, moving=mine.call.id)
    at = mine.call.starts_at.astimezone(GUAYAQUIL)
    assert moved[at.date()][at.time()].state is SlotState.FREE


def test_whoever_looks_later_finds_the_same_hours(office: Casework) -> None:
    case = office.case(zone="America/Guayaquil")
    first = {slot.starts_at for slot in free(office, case.id)}
    office.clock.forward(minutes=7)
    later = {slot.starts_at for slot in free(office, case.id)}
    assert later < first


def test_a_holiday_is_a_day_of_its_own_and_a_weekend_none(office: Casework) -> None:
    # Friday: Monday 2 and Tuesday 3 November rest.
    office.clock.to(datetime(2026, 10, 30, 9, tzinfo=GUAYAQUIL))
    days = days_of(office, office.case(due_at=None, zone="America/Guayaquil").id)
    assert [day.day for day in days] == [30, 2, 3, 4, 5, 6]
    for day in (date(2026, 11, 2), date(2026, 11, 3)):
        assert states(days[day].values()) == {SlotState.HOLIDAY}
        assert set(days[day]) == set(days[date(2026, 10, 30)])


def test_an_hour_outside_those_of_the_agency_is_closed(office: Casework) -> None:
    office.offices = EarlyFridays(office.offices)  # type: ignore[assignment]
    days = days_of(office, office.case(zone="America/Guayaquil").id)
    friday = days[date(2026, 9, 18)]
    assert friday[time(11, 30)].state is SlotState.FREE
    assert friday[time(12)].state is SlotState.CLOSED
    assert days[date(2026, 9, 17)][time(12)].state is SlotState.FREE


def test_a_day_that_is_over_is_left_out(office: Casework) -> None:
    office.clock.to(datetime(2026, 9, 16, 16, 45, tzinfo=GUAYAQUIL))
    case = office.case(zone="America/Guayaquil")
    assert min(days_of(office, case.id)) == date(2026, 9, 17)


def test_only_hours_that_are_comfortable_there_are_told_where_there_are_any(
    office: Casework,
) -> None:
    # Clocks in Madrid go back on Sunday 25 October 2026: an hour more in Guayaquil.
    office.clock.to(datetime(2026, 10, 22, 9, tzinfo=GUAYAQUIL))
    case = office.case(zone="Europe/Madrid")
    days = days_of(office, case.id)
    before, after = days[date(2026, 10, 23)], days[date(2026, 10, 26)]
    assert max(before) == max(after) == time(13, 30)
    assert before[time(13, 30)].state is SlotState.NIGHT
    assert after[time(13, 30)].state is SlotState.FREE
    assert not {slot.starts_at for slot in before.values() if slot.state is SlotState.NIGHT} & {
        slot.starts_at for slot in free(office, case.id)
    }


def test_full_days_are_told_beside_the_next_one_with_room(office: Casework) -> None:
    calls = CallDesk(office)
    due_at = office.clock.now() + timedelta(hours=30)
    case = office.case(due_at=due_at, zone="America/Guayaquil")
    number = 0
    while not (slots := free(office, case.id))[0].is_next_room:
        for slot in slots:
            number += 1
            person = office.person(f"18{number:08d}")
            calls.schedule(office.case(person=person, holder="validator"), at=slot.starts_at)
    days = days_of(office, case.id)
    *full, with_room = days
    assert with_room == slots[0].office_time.date()
    for day in full:
        assert SlotState.FREE not in states(days[day].values())
        assert SlotState.TAKEN in states(days[day].values())
    offered = [slot for slot in days[with_room].values() if slot.state is SlotState.FREE]
    assert tuple(offered) == slots
