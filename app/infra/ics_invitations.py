"""Calendar files for calls (RFC 5545), the same bytes for the same appointment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from app.domain.errors import RuleViolationError
from app.infra.message_words import MessageWords, read_words
from app.ports.invitations import Appointment

_ALARMS = (timedelta(hours=-24), timedelta(hours=-2), timedelta(minutes=-10))
_TEXTS = {
    "es": {
        "summary": "IESS: videollamada de validación, trámite {number}",
        "description": "Videollamada para validar su identidad en el trámite {number}.\n\n"
        "{clocks}\n\nEnlace: {link}\n\nTenga a la mano su documento de identidad original. "
        "Nadie del IESS le pedirá claves ni códigos.",
        "cancelled": "Esta videollamada no se realizará. Le enviaremos otra convocatoria.",
        "final": "Esta videollamada no se realizará: el trámite fue retirado.",
        "alarm": "Videollamada con el IESS, trámite {number}",
    },
    "en": {
        "summary": "IESS: identity video call, request {number}",
        "description": "Video call to verify your identity for request {number}.\n\n"
        "{clocks}\n\nLink: {link}\n\nHave your original identity document at hand. "
        "Nobody from the IESS will ask you for passwords or codes.",
        "cancelled": "This video call will not take place. We will send you another invitation.",
        "final": "This video call will not take place: the request was withdrawn.",
        "alarm": "Video call with the IESS, request {number}",
    },
}


class IcsInvitations:
    """Writes invitations and cancellations (implements ``InvitationFiles``).

    Times are written in UTC, which every calendar shows on its owner's clock whatever happens
    to daylight saving; both local times stand in words in the description.
    """

    def __init__(
        self,
        templates: Path,
        organizer: str,
        domain: str,
        domain_at: Callable[[datetime], str] | None = None,
    ) -> None:
        """Remember who invites.

        Args:
            templates: ``resources/templates``, for the words of dates and places.
            organizer: e-mail address that answers go to.
            domain: right part of the UID, where none is asked for by day.
            domain_at: right part of the UID of calls of a case that arrived at an instant; it must
                answer alike for ever, or a moved call would be a second entry.

        Raises:
            RuleViolationError: ``TEMPLATE_DATA_INVALID``.
        """
        self._words = read_words(templates / "words.toml")
        self._organizer = organizer
        self._domain = domain
        self._domain_at = domain_at

    def build(self, appointment: Appointment) -> bytes:
        """Return the file.

        Raises:
            RuleViolationError: ``ZONE_UNKNOWN`` or ``INSTANT_NOT_AWARE``.
        """
        if appointment.starts_at.tzinfo is None or appointment.stamp.tzinfo is None:
            raise RuleViolationError("INSTANT_NOT_AWARE")
        language = appointment.language if appointment.language in _TEXTS else "es"
        words, texts = self._words[language], _TEXTS[language]
        calendar = Calendar()
        calendar.add("prodid", "-//IESS//Ventanilla//ES")
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("method", "CANCEL" if appointment.is_cancelled else "REQUEST")
        event = self._event(appointment, words, texts)
        if not appointment.is_cancelled:
            for trigger in _ALARMS:
                event.add_component(_alarm(trigger, appointment, texts))
        calendar.add_component(event)
        data: bytes = calendar.to_ical(sorted=True)
        return data

    def _event(self, appointment: Appointment, words: MessageWords, texts: dict[str, str]) -> Event:
        number, starts_at = appointment.case_number, appointment.starts_at.astimezone(UTC)
        event = Event()
        event.add("uid", f"{appointment.uid}@{self._domain_of(appointment)}")
        event.add("sequence", appointment.sequence)
        event.add("dtstamp", appointment.stamp.astimezone(UTC))
        event.add("dtstart", starts_at)
        event.add("dtend", starts_at + timedelta(minutes=appointment.minutes))
        event.add("summary", texts["summary"].format(number=number))
        if appointment.is_cancelled:
            event.add("description", texts["final" if appointment.is_final else "cancelled"])
            event.add("status", "CANCELLED")
        else:
            clocks = "\n".join(
                f"{label}: {value}" for label, value in _clock_rows(appointment, words)
            )
            description = texts["description"].format(
                number=number, clocks=clocks, link=appointment.link
            )
            event.add("description", description)
            event.add("location", appointment.link)
            event.add("url", appointment.link)
            event.add("status", "CONFIRMED")
        event.add("organizer", self._address(self._organizer, words.institution))
        event.add("attendee", _attendee(appointment.attendee))
        event.add("class", "PRIVATE")
        event.add("transp", "OPAQUE")
        return event

    def _domain_of(self, appointment: Appointment) -> str:
        if self._domain_at is None or appointment.since is None:
            return self._domain
        return self._domain_at(appointment.since)

    def _address(self, email: str, name: str) -> vCalAddress:
        address = vCalAddress(f"mailto:{email}")
        address.params["CN"] = vText(name)
        return address


def _attendee(email: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    address.params["ROLE"] = vText("REQ-PARTICIPANT")
    address.params["PARTSTAT"] = vText("NEEDS-ACTION")
    address.params["RSVP"] = vText("TRUE")
    return address


def _clock_rows(appointment: Appointment, words: MessageWords) -> list[tuple[str, str]]:
    try:
        office = ZoneInfo(appointment.office_zone)
        citizen = ZoneInfo(appointment.citizen_zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise RuleViolationError("ZONE_UNKNOWN") from error
    return [shown.row for shown in words.both_clocks(appointment.starts_at, office, citizen)]


def _alarm(trigger: timedelta, appointment: Appointment, texts: dict[str, str]) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", texts["alarm"].format(number=appointment.case_number))
    alarm.add("trigger", trigger)
    return alarm
