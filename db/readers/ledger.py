"""The communication ledger."""

from __future__ import annotations

from app.domain.ids import CaseId
from app.domain.message import OutboxMessage, without_secrets
from db.link import Link
from db.repositories.outbox import SqlOutbox, count_waiting


class SqlLedgerReader:
    """``app.ports.readers.LedgerReader`` on either database."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def of_case(self, case_id: CaseId) -> tuple[OutboxMessage, ...]:
        """All messages of a case, oldest first, without their secrets."""
        return tuple(map(without_secrets, SqlOutbox(self._link).of_case(case_id)))

    def waiting(self) -> int:
        """How many messages did not leave yet."""
        return int(self._link.value(count_waiting()))
