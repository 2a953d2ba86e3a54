"""Files of cases, what inspection found in them, and the risk marks of the case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, delete, func, select, update

from app.domain.case import CaseFile
from app.domain.finding import Finding, ReasonCode
from app.domain.ids import CaseId, FileId
from app.domain.risk import RiskMark
from app.domain.workflow import CaseState
from db.link import Link
from db.mapping.case_rows import (
    file_from,
    file_values,
    finding_from,
    finding_values,
    mark_from,
    mark_values,
    warning_summary,
)
from db.repositories.claims import is_free
from db.tables import case_files, cases, findings, risk_marks


class CaseFileRows:
    """The part of the cases repository that deals with files."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def add_files(self, files: Sequence[CaseFile]) -> None:
        """Store the files of a round."""
        if not files:
            return
        known = select(func.count()).where(case_files.c.case_id == files[0].case_id)
        first = int(self._link.value(known))
        rows = [file_values(file, first + place) for place, file in enumerate(files)]
        self._link.insert(case_files, rows)

    def files(self, case_id: CaseId) -> tuple[CaseFile, ...]:
        """All files of all rounds, oldest round first."""
        return tuple(file_from(row) for row in self._link.rows(select_files(case_id)))

    def inspected(self, case_id: CaseId) -> tuple[tuple[CaseFile, str], ...]:
        """All files with their stored reports."""
        rows = self._link.rows(select_files(case_id))
        return tuple((file_from(row), row["report"] or "") for row in rows)

    def put_findings(self, file_id: FileId, found: Sequence[Finding], report: str) -> None:
        """Replace the findings of a file and the warnings of its case."""
        self._link.run(delete(findings).where(findings.c.file_id == file_id))
        self._link.insert(findings, finding_values(file_id, found))
        this_file = case_files.c.id == file_id
        self._link.run(update(case_files).where(this_file).values(report=report))
        self._summarise(select(case_files.c.case_id).where(this_file))

    def late_files(self, state: CaseState, at: datetime) -> tuple[tuple[CaseId, Finding], ...]:
        """Files of the present round that inspection found no time for, with that finding."""
        this_round = case_files.c.round == cases.c.round
        rows = self._link.rows(
            select(cases.c.id.label("late"), findings)
            .join(case_files, and_(case_files.c.case_id == cases.c.id, this_round))
            .join(findings, findings.c.file_id == case_files.c.id)
            .where(
                cases.c.state == state,
                # The finding is a warning: most cases have none, and their files are not read.
                cases.c.warnings > 0,
                is_free(at),
                findings.c.code == ReasonCode.NOT_INSPECTED.value,
            )
            .order_by(cases.c.state_since, cases.c.id, case_files.c.position)
        )
        return tuple((CaseId(row["late"]), finding_from(row)) for row in rows)

    def risk_marks(self, case_id: CaseId) -> tuple[RiskMark, ...]:
        """The risk marks kept with a case, in their order."""
        of_case = select(risk_marks).where(risk_marks.c.case_id == case_id)
        rows = self._link.rows(of_case.order_by(risk_marks.c.position))
        return tuple(mark_from(row) for row in rows)

    def put_risk_marks(self, case_id: CaseId, marks: Sequence[RiskMark]) -> None:
        """Replace the risk marks of a case and its warnings."""
        self._link.run(delete(risk_marks).where(risk_marks.c.case_id == case_id))
        self._link.insert(risk_marks, mark_values(case_id, marks))
        self._summarise(select(cases.c.id).where(cases.c.id == case_id))

    def _summarise(self, case: Select[Any]) -> None:
        """Keep count and heaviest warning with the case, so that a page of the queue reads them."""
        (this,) = self._link.rows(select(cases.c.id, cases.c.round).where(cases.c.id.in_(case)))
        case_id, round_now = this["id"], this["round"]
        found = self._link.rows(
            select(findings.c.code, findings.c.severity)
            .join(case_files, case_files.c.id == findings.c.file_id)
            .where(case_files.c.case_id == case_id, case_files.c.round == round_now)
        )
        marks = self._link.rows(select(risk_marks.c.mark).where(risk_marks.c.case_id == case_id))
        count, top = warning_summary(
            [(row["code"], row["severity"]) for row in found], [mark_from(row) for row in marks]
        )
        self._link.run(
            update(cases).where(cases.c.id == case_id).values(warnings=count, top_warning=top)
        )


def select_files(case_id: CaseId) -> Select[Any]:
    """The files of a case in the order in which they were handed in."""
    order = (case_files.c.round, case_files.c.position, case_files.c.id)
    return select(case_files).where(case_files.c.case_id == case_id).order_by(*order)
