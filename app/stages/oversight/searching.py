"""Looking for events: by case, person, member of staff, kind and period, with a reason (D24)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.domain.audit import AuditEntry, case_chain, person_chain, staff_chain
from app.domain.duties import Operation, may, require, require_duty
from app.domain.errors import RuleViolationError
from app.domain.ids import CaseId, StaffId
from app.domain.staff import Session
from app.domain.stated_reason import stated_reason
from app.ports.audit_search import EventCursor, EventFacts, EventFilter, EventPage
from app.ports.clock import Clock
from app.ports.unit_of_work import Store
from app.trail.openings import CASE_OPENED
from app.trail.readings import masked_search
from app.trail.refusals import on_record

EVENTS_SEARCHED: Final = "audit.searched"
EVENT_READ: Final = "audit.event_read"
PAGE: Final = 200


@dataclass(frozen=True, slots=True)
class SearchEventsCommand:
    """What is looked for, and why; empty fields do not restrict.

    Attributes:
        case_number: number of a case or of its package.
        person_number: whole identification number of a person; their cases are looked at too.
        login: account of whoever acted.
        action: kind of event.
        since: at that instant or later.
        until: before that instant.
        after: where the page before ended.
    """

    session: Session
    reason: str
    case_number: str = ""
    person_number: str = ""
    login: str = ""
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None
    after: EventCursor | None = None
    limit: int = PAGE


@on_record
class SearchEvents:
    """Finds events; every search is on record, with its reason, before anything is handed out.

    An auditor looks over all chains. A director looks at one case of the province at a time.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, command: SearchEventsCommand) -> EventPage:
        """Return a page of events, the newest first.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``, ``SEPARATION_…`` for a case of oneself or of
                another province.
            RuleViolationError: ``REASON_TOO_SHORT``, ``REASON_TOO_LONG``, ``CASE_UNKNOWN``,
                ``CASE_NUMBER_NEEDED`` for a director without one, ``STAFF_UNKNOWN``,
                ``PERIOD_REVERSED``.
        """
        session = command.session
        require_duty(session, Operation.READ_CASE_EVENTS)
        reason = stated_reason(command.reason)
        if command.since and command.until and command.since >= command.until:
            raise RuleViolationError("PERIOD_REVERSED")
        case_id = case_with(self._store, command.case_number)
        if case_id is None and not may(session, Operation.READ_AUDIT):
            raise RuleViolationError("CASE_NUMBER_NEEDED")
        self._record(command, reason, case_id)
        actor = self._actor(command.login)
        with self._store.read() as readers:
            chains: set[str] = set()
            if command.person_number.strip():
                people = readers.events.people_with(command.person_number.strip())
                cases = readers.events.cases_of(people)
                chains = {*map(person_chain, people), *map(case_chain, cases)}
                if not chains:
                    return EventPage((), None)
            if case_id is not None:
                of_case = {case_chain(case_id)}
                chains = chains & of_case if chains else of_case
                if not chains:
                    return EventPage((), None)
            wanted = EventFilter(
                tuple(sorted(chains)), actor, command.action, command.since, command.until
            )
            return readers.events.page(wanted, command.after, min(command.limit, PAGE))

    def _actor(self, login: str) -> StaffId | None:
        if not login.strip():
            return None
        with self._store.look() as stored:
            member = stored.staff.by_login(login.strip().casefold())
        if member is None:
            raise RuleViolationError("STAFF_UNKNOWN", login=login.strip())
        return member.id

    def _record(self, command: SearchEventsCommand, reason: str, case_id: CaseId | None) -> None:
        session, now = command.session, self._clock.now()
        person = command.person_number.strip()
        said: dict[str, object] = {
            "reason": reason,
            "case": case_id,
            "person": masked_search(person) if person else None,
            "login": command.login.strip(),
            "action": command.action,
            "since": command.since.isoformat() if command.since else None,
            "until": command.until.isoformat() if command.until else None,
        }
        details = {key: value for key, value in said.items() if value}
        with self._store.write() as uow:
            if case_id is not None:
                require(session, Operation.READ_CASE_EVENTS, uow.cases.hands(case_id))
            if case_id is not None and command.after is None:
                facts = {"own": False, "reason": reason}
                uow.audit.append(_entry(session, case_chain(case_id), CASE_OPENED, now, facts))
            uow.audit.append(
                _entry(
                    session,
                    staff_chain(session.staff_id),
                    EVENTS_SEARCHED,
                    now,
                    {**details, "is_further_page": command.after is not None},
                )
            )
            uow.commit()


@dataclass(frozen=True, slots=True)
class ReadEventCommand:
    """Which event, and why."""

    session: Session
    chain: str
    sequence: int
    reason: str


@on_record
class ReadEvent:
    """Hands out all that one event says, once that is on record."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, command: ReadEventCommand) -> EventFacts:
        """Return the event.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``, ``SEPARATION_…``.
            RuleViolationError: ``REASON_TOO_SHORT``, ``REASON_TOO_LONG``, ``EVENT_UNKNOWN``.
        """
        session, chain = command.session, command.chain
        reason = stated_reason(command.reason)
        with self._store.write() as uow:
            case_id = case_of_chain(chain)
            if case_id is None:
                require(session, Operation.READ_AUDIT)
            else:
                require_duty(session, Operation.READ_CASE_EVENTS)
                require(session, Operation.READ_CASE_EVENTS, uow.cases.hands(case_id))
            details = {"chain": chain, "sequence": command.sequence, "reason": reason}
            own = staff_chain(session.staff_id)
            uow.audit.append(_entry(session, own, EVENT_READ, self._clock.now(), details))
            uow.commit()
        with self._store.read() as readers:
            found = readers.events.event(chain, command.sequence)
        if found is None:
            raise RuleViolationError("EVENT_UNKNOWN", chain=chain, sequence=command.sequence)
        return found


def case_of_chain(chain: str) -> CaseId | None:
    """The case a chain is of; None for the chains of people, staff and the office."""
    kind, _, key = chain.partition(":")
    return CaseId(key) if kind == "case" and key else None


def case_with(store: Store, number: str) -> CaseId | None:
    """The case of that number or package; None when nothing is asked, raises ``CASE_UNKNOWN``."""
    if not number.strip():
        return None
    with store.read() as readers:
        found = readers.case.find(number)
    if found is None:
        raise RuleViolationError("CASE_UNKNOWN", number=number.strip())
    return found


def _entry(
    session: Session, chain: str, action: str, at: datetime, details: Mapping[str, object]
) -> AuditEntry:
    return AuditEntry(chain, action, session.staff_id, at, session.workstation, details)
