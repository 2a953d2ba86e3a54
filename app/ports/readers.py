"""Readers give frozen rows for the screens; they never give anything that can be changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from app.domain.audit import AuditEvent, ChainFault, ChainHead, Trace
    from app.domain.call import Call
    from app.domain.case import Case, CaseFile
    from app.domain.contact import ContactVersion
    from app.domain.decision import Decision
    from app.domain.finding import Finding
    from app.domain.ids import CaseId, FileId, PersonId, Sha256, StaffId
    from app.domain.message import OutboxMessage
    from app.domain.person import Person
    from app.domain.record import IssuedDocument
    from app.domain.reviewed import CommittedReview
    from app.domain.risk import RiskMark
    from app.domain.workflow import CaseState


class CaseRow(NamedTuple):
    """One line of the queue; personal data beyond name and masked number stays out.

    A tuple, because a page makes hundreds: a frozen dataclass took five times as long to make.
    """

    case_id: CaseId
    number: str
    procedure: str
    person_name: str
    masked_identifier: str
    place: str
    state: CaseState
    province: str
    due_at: datetime | None
    sort_at: datetime
    round: int
    warnings: int
    top_warning: str
    holder_id: StaffId | None
    holder_name: str
    lease_until: datetime | None


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the next page begins: after this (``sort_at``, ``case_id``)."""

    sort_at: datetime
    case_id: CaseId


@dataclass(frozen=True, slots=True)
class CasePage:
    """Some rows and where to go on; ``after`` is None at the end."""

    rows: tuple[CaseRow, ...]
    after: Cursor | None


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What to show; empty fields do not restrict.

    Attributes:
        states: any of these.
        provinces: any of these DPA codes.
        holder: only cases held by that person.
        unheld_at: only cases nobody holds at that instant.
        due_before: only cases whose term ends before.
        search: number prefix (``ADC-2026-0001``), number as it is heard (``18``, ``adc 2026 18``),
            identifier prefix, or name words in any order.
    """

    states: tuple[CaseState, ...] = ()
    provinces: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    holder: StaffId | None = None
    unheld_at: datetime | None = None
    due_before: datetime | None = None
    search: str = ""


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """Live counts by time left; open cases whose term rests count as waiting."""

    on_time: int
    due_today: int
    overdue: int
    waiting: int
    by_state: Mapping[CaseState, int]

    @property
    def total(self) -> int:
        """All cases of the filter."""
        return sum(self.by_state.values())


class QueueReader(Protocol):
    """The queue by time left."""

    def page(self, wanted: QueueFilter, after: Cursor | None, limit: int) -> CasePage:
        """At most ``limit`` rows after a cursor, least time left first (row-value keyset)."""
        ...

    def counts(self, wanted: QueueFilter, now: datetime, end_of_today: datetime) -> QueueCounts:
        """Counts for the same filter."""
        ...

    def coming(
        self,
        states: Sequence[CaseState],
        province: str,
        staff_id: StaffId,
        now: datetime,
        limit: int,
    ) -> tuple[CaseRow, ...]:
        """Free cases that person may take, in the order of *take next*: preferred ones first."""
        ...

    def peek_next(
        self, states: Sequence[CaseState], province: str, staff_id: StaffId, now: datetime
    ) -> CaseId | None:
        """The case *take next* would probably give (for prefetch; claims nothing)."""
        ...


@dataclass(frozen=True, slots=True)
class FileView:
    """A file with what inspection said; ``report`` is the stored inspection JSON."""

    file: CaseFile
    findings: tuple[Finding, ...]
    report: str


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One event as people read it: when, who, what happened, plain facts."""

    at: datetime
    actor_name: str
    action: str
    details: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class CaseView:
    """All the case screen needs, in one reading; no code that only the citizen may know.

    The código dactilar is bullets; checks have no answers, messages no "no fui yo" codes.
    """

    case: Case
    person: Person
    contact: ContactVersion | None
    files: tuple[FileView, ...]
    risk_marks: tuple[RiskMark, ...]
    reviews: tuple[CommittedReview, ...]
    calls: tuple[Call, ...]
    decision: Decision | None
    documents: tuple[IssuedDocument, ...]
    messages: tuple[OutboxMessage, ...]
    holder_name: str
    staff_names: Mapping[StaffId, str]


class CaseReader(Protocol):
    """One case, whole."""

    def view(self, case_id: CaseId) -> CaseView:
        """Raises ``RuleViolationError`` (``CASE_UNKNOWN``)."""
        ...

    def find(self, number: str) -> CaseId | None:
        """By case number or package number."""
        ...

    def file(self, file_id: FileId) -> FileView: ...

    def timeline(self, case_id: CaseId) -> tuple[TimelineItem, ...]:
        """Oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class CallRow:
    """One line of the day's docket."""

    call: Call
    case_number: str
    person_name: str
    place: str
    zone: str
    validator_name: str
    state: CaseState


class CallReader(Protocol):
    """Calls of a day."""

    def docket(
        self, start: datetime, end: datetime, validator: StaffId | None
    ) -> tuple[CallRow, ...]:
        """Calls beginning in the interval, in time order; cancelled ones are left out."""
        ...


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the register search."""

    person_id: PersonId
    display_name: str
    identifier: str
    birth_year: int | None
    insured: str
    is_frozen: bool
    open_cases: int


class RegistryReader(Protocol):
    """The register."""

    def search(self, text: str, after: str, limit: int) -> tuple[PersonRow, ...]:
        """By identifier prefix or by name words in any order, accents ignored."""
        ...

    def person(self, person_id: PersonId) -> Person: ...

    def contact_history(self, person_id: PersonId) -> tuple[ContactVersion, ...]: ...

    def cases_of(self, person_id: PersonId) -> tuple[CaseRow, ...]: ...


class LedgerReader(Protocol):
    """The communication ledger."""

    def of_case(self, case_id: CaseId) -> tuple[OutboxMessage, ...]: ...

    def waiting(self) -> int:
        """How many messages did not leave yet."""
        ...

    def unwarned(self, since: datetime, at: datetime) -> tuple[str, ...]:
        """Numbers of cases decided since then whose warning to the old address was given up.

        And of all whose hold should have ended by ``at`` while its notice never left.
        """
        ...


@dataclass(frozen=True, slots=True)
class ChainWalk:
    """Heads by chain and events by chain and position, each to be gone through once.

    Chains are in the order of their bytes; rows whose chain is no text are left out.
    """

    heads: Iterator[ChainHead]
    events: Iterator[AuditEvent]


class AuditReader(Protocol):
    """The chains, as stored."""

    def heads(self) -> Sequence[ChainHead]: ...

    def chains(self) -> Sequence[str]:
        """Every chain that has events or a head, sorted."""
        ...

    def events(self, chain: str) -> Sequence[AuditEvent]: ...

    def traces(self) -> Mapping[str, Sequence[Trace]]:
        """What the tables say happened, by the chain that has to tell it."""
        ...

    def walk(self) -> AbstractContextManager[ChainWalk]:
        """Every head and every event, streamed while the block lasts."""
        ...

    def hash_at(self, chain: str, sequence: int) -> Sha256 | None:
        """Stored hash of one event; None when there is none."""
        ...

    def contradictions(self) -> Sequence[ChainFault]:
        """Where a table does not hold what an event tells."""
        ...
