"""Calendar files: stable identity, right instant in every zone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from app.domain.errors import RuleViolationError
from app.infra.ics_invitations import IcsInvitations
from app.ports.invitations import Appointment
from tests.adc import RESOURCES

FILES = IcsInvitations(RESOURCES / "templates", "ventanilla@iess.example", "iess.example")
CALL = Appointment(
    uid="a" * 32,
    sequence=0,
    case_number="ADC-2026-004817",
    starts_at=datetime(2026, 7, 15, 14, tzinfo=UTC),
    minutes=15,
    link="https://meet.google.com/abc-defg-hij",
    attendee="rosa@example.com",
    office_zone="America/Guayaquil",
    citizen_zone="Europe/Madrid",
    language="es",
    stamp=datetime(2026, 7, 10, 9, tzinfo=UTC),
)


def read(appointment: Appointment) -> tuple[Calendar, Event]:
    calendar = Calendar.from_ical(FILES.build(appointment))
    (event,) = calendar.walk("VEVENT")
    assert isinstance(event, Event)
    return calendar, event


def test_request() -> None:
    calendar, event = read(CALL)
    assert calendar["METHOD"] == "REQUEST"
    assert event["UID"] == f"{'a' * 32}@iess.example"
    assert event["SEQUENCE"] == 0
    assert event["STATUS"] == "CONFIRMED"
    assert event.decoded("DTSTART") == CALL.starts_at
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=15)
    assert event.decoded("DTSTAMP") == CALL.stamp
    assert str(event["ATTENDEE"]) == "mailto:rosa@example.com"
    assert str(event["ORGANIZER"]) == "mailto:ventanilla@iess.example"
    assert str(event["LOCATION"]) == CALL.link
    alarms = [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")]
    assert timedelta(hours=-24) in alarms
    assert timedelta(hours=-2) in alarms


def test_both_zones_in_words() -> None:
    description = str(read(CALL)[1]["DESCRIPTION"])
    assert "Hora de Madrid: miércoles 15 de julio de 2026, 16:00 (UTC+2)" in description
    assert "Hora de Ecuador continental: miércoles 15 de julio de 2026, 09:00" in description
    english = str(read(replace(CALL, language="en"))[1]["DESCRIPTION"])
    assert "Madrid time: Wednesday 15 July 2026, 16:00 (UTC+2)" in english


@pytest.mark.parametrize(
    ("zone", "winter", "summer"),
    [
        ("America/Guayaquil", 9, 9),
        ("Pacific/Galapagos", 8, 8),
        ("Europe/Madrid", 15, 16),
        ("Europe/Rome", 15, 16),
        ("America/New_York", 9, 10),
    ],
)
def test_the_instant_is_the_same_whatever_the_clocks_do(
    zone: str, winter: int, summer: int
) -> None:
    for month, hour in ((1, winter), (7, summer)):
        at = datetime(2026, month, 15, 9, tzinfo=ZoneInfo("America/Guayaquil"))
        event = read(replace(CALL, starts_at=at, citizen_zone=zone))[1]
        assert event.decoded("DTSTART").astimezone(ZoneInfo(zone)).hour == hour
        assert event.to_ical().count(b"DTSTART:2026") == 1
        assert b"T140000Z" in event.to_ical()


def test_a_moved_call_is_the_same_entry() -> None:
    moved = replace(CALL, sequence=1, starts_at=CALL.starts_at + timedelta(days=1))
    assert read(moved)[1]["UID"] == read(CALL)[1]["UID"]
    assert read(moved)[1]["SEQUENCE"] == 1


def test_cancellation_takes_it_out_and_tells_no_link() -> None:
    calendar, event = read(replace(CALL, sequence=2, is_cancelled=True))
    assert calendar["METHOD"] == "CANCEL"
    assert event["STATUS"] == "CANCELLED"
    assert event["UID"] == f"{'a' * 32}@iess.example"
    assert not event.walk("VALARM")
    assert b"meet.google.com" not in FILES.build(replace(CALL, is_cancelled=True))


def test_same_bytes_for_the_same_appointment() -> None:
    data = FILES.build(CALL)
    assert data == FILES.build(CALL)
    assert b"\r\n" in data
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_refused() -> None:
    with pytest.raises(RuleViolationError, match="ZONE_UNKNOWN"):
        FILES.build(replace(CALL, citizen_zone="Mars/Base"))
    with pytest.raises(RuleViolationError, match="INSTANT_NOT_AWARE"):
        FILES.build(replace(CALL, starts_at=CALL.starts_at.replace(tzinfo=None)))
