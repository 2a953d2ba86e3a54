"""Free times for calls: office hours, own docket, the citizen's daytime."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.call import Call, CallStatus
from app.domain.errors import AccessDeniedError, RuleViolationError
from app.domain.ids import CallId, CaseId, fresh_id
from app.stages.validation import FreeSlots, FreeSlotsQuery, Slot
from db.store import SqlStore
from tests.casework import CEDULAS, Casework

GUAYAQUIL = ZoneInfo("America/Guayaquil")


@pytest.fixture
def office(sqlite_engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


def free(office: Casework, case_id: CaseId, **more) -> tuple[Slot, ...]:
    use_case = FreeSlots(office.store, office.offices, office.procedures, office.clock)
    return use_case(FreeSlotsQuery(office.session("validator"), case_id, **more))


def put_call(office: Casework, case_id: CaseId, start: datetime, login: str = "validator") -> Call:
    call = Call(
        id=CallId(fresh_id()),
        case_id=case_id,
        validator_id=office.people[login].id,
        starts_at=start,
        minutes=15,
        link="https://meet.google.com/abc-defg-hij",
        status=CallStatus.SCHEDULED,
        checks=(),
    )
    with office.store.write() as uow:
        uow.calls.add(call)
        uow.commit()
    return call


def _calls(office: Casework) -> tuple[Call, ...]:
    with office.store.write() as uow:
        start = office.clock.now()
        return uow.calls.of_validator(
            office.people["validator"].id, start, start + timedelta(days=90)
        )


def test_slots_lie_in_office_hours_and_in_the_citizens_daytime(office):
    slots = free(office, office.case(zone="Europe/Madrid").id)
    assert slots
    for slot in slots:
        assert slot.starts_at >= office.clock.now() + timedelta(hours=1)
        assert 8 <= slot.office_time.hour < 17
        assert slot.office_time.weekday() < 5
        assert slot.is_daytime
        assert 8 <= slot.citizen_time.hour < 20
        assert slot.office_time == slot.starts_at.astimezone(GUAYAQUIL)
        assert slot.citizen_time.utcoffset() == timedelta(hours=2)
    assert len({slot.starts_at for slot in slots}) == len(slots)
    assert list(slots) == sorted(slots, key=lambda slot: slot.starts_at)


def test_in_madrid_only_the_morning_of_guayaquil_is_daytime(office):
    slots = free(office, office.case(zone="Europe/Madrid").id)
    assert max(slot.ends_at.astimezone(GUAYAQUIL).hour for slot in slots) <= 13


def test_far_zones_get_slots_although_none_is_in_daytime(office):
    # 08:00 to 17:00 in Guayaquil is 21:00 to 06:00 in Shanghai.
    slots = free(office, office.case(zone="Asia/Shanghai").id)
    assert slots
    assert not any(slot.is_daytime for slot in slots)


def test_own_calls_take_their_time_and_others_do_not(office):
    case = office.case()
    first, second, *_ = free(office, case.id)
    mine = put_call(office, case.id, first.starts_at + timedelta(minutes=5))
    put_call(office, case.id, second.starts_at, "second")
    left = {slot.starts_at for slot in free(office, case.id)}
    assert first.starts_at not in left
    assert second.starts_at in left
    assert first.starts_at in {slot.starts_at for slot in free(office, case.id, moving=mine.id)}


def test_full_days_give_the_next_day_with_room_and_say_so(office):
    case = office.case(due_at=office.clock.now() + timedelta(hours=30))
    for slot in free(office, case.id, limit=500):
        assert not slot.is_next_room
        put_call(office, case.id, slot.starts_at)
    # Madrid has its daytime in the mornings of Guayaquil; the afternoons are taken too.
    for slot in free(office, case.id, limit=500):
        put_call(office, case.id, slot.starts_at)
    later = free(office, case.id, limit=500)
    assert later
    assert all(slot.is_next_room and slot.is_daytime for slot in later)
    assert len({slot.office_time.date() for slot in later}) == 1
    taken = {call.starts_at.date() for call in _calls(office)}
    assert later[0].starts_at.date() > max(taken)


def test_the_window_is_one_term_and_knows_holidays(office):
    # Friday 30 October 2026: 2 and 3 November rest, so three working days end on Friday 6.
    office.clock.to(datetime(2026, 10, 30, 20, tzinfo=GUAYAQUIL))
    slots = free(office, office.case(due_at=None).id, limit=500)
    days = {slot.office_time.day for slot in slots}
    assert days == {4, 5, 6}


def test_slots_after_the_cases_own_term_say_so(office):
    due = office.clock.now() + timedelta(hours=3)
    slots = free(office, office.case(due_at=due).id, limit=500)
    assert {slot.is_within_term for slot in slots} == {True, False}
    assert all(slot.is_within_term == (slot.starts_at <= due) for slot in slots)


def test_reviewers_and_other_duties_get_none(office):
    case = office.case(reviewer="validator")
    with pytest.raises(AccessDeniedError, match="SEPARATION"):
        free(office, case.id)
    use_case = FreeSlots(office.store, office.offices, office.procedures, office.clock)
    another = office.case(person=office.person(CEDULAS[6]), reviewer="")
    with pytest.raises(AccessDeniedError, match="DUTY_NOT_ALLOWED"):
        use_case(FreeSlotsQuery(office.session("clerk"), another.id))


def test_an_unknown_zone_is_refused_in_words(office):
    with pytest.raises(RuleViolationError, match="ZONE_UNKNOWN"):
        free(office, office.case(zone="Marte/Olympus").id)


def test_slots_begin_as_far_apart_as_the_setting_says(office):
    case = office.case()
    for minutes in (30, 60):
        with office.store.write() as uow:
            at = office.clock.now()
            uow.settings.put("call.slot_minutes", str(minutes), at.date(), None, at)
            uow.commit()
        first, second, *_ = free(office, case.id)
        assert second.starts_at - first.starts_at == timedelta(minutes=minutes)
