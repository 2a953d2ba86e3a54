"""A small office to test stages in: agency, staff, a person, a case in any state, a set clock."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from app.domain.audit import AuditEvent, case_chain
from app.domain.case import Case, CaseFile, Declared, Reception
from app.domain.contact import ContactData, ContactVersion
from app.domain.ids import CaseId, FileId, PersonId, Sha256, StaffId, fresh_id
from app.domain.message import OutboxMessage
from app.domain.person import Identifier, IdentifierKind, Insured, Person
from app.domain.risk import RiskLimits
from app.domain.staff import Agency, Duty, Session, StaffMember
from app.domain.station import Station
from app.domain.workflow import CaseState
from app.infra.emails import read_email
from app.infra.ics_invitations import IcsInvitations
from app.infra.offices import ShippedOffices, load_offices
from app.infra.phones import read_phone
from app.infra.procedure_files import ProcedureFiles
from app.infra.risk_catalogue import load_risk_catalogue
from app.stages.decision import (
    RiskDesk,
)
from db.store import SqlStore
from tests.accounts import put_member
from tests.quick_hasher import QUICK_HASHER

RESOURCES = Path(__file__).parents[1] / "resources"
STATION = Station("PIC-01-V07", "ventanilla")
# A Wednesday, 10:00 in Guayaquil, far from any holiday.
START = datetime(2026, 9, 16, 15, 0, tzinfo=UTC)
LEASE = timedelta(minutes=20)
PASSWORD = "Correcta-clave-9"
LINK = "https://meet.google.com/abc-defg-hij"

PICHINCHA = Agency("PIC-01", "Agencia Matriz", "17")
# Synthetic cédulas: sequence 999999 in seven provinces' forms, check digits right.
CEDULAS = (
    "1709999997",
    "1719999995",
    "1729999993",
    "1739999991",
    "1749999999",
    "1759999996",
    "1769999994",
)
OLD = ContactData(
    email="rosa.antigua@correo.example",
    mobile_ec="+593991234567",
    country="ES",
    state="Madrid",
    city="Madrid",
    postal_code="28001",
)
NEW = ContactData(
    email="rosa.nueva@correo.example",
    mobile_ec="+593997654321",
    phone_abroad="+34612345678",
    country="ES",
    state="Madrid",
    city="Getafe",
    postal_code="28901",
)


@cache
def verifier() -> str:
    """One real verifier of the password for everybody."""
    return QUICK_HASHER.hash(PASSWORD)


@dataclass
class SetClock:
    """A clock that stands until it is moved."""

    at: datetime = START

    def now(self) -> datetime:
        return self.at

    def forward(self, **span: float) -> datetime:
        self.at += timedelta(**span)
        return self.at

    def to(self, at: datetime) -> datetime:
        self.at = at
        return at


@cache
def shipped_offices() -> ShippedOffices:
    return load_offices(RESOURCES / "calendar")


@cache
def shipped_procedures() -> ProcedureFiles:
    return ProcedureFiles(RESOURCES / "procedures")


@cache
def shipped_limits() -> RiskLimits:
    return load_risk_catalogue(RESOURCES / "risk_marks.toml").limits


@dataclass
class Casework:
    """The office and everything a use case is made with."""

    store: SqlStore
    clock: SetClock = field(default_factory=SetClock)
    offices: ShippedOffices = field(default_factory=shipped_offices)
    procedures: ProcedureFiles = field(default_factory=shipped_procedures)
    invitations: IcsInvitations = field(
        default_factory=lambda: IcsInvitations(
            RESOURCES / "templates", "ventanilla@iess.example", "ventanilla.example"
        )
    )
    people: dict[str, StaffMember] = field(default_factory=dict)

    def __post_init__(self) -> None:
        wanted = (
            ("clerk", Duty.CLERK, CEDULAS[0]),
            ("validator", Duty.VALIDATOR, CEDULAS[1]),
            ("second", Duty.VALIDATOR, CEDULAS[2]),
            ("director", Duty.DIRECTOR, CEDULAS[3]),
            ("auditor", Duty.AUDITOR, CEDULAS[4]),
        )
        with self.store.write() as uow:
            uow.staff.add_agency(PICHINCHA)
            for login, duty, cedula in wanted:
                member = StaffMember(
                    StaffId(fresh_id()), login, login.title(), cedula, duty, PICHINCHA, True
                )
                put_member(uow, member, verifier(), self.clock.now())
                self.people[login] = member
            uow.commit()

    def session(self, login: str) -> Session:
        return Session(self.people[login], "PUESTO-1", self.clock.now())

    @property
    def desk(self) -> RiskDesk:
        return RiskDesk(self.offices, read_phone, shipped_limits(), read_email)

    def person(
        self,
        cedula: str = CEDULAS[5],
        contact: ContactData | None = OLD,
        names: tuple[str, str] = ("Rosa Elena", "Quishpe Ñauta"),
    ) -> Person:
        person = Person(
            id=PersonId(fresh_id()),
            given_names=names[0],
            family_names=names[1],
            birth_date=date(1970, 4, 5),
            insured=Insured.AFFILIATE,
            identifiers=(Identifier(IdentifierKind.CEDULA, cedula),),
        )
        since = START - timedelta(days=900)
        version = ContactVersion(contact, since, None, "REGISTER") if contact else None
        with self.store.write() as uow:
            uow.people.add(person, version)
            uow.commit()
        return person

    def case(
        self,
        state: CaseState = CaseState.TO_SCHEDULE,
        *,
        person: Person | None = None,
        after: ContactData = NEW,
        zone: str = "Europe/Madrid",
        holder: str = "",
        reviewer: str = "clerk",
        **changes: Any,
    ) -> Case:
        person = person or self.person()
        now = self.clock.now()
        case = Case(
            id=CaseId(fresh_id()),
            number="",
            procedure="ADC",
            procedure_version="2026.1",
            province="17",
            state=state,
            person_id=person.id,
            package_number=f"VV-{fresh_id()[:8]}",
            submitted_at=now - timedelta(days=1),
            received_at=now - timedelta(days=1),
            state_since=now,
            due_at=now + timedelta(days=2),
            round=1,
            no_shows=0,
            declared=declared(person, after),
            reception=Reception("Pichincha", "Quito", "Trámite", "Actualización", "Cambio"),
            zone=zone,
        )
        with self.store.write() as uow:
            number = uow.cases.next_number("ADC", now.year)
            case = replace(case, number=number, **changes)
            picture = uow.blobs.put(case.id.encode())
            uow.cases.add(case, [_file(case, picture, now)])
            if reviewer:
                uow.cases.add_hand(case.id, self.people[reviewer], "reviewer", now)
            uow.commit()
        return self.claim(case.id, holder) if holder else case

    def claim(self, case_id: CaseId, login: str) -> Case:
        with self.store.write() as uow:
            case = uow.cases.claim(case_id, self.people[login].id, self.clock.now(), LEASE)
            uow.commit()
        return case

    def now_case(self, case_id: CaseId) -> Case:
        with self.store.write() as uow:
            return uow.cases.get(case_id)

    def messages(self, case_id: CaseId) -> tuple[OutboxMessage, ...]:
        """With their codes, as only the store has them."""
        with self.store.look() as stored:
            return stored.outbox.of_case(case_id)

    def events(self, chain: str) -> tuple[AuditEvent, ...]:
        with self.store.read() as readers:
            return tuple(readers.audit.events(chain))

    def actions(self, case_id: CaseId) -> list[str]:
        return [_action(event) for event in self.events(case_chain(case_id))]

    @contextmanager
    def unchanged(self, case: Case) -> Iterator[None]:
        """What is done inside must leave case, messages and chain as they were."""
        before = (self.now_case(case.id), self.messages(case.id), self.actions(case.id))
        yield
        assert (self.now_case(case.id), self.messages(case.id), self.actions(case.id)) == before


def declared(person: Person, after: ContactData) -> Declared:
    return Declared(
        given_names=person.given_names,
        family_names=person.family_names,
        identifier=person.identifiers[0],
        birth_date=person.birth_date,
        insured=person.insured,
        contact=after,
        id_issue_date=date(2019, 2, 3),
        signature="handwritten",
        form_date=START.date() - timedelta(days=2),
        codigo_dactilar="V1234I5678",
    )


def _file(case: Case, picture: Sha256, now: datetime) -> CaseFile:
    return CaseFile(FileId(fresh_id()), case.id, "id_front", 1, "cedula.jpg", picture, 32, now)


def _action(event: AuditEvent) -> str:
    return str(json.loads(event.canonical)["action"])
