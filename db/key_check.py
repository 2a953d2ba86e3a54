"""Keys by which shared mailboxes and phones are found, held against the data they were made of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Select, Text, and_, select, type_coerce

from app.domain.contact import ContactData
from db.json_columns import UNREADABLE
from db.link import in_portions
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
