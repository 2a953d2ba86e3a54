"""Words, dates and hours as messages in each language write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from app.domain.errors import RuleViolationError
from app.domain.languages import LANGUAGES
from app.infra.toml_table import TomlTable, read_toml

LEGAL_ZONE = ZoneInfo("America/Guayaquil")
"""Legal time of the mainland, in which dates without a place are written (domain.md §5.5)."""

INVALID = "TEMPLATE_DATA_INVALID"


@dataclass(frozen=True, slots=True)
class ShownTime:
    """One instant on the clocks of one place; ``row`` is label and value for a list of facts."""

    place: str
    day: str
    clock: str

    @property
    def row(self) -> tuple[str, str]:
        """Label with its first letter raised, and day with hour."""
        return self.place[:1].upper() + self.place[1:], f"{self.day}, {self.clock}"


@dataclass(frozen=True, slots=True)
class MessageWords:
    """The words of one language; built from ``words.toml``."""

    language: str
    institution: str
    contact_unit: str
    contact_email: str
    contact_phone: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    day_form: str
    long_day_form: str
    hour_of: str
    none: str
    fields: Mapping[str, str]
    places: Mapping[str, str]

    def day(self, day: date) -> str:
        """``5 de marzo de 2026``."""
        return self.day_form.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def long_day(self, day: date) -> str:
        """``jueves 5 de marzo de 2026``."""
        return self.long_day_form.format(
            weekday=self.weekdays[day.weekday()],
            day=day.day,
            month=self.months[day.month - 1],
            year=day.year,
        )

    def place(self, zone: ZoneInfo) -> str:
        """``hora de Madrid``: the zone's city, by its own name where one is known."""
        return self.hour_of.format(place=self.city(zone.key))

    def city(self, zone: str) -> str:
        """``Zúrich``: the city a zone is named after, as this language writes it."""
        return self.places.get(zone) or zone.rpartition("/")[2].replace("_", " ")

    def shown(self, at: datetime, zone: ZoneInfo) -> ShownTime:
        """An instant on the clocks of a place, with its distance from UTC that day."""
        local = at.astimezone(zone)
        offset = _offset_words(local.utcoffset() or timedelta())
        return ShownTime(self.place(zone), self.long_day(local.date()), f"{local:%H:%M} ({offset})")

    def both_clocks(
        self, at: datetime, office: ZoneInfo, citizen: ZoneInfo
    ) -> tuple[ShownTime, ...]:
        """The citizen's clock first, then the office's; one of them when they are the same."""
        zones = (citizen, office) if citizen.key != office.key else (office,)
        return tuple(self.shown(at, zone) for zone in zones)


def read_words(path: Path) -> Mapping[str, MessageWords]:
    """Read the words of every language.

    Raises:
        RuleViolationError: ``TEMPLATE_DATA_INVALID``.
    """
    root = TomlTable(read_toml(path, INVALID), INVALID, path.name)
    words = {language: _words(root.table(language), language) for language in LANGUAGES}
    root.finish()
    return words


def _words(table: TomlTable, language: str) -> MessageWords:
    words = MessageWords(
        language=language,
        institution=table.text("institution"),
        contact_unit=table.text("contact_unit"),
        contact_email=table.text("contact_email"),
        contact_phone=table.text("contact_phone"),
        months=table.texts("months"),
        weekdays=table.texts("weekdays"),
        day_form=table.text("day"),
        long_day_form=table.text("long_day"),
        hour_of=table.text("hour_of"),
        none=table.text("none"),
        fields=table.languages("fields"),
        places=table.languages("places"),
    )
    table.finish()
    if len(words.months) != 12 or len(words.weekdays) != 7:
        raise RuleViolationError(INVALID, place=table.place, key="months", problem="wrong count")
    return words


def _offset_words(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    sign = "−" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
