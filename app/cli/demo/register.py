"""The register of the demonstration: everybody with the contact data known so far."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.domain.contact import ContactData, ContactVersion
from app.domain.ids import PersonId, fresh_id
from app.domain.person import Identifier, IdentifierKind, Insured
from app.domain.person import Person as Registered
from app.infra.demo_media import people
from app.infra.demo_media.people import Contact, Person
from app.ports.unit_of_work import Store

IMPORTED = "REGISTER"
RECENT = timedelta(days=12)
KNOWN_FOR = timedelta(days=2600)
_INSURED = {
    "afiliado": Insured.AFFILIATE,
    "jubilado": Insured.PENSIONER,
    "derechohabiente": Insured.BENEFICIARY,
}


def fill_register(store: Store, now: datetime) -> None:
    """Store every person of the demonstration with their old contact data, if they had any."""
    with store.write() as uow:
        for person in people():
            uow.people.add(_registered(person), _known_contact(person, now))
        uow.commit()


def _registered(person: Person) -> Registered:
    kind = IdentifierKind.CEDULA if person.cedula else IdentifierKind.FOREIGNER_CODE
    identifiers = [Identifier(kind, person.identifier)]
    if person.passport is not None:
        identifiers.append(
            Identifier(IdentifierKind.PASSPORT, person.passport.number, person.passport.issuer)
        )
    return Registered(
        id=PersonId(fresh_id()),
        given_names=person.given_names,
        family_names=person.surnames,
        birth_date=person.birth_date,
        insured=_INSURED[person.group],
        identifiers=tuple(identifiers),
        id_issue_date=person.issued_on,
    )


def _known_contact(person: Person, now: datetime) -> ContactVersion | None:
    if person.old_contact is None:
        return None
    since = now - (RECENT if "recent_change" in person.tags else KNOWN_FOR)
    return ContactVersion(_contact(person.old_contact), since, None, IMPORTED)


def _contact(contact: Contact) -> ContactData:
    return ContactData(
        email=contact.email,
        mobile_ec=contact.mobile_ec,
        landline_ec=contact.landline_ec or "",
        phone_abroad=contact.phones_abroad[0] if contact.phones_abroad else "",
        country=contact.country_code,
        state=contact.region,
        city=contact.city,
        postal_code=contact.postal_code,
    )
