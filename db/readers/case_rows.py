"""Lines of case lists: the columns they need and how they become frozen rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from app.domain.masking import mask_keeping_end
from app.domain.workflow import CaseState
from app.ports.readers import CaseRow
from db.column_types import read_aware, read_microseconds
from db.prepared import NOTHING, Prepared, Values
from db.tables import cases, people, staff

if TYPE_CHECKING:
    from db.link import Link
    from db.tables.base import Condition

VISIBLE_DIGITS = 3
_SHOWN = (
    "id",
    "number",
    "procedure",
    "place",
    "state",
    "province",
    "due_at",
    "sort_at",
    "round",
    "warnings",
    "top_warning",
    "claimed_by",
    "lease_until",
)
_PERSON = (people.c.family_names, people.c.given_names, people.c.main_identifier)
_STATES = {state.value: state for state in CaseState}


def select_lines(chosen: Any) -> Select[Any]:
    """Lines for the cases in a subquery ``chosen(id, sort_at)``; only those are joined."""
    shown = (cases.c[name] for name in _SHOWN)
    return (
        select(*shown, *_PERSON, staff.c.full_name)
        .select_from(chosen)
        .join(cases, cases.c.id == chosen.c.id)
        .join(people, people.c.id == cases.c.person_id)
        .outerjoin(staff, staff.c.id == cases.c.claimed_by)
        .order_by(chosen.c.sort_at, chosen.c.id)
    )


def select_lines_of(*conditions: Condition) -> Select[Any]:
    """Lines of the few cases that fulfil the conditions, found first and sorted then.

    Left to itself, a database may walk the queue in its order, hoping to meet them soon.
    """
    shown = (cases.c[name] for name in (*_SHOWN, "person_id"))
    found = select(*shown).where(*conditions).cte("found").prefix_with("MATERIALIZED")
    return (
        select(*(found.c[name] for name in _SHOWN), *_PERSON, staff.c.full_name)
        .select_from(found)
        .join(people, people.c.id == found.c.person_id)
        .outerjoin(staff, staff.c.id == found.c.claimed_by)
        .order_by(found.c.sort_at, found.c.id)
    )


def read_lines(link: Link, statement: Select[Any]) -> tuple[CaseRow, ...]:
    """The lines that a statement of this module finds."""
    return lines_of(link, Prepared(statement, link.dialect))


def lines_of(link: Link, statement: Prepared, values: Values = NOTHING) -> tuple[CaseRow, ...]:
    """The lines that a prepared statement of this module finds with these values."""
    instant: Any = read_aware if link.is_postgresql else read_microseconds
    states, make, mask = _STATES, CaseRow._make, mask_keeping_end
    # By position and without a call for each line: every name and call shows among two hundred.
    return tuple(
        [
            make((
                id_, number, procedure, f"{family}, {given}", mask(identifier, VISIBLE_DIGITS),
                place, states[state], province, due := instant(due_at),
                due if sort_at == due_at else instant(sort_at), round_, warnings, top_warning,
                holder, holder_name or "", lease_until and instant(lease_until),
            ))
            for (
                id_, number, procedure, place, state, province, due_at, sort_at, round_, warnings,
                top_warning, holder, lease_until, family, given, identifier, holder_name,
            ) in link.fetch(statement, values)
        ]
    )  # fmt: skip
