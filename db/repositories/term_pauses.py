"""Intervals in which the term of a case does not run."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from app.domain.ids import CaseId, fresh_id
from db.link import Link
from db.tables import term_pauses


class TermPauseRows:
    """The part of the cases repository that deals with pauses."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def pause(self, case_id: CaseId, start: datetime) -> None:
        """Note that the term stopped; raises ``TERM_ALREADY_PAUSED``."""
        pause = {"id": fresh_id(), "case_id": case_id, "starts_at": start, "ends_at": None}
        self._link.insert(term_pauses, pause)

    def resume(self, case_id: CaseId, end: datetime) -> None:
        """Close the open pause, if any."""
        is_open = (term_pauses.c.case_id == case_id) & term_pauses.c.ends_at.is_(None)
        self._link.run(update(term_pauses).where(is_open).values(ends_at=end))

    def pauses(self, case_id: CaseId) -> tuple[tuple[datetime, datetime | None], ...]:
        """All intervals, oldest first."""
        rows = self._link.rows(
            select(term_pauses.c.starts_at, term_pauses.c.ends_at)
            .where(term_pauses.c.case_id == case_id)
            .order_by(term_pauses.c.starts_at)
        )
        return tuple((row["starts_at"], row["ends_at"]) for row in rows)
