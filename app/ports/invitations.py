"""Calendar files that go with the invitation to a call."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Appointment:
    """What a calendar entry says.

    Attributes:
        uid: stable for one call; a moved call is the same entry with a higher sequence.
        stamp: when this version was made; the bytes depend on nothing else but these fields.
        office_zone: IANA zone of the office.
        citizen_zone: IANA zone of the citizen; both are written into the description.
        is_cancelled: takes the entry out of the citizen's calendar.
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


class InvitationFiles(Protocol):
    """Writes calendar files (RFC 5545)."""

    def build(self, appointment: Appointment) -> bytes:
        """Return the bytes of the .ics; the same appointment gives the same bytes."""
        ...
