"""The register: search, people, contact history, cases of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select, true, tuple_

from app.domain.ids import PersonId
from app.ports.readers import CaseRow, PersonRow
from db.readers.case_rows import read_lines, select_lines_of
from db.readers.name_search import has_number, has_words, people_named, people_numbered
from db.readers.search_terms import SearchTerms, parse_search
from db.repositories.people import SqlPeople, read_person
from db.tables import cases, people, person_details

if TYPE_CHECKING:
    from app.domain.contact import ContactVersion
    from app.domain.person import Person
    from db.link import Link, Row


class SqlRegistryReader:
    """``app.ports.readers.RegistryReader`` on either database."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def search(self, text: str, after: str, limit: int) -> tuple[PersonRow, ...]:
        """By identifier prefix or name words, in order of surnames.

        Args:
            text: what was typed; nothing searchable in it finds nobody.
            after: ``person_id`` of the last row of the page before, or an empty text.
            limit: most rows wanted.
        """
        terms = parse_search(text)
        if not (terms.identifier or terms.words):
            return ()
        query = self._matching(terms)
        if after:
            last = select(people.c.sort_name).where(people.c.id == after).scalar_subquery()
            query = query.where(tuple_(people.c.sort_name, people.c.id) > tuple_(last, after))
        rows = self._link.rows(query.order_by(people.c.sort_name, people.c.id).limit(limit))
        return tuple(_person_row(row) for row in rows)

    def person(self, person_id: PersonId) -> Person:
        """Return the person or raise ``PERSON_UNKNOWN``."""
        return read_person(self._link, person_id)

    def contact_history(self, person_id: PersonId) -> tuple[ContactVersion, ...]:
        """All contact data, newest first."""
        return SqlPeople(self._link).contact_history(person_id)

    def cases_of(self, person_id: PersonId) -> tuple[CaseRow, ...]:
        """Every case of a person, those with least time left first."""
        return read_lines(self._link, select_lines_of(cases.c.person_id == person_id))

    def _matching(self, terms: SearchTerms) -> Select[Any]:
        if terms.words:
            found = people_named(self._link, terms.words)
            condition = has_words(terms.words, people.c.id)
        else:
            found = people_numbered(self._link, terms.identifier)
            condition = has_number(terms.identifier, people.c.id)
        # Without leave to read somebody's dates, a server shows the name alone.
        query = select(
            people, person_details.c.birth_date, _open_cases().label("open_cases")
        ).outerjoin(person_details, person_details.c.person_id == people.c.id)
        return query.where(condition if found is None else people.c.id.in_(found))


def _open_cases() -> Any:
    return (
        select(func.count())
        .select_from(cases)
        .where(cases.c.person_id == people.c.id, cases.c.is_open == true())
        .scalar_subquery()
    )


def _person_row(row: Row) -> PersonRow:
    return PersonRow(
        person_id=PersonId(row["id"]),
        display_name=f"{row['family_names']}, {row['given_names']}",
        identifier=row["main_identifier"],
        birth_year=row["birth_date"].year if row["birth_date"] else None,
        insured=row["insured"].value,
        is_frozen=row["frozen_at"] is not None,
        open_cases=int(row["open_cases"]),
    )
