"""Plain values to put into a store; every one can be varied by keyword."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.domain.call import Call, CallStatus, CheckResult, GuidedCheck, Snapshot
from app.domain.case import Case, CaseFile, Declared, Reception
from app.domain.contact import ContactData, ContactVersion
from app.domain.decision import Decision, DecisionOutcome
from app.domain.ids import (
    CallId,
    CaseId,
    FileId,
    MessageId,
    PersonId,
    Sha256,
    StaffId,
    fresh_id,
)
from app.domain.message import OutboxMessage
from app.domain.person import Identifier, IdentifierKind, Insured, Person
from app.domain.review import (
    FaceVerdict,
    RequirementReview,
    ReviewDraft,
    ReviewOutcome,
    Verdict,
)
from app.domain.reviewed import CommittedReview
from app.domain.staff import Agency, Duty, StaffMember
from app.domain.workflow import CaseState
from db.link import Link
from db.store import SqlStore
from db.unit_of_work import SqlReaders, SqlUnitOfWork

NOW = datetime(2026, 11, 23, 15, 0, 0, 123456, tzinfo=UTC)
LEASE = timedelta(minutes=20)
QUITO = Agency("PIC-01", "Quito Centro", "17")
GUAYAQUIL = Agency("GUA-01", "Guayaquil Norte", "09")


def staff_member(login: str, duty: Duty = Duty.CLERK, agency: Agency = QUITO) -> StaffMember:
    """A member of staff whose cédula follows from the login."""
    cedula = f"{sum(map(ord, login)) % 90 + 10:02d}{abs(hash_of(login)) % 10**8:08d}"
    return StaffMember(StaffId(f"staff-{login}"), login, login.title(), cedula, duty, agency, True)


def hash_of(text: str) -> int:
    """A number that is the same in every run."""
    return int.from_bytes(text.encode()[-6:], "big")


def person(
    key: str, given: str = "María José", family: str = "Zambrano Peña", **more: Any
) -> Person:
    """A person whose cédula is ``key`` padded to ten digits."""
    numbers = (Identifier(IdentifierKind.CEDULA, f"{key:0>10}"),)
    return replace(
        Person(
            PersonId(f"person-{key}"), given, family, date(1980, 5, 17), Insured.AFFILIATE, numbers
        ),
        **more,
    )


def contact(**more: Any) -> ContactData:
    """Contact data of somebody in Madrid."""
    return replace(
        ContactData(
            email="maria@example.org",
            mobile_ec="+593991234567",
            phone_abroad="+34600111222",
            country="ES",
            state="Madrid",
            city="Madrid",
            postal_code="28001",
        ),
        **more,
    )


def contact_version(**more: Any) -> ContactVersion:
    """Contact data in force for a year."""
    return ContactVersion(contact(**more), NOW - timedelta(days=365), None, "REGISTER")


def case(number: str, of: Person, **more: Any) -> Case:
    """A case to review, due tomorrow."""
    declared = Declared(
        of.given_names,
        of.family_names,
        of.identifiers[0],
        of.birth_date,
        of.insured,
        contact(email="nueva@example.org"),
        date(2020, 1, 2),
        "handwritten",
        date(2026, 11, 20),
        "V4444V4442",
        {"sector": "Quito"},
    )
    return replace(
        Case(
            id=CaseId(f"case-{number}"),
            number=number,
            procedure="ADC",
            procedure_version="2026-01-01",
            province="17",
            state=CaseState.TO_REVIEW,
            person_id=of.id,
            package_number=f"VV-{number}",
            submitted_at=NOW - timedelta(days=1),
            received_at=NOW - timedelta(hours=20),
            state_since=NOW - timedelta(hours=19),
            due_at=NOW + timedelta(days=1),
            round=1,
            no_shows=0,
            declared=declared,
            reception=Reception("17", "Pensiones", "Datos", "Actualización", "Por favor"),
        ),
        **more,
    )


def case_file(of: Case, sha256: Sha256, requirement: str = "face_photo", **more: Any) -> CaseFile:
    """A file handed in with a case."""
    return replace(
        CaseFile(FileId(fresh_id()), of.id, requirement, of.round, "foto.jpg", sha256, 3, NOW),
        **more,
    )


def call(of: Case, validator: StaffMember, **more: Any) -> Call:
    """A call in two hours."""
    return replace(
        Call(
            CallId(fresh_id()),
            of.id,
            validator.id,
            NOW + timedelta(hours=2),
            20,
            "https://meet.google.com/abc-defg-hij",
            CallStatus.SCHEDULED,
            (GuidedCheck("TILT", "card", "Incline la cédula", "brillo", CheckResult.PASSED),),
            snapshots=(Snapshot(Sha256("a" * 64), NOW, "rostro"),),
        ),
        **more,
    )


def message(of: Case | None, **more: Any) -> OutboxMessage:
    """A message due now."""
    return replace(
        OutboxMessage(
            MessageId(fresh_id()),
            of.id if of else None,
            "adc_invitation",
            "es",
            "maria@example.org",
            {"name": "María", "items": ["uno", "dos"], "count": 2},
            NOW,
            NOW,
        ),
        **more,
    )


def draft(of: Case, who: StaffMember, **more: Any) -> ReviewDraft:
    """Work in progress on the video."""
    done = RequirementReview(
        "video",
        Verdict.ASK_AGAIN,
        ("SILENT",),
        ("tick",),
        frozenset({0, 1}),
        2,
        {"name": 3.25},
        ("city",),
    )
    made = ReviewDraft(
        of.id,
        who.id,
        of.version,
        1,
        {"video": done},
        frozenset({"id_front"}),
        FaceVerdict.SAME,
        "nota",
        "línea",
        NOW,
        NOW,
    )
    return replace(made, **more)


def review(of: Case, who: StaffMember, key: str, **more: Any) -> CommittedReview:
    """A request returned for correction."""
    made = CommittedReview(
        key,
        of.id,
        who.id,
        1,
        ReviewOutcome.RETURN,
        draft(of, who),
        "2026-01-01",
        NOW,
        CaseState.TO_REVIEW,
        NOW + timedelta(seconds=10),
        (MessageId("m1"), MessageId("m2")),
    )
    return replace(made, **more)


def decision(of: Case, who: StaffMember, **more: Any) -> Decision:
    """An approval on hold."""
    made = Decision(
        of.id,
        DecisionOutcome.APPROVED,
        who.id,
        NOW,
        ("OK",),
        "nota",
        contact(),
        contact(email="nueva@example.org"),
        None,
        NOW + timedelta(days=2),
        Sha256("b" * 64),
    )
    return replace(made, **more)


def furnish(store: SqlStore, *members: StaffMember) -> None:
    """Put agencies and staff into an empty store."""
    with store.write() as work:
        work.staff.add_agency(QUITO)
        work.staff.add_agency(GUAYAQUIL)
        for member in members:
            work.staff.add(member, "argon2-verifier")
        work.commit()


def put_case(work: SqlUnitOfWork, number: str, **more: Any) -> Case:
    """Add a person and their case; returns the case."""
    who = person(str(hash_of(number) % 10**9))
    work.people.add(who, contact_version())
    made = case(number, who, **more)
    work.cases.add(made, ())
    return made


def link_of(open_one: SqlUnitOfWork | SqlReaders) -> Link:
    """What its repositories speak through, for statements that no repository would make."""
    assert open_one._link is not None
    return open_one._link
