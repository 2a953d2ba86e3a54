"""Lines of case lists: the columns they need and how they become frozen rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from app.domain.ids import CaseId, StaffId
from app.domain.masking import mask_keeping_end
from app.domain.workflow import CaseState
from app.ports.readers import CaseRow
from db.link import Link, Values
from db.tables import cases, people, staff

VISIBLE_DIGITS = 3


def select_lines(chosen: Any) -> Select[Any]:
    """Lines for the cases in a subquery ``chosen(id, sort_at)``; only those are joined."""
    shown = (cases.c[name] for name in _SHOWN)
    person = (people.c.family_names, people.c.given_names, people.c.main_identifier)
    return (
        select(*shown, *person, staff.c.full_name)
        .select_from(chosen)
        .join(cases, cases.c.id == chosen.c.id)
        .join(people, people.c.id == cases.c.person_id)
        .outerjoin(staff, staff.c.id == cases.c.claimed_by)
        .order_by(chosen.c.sort_at, chosen.c.id)
    )


def read_lines(link: Link, chosen: Any) -> tuple[CaseRow, ...]:
    """The lines of the cases in a subquery, in queue order."""
    return lines_of(link, select_lines(chosen))


def lines_of(
    link: Link, statement: Select[Any], values: Values | None = None
) -> tuple[CaseRow, ...]:
    """The lines that a statement of :func:`select_lines` finds with these values."""
    return tuple([_line(*row) for row in link.tuples(statement, values)])


_SHOWN = (
    "id",
    "number",
    "procedure",
    "place",
    "state",
    "province",
    "submitted_at",
    "due_at",
    "sort_at",
    "round",
    "warnings",
    "top_warning",
    "claimed_by",
    "lease_until",
    "version",
)


def _line(
    case_id: str,
    number: str,
    procedure: str,
    place: str,
    state: CaseState,
    province: str,
    submitted_at: datetime,
    due_at: datetime | None,
    sort_at: datetime,
    round_: int,
    warnings: int,
    top_warning: str,
    holder_id: str | None,
    lease_until: datetime | None,
    version: int,
    family_names: str,
    given_names: str,
    main_identifier: str,
    holder_name: str | None,
) -> CaseRow:
    # By position: looking each column up by name doubled the time of a page.
    return CaseRow(
        CaseId(case_id),
        number,
        procedure,
        f"{family_names}, {given_names}",
        mask_keeping_end(main_identifier, VISIBLE_DIGITS),
        place,
        state,
        province,
        submitted_at,
        due_at,
        sort_at,
        round_,
        warnings,
        top_warning,
        None if holder_id is None else StaffId(holder_id),
        holder_name or "",
        lease_until,
        version,
    )
