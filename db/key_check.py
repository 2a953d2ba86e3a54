"""Keys by which shared mailboxes and phones are found, held against the data they were made of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import Connection, Select, and_, select

from app.domain.contact import ContactData
from db.mapping.case_rows import declared_from
from db.mapping.people_rows import contact_keys_of
from db.payload import from_json
from db.tables import case_papers, cases, contact_keys, declared_keys, people, person_contacts


def altered_keys(connection: Connection) -> Iterator[str]:
    """Numbers of cases, then ``person:`` and identifier, whose keys say something else."""
    columns = (cases.c.number, cases.c.person_id, case_papers.c.declared)
    asked = (
        select(*columns, declared_keys.c.value, declared_keys.c.person_id.label("of"))
        .join(case_papers, case_papers.c.case_id == cases.c.id)
        .outerjoin(declared_keys, declared_keys.c.case_id == cases.c.id)
        .order_by(cases.c.number)
    )
    for number, person_id, declared, kept in _grouped(connection, asked):
        known = contact_keys_of(declared_from(declared).contact)
        if kept != {(key, person_id) for key in known}:
            yield number
    in_force = and_(
        person_contacts.c.person_id == people.c.id, person_contacts.c.valid_to.is_(None)
    )
    held = (
        select(
            people.c.id,
            people.c.id.label("person_id"),
            person_contacts.c.contact,
            contact_keys.c.value,
            contact_keys.c.person_id.label("of"),
        )
        .outerjoin(person_contacts, in_force)
        .outerjoin(contact_keys, contact_keys.c.person_id == people.c.id)
        .order_by(people.c.id)
    )
    for place, person_id, contact, kept in _grouped(connection, held):
        known = () if contact is None else contact_keys_of(from_json(ContactData, contact))
        if kept != {(key, person_id) for key in known}:
            yield f"person:{place}"


def _grouped(
    connection: Connection, query: Select[tuple[str, str, object, str, str]]
) -> Iterator[tuple[str, str, object, set[tuple[str, str]]]]:
    rows = connection.execution_options(yield_per=1000).execute(query)
    for _, group in groupby(rows, lambda row: row[0]):
        first, *rest = group
        keys = {(row[3], row[4]) for row in (first, *rest) if row[3] is not None}
        yield first[0], first[1], first[2], keys
