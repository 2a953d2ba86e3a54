"""Lines of case lists: the columns they need and how they become frozen rows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from app.domain.ids import CaseId, StaffId
from app.domain.masking import mask_keeping_end
from app.ports.readers import CaseRow
from db.link import Row
from db.tables import cases, people, staff

VISIBLE_DIGITS = 3


def select_lines(chosen: Any) -> Select[Any]:
    """Lines for the cases in a subquery ``chosen(id)``; at most one page of them is joined."""
    shown = [
        cases.c[name]
        for name in [
            "id",
            "number",
            "procedure",
            "state",
            "province",
            "submitted_at",
            "due_at",
            "sort_at",
            "round",
            "place",
            "warnings",
            "top_warning",
            "claimed_by",
            "lease_until",
            "version",
        ]
    ]
    person = (people.c.family_names, people.c.given_names, people.c.main_identifier)
    return (
        select(*shown, *person, staff.c.full_name.label("holder_name"))
        .select_from(chosen)
        .join(cases, cases.c.id == chosen.c.id)
        .join(people, people.c.id == cases.c.person_id)
        .outerjoin(staff, staff.c.id == cases.c.claimed_by)
        .order_by(chosen.c.sort_at, chosen.c.id)
    )


def line_from(row: Row) -> CaseRow:
    """One line."""
    return CaseRow(
        case_id=CaseId(row["id"]),
        number=row["number"],
        procedure=row["procedure"],
        person_name=f"{row['family_names']}, {row['given_names']}",
        masked_identifier=mask_keeping_end(row["main_identifier"], VISIBLE_DIGITS),
        place=row["place"],
        state=row["state"],
        province=row["province"],
        submitted_at=row["submitted_at"],
        due_at=row["due_at"],
        sort_at=row["sort_at"],
        round=row["round"],
        warnings=row["warnings"],
        top_warning=row["top_warning"],
        holder_id=None if row["claimed_by"] is None else StaffId(row["claimed_by"]),
        holder_name=row["holder_name"] or "",
        lease_until=row["lease_until"],
        version=row["version"],
    )
