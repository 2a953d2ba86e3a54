"""What a package leaves in the database: case, files, message, trace; all in one unit of work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from app.domain.audit import SYSTEM_CHAIN, AuditEntry, case_chain
from app.domain.case import Case, CaseFile, Declared, home_province
from app.domain.ids import CaseId, FileId, MessageId, PersonId, fresh_id
from app.domain.message import OutboxMessage
from app.domain.notices import CORRECTION_RECEIVED, RECEIPT
from app.domain.office_time import OfficeTime, Pause
from app.domain.office_zone import office_day
from app.domain.package import Package, PackageProblem, PackageRecord, PackageStatus
from app.domain.person import Person
from app.domain.procedure import Procedure
from app.domain.provinces import ABROAD_CODE
from app.domain.station import Station
from app.domain.workflow import CaseState, Move, target_of
from app.domain.working_days import local_day
from app.ports.office import Offices
from app.ports.unit_of_work import UnitOfWork

ABROAD_OFFICE_SETTING: Final = "intake.abroad_province"
ABROAD_OFFICE: Final = "17"
"""Office of people registered abroad (30 is no province): Pichincha, the seat, unless set."""


def office_province(uow: UnitOfWork, package: Package, now: datetime) -> str:
    """DPA code of the office that gets the case: the province of birth, or the setting's."""
    if package.reception.province != ABROAD_CODE:
        return package.reception.province
    return uow.settings.get(ABROAD_OFFICE_SETTING, office_day(now)) or ABROAD_OFFICE


def person_for(uow: UnitOfWork, declared: Declared, known: Person | None) -> Person:
    """Who is known by the number, or a person outside the register so far."""
    if known is not None:
        return known
    person = Person(
        id=PersonId(fresh_id()),
        given_names=declared.given_names,
        family_names=declared.family_names,
        birth_date=declared.birth_date,
        insured=declared.insured,
        identifiers=(declared.identifier,),
        in_register=False,
        id_issue_date=declared.id_issue_date,
    )
    uow.people.add(person, None)
    return person


def open_case(
    uow: UnitOfWork,
    offices: Offices,
    procedure: Procedure,
    package: Package,
    declared: Declared,
    known: Person | None,
    now: datetime,
) -> Case:
    """Store a new case with its files; the term runs from the portal's instant (R-117)."""
    province = office_province(uow, package, now)
    office = offices.time_of(province, home_province(declared, package.reception))
    due = office.deadline(package.submitted_at, procedure.terms.invite_working_days)
    case = Case(
        id=CaseId(fresh_id()),
        number=uow.cases.next_number(package.procedure, local_day(now, office.zone).year),
        procedure=procedure.code,
        procedure_version=procedure.version,
        province=province,
        state=CaseState.RECEIVED,
        person_id=person_for(uow, declared, known).id,
        package_number=package.number,
        submitted_at=package.submitted_at,
        received_at=now,
        state_since=now,
        due_at=due.due_at,
        round=1,
        no_shows=0,
        declared=declared,
        reception=package.reception,
        language=package.language,
        zone=package.zone,
    )
    uow.cases.add(case, stored_files(uow, case, package, now))
    return case


def continue_case(
    uow: UnitOfWork,
    office: OfficeTime,
    procedure: Procedure,
    case: Case,
    package: Package,
    declared: Declared,
    now: datetime,
) -> Case:
    """Store the next round: the pause ends and what was left of the term goes on (COA 158)."""
    uow.cases.resume(case.id, now)
    pauses = [Pause(start, end) for start, end in uow.cases.pauses(case.id)]
    due = office.deadline(case.submitted_at, procedure.terms.invite_working_days, pauses)
    again = replace(
        case,
        state=target_of(Move.RESUBMIT, case.state),
        state_since=now,
        due_at=due.due_at,
        round=case.round + 1,
        declared=declared,
        reception=package.reception,
        language=package.language,
        zone=package.zone,
        reviewed_by=None,
        preferred_reviewer=case.reviewed_by or case.preferred_reviewer,
    )
    uow.cases.put_papers(case.id, declared, package.reception)
    saved = uow.cases.save(again, case.version)
    uow.cases.add_files(stored_files(uow, saved, package, now))
    return saved


def stored_files(
    uow: UnitOfWork, case: Case, package: Package, now: datetime
) -> tuple[CaseFile, ...]:
    """Keep the bytes and describe each file of this round."""
    hashes = uow.blobs.put_all([file.data for file in package.files])
    return tuple(
        CaseFile(
            id=FileId(fresh_id()),
            case_id=case.id,
            requirement=file.requirement,
            round=case.round,
            name=file.name,
            sha256=sha256,
            size=len(file.data),
            received_at=now,
        )
        for file, sha256 in zip(package.files, hashes, strict=True)
    )


def acknowledge(
    uow: UnitOfWork,
    case: Case,
    package: Package,
    now: datetime,
    correction: Mapping[str, object] | None = None,
) -> MessageId:
    """Put the acknowledgement into the outbox and return its id (R-116).

    Args:
        uow: the work under way.
        case: the case as stored.
        package: what arrived.
        now: the instant, in UTC.
        correction: for a correction, what it brought and what is accepted already.
    """
    message = OutboxMessage(
        id=MessageId(fresh_id()),
        case_id=case.id,
        template=RECEIPT if correction is None else CORRECTION_RECEIVED,
        language=case.language,
        recipient=case.declared.contact.email,
        parameters={
            "name": f"{case.declared.given_names} {case.declared.family_names}",
            "case_number": case.number,
            "received_at": package.submitted_at.isoformat(),
            **(correction or {}),
        },
        created_at=now,
        not_before=now,
    )
    uow.outbox.add(message)
    return message.id


def trace(
    uow: UnitOfWork,
    station: Station,
    case: Case,
    action: str,
    now: datetime,
    details: Mapping[str, object],
) -> None:
    """Write the case's audit entry: numbers, hashes and where; nothing a person typed."""
    facts = {
        **details,
        "person": case.person_id,
        "entry": uow.people.get(case.person_id).seal,
        "contact": uow.people.contact_seal(case.person_id),
        "papers": uow.cases.papers_seal(case.id),
        "os_user": station.os_user,
    }
    uow.audit.append(AuditEntry(case_chain(case.id), action, None, now, station.name, facts))


def trace_refusal(
    uow: UnitOfWork,
    station: Station,
    number: str,
    content: str,
    problems: tuple[PackageProblem, ...],
    now: datetime,
) -> None:
    """Write a refusal into the system's chain, because there is no case."""
    details = {
        "package": number,
        "content": content,
        "problems": [p.code for p in problems],
        "os_user": station.os_user,
    }
    uow.audit.append(AuditEntry(SYSTEM_CHAIN, "package.rejected", None, now, station.name, details))


def accepted_record(package: Package, case: Case, source_name: str, now: datetime) -> PackageRecord:
    """The record of an accepted package."""
    return PackageRecord(
        number=package.number,
        content_hash=package.content_hash,
        status=PackageStatus.ACCEPTED,
        received_at=now,
        case_id=case.id,
        source_name=source_name,
    )
