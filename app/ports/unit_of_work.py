"""One unit of work per use-case call: everything in it is kept, or nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from types import TracebackType

    from app.ports.audit_search import AuditSearch
    from app.ports.audit_trail import AuditTrail
    from app.ports.case_repository import Cases
    from app.ports.readers import (
        AuditReader,
        CallReader,
        CaseReader,
        LedgerReader,
        QueueReader,
        RegistryReader,
    )
    from app.ports.repositories import (
        Blobs,
        Calls,
        Decisions,
        Documents,
        Drafts,
        Outbox,
        Packages,
        People,
        Reviews,
        SavedViews,
        Settings,
    )
    from app.ports.staff_repositories import Accounts, StaffDirectory


class Look(Protocol):
    """The repositories over one consistent reading; what would write is refused by the database."""

    cases: Cases
    people: People
    packages: Packages
    staff: StaffDirectory
    accounts: Accounts
    drafts: Drafts
    reviews: Reviews
    calls: Calls
    decisions: Decisions
    documents: Documents
    blobs: Blobs
    outbox: Outbox
    audit: AuditTrail
    settings: Settings
    views: SavedViews

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class UnitOfWork(Look, Protocol):
    """Repositories that share one transaction; leaving without :meth:`commit` rolls back."""

    def commit(self) -> None:
        """Keep everything.

        Raises:
            UnavailableError: the database could not (``DATABASE_…``); nothing was kept. After
                ``COMMIT_UNKNOWN`` everything may have been, or nothing: it has to be looked at.
        """
        ...


class Readers(Protocol):
    """Frozen rows out of one consistent reading; also used as a context manager."""

    queue: QueueReader
    case: CaseReader
    calls: CallReader
    registry: RegistryReader
    ledger: LedgerReader
    audit: AuditReader
    events: AuditSearch

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class Store(Protocol):
    """A database: opens units of work and readings."""

    def write(self) -> UnitOfWork:
        """A unit of work that may write (``BEGIN IMMEDIATE`` on SQLite)."""
        ...

    def look(self) -> Look:
        """A reading through the repositories, which waits for nobody who writes."""
        ...

    def read(self) -> Readers:
        """A reading; nothing can be changed through it."""
        ...

    def glance(self) -> Readers:
        """Readers for one answer; several of them need not see the same instant."""
        ...

    def probe(self) -> None:
        """Ask whether work can be done now; nothing is changed.

        Raises:
            UnavailableError: as any act would now (``DATABASE_…``).
        """
        ...
