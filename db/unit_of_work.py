"""One transaction with its repositories, and one consistent reading (ADR 0004)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import text
from typing_extensions import override

from app.domain.errors import UnavailableError
from db import cut_commits
from db.engine import WRITES, begin_glance, end_glance, is_sqlite
from db.errors import translated
from db.link import Link, link_on
from db.readers.audit_log import SqlAuditReader
from db.readers.audit_search import SqlAuditSearch
from db.readers.case_queue import SqlQueueReader
from db.readers.case_view import SqlCaseReader
from db.readers.docket import SqlCallReader
from db.readers.ledger import SqlLedgerReader
from db.readers.registry import SqlRegistryReader
from db.repositories.accounts import SqlAccounts
from db.repositories.audit import SqlAuditTrail
from db.repositories.blobs import SqlBlobs
from db.repositories.calls import SqlCalls
from db.repositories.cases import SqlCases
from db.repositories.decisions import SqlDecisions, SqlDocuments
from db.repositories.outbox import SqlOutbox
from db.repositories.packages import SqlPackages
from db.repositories.people import SqlPeople
from db.repositories.reviews import SqlDrafts, SqlReviews
from db.repositories.saved_views import SqlSavedViews
from db.repositories.settings import SqlSettings
from db.repositories.staff import SqlStaffDirectory

if TYPE_CHECKING:
    from types import TracebackType

    from sqlalchemy import Engine, PoolProxiedConnection

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


class _Transaction:
    """A connection from the pool for as long as a ``with`` block lasts."""

    def __init__(self, engine: Engine, options: dict[str, Any]) -> None:
        self._engine = engine
        self._options = options
        self._link: Link | None = None

    def _open(self) -> Link:
        with translated():
            connection = self._engine.connect().execution_options(**self._options)
            try:
                connection.begin()
            except BaseException:
                connection.close()
                raise
        self._link = link_on(connection)
        return self._link

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the connection back; what was not committed is rolled back."""
        link, self._link = self._link, None
        if link is not None:
            with translated(link.dialect):
                link.close()


class _Repositories(_Transaction):
    """A transaction with every repository."""

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

    def __enter__(self) -> Self:
        """Begin; a writer on SQLite waits for the write lock, ``DATABASE_BUSY`` when in vain."""
        link = self._open()
        self.cases = SqlCases(link)
        self.people = SqlPeople(link)
        self.packages = SqlPackages(link)
        self.staff = SqlStaffDirectory(link)
        self.accounts = SqlAccounts(link)
        self.drafts = SqlDrafts(link)
        self.reviews = SqlReviews(link)
        self.calls = SqlCalls(link)
        self.decisions = SqlDecisions(link)
        self.documents = SqlDocuments(link)
        self.blobs = SqlBlobs(link)
        self.outbox = SqlOutbox(link)
        self.audit = SqlAuditTrail(link)
        self.settings = SqlSettings(link)
        self.views = SqlSavedViews(link)
        return self


class SqlLook(_Repositories):
    """``app.ports.unit_of_work.Look``: writing is ``DATABASE_READ_ONLY``."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, _reading(engine))


class SqlUnitOfWork(_Repositories):
    """``app.ports.unit_of_work.UnitOfWork`` on either database."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, {WRITES: True})

    def commit(self) -> None:
        """Keep everything; nothing was kept when this raises, unless it is ``COMMIT_UNKNOWN``."""
        if self._link is None:
            raise RuntimeError("commit outside the with block")
        with translated():
            if self._link.is_postgresql:
                cut_commits.commit(self._link.connection, self._link.event)
            else:
                self._link.connection.commit()


class SqlReaders(_Transaction):
    """``app.ports.unit_of_work.Readers``: all readers see the same instant."""

    queue: QueueReader
    case: CaseReader
    calls: CallReader
    registry: RegistryReader
    ledger: LedgerReader
    audit: AuditReader
    events: AuditSearch

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, _reading(engine))

    def __enter__(self) -> Self:
        """Begin the reading."""
        link = self._open()
        self.queue = SqlQueueReader(link)
        self.case = SqlCaseReader(link)
        self.calls = SqlCallReader(link)
        self.registry = SqlRegistryReader(link)
        self.ledger = SqlLedgerReader(link)
        self.audit = SqlAuditReader(link)
        self.events = SqlAuditSearch(link)
        return self


class SqlGlance(SqlReaders):
    """Readers without a transaction: each statement sees the database of its own instant.

    For answers that are one statement. Beginning and ending a transaction would cost more than
    finding one case by its number does.
    """

    @override
    def _open(self) -> Link:
        # What is asked of the driver itself fails in the driver's own words.
        with translated(self._engine.dialect):
            held = self._engine.raw_connection()
            try:
                begin_glance(held, is_local=is_sqlite(self._engine))
            except BaseException:
                held.close()
                raise
        self._link = Link(self._engine, held, on_close=self._end)
        return self._link

    def _end(self, held: PoolProxiedConnection) -> None:
        end_glance(held, is_local=is_sqlite(self._engine))


def probe(engine: Engine) -> None:
    """Ask whether work can be done now: a server answers and takes writing, a file can be locked.

    Raises:
        UnavailableError: as any act would.
    """
    with (
        translated(),
        engine.connect().execution_options(**{WRITES: True}) as connection,
        connection.begin(),
    ):
        if engine.dialect.name != "postgresql":
            return
        if connection.execute(text("SHOW transaction_read_only")).scalar() == "on":
            raise UnavailableError("DATABASE_READ_ONLY")


def _reading(engine: Engine) -> dict[str, Any]:
    """Options of a connection that sees one instant and changes nothing."""
    if engine.dialect.name == "postgresql":
        return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return {}
