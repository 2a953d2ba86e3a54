"""Cases, files, findings and risk marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, select

from app.domain.case import Case, CaseFile, Claim, Declared, Reception, masked_declared
from app.domain.codigo_dactilar import masked_codigo_dactilar
from app.domain.finding import Finding, ReasonCode, Severity
from app.domain.ids import CaseId, FileId, PersonId, Sha256, StaffId
from app.domain.risk import RiskMark, RiskSeverity
from app.domain.workflow import CLOSED, PAUSING, CaseState
from db.column_types import FAR_FUTURE
from db.link import Row
from db.mapping.people_rows import contact_keys_of
from db.payload import from_json, to_json
from db.tables import case_papers, cases


def sort_instant(state: CaseState, due_at: datetime | None) -> datetime:
    """Where a case stands in the queue: cases whose term does not run come last."""
    return FAR_FUTURE if due_at is None or state in CLOSED or state in PAUSING else due_at


def place_of(declared: Declared) -> str:
    """City and country of residence, as lists show it."""
    return ", ".join(part for part in (declared.contact.city, declared.contact.country) if part)


def case_values(case: Case) -> dict[str, Any]:
    """Columns of ``cases`` except the claim, the warnings and the version."""
    return {
        "id": case.id,
        "number": case.number,
        "procedure": case.procedure,
        "procedure_version": case.procedure_version,
        "province": case.province,
        "state": case.state,
        "person_id": case.person_id,
        "package_number": case.package_number,
        "submitted_at": case.submitted_at,
        "received_at": case.received_at,
        "state_since": case.state_since,
        "due_at": case.due_at,
        "sort_at": sort_instant(case.state, case.due_at),
        "is_open": case.state not in CLOSED,
        "round": case.round,
        "no_shows": case.no_shows,
        "language": case.language,
        "zone": case.zone,
        "place": place_of(case.declared),
        "reviewed_by": case.reviewed_by,
        "validated_by": case.validated_by,
        "decided_by": case.decided_by,
        "preferred_reviewer": case.preferred_reviewer,
        "hold_until": case.hold_until,
    }


IDENTITY: Final = frozenset(
    {"id", "number", "procedure", "province", "person_id", "submitted_at", "received_at"}
)
"""Columns of ``cases`` that never change; nobody has the right to write them twice."""


def paper_values(declared: Declared, reception: Reception) -> dict[str, Any]:
    """Columns of ``case_papers`` but the case.

    Raises:
        ValueError: the declaration was read from a store, which masks the código dactilar.
    """
    code = declared.codigo_dactilar
    if code and code == masked_codigo_dactilar(code):
        raise ValueError("masked")
    return {"declared": to_json(declared), "reception": to_json(reception)}


def declared_key_values(
    case_id: CaseId, person_id: PersonId, declared: Declared
) -> list[Mapping[str, Any]]:
    """Rows of ``declared_keys``: what a case asks for, as it is compared."""
    return [
        {"value": key, "case_id": case_id, "person_id": person_id}
        for key in contact_keys_of(declared.contact)
    ]


def declared_from(value: Any) -> Declared:
    """What was declared, in clear, from its column."""
    return from_json(Declared, value)


def select_cases() -> Select[Any]:
    """Everything :func:`case_from` needs."""
    papers = (case_papers.c.declared, case_papers.c.reception)
    return select(cases, *papers).join(case_papers, case_papers.c.case_id == cases.c.id)


def claim_from(row: Row) -> Claim | None:
    """The claim of a case, if somebody holds it (expired or not)."""
    if row["claimed_by"] is None:
        return None
    return Claim(StaffId(row["claimed_by"]), row["claimed_at"], row["lease_until"])


def case_from(row: Row) -> Case:
    """A case from a row of :func:`select_cases`, its código dactilar masked."""
    return Case(
        id=CaseId(row["id"]),
        number=row["number"],
        procedure=row["procedure"],
        procedure_version=row["procedure_version"],
        province=row["province"],
        state=row["state"],
        person_id=PersonId(row["person_id"]),
        package_number=row["package_number"],
        submitted_at=row["submitted_at"],
        received_at=row["received_at"],
        state_since=row["state_since"],
        due_at=row["due_at"],
        round=row["round"],
        no_shows=row["no_shows"],
        declared=masked_declared(declared_from(row["declared"])),
        reception=from_json(Reception, row["reception"]),
        language=row["language"],
        zone=row["zone"],
        reviewed_by=row["reviewed_by"],
        validated_by=row["validated_by"],
        decided_by=row["decided_by"],
        preferred_reviewer=row["preferred_reviewer"],
        hold_until=row["hold_until"],
        claim=claim_from(row),
        version=row["version"],
    )


def file_values(file: CaseFile, position: int) -> dict[str, Any]:
    """Columns of ``case_files``; not inspected yet."""
    return {
        "id": file.id,
        "case_id": file.case_id,
        "requirement": file.requirement,
        "round": file.round,
        "position": position,
        "name": file.name,
        "sha256": file.sha256,
        "size": file.size,
        "received_at": file.received_at,
        "report": "",
    }


def file_from(row: Row) -> CaseFile:
    """A file from a row of ``case_files``."""
    return CaseFile(
        id=FileId(row["id"]),
        case_id=CaseId(row["case_id"]),
        requirement=row["requirement"],
        round=row["round"],
        name=row["name"],
        sha256=Sha256(row["sha256"]),
        size=row["size"],
        received_at=row["received_at"],
    )


def finding_values(file_id: FileId, findings: Sequence[Finding]) -> list[Mapping[str, Any]]:
    """Rows of ``findings`` for one file."""
    return [
        {
            "file_id": file_id,
            "position": position,
            "code": finding.code.value,
            "severity": finding.severity,
            "facts": dict(finding.values),
        }
        for position, finding in enumerate(findings)
    ]


def finding_from(row: Row) -> Finding:
    """A finding from its row."""
    return Finding(ReasonCode(row["code"]), row["severity"], row["facts"])


def mark_values(case_id: CaseId, marks: Sequence[RiskMark]) -> list[Mapping[str, Any]]:
    """Rows of ``risk_marks`` for one case."""
    return [
        {
            "case_id": case_id,
            "position": position,
            "code": mark.code.value,
            "mark": to_json(mark),
        }
        for position, mark in enumerate(marks)
    ]


def mark_from(row: Row | dict[str, Any]) -> RiskMark:
    """A risk mark from its row; the facts are pairs again."""
    mark = from_json(RiskMark, row["mark"])
    return RiskMark(mark.code, mark.severity, tuple((name, value) for name, value in mark.facts))


_WEIGHT = {
    RiskSeverity.ALARM: 5,
    Severity.UNREADABLE: 4,
    Severity.REJECT: 3,
    RiskSeverity.WARNING: 2,
    Severity.REVIEW: 1,
}


def warning_summary(
    findings: Sequence[tuple[str, Severity]], marks: Sequence[RiskMark]
) -> tuple[int, str]:
    """How many warnings a case has and the code of the heaviest; notes and notices do not count."""
    weighed = [
        *((_WEIGHT.get(mark.severity, 0), mark.code.value) for mark in marks),
        *((_WEIGHT.get(severity, 0), code) for code, severity in findings),
    ]
    counted = [entry for entry in weighed if entry[0]]
    top = max(counted, key=lambda entry: entry[0], default=(0, ""))
    return len(counted), top[1]
