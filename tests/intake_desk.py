"""Everything ``intake`` is made with, composed from the real parts, for tests."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.domain.case import Case
from app.domain.ids import CaseId, StaffId, fresh_id
from app.domain.inspection import InspectionReport
from app.domain.review import RequirementReview, ReviewDraft, ReviewOutcome, Verdict, carried_over
from app.domain.reviewed import CommittedReview
from app.domain.risk import RiskLimits
from app.domain.staff import Agency, Duty, StaffMember
from app.domain.station import Station
from app.domain.workflow import CaseState
from app.infra.emails import read_email
from app.infra.offices import ShippedOffices
from app.infra.packages.quarantine import QuarantineFolder
from app.infra.packages.reader import FilePackageReader
from app.infra.packages.writer import OutgoingPackage, write_zip
from app.infra.phones import read_phone
from app.infra.procedure_files import ProcedureFiles
from app.infra.risk_catalogue import load_risk_catalogue
from app.ports.emails import EmailReader
from app.ports.inspector import InspectionRequest, Inspector, Priority
from app.ports.phones import PhoneReader
from app.ports.unit_of_work import Store
from app.stages.inspection import InspectCase
from app.stages.intake.outcome import PackageOutcome
from app.stages.intake.receiving import ReceivePackage
from app.stages.intake.taking import TakeInPackage
from tests.accounts import put_member
from tests.casework import RESOURCES, STATION, SetClock, shipped_offices

NOW = datetime(2026, 9, 16, 15, 0, tzinfo=UTC)


@dataclass
class IntakeDesk:
    """The services ``intake`` asks for, and short ways to use them."""

    store: Store
    quarantine_root: Path
    inspector: Inspector
    clock: SetClock = field(default_factory=lambda: SetClock(NOW))
    offices: ShippedOffices = field(default_factory=shipped_offices)
    procedures: ProcedureFiles = field(
        default_factory=lambda: ProcedureFiles(RESOURCES / "procedures")
    )
    packages: FilePackageReader = field(default_factory=FilePackageReader)
    phones: PhoneReader = read_phone
    emails: EmailReader = read_email
    station: Station = STATION

    @property
    def quarantine(self) -> QuarantineFolder:
        return QuarantineFolder(self.quarantine_root)

    @property
    def risk_limits(self) -> RiskLimits:
        return load_risk_catalogue(RESOURCES / "risk_marks.toml").limits

    @property
    def receive(self) -> ReceivePackage:
        return ReceivePackage(
            self.store,
            self.clock,
            self.procedures,
            self.offices,
            self.phones,
            self.emails,
            self.station,
        )

    @property
    def inspect(self) -> InspectCase:
        return InspectCase(
            self.store,
            self.inspector,
            self.clock,
            self.procedures,
            self.offices,
            self.phones,
            self.risk_limits,
            self.emails,
            self.station,
        )

    def take(self, source: Path) -> PackageOutcome:
        return TakeInPackage(self.packages, self.quarantine, self.receive, self.clock)(source)


def codes(outcome: PackageOutcome) -> list[str]:
    return [problem.code for problem in outcome.problems]


def json_lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def by_package(lines: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {str(line["package"]): line for line in lines}


CLERK = StaffMember(
    StaffId("clerk"), "clerk", "Clerk", "1709999997", Duty.CLERK, Agency("PIC-01", "Q", "17"), True
)


class NoInspector:
    """These tests never inspect."""

    def inspect(
        self, request: InspectionRequest, *, priority: Priority = Priority.BACKGROUND
    ) -> InspectionReport:
        raise AssertionError("not asked for")


def take(desk: IntakeDesk, tmp_path: Path, made: OutgoingPackage) -> PackageOutcome:
    folder = tmp_path / fresh_id()
    folder.mkdir()
    return desk.take(write_zip(made, folder / f"{made.number}.zip"))


def case_of(desk: IntakeDesk, outcome: PackageOutcome) -> Case:
    assert outcome.case_id is not None, outcome.problems
    with desk.store.write() as uow:
        return uow.cases.get(outcome.case_id)


def actions(desk: IntakeDesk, chain: str) -> list[str]:
    with desk.store.read() as readers:
        return [json.loads(event.canonical)["action"] for event in readers.audit.events(chain)]


def footprint(desk: IntakeDesk) -> object:
    with desk.store.read() as readers:
        chains = readers.audit.chains()
        return [(chain, len(readers.audit.events(chain))) for chain in chains]


def return_for_correction(
    desk: IntakeDesk, case_id: CaseId | None, *failed: str, conforms: tuple[str, ...] = ()
) -> Case:
    """What a committed review leaves behind, through the same repositories."""
    assert case_id is not None
    now = desk.clock.forward(minutes=1)
    with desk.store.write() as uow:
        if uow.staff.by_login("clerk") is None:
            uow.staff.add_agency(CLERK.agency)
            put_member(uow, CLERK, "verifier", now)
        case = uow.cases.get(case_id)
        verdicts = {code: RequirementReview(code, Verdict.ASK_AGAIN) for code in failed}
        verdicts |= {code: RequirementReview(code, Verdict.CONFORMS) for code in conforms}
        before = uow.reviews.latest(case.id)
        handed_in = frozenset(f.requirement for f in uow.cases.files(case.id) if f.round > 1)
        kept = carried_over(before.draft, handed_in).kept if before else frozenset()
        draft = ReviewDraft(case.id, CLERK.id, case.version, case.round, verdicts, kept)
        uow.reviews.add(
            CommittedReview(
                fresh_id(), case.id, CLERK.id, case.round, ReviewOutcome.RETURN, draft,
                case.procedure_version, now, CaseState.TO_REVIEW, now,
            )
        )  # fmt: skip
        uow.cases.pause(case.id, now)
        waiting = replace(case, state=CaseState.AWAITING_CITIZEN, due_at=None, reviewed_by=CLERK.id)
        saved = uow.cases.save(waiting, case.version)
        uow.commit()
    return saved


ALL_BUT_VIDEO = ("id_front", "id_back", "face_photo", "request_form")
