"""Keys by which shared mailboxes and phones are found, held against the data they were made of."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    or_,
    select,
    true,
    type_coerce,
)

from app.domain.contact import ContactData
from db.json_columns import UNREADABLE
from db.link import Link, in_portions
from db.mapping.case_rows import declared_from
from db.mapping.people_rows import contact_keys_of
from db.payload import from_json
from db.tables import case_papers, cases, contact_keys, declared_keys, people, person_contacts


def altered_keys(connection: Connection) -> Iterator[str]:
    """Numbers of cases, then ``person:`` and identifier, whose keys say something else."""
    columns = (cases.c.number, cases.c.person_id, type_coerce(case_papers.c.declared, Text))
    asked = (
        select(*columns, declared_keys.c.value, declared_keys.c.person_id.label("of"))
        .join(case_papers, case_papers.c.case_id == cases.c.id)
        .outerjoin(declared_keys, declared_keys.c.case_id == cases.c.id)
        .order_by(cases.c.number)
    )
    for number, person_id, declared, kept in _grouped(connection, asked):
        known = _keys(lambda value: declared_from(value).contact, declared)
        if known is not None and kept != {(key, person_id) for key in known}:
            yield number
    in_force = and_(
        person_contacts.c.person_id == people.c.id, person_contacts.c.valid_to.is_(None)
    )
    held = (
        select(
            people.c.id,
            people.c.id.label("person_id"),
            type_coerce(person_contacts.c.contact, Text),
            contact_keys.c.value,
            contact_keys.c.person_id.label("of"),
        )
        .outerjoin(person_contacts, in_force)
        .outerjoin(contact_keys, contact_keys.c.person_id == people.c.id)
        .order_by(people.c.id)
    )
    for place, person_id, contact, kept in _grouped(connection, held):
        known = () if contact is None else _keys(partial(from_json, ContactData), contact)
        if known is not None and kept != {(key, person_id) for key in known}:
            yield f"person:{place}"


def lost_keys(link: Link, wanted: AbstractSet[str]) -> bool:
    """Whether one of those keys stands in somebody's data and not beside it.

    Text is searched and what is found is read: no index is believed, and a row nobody can read is
    a fault of its own.
    """
    if not wanted:
        return False
    asked = _Place(
        case_papers.c.case_id,
        case_papers.c.declared,
        lambda value: declared_from(value).contact,
        declared_keys.c.case_id,
        true(),
    )
    held = _Place(
        person_contacts.c.person_id,
        person_contacts.c.contact,
        partial(from_json, ContactData),
        contact_keys.c.person_id,
        person_contacts.c.valid_to.is_(None),
    )
    return any(_lost(link, wanted, place) for place in (asked, held))


class _Place(NamedTuple):
    """Where data stand, how they are read, and whose keys are made of them."""

    owner: ColumnElement[str]
    data: ColumnElement[Any]
    read: Callable[[Any], ContactData]
    key_of: Column[Any]
    where: ColumnElement[bool]


def _lost(link: Link, wanted: AbstractSet[str], place: _Place) -> bool:
    data = type_coerce(place.data, Text)
    holds = or_(*(data.icontains(_plain(key), autoescape=True) for key in wanted))
    rows = link.rows(select(place.owner.label("of"), data.label("data")).where(place.where, holds))
    found = {(key, row["of"]) for row in rows for key in _keys(place.read, row["data"]) or ()}
    value = place.key_of.table.c.value
    kept = select(value.label("key"), place.key_of.label("of")).where(value.in_(sorted(wanted)))
    known = {(row["key"], row["of"]) for row in link.rows(kept)}
    return any(one not in known for one in found if one[0] in wanted)


def _plain(key: str) -> str:
    """The longest part of a key that any alphabet and JSON write alike."""
    return max(re.findall(r"[ -!#-\[\]-~]+", key), key=len, default="")


def _keys(read: Callable[[Any], ContactData], text: Any) -> tuple[str, ...] | None:
    """None for data nobody can read, which is a fault of its own."""
    try:
        return contact_keys_of(read(json.loads(text)))
    except UNREADABLE:
        return None


def _grouped(
    connection: Connection, query: Select[Any]
) -> Iterator[tuple[str, str, object, set[tuple[str, str]]]]:
    rows = connection.execute(in_portions(query))
    for _, group in groupby(rows, lambda row: row[0]):
        first, *rest = group
        keys = {(row[3], row[4]) for row in (first, *rest) if row[3] is not None}
        yield first[0], first[1], first[2], keys
