"""People, identifiers, contact versions, staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select

from app.domain.contact import ContactData, ContactVersion
from app.domain.ids import PersonId, StaffId
from app.domain.person import Identifier, Person, number_key
from app.domain.person_names import name_tokens, normalise_name
from app.domain.staff import Agency, StaffMember
from db.link import Row
from db.payload import from_json
from db.tables import agencies, staff


def contact_key(value: str) -> str:
    """How an e-mail or phone is compared."""
    return value.strip().casefold()


def contact_keys_of(contact: ContactData) -> tuple[str, ...]:
    """E-mail and phones by which somebody can be reached."""
    known = (contact_key(value) for value in (contact.email, *contact.phones))
    return tuple(dict.fromkeys(key for key in known if key))


def person_values(person: Person) -> dict[str, Any]:
    """Columns of ``people``."""
    first = next((item.value for item in person.identifiers), "")
    return {
        "id": person.id,
        "given_names": person.given_names,
        "family_names": person.family_names,
        "sort_name": normalise_name(f"{person.family_names} {person.given_names}"),
        "main_identifier": person.cedula or first,
        "insured": person.insured,
        "in_register": person.in_register,
        "frozen_at": person.frozen_at,
        "frozen_reason": person.frozen_reason,
        "version": person.version,
    }


def detail_values(person: Person) -> dict[str, Any]:
    """Columns of ``person_details``."""
    return {
        "person_id": person.id,
        "birth_date": person.birth_date,
        "id_issue_date": person.id_issue_date,
    }


def identifier_values(person: Person) -> list[Mapping[str, Any]]:
    """Rows of ``person_identifiers``."""
    return [
        {
            "person_id": person.id,
            "position": position,
            "kind": item.kind,
            "country": item.country,
            "value": number_key(item.value),
        }
        for position, item in enumerate(person.identifiers)
    ]


def word_values(person: Person) -> list[Mapping[str, Any]]:
    """Rows of ``person_words``: each accent-free word of the name once."""
    words = name_tokens(f"{person.family_names} {person.given_names}")
    return [{"word": word, "person_id": person.id} for word in dict.fromkeys(words)]


def identifier_from(row: Row) -> Identifier:
    """An identifier from its row."""
    return Identifier(row["kind"], row["value"], row["country"])


def person_from(row: Row, identifiers: Sequence[Identifier]) -> Person:
    """A person from a row of ``people`` with their details."""
    return Person(
        id=PersonId(row["id"]),
        given_names=row["given_names"],
        family_names=row["family_names"],
        birth_date=row["birth_date"],
        insured=row["insured"],
        identifiers=tuple(identifiers),
        in_register=row["in_register"],
        id_issue_date=row["id_issue_date"],
        frozen_at=row["frozen_at"],
        frozen_reason=row["frozen_reason"],
        version=row["version"],
    )


def contact_from(row: Row) -> ContactVersion:
    """Contact data with the time in which they were in force."""
    return ContactVersion(
        value=from_json(ContactData, row["contact"]),
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        source=row["source"],
        case_id=row["case_id"],
    )


def select_staff() -> Select[Any]:
    """Everything :func:`staff_from` needs."""
    office = (agencies.c.name.label("agency_name"), agencies.c.province.label("agency_province"))
    return select(staff, *office).join(agencies, agencies.c.code == staff.c.agency_code)


def staff_values(member: StaffMember) -> dict[str, Any]:
    """Columns of ``staff``."""
    return {
        "id": member.id,
        "login": member.login,
        "full_name": member.full_name,
        "cedula": member.cedula,
        "duty": member.duty,
        "agency_code": member.agency.code,
        "active": member.active,
        "email": member.email,
    }


def staff_from(row: Row) -> StaffMember:
    """A member of staff from a row of :func:`select_staff`."""
    return StaffMember(
        id=StaffId(row["id"]),
        login=row["login"],
        full_name=row["full_name"],
        cedula=row["cedula"],
        duty=row["duty"],
        agency=Agency(row["agency_code"], row["agency_name"], row["agency_province"]),
        active=row["active"],
        email=row["email"],
    )
