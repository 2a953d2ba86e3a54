"""Views of the queue that people keep."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, select

from app.domain.ids import StaffId
from app.domain.saved_view import SavedView
from db.link import Link
from db.tables import saved_views

_QUEUE: Final = "queue"


class SqlSavedViews:
    """``app.ports.repositories.SavedViews`` on either database."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def of(self, staff_id: StaffId) -> tuple[SavedView, ...]:
        """The views of a person, in no particular order."""
        rows = self._link.rows(
            select(saved_views.c.name, saved_views.c.view).where(
                saved_views.c.staff_id == staff_id, saved_views.c.screen == _QUEUE
            )
        )
        return tuple(SavedView(row["name"], *_filters(row["view"])) for row in rows)

    def add(self, staff_id: StaffId, view: SavedView, at: datetime) -> None:
        """Store a new view, or raise ``VIEW_NAME_TAKEN``."""
        values = {
            "staff_id": staff_id,
            "screen": _QUEUE,
            "name": view.name,
            "view": {"base": view.base, "state": view.state},
            "saved_at": at,
        }
        self._link.insert(saved_views, values)

    def remove(self, staff_id: StaffId, name: str) -> None:
        """Remove a view, if it is there."""
        self._link.run(
            delete(saved_views).where(
                saved_views.c.staff_id == staff_id,
                saved_views.c.screen == _QUEUE,
                saved_views.c.name == name,
            )
        )


def _filters(stored: Any) -> tuple[str, str]:
    """Base and state; what another program left there in another form is no known filter."""
    if not isinstance(stored, dict):
        return "", ""
    return str(stored.get("base", "")), str(stored.get("state", ""))
