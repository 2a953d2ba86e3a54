"""Receiving a package: one unit of work that leaves a whole case behind, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.domain.case import Case, home_province
from app.domain.errors import RuleViolationError, StaleCaseError
from app.domain.event_names import RECEIVED, RESUBMITTED
from app.domain.package import (
    Package,
    PackageProblem,
    PackageRecord,
    PackageStatus,
)
from app.domain.person import Person
from app.domain.review import ReviewDraft, carried_over
from app.domain.station import Station
from app.ports.clock import Clock
from app.ports.emails import EmailReader
from app.ports.office import Offices
from app.ports.packages import RefusedPackage
from app.ports.phones import PhoneReader
from app.ports.procedures import ProcedureCatalogue
from app.ports.unit_of_work import Store, UnitOfWork
from app.stages.intake.continuing import (
    continuation_problem,
    correction_facts,
    correction_problems,
    is_continued_by,
)
from app.stages.intake.outcome import PackageOutcome
from app.stages.intake.refusing import Refusal, refuse
from app.stages.intake.requesting import Request, RequestDesk
from app.stages.intake.rules import (
    missing,
    wanted_files,
)
from app.stages.intake.storing import (
    accepted_record,
    acknowledge,
    continue_case,
    open_case,
    trace,
)
from app.trail.queued import queued

_LOST_RACES: Final = frozenset({"PACKAGE_NUMBER_TAKEN", "IDENTIFIER_TAKEN", "CASE_CHANGED"})
"""Another stored the same number, the same new person, or changed the case that a correction
continues, between our look and our write."""

_LOOKS: Final = 3
"""A case may be changed once more during the second look; nobody changes it for long."""


@dataclass(frozen=True, slots=True)
class ReceivePackageCommand:
    """A well-formed package and the name it came under."""

    package: Package
    source_name: str = ""


@dataclass(frozen=True, slots=True)
class RefusePackageCommand:
    """A package whose form is wrong and the name it came under."""

    refused: RefusedPackage
    source_name: str = ""


class ReceivePackage:
    """Opens or continues a case, recognises what it has seen, refuses the rest by code.

    The same content again is a duplicate and changes nothing; other content under an accepted
    number is refused and never merged. A refusal is recorded once and judged anew each time,
    because a correction may arrive before what it corrects.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        procedures: ProcedureCatalogue,
        offices: Offices,
        read_phone: PhoneReader,
        read_email: EmailReader,
        station: Station,
    ) -> None:
        self._store = store
        self._clock = clock
        self._procedures = procedures
        self._offices = offices
        self._station = station
        self._desk = RequestDesk(procedures, offices, read_phone, read_email)

    def __call__(self, command: ReceivePackageCommand) -> PackageOutcome:
        """Receive one package.

        Raises:
            UnavailableError: the database could not; nothing was kept.
            StaleCaseError: ``CASE_CHANGED``: again and again; nothing was kept.
        """
        for _ in range(_LOOKS - 1):
            try:
                return self._receive(command)
            except (RuleViolationError, StaleCaseError) as error:
                if error.code not in _LOST_RACES:
                    raise
            # The winner's rows are there now: the next look finds them.
        return self._receive(command)

    def refuse(self, command: RefusePackageCommand) -> PackageOutcome:
        """Record a package whose form is wrong; without a content hash nothing is recorded."""
        refused = command.refused
        with self._store.write() as uow:
            outcome = refuse(
                uow,
                self._station,
                Refusal(
                    refused.number, refused.content_hash, refused.problems, command.source_name
                ),
                self._clock.now(),
            )
            uow.commit()
        return outcome

    def _receive(self, command: ReceivePackageCommand) -> PackageOutcome:
        package = command.package
        with self._store.write() as uow:
            known = uow.packages.find(package.number)
            if known is not None:
                outcome = self._known(uow, known, command)
            else:
                outcome = self._new(uow, command)
            uow.commit()
        return outcome

    def _known(
        self, uow: UnitOfWork, known: PackageRecord, command: ReceivePackageCommand
    ) -> PackageOutcome:
        package = command.package
        if known.content_hash != package.content_hash:
            problem = PackageProblem("PACKAGE_NUMBER_TAKEN", facts={"number": package.number})
            return self._no(uow, command, (problem,))
        if known.case_id is None:
            return PackageOutcome(PackageStatus.DUPLICATE, package.number, package.content_hash)
        case = uow.cases.get(known.case_id)
        return PackageOutcome(
            PackageStatus.DUPLICATE,
            package.number,
            package.content_hash,
            case_id=case.id,
            case_number=case.number,
            round=case.round,
        )

    def _new(self, uow: UnitOfWork, command: ReceivePackageCommand) -> PackageOutcome:
        request = self._desk.judge(command.package, self._clock.now(), uow.settings)
        if isinstance(request, tuple):
            return self._no(uow, command, request)
        person = uow.people.by_identifier(request.declared.identifier)
        case = self._continued(uow, request, person)
        if isinstance(case, PackageProblem):
            return self._no(uow, command, (case,))
        if case is not None:
            return self._continue(uow, command, request, case)
        lacking = missing(wanted_files(request.procedure), request.package)
        if lacking:
            return self._no(uow, command, lacking)
        return self._open(uow, command, request, person)

    def _continued(
        self, uow: UnitOfWork, request: Request, person: Person | None
    ) -> Case | PackageProblem | None:
        package = request.package
        if package.corrects:
            case = uow.cases.by_package(package.corrects) or uow.cases.by_number(package.corrects)
            return continuation_problem(case, package, request.declared, person) or case
        if person is None:
            return None
        with self._store.read() as readers:
            rows = readers.registry.cases_of(person.id)
        cases = (uow.cases.get(row.case_id) for row in rows)
        fitting = [case for case in cases if is_continued_by(case, package, request.declared)]
        return max(fitting, key=lambda case: case.received_at, default=None)

    def _continue(
        self, uow: UnitOfWork, command: ReceivePackageCommand, request: Request, case: Case
    ) -> PackageOutcome:
        now = self._clock.now()
        # A case keeps the version of its procedure with which it began.
        procedure = self._procedures.get(case.procedure, case.procedure_version)
        review = uow.reviews.latest(case.id)
        draft = review.draft if review is not None else None
        problems = correction_problems(
            request.package, procedure, uow.cases.declared(case.id), request.declared, draft
        )
        if problems:
            return self._no(uow, command, problems)
        home = home_province(request.declared, request.package.reception)
        office = self._offices.time_of(case.province, home)
        saved = continue_case(uow, office, procedure, case, request.package, request.declared, now)
        kept = _kept(draft, request.package)
        told = correction_facts(procedure, request.package, kept, saved.language)
        message = acknowledge(uow, saved, request.package, now, told)
        details = {
            **_facts(request.package),
            "round": saved.round,
            "kept": sorted(kept),
            "messages": queued(uow, [message]),
        }
        trace(uow, self._station, saved, RESUBMITTED, now, details)
        return self._yes(uow, command, saved, kept)

    def _open(
        self,
        uow: UnitOfWork,
        command: ReceivePackageCommand,
        request: Request,
        person: Person | None,
    ) -> PackageOutcome:
        now = self._clock.now()
        case = open_case(
            uow, self._offices, request.procedure, request.package, request.declared, person, now
        )
        message = acknowledge(uow, case, request.package, now)
        facts = {
            **_facts(request.package),
            "number": case.number,
            "province": case.province,
            "messages": queued(uow, [message]),
        }
        trace(uow, self._station, case, RECEIVED, now, facts)
        return self._yes(uow, command, case, frozenset())

    def _yes(
        self,
        uow: UnitOfWork,
        command: ReceivePackageCommand,
        case: Case,
        kept: frozenset[str],
    ) -> PackageOutcome:
        package, now = command.package, self._clock.now()
        uow.packages.add(accepted_record(package, case, command.source_name, now))
        return PackageOutcome(
            PackageStatus.ACCEPTED,
            package.number,
            package.content_hash,
            case_id=case.id,
            case_number=case.number,
            round=case.round,
            kept=kept,
        )

    def _no(
        self,
        uow: UnitOfWork,
        command: ReceivePackageCommand,
        problems: tuple[PackageProblem, ...],
    ) -> PackageOutcome:
        package = command.package
        refusal = Refusal(package.number, package.content_hash, problems, command.source_name)
        return refuse(uow, self._station, refusal, self._clock.now())


def _kept(draft: ReviewDraft | None, package: Package) -> frozenset[str]:
    if draft is None:
        return frozenset()
    return carried_over(draft, frozenset(file.requirement for file in package.files)).kept


def _facts(package: Package) -> dict[str, object]:
    return {
        "package": package.number,
        "content": package.content_hash,
        "files": {file.requirement: file.sha256 for file in package.files},
    }
