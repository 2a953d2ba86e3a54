"""The register of people: searching, opening, contact history. Every look is recorded.

A person's file leaves here masked; numbers and contact data follow only when somebody asks to see
them, and that is recorded before they are handed out (D24).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from app.domain.audit import AuditEntry, person_chain, staff_chain
from app.domain.contact import ContactData, ContactVersion, masked_contact
from app.domain.duties import Operation, require
from app.domain.errors import RuleViolationError
from app.domain.ids import PersonId
from app.domain.masking import mask_keeping_end
from app.domain.person import Identifier, Person
from app.domain.search_text import search_text
from app.domain.staff import Session
from app.domain.stated_reason import stated_reason
from app.ports.clock import Clock
from app.ports.readers import CaseRow, PersonRow
from app.ports.unit_of_work import Store
from app.trail.freezes import as_told
from app.trail.readings import masked_search
from app.trail.refusals import on_record

MIN_SEARCH: Final = 3
PAGE: Final = 50
_VISIBLE: Final = 3


class PersonPart(StrEnum):
    """What of a person's file can be shown whole."""

    IDENTIFIERS = "identifiers"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class PersonFile:
    """A person with their contact history (newest first) and their cases.

    Attributes:
        person: numbers masked unless ``IDENTIFIERS`` is in ``shown``.
        contacts: values masked unless ``CONTACT`` is in ``shown``.
    """

    person: Person
    contacts: tuple[ContactVersion, ...]
    cases: tuple[CaseRow, ...]
    shown: frozenset[PersonPart] = frozenset()


def is_searchable(text: str) -> bool:
    """Whether enough letters and digits are given, so that nobody leafs through the register."""
    return sum(char.isalnum() for char in text) >= MIN_SEARCH


def search_words(text: str) -> str:
    """What is searched for, without the blanks around it.

    Raises:
        RuleViolationError: ``SEARCH_TOO_SHORT``, ``SEARCH_TOO_LONG`` or ``TEXT_UNREADABLE``.
    """
    words = search_text(text)
    if not is_searchable(words):
        raise RuleViolationError("SEARCH_TOO_SHORT", minimum=MIN_SEARCH)
    return words


@on_record
class SearchPeople:
    """Finds people by number or by name words in any order, accents ignored."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(
        self, session: Session, text: str, after: str = "", limit: int = PAGE
    ) -> tuple[PersonRow, ...]:
        """Return a page of people, numbers masked; each search is recorded first, words masked.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``.
            RuleViolationError: ``SEARCH_TOO_SHORT``, ``SEARCH_TOO_LONG`` or ``TEXT_UNREADABLE``.
        """
        require(session, Operation.READ_REGISTRY)
        words = search_words(text)
        details = {**masked_search(words), "is_further_page": bool(after)}
        with self._store.write() as uow:
            uow.audit.append(
                AuditEntry(
                    staff_chain(session.staff_id),
                    "registry.searched",
                    session.staff_id,
                    self._clock.now(),
                    session.workstation,
                    details,
                )
            )
            uow.commit()
        with self._store.read() as readers:
            found = readers.registry.search(words, after, limit)
        return tuple(
            replace(row, identifier=mask_keeping_end(row.identifier, _VISIBLE)) for row in found
        )


@on_record
class OpenPerson:
    """Opens one person's file with a reason, recorded on the person's own chain."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, session: Session, person_id: PersonId, reason: str) -> PersonFile:
        """Return the person's file, masked.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``.
            RuleViolationError: ``REASON_TOO_SHORT``, ``REASON_TOO_LONG``, ``PERSON_UNKNOWN``.
        """
        require(session, Operation.READ_REGISTRY)
        self._record(session, person_id, "person.opened", {"reason": stated_reason(reason)})
        return self._read(person_id, frozenset())

    def reveal(
        self, session: Session, person_id: PersonId, parts: frozenset[PersonPart]
    ) -> PersonFile:
        """Return the file with those parts whole; that they were asked for is recorded first.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``.
            RuleViolationError: ``PERSON_UNKNOWN``.
        """
        require(session, Operation.READ_REGISTRY)
        details = {"parts": sorted(part.value for part in parts)}
        self._record(session, person_id, "person.revealed", details)
        return self._read(person_id, parts)

    def _record(
        self, session: Session, person_id: PersonId, action: str, details: Mapping[str, object]
    ) -> None:
        with self._store.write() as uow:
            uow.people.get(person_id)
            uow.audit.append(
                AuditEntry(
                    person_chain(person_id),
                    action,
                    session.staff_id,
                    self._clock.now(),
                    session.workstation,
                    details,
                )
            )
            uow.commit()

    def _read(self, person_id: PersonId, parts: frozenset[PersonPart]) -> PersonFile:
        with self._store.read() as readers:
            person = readers.registry.person(person_id)
            contacts = readers.registry.contact_history(person_id)
            cases = readers.registry.cases_of(person_id)
        with self._store.look() as stored:
            person = as_told(stored.audit, person)
        if PersonPart.IDENTIFIERS not in parts:
            person = replace(person, identifiers=tuple(map(_masked, person.identifiers)))
        if PersonPart.CONTACT not in parts:
            contacts = tuple(_masked_version(version) for version in contacts)
        return PersonFile(person, contacts, cases, parts)


def _masked(identifier: Identifier) -> Identifier:
    return replace(identifier, value=mask_keeping_end(identifier.value, _VISIBLE))


def _masked_version(version: ContactVersion) -> ContactVersion:
    # The reasons for missing data are free words of the person and have no masked form.
    return replace(version, value=ContactData(**dict(masked_contact(version.value))))
