"""Everything ``intake`` is made with, composed from the real parts, for tests."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.domain.risk import RiskLimits
from app.infra.calendar_files import load_calendar, load_opening_hours
from app.infra.emails import read_email
from app.infra.offices import ShippedOffices
from app.infra.packages.quarantine import QuarantineFolder
from app.infra.packages.reader import FilePackageReader
from app.infra.phones import read_phone
from app.infra.procedure_files import ProcedureFiles
from app.infra.risk_catalogue import load_risk_catalogue
from app.ports.emails import EmailReader
from app.ports.inspector import Inspector
from app.ports.phones import PhoneReader
from app.ports.unit_of_work import Store
from app.stages.inspection import InspectCase
from app.stages.intake.outcome import PackageOutcome
from app.stages.intake.receiving import ReceivePackage
from app.stages.intake.taking import TakeInPackage
from tests.casework import RESOURCES, SetClock

NOW = datetime(2026, 9, 16, 15, 0, tzinfo=UTC)


def _offices() -> ShippedOffices:
    calendar = RESOURCES / "calendar"
    return ShippedOffices(
        load_calendar(calendar), load_opening_hours(calendar / "opening_hours.toml")
    )


@dataclass
class IntakeDesk:
    """The services ``intake`` asks for, and short ways to use them."""

    store: Store
    quarantine_root: Path
    inspector: Inspector
    clock: SetClock = field(default_factory=lambda: SetClock(NOW))
    offices: ShippedOffices = field(default_factory=_offices)
    procedures: ProcedureFiles = field(
        default_factory=lambda: ProcedureFiles(RESOURCES / "procedures")
    )
    packages: FilePackageReader = field(default_factory=FilePackageReader)
    phones: PhoneReader = read_phone
    emails: EmailReader = read_email

    @property
    def quarantine(self) -> QuarantineFolder:
        return QuarantineFolder(self.quarantine_root)

    @property
    def risk_limits(self) -> RiskLimits:
        return load_risk_catalogue(RESOURCES / "risk_marks.toml").limits

    @property
    def receive(self) -> ReceivePackage:
        return ReceivePackage(
            self.store, self.clock, self.procedures, self.offices, self.phones, self.emails
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
        )

    def take(self, source: Path) -> PackageOutcome:
        return TakeInPackage(self.packages, self.quarantine, self.receive, self.clock)(source)


def codes(outcome: PackageOutcome) -> list[str]:
    return [problem.code for problem in outcome.problems]


def json_lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def by_package(lines: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {str(line["package"]): line for line in lines}
