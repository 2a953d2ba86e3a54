"""Whatever time somebody names for a call, it is taken as that instant or refused with a code."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typing_extensions import override

from app.cli.inspect_command import _instant
from app.domain.errors import RuleViolationError
from app.domain.instants import as_instant
from app.domain.person import Person
from app.infra.message_templates import MessageTemplates
from app.stages.validation import (
    FreeSlots,
    FreeSlotsQuery,
    PreviewInvitation,
    PreviewInvitationQuery,
)
from db.store import SqlStore
from tests.casework import LINK, RESOURCES, START, Casework
from tests.stage_desks import CallDesk


class NoOffset(tzinfo):
    """A zone that does not know how far from Greenwich it is."""

    @override
    def utcoffset(self, _at: datetime | None) -> None:
        return None

    @override
    def dst(self, _at: datetime | None) -> None:
        return None

    @override
    def tzname(self, _at: datetime | None) -> None:
        return None


ZONES = st.one_of(
    st.none(),
    st.just(NoOffset()),
    st.sampled_from(["America/Guayaquil", "Pacific/Kiritimati", "Europe/Madrid"]).map(ZoneInfo),
    st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
NEAR = st.datetimes(datetime(2026, 9, 16), datetime(2026, 12, 31))  # noqa: DTZ001
TIMES = st.builds(
    lambda at, zone, fold: at.replace(tzinfo=zone, fold=fold),
    st.one_of(
        st.datetimes(),
        NEAR,
        NEAR.map(lambda at: at.replace(minute=0, second=0, microsecond=0)),
        st.sampled_from([datetime.min, datetime.max]),  # noqa: DTZ901
    ),
    ZONES,
    st.integers(0, 1),
)
CODES = {
    "INSTANT_NOT_AWARE",
    "INSTANT_OUT_OF_RANGE",
    "SLOT_TOO_SOON",
    "SLOT_TOO_FAR",
    "SLOT_OUTSIDE_HOURS",
    "SLOT_TAKEN",
}


@pytest.fixture
def office(sqlite_engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


@pytest.fixture
def person(office: Casework) -> Person:
    return office.person()


@given(at=TIMES)
def test_a_time_is_the_same_instant_in_utc_or_is_refused(at: datetime) -> None:
    code, instant = "", None
    try:
        instant = as_instant(at)
    except RuleViolationError as refused:
        code = refused.code
    if instant is None:
        assert (code == "INSTANT_NOT_AWARE") is (at.utcoffset() is None)
    else:
        assert instant.tzinfo is UTC
        assert instant - at == timedelta()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(at=TIMES)
def test_any_time_is_appointed_within_bounds_or_refused_by_name(
    office, person, at: datetime
) -> None:
    office.clock.to(START)
    case = office.case(person=person, holder="validator")
    preview = PreviewInvitation(
        office.store,
        office.offices,
        office.procedures,
        MessageTemplates(RESOURCES / "templates"),
        office.clock,
    )
    code, call = "", None
    try:
        preview(PreviewInvitationQuery(office.session("validator"), case.id, at, LINK))
        call = CallDesk(office).schedule(case, at=at).call
    except RuleViolationError as refused:
        code = refused.code
    if call is None:
        assert code in CODES
    else:
        assert START + timedelta(hours=1) <= call.starts_at <= START + timedelta(days=60)
        assert call.starts_at == at


def test_the_term_stays_in_sight_past_a_short_horizon(office, person) -> None:
    with office.store.write() as uow:
        uow.settings.put("call.horizon_days", "15", date(2026, 1, 1), None, START)
        uow.commit()
    # A Monday, later than the horizon.
    late = datetime(2026, 10, 12 + 7, 15, tzinfo=UTC)
    calls = CallDesk(office)
    with pytest.raises(RuleViolationError, match="SLOT_TOO_FAR") as refused:
        calls.schedule(office.case(person=person, holder="validator"), at=late)
    assert refused.value.context["days"] == 15
    far = office.case(person=person, holder="validator", due_at=late + timedelta(hours=5))
    assert calls.schedule(far, at=late).call.starts_at == late


def test_every_slot_that_is_offered_may_be_taken(office) -> None:
    case = office.case(holder="validator")
    slots = FreeSlots(office.store, office.offices, office.procedures, office.clock)
    last = slots(FreeSlotsQuery(office.session("validator"), case.id, limit=10_000))[-1]
    assert CallDesk(office).schedule(case, at=last.starts_at).call.starts_at == last.starts_at


@pytest.mark.parametrize(
    "text", ["2026-01-31T10:00", "9999-12-31T23:59-05:00", "0001-01-01T00:00+05:00", "mañana", ""]
)
def test_a_command_takes_no_such_instant(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="con su zona"):
        _instant(text)
