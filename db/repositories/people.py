"""The register: people, contact history, who else has the same contact or picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Integer,
    Select,
    Text,
    cast,
    delete,
    func,
    or_,
    select,
    union,
    update,
)

from app.domain.contact import ContactData, ContactVersion, supersede
from app.domain.errors import RuleViolationError
from app.domain.ids import CaseId, FileId, PersonId, Sha256, fresh_id
from app.domain.person import Identifier, Person, number_key
from db.key_check import lost_keys
from db.link import Link
from db.mapping.people_rows import (
    contact_from,
    contact_key,
    contact_keys_of,
    detail_values,
    identifier_from,
    identifier_values,
    person_from,
    person_values,
    word_values,
)
from db.payload import to_json
from db.picture_bands import MAX_DISTANCE, band_values, bands_near, is_near, signed, unsigned
from db.row_seals import CONTACT, contact_in_force, seal_of
from db.tables import (
    case_files,
    cases,
    contact_keys,
    declared_keys,
    people,
    person_contacts,
    person_details,
    person_identifiers,
    person_words,
    picture_hashes,
)


class SqlPeople:
    """``app.ports.repositories.People`` on either database."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def add(self, person: Person, contact: ContactVersion | None) -> None:
        """Store a person; raises ``IDENTIFIER_TAKEN`` when a number is somebody else's."""
        self._link.insert(people, person_values(person))
        self._link.insert(person_details, detail_values(person))
        self._link.insert(person_identifiers, identifier_values(person))
        self._link.insert(person_words, word_values(person))
        if contact is not None:
            self._open(person.id, contact)

    def get(self, person_id: PersonId) -> Person:
        """Return the person or raise ``PERSON_UNKNOWN``."""
        return read_person(self._link, person_id)

    def lock(self, person_id: PersonId) -> Person:
        """Lock the row and return the person as they stand; raises ``PERSON_UNKNOWN``."""
        if self._link.is_postgresql:
            # Locking a row takes the right to change it, which whoever only reads has not.
            self._link.value(select(func.guard.lock_person(person_id)))
        # A statement of its own, because only what begins after the wait sees what was waited for.
        return self.get(person_id)

    def by_identifier(self, identifier: Identifier) -> Person | None:
        """Who is known by that number."""
        found = self._link.value(
            select(person_identifiers.c.person_id).where(
                person_identifiers.c.kind == identifier.kind,
                person_identifiers.c.country == identifier.country,
                person_identifiers.c.value == number_key(identifier.value),
            )
        )
        return None if found is None else self.get(PersonId(found))

    def contact(self, person_id: PersonId) -> ContactVersion | None:
        """Contact data in force."""
        row = self._link.row(select_contacts(person_id).where(person_contacts.c.valid_to.is_(None)))
        return None if row is None else contact_from(row)

    def contact_seal(self, person_id: PersonId) -> str:
        """Hash of the stored contact data in force."""
        row = self._link.row(contact_in_force(person_id))
        return "" if row is None else seal_of(row, CONTACT)

    def contact_history(self, person_id: PersonId) -> tuple[ContactVersion, ...]:
        """All contact data, newest first."""
        return tuple(contact_from(row) for row in self._link.rows(select_contacts(person_id)))

    def contact_seals(self, person_id: PersonId) -> tuple[str, ...]:
        """Hash of each of them, in the same order."""
        return tuple(seal_of(row, CONTACT) for row in self._link.rows(select_contacts(person_id)))

    def replace_contact(
        self, person_id: PersonId, data: ContactData, at: datetime, source: str, case_id: CaseId
    ) -> ContactVersion:
        """Close the contact data in force and open new data."""
        closed, opened = supersede(self.contact(person_id), data, at, source, case_id)
        if closed is not None:
            in_force = (person_contacts.c.person_id == person_id) & person_contacts.c.valid_to.is_(
                None
            )
            self._link.run(update(person_contacts).where(in_force).values(valid_to=at))
        self._open(person_id, opened)
        return opened

    def others_with_contact(
        self, person_id: PersonId, email: str, phones: Sequence[str], ended_since: datetime
    ) -> Mapping[str, int]:
        """How many other people have or ask for each of these; zeros included."""
        asked = {contact_key(value): value for value in (email, *phones) if value}
        rows = self._link.rows(self._others(person_id, list(asked), ended_since))
        counted = {row["key"]: int(row["people"]) for row in rows}
        return {value: counted.get(key, 0) for key, value in asked.items()}

    def _others(self, person_id: PersonId, values: list[str], ended_since: datetime) -> Select[Any]:
        if self._link.is_postgresql:
            # Nobody reads whose address is whose there: the server counts, for cases one has opened.
            asked = cast(values, ARRAY(Text))
            counted = func.guard.others_with_contact(person_id, asked, ended_since)
            return select(counted.table_valued("key", "people"))
        of_others = [
            select(keys.c.value, keys.c.person_id).where(
                keys.c.value.in_(values), keys.c.person_id != person_id
            )
            for keys in (contact_keys, declared_keys)
        ]
        of_others[1] = (
            of_others[1]
            .join(cases, cases.c.id == declared_keys.c.case_id)
            .where(or_(cases.c.is_open, cases.c.state_since >= ended_since))
        )
        each = union(*of_others).subquery()
        people_of = select(each.c.value.label("key"), func.count().label("people"))
        return people_of.group_by(each.c.value)

    def has_all_keys(self, email: str, phones: Sequence[str]) -> bool:
        """Whether no key made of declared data, or of data in force, is missing.

        Looked for where whoever uses the program can write the file with other tools: an office's
        own, some microseconds a case. On a server that takes the owner of the tables, and reading a
        country's data whole would take seconds of every approval; there `db check` finds it.
        """
        if self._link.is_postgresql:
            return True
        wanted = {contact_key(value) for value in (email, *phones)} - {""}
        return not lost_keys(self._link, wanted)

    def others_with_file(self, person_id: PersonId, sha256: Sha256) -> int:
        """How many other people have handed in the very same bytes."""
        if self._link.is_postgresql:
            return int(self._link.value(select(func.guard.others_with_file(person_id, sha256))))
        return int(
            self._link.value(
                select(func.count(cases.c.person_id.distinct()))
                .select_from(case_files)
                .join(cases, cases.c.id == case_files.c.case_id)
                .where(case_files.c.sha256 == sha256, cases.c.person_id != person_id)
            )
        )

    def near_pictures(self, person_id: PersonId, picture_hash: int, distance: int) -> int:
        """How many other people handed in a picture that near; exact, see :mod:`db.picture_bands`."""
        # Set when the setting allowed more, and was read nowhere.
        distance = min(distance, MAX_DISTANCE)
        bands = bands_near(picture_hash, distance)
        if self._link.is_postgresql:
            counted = func.guard.others_with_picture(
                person_id,
                cast(signed(picture_hash), BigInteger),
                distance,
                *(cast(list(band), ARRAY(Integer)) for band in bands),
            )
            return int(self._link.value(select(counted)))
        columns = [picture_hashes.c[f"band{n}"] for n in range(4)]
        near = or_(*(column.in_(band) for column, band in zip(columns, bands, strict=True)))
        rows = self._link.rows(
            select(picture_hashes.c.person_id, picture_hashes.c.bits).where(
                near, picture_hashes.c.person_id != person_id
            )
        )
        return len({r["person_id"] for r in rows if is_near(r["bits"], picture_hash, distance)})

    def pictures_of(self, case_id: CaseId) -> tuple[int, ...]:
        """The hashes of the pictures of a case."""
        if self._link.is_postgresql:
            stored = func.guard.pictures_of(case_id).table_valued("bits")
            return tuple(unsigned(bits) for bits in self._link.column(select(stored.c.bits)))
        found = self._link.column(
            select(picture_hashes.c.bits)
            .join(case_files, case_files.c.id == picture_hashes.c.file_id)
            .where(case_files.c.case_id == case_id)
            .order_by(picture_hashes.c.file_id)
        )
        return tuple(unsigned(bits) for bits in found)

    def put_picture_hash(self, file_id: FileId, person_id: PersonId, picture_hash: int) -> None:
        """Keep the hash of a picture; putting it again replaces it."""
        values: dict[str, Any] = {"person_id": person_id, "bits": signed(picture_hash)}
        values |= band_values(picture_hash)
        upsert = self._link.upsert(picture_hashes).values(file_id=file_id, **values)
        self._link.run(
            upsert.on_conflict_do_update(index_elements=[picture_hashes.c.file_id], set_=values)
        )

    def freeze(self, person_id: PersonId, at: datetime, reason: str) -> None:
        """Freeze contact changes of this person."""
        self._set_freeze(person_id, at, reason)

    def unfreeze(self, person_id: PersonId) -> None:
        """Allow contact changes again."""
        self._set_freeze(person_id, None, "")

    def _set_freeze(self, person_id: PersonId, at: datetime | None, reason: str) -> None:
        changed = self._link.run(
            update(people)
            .where(people.c.id == person_id)
            .values(frozen_at=at, frozen_reason=reason, version=people.c.version + 1)
        )
        if changed != 1:
            raise RuleViolationError("PERSON_UNKNOWN", person=person_id)

    def _open(self, person_id: PersonId, contact: ContactVersion) -> None:
        row = {
            "id": fresh_id(),
            "person_id": person_id,
            "contact": to_json(contact.value),
            "valid_from": contact.valid_from,
            "valid_to": contact.valid_to,
            "source": contact.source,
            "case_id": contact.case_id,
        }
        self._link.insert(person_contacts, row)
        if contact.valid_to is not None:
            return
        self._link.run(delete(contact_keys).where(contact_keys.c.person_id == person_id))
        keys = [{"value": key, "person_id": person_id} for key in contact_keys_of(contact.value)]
        self._link.insert(contact_keys, keys)


def select_contacts(person_id: PersonId) -> Select[Any]:
    """Contact data of a person, newest first; data in force before any closed at that instant."""
    return (
        select(person_contacts)
        .where(person_contacts.c.person_id == person_id)
        .order_by(person_contacts.c.valid_from.desc(), person_contacts.c.valid_to.is_not(None))
    )


def read_person(link: Link, person_id: PersonId) -> Person:
    """One person with every number.

    Raises:
        RuleViolationError: ``PERSON_UNKNOWN``.
    """
    details = (person_details.c.birth_date, person_details.c.id_issue_date)
    query = (
        select(people, *details)
        .join(person_details, person_details.c.person_id == people.c.id)
        .where(people.c.id == person_id)
    )
    row = link.row(query)
    if row is None and link.admit("admit", "person", person_id):
        row = link.row(query)
    if row is None:
        raise RuleViolationError("PERSON_UNKNOWN", person=person_id)
    numbers = link.rows(
        select(person_identifiers)
        .where(person_identifiers.c.person_id == person_id)
        .order_by(person_identifiers.c.position)
    )
    return person_from(row, [identifier_from(number) for number in numbers])
