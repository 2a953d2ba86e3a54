"""Calendar files that go with the invitation to a call."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from app.domain.call import Call
from app.domain.case import Case


@dataclass(frozen=True, slots=True)
class Appointment:
    """What a calendar entry says.

    Attributes:
        uid: stable for one call; a moved call is the same entry with a higher sequence.
        stamp: when this version was made; the bytes depend on nothing else but these fields.
        office_zone: IANA zone of the office.
        citizen_zone: IANA zone of the citizen; both are written into the description.
        since: when the case arrived; what the entry is called by is decided by that day.
        is_cancelled: takes the entry out of the citizen's calendar.
        is_final: cancelled with the case itself, so that no other invitation follows.
    """

    uid: str
    sequence: int
    case_number: str
    starts_at: datetime
    minutes: int
    link: str
    attendee: str = field(repr=False)
    office_zone: str
    citizen_zone: str
    language: str
    stamp: datetime
    is_cancelled: bool = False
    is_final: bool = False
    since: datetime | None = None


def cancellation(case: Case, call: Call, office_zone: str, stamp: datetime) -> Appointment:
    """What takes a call out of the calendar: the entry of that call with the next sequence."""
    later = replace(call, sequence=call.sequence + 1)
    return replace(appointment(case, later, office_zone, stamp), is_cancelled=True)


def appointment(case: Case, call: Call, office_zone: str, stamp: datetime) -> Appointment:
    """The calendar entry of a call of a case."""
    return Appointment(
        uid=call.id,
        sequence=call.sequence,
        case_number=case.number,
        starts_at=call.starts_at,
        minutes=call.minutes,
        link=call.link,
        attendee=case.declared.contact.email,
        office_zone=office_zone,
        citizen_zone=case.zone,
        language=case.language,
        stamp=stamp,
        since=case.received_at,
    )


class InvitationFiles(Protocol):
    """Writes calendar files (RFC 5545)."""

    def build(self, appointment: Appointment) -> bytes:
        """Return the bytes of the .ics; the same appointment gives the same bytes."""
        ...
