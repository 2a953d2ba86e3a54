"""Calls of a day."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from app.domain.call import CallStatus, without_answers
from app.domain.ids import StaffId
from app.ports.readers import CallRow
from db.link import Link
from db.mapping.judgement_rows import call_from
from db.tables import calls, cases, people, staff


class SqlCallReader:
    """``app.ports.readers.CallReader`` on either database."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def docket(
        self, start: datetime, end: datetime, validator: StaffId | None
    ) -> tuple[CallRow, ...]:
        """Calls beginning in the interval (end excluded), in time order."""
        query = (
            select(
                calls,
                cases.c.number,
                cases.c.place,
                cases.c.zone,
                cases.c.state,
                people.c.family_names,
                people.c.given_names,
                staff.c.full_name,
            )
            .join(cases, cases.c.id == calls.c.case_id)
            .join(people, people.c.id == cases.c.person_id)
            .join(staff, staff.c.id == calls.c.validator_id)
            .where(
                calls.c.starts_at >= start,
                calls.c.starts_at < end,
                calls.c.status != CallStatus.CANCELLED,
            )
            .order_by(calls.c.starts_at, calls.c.validator_id, calls.c.id)
        )
        if validator is not None:
            query = query.where(calls.c.validator_id == validator)
        return tuple(
            CallRow(
                call=without_answers(call_from(row)),
                case_number=row["number"],
                person_name=f"{row['family_names']}, {row['given_names']}",
                place=row["place"],
                zone=row["zone"],
                validator_name=row["full_name"],
                state=row["state"],
            )
            for row in self._link.rows(query)
        )
