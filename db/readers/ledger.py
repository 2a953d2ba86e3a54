"""The communication ledger."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select

from app.domain.hold import told_at
from app.domain.ids import CaseId
from app.domain.message import MessageStatus, OutboxMessage, without_secrets
from app.domain.notices import WARNINGS
from app.domain.workflow import CaseState
from db.link import Link
from db.repositories.decisions import SqlDecisions
from db.repositories.outbox import SqlOutbox, count_waiting
from db.tables import cases, outbox


class SqlLedgerReader:
    """``app.ports.readers.LedgerReader`` on either database."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def of_case(self, case_id: CaseId) -> tuple[OutboxMessage, ...]:
        """All messages of a case, oldest first, without their secrets."""
        return tuple(map(without_secrets, SqlOutbox(self._link).of_case(case_id)))

    def unwarned(self, since: datetime, at: datetime) -> tuple[str, ...]:
        """Numbers of cases decided since then whose warning to the old address was given up.

        And of all whose hold should have ended by ``at`` while its notice never left. By way of the cases, which an index lists by state and time; what failed is in no index.
        """
        again = outbox.alias()
        sent_again = exists().where(
            again.c.case_id == outbox.c.case_id,
            again.c.template == outbox.c.template,
            again.c.created_at > outbox.c.created_at,
            again.c.status != MessageStatus.FAILED,
        )
        given_up = self._link.column(
            select(cases.c.number)
            .join(outbox, outbox.c.case_id == cases.c.id)
            .where(
                cases.c.state.in_([CaseState.APPROVED, CaseState.ON_HOLD]),
                cases.c.state_since >= since,
                outbox.c.template.in_(WARNINGS),
                outbox.c.status == MessageStatus.FAILED,
                ~sent_again,
            )
            .distinct()
        )
        return tuple(sorted({*given_up, *self._held_too_long(at)}))

    def _held_too_long(self, at: datetime) -> list[str]:
        over = self._link.rows(
            select(cases.c.id, cases.c.number).where(
                cases.c.state == CaseState.ON_HOLD, cases.c.hold_until <= at
            )
        )
        trail, decisions = SqlOutbox(self._link), SqlDecisions(self._link)
        found = []
        for row in over:
            case_id = CaseId(row["id"])
            decision = decisions.get(case_id)
            if decision is not None and told_at(decision, trail.of_case(case_id)) is None:
                found.append(row["number"])
        return found

    def waiting(self) -> int:
        """How many messages did not leave yet."""
        return int(self._link.value(count_waiting()))
