"""Decisions that ask to be looked at, and who has looked at them (domain.md §10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.domain.audit import AuditEntry, AuditEvent, case_chain, details_of, person_chain
from app.domain.decision_signs import DECISIONS, SIGNS_SEEN, seen_by, signs_of
from app.domain.duties import Operation, require
from app.domain.errors import RuleViolationError
from app.domain.ids import CaseId
from app.domain.risk import RiskLimits
from app.domain.staff import Session
from app.domain.stated_reason import stated_reason
from app.ports.audit_search import EventCursor, EventFilter, EventLine
from app.ports.clock import Clock
from app.ports.office import Offices
from app.ports.unit_of_work import Readers, Store
from app.stages.oversight.searching import case_of_chain
from app.trail.readings import Readings
from app.trail.refusals import on_record

_PAGE: Final = 50
_MOST_PAGES: Final = 40
"""So many decisions without a sign are passed over before an empty page is given."""


@dataclass(frozen=True, slots=True)
class FlaggedDecision:
    """One decision with what asks to be looked at.

    Attributes:
        signs: codes of marks, and those of ``app.domain.decision_signs``.
        is_seen: whether an auditor said why nothing more is to be done.
    """

    case_id: CaseId
    line: EventLine
    signs: tuple[str, ...]
    is_seen: bool


@dataclass(frozen=True, slots=True)
class FlaggedPage:
    """Some of them, the newest first, and where to go on."""

    rows: tuple[FlaggedDecision, ...]
    after: EventCursor | None


@on_record
class FlaggedDecisions:
    """Lists decisions of a period that ask to be looked at, told from stored events alone."""

    def __init__(
        self, store: Store, offices: Offices, risk_limits: RiskLimits, clock: Clock
    ) -> None:
        self._store = store
        self._offices = offices
        self._limits = risk_limits
        self._clock = clock
        self._readings = Readings(store, clock)

    def __call__(
        self, session: Session, since: datetime, after: EventCursor | None = None
    ) -> FlaggedPage:
        """Return a page.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``.
        """
        require(session, Operation.READ_AUDIT)
        self._readings.of_many(session, "audit.signs_listed", {"since": since.isoformat()})
        rows: tuple[FlaggedDecision, ...] = ()
        for _ in range(_MOST_PAGES):
            with self._store.read() as readers:
                lines, after = _page(readers, since, after)
                rows = tuple(
                    row for line in lines if (row := self._judged(readers, line)) is not None
                )
            if rows or after is None:
                break
        return FlaggedPage(rows, after)

    def _judged(self, readers: Readers, line: EventLine) -> FlaggedDecision | None:
        case_id = case_of_chain(line.chain)
        if case_id is None:
            return None
        of_case = readers.audit.events(line.chain)
        decision = next((one for one in of_case if one.sequence == line.sequence), None)
        if decision is None:
            return None
        person = details_of(decision).get("person")
        of_person: Iterable[AuditEvent] = (
            readers.audit.events(person_chain(person)) if isinstance(person, str) else ()
        )
        province = readers.events.province_of(case_id)
        is_open = self._offices.time_of(province).is_open
        signs = signs_of(decision, of_case, tuple(of_person), self._limits, is_open)
        is_seen = seen_by(decision, of_case) is not None
        return FlaggedDecision(case_id, line, signs, is_seen) if signs else None


@dataclass(frozen=True, slots=True)
class NoteSignsCommand:
    """Which decision was looked at, and what came of it."""

    session: Session
    case_id: CaseId
    sequence: int
    reason: str


@on_record
class NoteSigns:
    """Writes onto the chain of a case that an auditor looked at its decision, and why that is all."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, command: NoteSignsCommand) -> None:
        """Record it.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``, ``SEPARATION_NOT_THE_PERSON_CONCERNED``.
            RuleViolationError: ``REASON_TOO_SHORT``, ``REASON_TOO_LONG``, ``EVENT_UNKNOWN``.
        """
        session, chain = command.session, case_chain(command.case_id)
        require(session, Operation.READ_AUDIT)
        reason = stated_reason(command.reason)
        with self._store.write() as uow:
            require(session, Operation.READ_CASE_EVENTS, uow.cases.hands(command.case_id))
            told = (one for action in DECISIONS for one in uow.audit.told(chain, action))
            if command.sequence not in {one.sequence for one in told}:
                raise RuleViolationError("EVENT_UNKNOWN", chain=chain, sequence=command.sequence)
            details = {"sequence": command.sequence, "reason": reason}
            uow.audit.append(
                AuditEntry(
                    chain,
                    SIGNS_SEEN,
                    session.staff_id,
                    self._clock.now(),
                    session.workstation,
                    details,
                )
            )
            uow.commit()


def _page(
    readers: Readers, since: datetime, after: EventCursor | None
) -> tuple[list[EventLine], EventCursor | None]:
    """The newest decisions of either kind behind a cursor, each kind a range of its index."""
    pages = [
        readers.events.page(EventFilter(action=action, since=since), after, _PAGE)
        for action in DECISIONS
    ]
    lines = sorted((line for page in pages for line in page.lines), key=_place, reverse=True)
    shown = lines[:_PAGE]
    is_more = len(lines) > _PAGE or any(page.after for page in pages)
    return shown, shown[-1].cursor if is_more and shown else None


def _place(line: EventLine) -> tuple[str, str, int]:
    return line.written, line.chain, line.sequence
