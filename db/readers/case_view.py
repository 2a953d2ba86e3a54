"""One case, whole, in a fixed handful of queries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.domain.audit import case_chain
from app.domain.call import without_answers
from app.domain.errors import RuleViolationError
from app.domain.finding import Finding
from app.domain.ids import CaseId, FileId, StaffId
from app.domain.package import PackageStatus
from app.ports.readers import CaseView, FileView, TimelineItem
from db.link import Link, Row
from db.mapping.case_rows import file_from, finding_from
from db.readers.ledger import SqlLedgerReader
from db.repositories.calls import SqlCalls
from db.repositories.case_files import select_files
from db.repositories.cases import SqlCases
from db.repositories.decisions import SqlDecisions, SqlDocuments
from db.repositories.people import SqlPeople
from db.repositories.reviews import SqlReviews
from db.tables import audit_events, case_files, cases, findings, packages, staff


class SqlCaseReader:
    """``app.ports.readers.CaseReader`` on either database."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def view(self, case_id: CaseId) -> CaseView:
        """All the case screen needs; raises ``CASE_UNKNOWN``."""
        link = self._link
        stored = SqlCases(link)
        case = stored.get(case_id)
        people = SqlPeople(link)
        reviews = SqlReviews(link).all(case_id)
        calls = tuple(map(without_answers, SqlCalls(link).of_case(case_id)))
        documents = SqlDocuments(link).of_case(case_id)
        messages = SqlLedgerReader(link).of_case(case_id)
        names = self._names(
            (
                *(review.staff_id for review in reviews),
                *(call.validator_id for call in calls),
                *(document.issued_by for document in documents),
                *(message.created_by for message in messages),
                case.reviewed_by,
                case.validated_by,
                case.decided_by,
                case.preferred_reviewer,
                case.claim.staff_id if case.claim else None,
            )
        )
        return CaseView(
            case=case,
            person=people.get(case.person_id),
            contact=people.contact(case.person_id),
            files=self._files(case_id),
            risk_marks=stored.risk_marks(case_id),
            reviews=reviews,
            calls=calls,
            decision=SqlDecisions(link).get(case_id),
            documents=documents,
            messages=messages,
            holder_name=names.get(case.claim.staff_id, "") if case.claim else "",
            staff_names=names,
        )

    def find(self, number: str) -> CaseId | None:
        """By case number or package number, accepted packages of later rounds included."""
        wanted = number.strip()
        for query in (
            select(cases.c.id).where(cases.c.number == wanted.upper()),
            select(cases.c.id).where(cases.c.package_number == wanted),
            select(packages.c.case_id).where(
                packages.c.number == wanted, packages.c.status == PackageStatus.ACCEPTED
            ),
        ):
            found = self._link.value(query)
            if found is not None:
                return CaseId(found)
        return None

    def file(self, file_id: FileId) -> FileView:
        """One file with its findings; raises ``FILE_UNKNOWN``."""
        row = self._link.row(select(case_files).where(case_files.c.id == file_id))
        if row is None:
            raise RuleViolationError("FILE_UNKNOWN", file=file_id)
        found = self._link.rows(
            select(findings).where(findings.c.file_id == file_id).order_by(findings.c.position)
        )
        return _file_view(row, (finding_from(item) for item in found))

    def timeline(self, case_id: CaseId) -> tuple[TimelineItem, ...]:
        """Every event of the case as people read it, oldest first."""
        texts = self._link.column(
            select(audit_events.c.canonical)
            .where(audit_events.c.chain == case_chain(case_id))
            .order_by(audit_events.c.sequence)
        )
        bodies: list[dict[str, Any]] = [json.loads(text) for text in texts]
        names = self._names(body["actor"] for body in bodies)
        return tuple(
            TimelineItem(
                at=datetime.fromisoformat(body["at"]),
                actor_name=names.get(body["actor"], ""),
                action=body["action"],
                details=body["details"],
            )
            for body in bodies
        )

    def _files(self, case_id: CaseId) -> tuple[FileView, ...]:
        found: dict[str, list[Finding]] = {}
        for row in self._link.rows(
            select(findings)
            .join(case_files, case_files.c.id == findings.c.file_id)
            .where(case_files.c.case_id == case_id)
            .order_by(findings.c.file_id, findings.c.position)
        ):
            found.setdefault(row["file_id"], []).append(finding_from(row))
        return tuple(
            _file_view(row, found.get(row["id"], ()))
            for row in self._link.rows(select_files(case_id))
        )

    def _names(self, ids: Iterable[StaffId | None]) -> Mapping[StaffId, str]:
        wanted = sorted({staff_id for staff_id in ids if staff_id is not None})
        rows = self._link.rows(select(staff.c.id, staff.c.full_name).where(staff.c.id.in_(wanted)))
        return {StaffId(row["id"]): row["full_name"] for row in rows}


def _file_view(row: Row, found: Iterable[Finding]) -> FileView:
    return FileView(file_from(row), tuple(found), row["report"])
