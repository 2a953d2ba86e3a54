"""Finding events over all chains, page by page, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from app.domain.ids import CaseId, PersonId, Sha256, StaffId


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events; empty fields do not restrict.

    Attributes:
        chains: events of these chains only.
        actor: whoever acted.
        action: a dotted past fact.
        since: at that instant or later.
        until: before that instant.
    """

    chains: tuple[str, ...] = ()
    actor: StaffId | None = None
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class EventCursor:
    """Where the next page begins: behind this event; ``at`` as it stands in its text."""

    at: str
    chain: str
    sequence: int


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event as a list shows it; what it says is for whoever opens it.

    Attributes:
        at: None for an event whose text is not what was sealed.
        action: "" for such an event.
        actor_name: "" for the program.
        subject: number of a case or name of an account the chain is of; "" for the others.
        written: the instant as it stands in the text, by which events are ordered.
    """

    chain: str
    sequence: int
    at: datetime | None
    action: str
    actor_name: str
    subject: str
    workstation: str
    written: str

    @property
    def cursor(self) -> EventCursor:
        """Where a page behind this event begins."""
        return EventCursor(self.written, self.chain, self.sequence)


@dataclass(frozen=True, slots=True)
class EventPage:
    """Some events and where to go on; ``after`` is None at the end."""

    lines: tuple[EventLine, ...]
    after: EventCursor | None


@dataclass(frozen=True, slots=True)
class EventFacts:
    """One event with all it says and its place on its chain."""

    line: EventLine
    details: Mapping[str, object]
    canonical: str
    previous_hash: Sha256
    hash: Sha256


class AuditSearch(Protocol):
    """Events of all chains, by what their sealed text says."""

    def page(self, wanted: EventFilter, after: EventCursor | None, limit: int) -> EventPage:
        """At most ``limit`` events behind a cursor, the newest first.

        Raises:
            AccessDeniedError: on a server, for whoever may not look over all chains.
        """
        ...

    def event(self, chain: str, sequence: int) -> EventFacts | None:
        """One event; None when there is none."""
        ...

    def people_with(self, number: str) -> tuple[PersonId, ...]:
        """People with exactly that identification number."""
        ...

    def province_of(self, case_id: CaseId) -> str:
        """DPA code of the office a case belongs to; "" for none that is seen."""
        ...

    def cases_of(self, people: tuple[PersonId, ...]) -> tuple[CaseId, ...]:
        """Their cases."""
        ...
