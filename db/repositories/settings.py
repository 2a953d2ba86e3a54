"""Effective-dated settings as text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select

from app.domain.ids import StaffId
from app.domain.settings import StoredSetting
from db.link import Link
from db.tables import settings


class SqlSettings:
    """``app.ports.repositories.Settings`` on either database."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def get(self, key: str, on: date) -> str | None:
        """The value in force that day."""
        value = self._link.value(
            select(settings.c.value)
            .where(settings.c.key == key, settings.c.valid_from <= on)
            .order_by(settings.c.valid_from.desc())
            .limit(1)
        )
        return None if value is None else str(value)

    def put(self, key: str, value: str, valid_from: date, by: StaffId | None, at: datetime) -> None:
        """Set a value from a day on; the same day again corrects it."""
        values = {"value": value, "set_by": by, "set_at": at}
        upsert = self._link.upsert(settings).values(key=key, valid_from=valid_from, **values)
        keys = [settings.c.key, settings.c.valid_from]
        self._link.run(upsert.on_conflict_do_update(index_elements=keys, set_=values))

    def all(self, on: date) -> Mapping[str, str]:
        """Every setting in force that day."""
        rows = self._link.rows(
            select(settings.c.key, settings.c.value)
            .where(settings.c.valid_from <= on)
            .order_by(settings.c.key, settings.c.valid_from)
        )
        return {row["key"]: row["value"] for row in rows}

    def history(self) -> tuple[StoredSetting, ...]:
        """Every value ever set, by key, the one that begins last first."""
        rows = self._link.rows(
            select(settings).order_by(settings.c.key, settings.c.valid_from.desc())
        )
        return tuple(
            StoredSetting(row["key"], row["value"], row["valid_from"], row["set_by"], row["set_at"])
            for row in rows
        )
