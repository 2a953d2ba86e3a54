"""Decisions and issued documents."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import exists, func, select, update

from app.domain.decision import Decision
from app.domain.errors import RuleViolationError
from app.domain.ids import CaseId, PersonId, Sha256
from app.domain.not_me import NotMeEffect, NotMeReported, ReportToFollow
from app.domain.record import IssuedDocument
from app.domain.workflow import CaseState
from db.link import Link
from db.mapping.judgement_rows import (
    decision_from,
    decision_values,
    document_from,
    document_values,
)
from db.row_seals import DECISION, decision_on, seal_of
from db.tables import cases, decisions, documents


class SqlDecisions:
    """``app.ports.repositories.Decisions`` on either database."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def add(self, decision: Decision) -> None:
        """Store it; raises ``ALREADY_DECIDED``."""
        self._link.insert(decisions, decision_values(decision))

    def get(self, case_id: CaseId) -> Decision | None:
        """The decision of a case."""
        row = self._link.row(select(decisions).where(decisions.c.case_id == case_id))
        return None if row is None else decision_from(row)

    def seal(self, case_id: CaseId) -> str:
        """Hash of the stored decision."""
        row = self._link.row(decision_on(case_id))
        return "" if row is None else seal_of(row, DECISION)

    def mark_applied(self, case_id: CaseId, at: datetime) -> None:
        """Note that the change came into force; raises ``DECISION_NOT_WAITING``."""
        waiting = (decisions.c.case_id == case_id) & decisions.c.applied_at.is_(None)
        if self._link.run(update(decisions).where(waiting).values(applied_at=at)) != 1:
            raise RuleViolationError("DECISION_NOT_WAITING", case=case_id)

    def by_not_me(self, code_hash: Sha256) -> Decision | None:
        """The decision whose notice carried the code with that hash."""
        row = self._link.row(select(decisions).where(decisions.c.not_me_hash == code_hash))
        return None if row is None else decision_from(row)

    def stop_by_code(self, letters: str, workstation: str) -> NotMeReported | None:
        """Have a server judge a code; None where the program does."""
        if not self._link.is_postgresql:
            return None
        offer = self._link.apart("offer_not_me", letters, workstation)
        if offer is None:
            return None
        told = self._link.apart("stop_by_code", offer)
        if told is None:
            raise RuleViolationError("NOT_ME_UNKNOWN")
        return NotMeReported(**{**told, "effect": NotMeEffect(told["effect"])})

    def reports_to_follow(self) -> tuple[ReportToFollow, ...]:
        """Reports a server took at a desk; none on a local file."""
        if not self._link.is_postgresql:
            return ()
        names = ("id", "case_id", "person_id", "is_changed", "is_lost", "at")
        rows = self._link.rows(select(func.guard.reports_to_follow().table_valued(*names)))
        return tuple(
            ReportToFollow(
                offer=row["id"],
                case_id=CaseId(row["case_id"]),
                person_id=PersonId(row["person_id"]),
                is_changed=row["is_changed"],
                is_lost=row["is_lost"],
                at=row["at"].astimezone(UTC),
            )
            for row in rows
        )

    def take_report(self, offer: int) -> bool:
        """Take one for good."""
        return bool(self._link.value(select(func.guard.take_report(offer))))


class SqlDocuments:
    """``app.ports.repositories.Documents`` on either database."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def add(self, document: IssuedDocument) -> None:
        """Store a document whose bytes are a blob already; ``DOCUMENT_NUMBER_TAKEN``."""
        self._link.insert(documents, document_values(document))

    def of_case(self, case_id: CaseId) -> tuple[IssuedDocument, ...]:
        """All documents of a case, oldest first."""
        rows = self._link.rows(
            select(documents)
            .where(documents.c.case_id == case_id)
            .order_by(documents.c.issued_at, documents.c.id)
        )
        return tuple(document_from(row) for row in rows)

    def undocumented(
        self, before: datetime, limit: int, since: datetime | None = None
    ) -> tuple[CaseId, ...]:
        """Approved and refused cases that ended before an instant and have no document yet."""
        ended = (
            select(cases.c.id)
            .where(
                cases.c.state.in_([CaseState.APPROVED, CaseState.REFUSED]),
                cases.c.state_since < before,
                ~exists().where(documents.c.case_id == cases.c.id),
            )
            .order_by(cases.c.state_since, cases.c.id)
            .limit(limit)
        )
        if since is not None:
            ended = ended.where(cases.c.state_since >= since)
        return tuple(CaseId(case_id) for case_id in self._link.column(ended))
