"""The register of people: searching, opening, contact history. Every look is recorded."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.audit import AuditEntry, person_chain, staff_chain
from app.domain.contact import ContactVersion
from app.domain.duties import Operation, require
from app.domain.errors import RuleViolationError
from app.domain.ids import PersonId
from app.domain.person import Person
from app.domain.staff import Session
from app.ports.clock import Clock
from app.ports.readers import CaseRow, PersonRow
from app.ports.unit_of_work import Store

MIN_SEARCH = 3
MIN_REASON = 10


@dataclass(frozen=True, slots=True)
class PersonFile:
    """A person with their contact history (newest first) and their cases."""

    person: Person
    contacts: tuple[ContactVersion, ...]
    cases: tuple[CaseRow, ...]


class SearchPeople:
    """Finds people by number or by name words in any order, accents ignored."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(
        self, session: Session, text: str, after: str = "", limit: int = 50
    ) -> tuple[PersonRow, ...]:
        """Return a page of people; the words searched for are recorded first.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``.
            RuleViolationError: ``SEARCH_TOO_SHORT``, so that nobody leafs through the register.
        """
        require(session, Operation.READ_REGISTRY)
        words = text.strip()
        if len(words) < MIN_SEARCH:
            raise RuleViolationError("SEARCH_TOO_SHORT", minimum=MIN_SEARCH)
        with self._store.write() as uow:
            uow.audit.append(
                AuditEntry(
                    staff_chain(session.staff_id),
                    "registry.searched",
                    session.staff_id,
                    self._clock.now(),
                    session.workstation,
                    {"words": words},
                )
            )
            uow.commit()
        with self._store.read() as readers:
            return readers.registry.search(words, after, limit)


class OpenPerson:
    """Opens one person's file with a reason, recorded on the person's own chain."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, session: Session, person_id: PersonId, reason: str) -> PersonFile:
        """Return the person's file.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``.
            RuleViolationError: ``REASON_TOO_SHORT`` or ``PERSON_UNKNOWN``.
        """
        require(session, Operation.READ_REGISTRY)
        if len(reason.strip()) < MIN_REASON:
            raise RuleViolationError("REASON_TOO_SHORT", minimum=MIN_REASON)
        with self._store.write() as uow:
            uow.people.get(person_id)
            uow.audit.append(
                AuditEntry(
                    person_chain(person_id),
                    "person.opened",
                    session.staff_id,
                    self._clock.now(),
                    session.workstation,
                    {"reason": reason.strip()},
                )
            )
            uow.commit()
        with self._store.read() as readers:
            return PersonFile(
                readers.registry.person(person_id),
                readers.registry.contact_history(person_id),
                readers.registry.cases_of(person_id),
            )
