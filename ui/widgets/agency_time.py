"""Instants as staff read them: the agency's zone, short in cells, whole in tips."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class AgencyTime:
    """Formats aware instants in one zone; refuses naive ones."""

    zone: ZoneInfo

    def local(self, instant: datetime) -> datetime:
        """The instant in the agency's zone.

        Raises:
            ValueError: the instant has no zone.
        """
        if instant.tzinfo is None:
            raise ValueError("naive instant")
        return instant.astimezone(self.zone)

    def day(self, instant: datetime) -> date:
        """The agency's calendar day of an instant."""
        return self.local(instant).date()

    def midnight(self, instant: datetime, *, days: int = 0) -> datetime:
        """Beginning of the agency's day of an instant, or of the day that many days later."""
        return datetime.combine(self.day(instant) + timedelta(days=days), time(), self.zone)

    def clock(self, instant: datetime, *, seconds: bool = False) -> str:
        """``16:40`` or ``10:42:07``."""
        return self.local(instant).strftime("%H:%M:%S" if seconds else "%H:%M")

    def short(self, instant: datetime, now: datetime) -> str:
        """Time alone today, day and time this year, else the date."""
        there, here = self.local(instant), self.local(now)
        if there.date() == here.date():
            return there.strftime("%H:%M")
        return there.strftime("%d-%m %H:%M" if there.year == here.year else "%d-%m-%Y")

    def full(self, instant: datetime) -> str:
        """``14-03-2027 16:40:12 (UTC-05:00)`` for tips."""
        there = self.local(instant)
        offset = there.strftime("%z")
        return f"{there.strftime('%d-%m-%Y %H:%M:%S')} (UTC{offset[:3]}:{offset[3:5]})"


def short_date(day: date) -> str:
    """``14-03-2027``."""
    return day.strftime("%d-%m-%Y")


def media_clock(microseconds: int, *, tenths: bool = False) -> str:
    """``0:27`` or ``0:27,4``: a place in a video."""
    whole, rest = divmod(max(0, microseconds), 1_000_000)
    text = f"{whole // 60}:{whole % 60:02d}"
    return f"{text},{rest // 100_000}" if tenths else text
