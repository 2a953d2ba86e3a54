"""Inspecting a case: looked at outside any transaction, stored in one.

Findings and marks suggest; nothing here refuses anything (D9, LOPDP art. 20).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from app.domain.audit import AuditEntry, case_chain
from app.domain.case import Case, CaseFile
from app.domain.errors import RuleViolationError, StaleCaseError, UntrustedInputError
from app.domain.file_kind import FileKind
from app.domain.finding import Finding, ReasonCode, Severity, Verdict, verdict_of
from app.domain.ids import CaseId, FileId
from app.domain.inspection import InspectionReport
from app.domain.inspection_json import report_as_plain
from app.domain.inspection_limits import limits_of
from app.domain.late_inspection import ATTEMPTS, LATER_STATE, attempts_at, counted, is_due
from app.domain.procedure import EvidenceKind, Procedure
from app.domain.risk import RiskLimits, RiskMark
from app.domain.station import Station
from app.domain.workflow import CaseState, Move, target_of
from app.ports.clock import Clock
from app.ports.emails import EmailReader
from app.ports.inspector import InspectionRequest, Inspector, Priority
from app.ports.office import Offices
from app.ports.phones import PhoneReader
from app.ports.procedures import ProcedureCatalogue
from app.ports.readers import CaseView, FileView
from app.ports.unit_of_work import Store, UnitOfWork
from app.risks import ChangeFacts

PATIENCE_S: Final = 120.0
_MOMENT: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class InspectedCase:
    """What inspection did with a case.

    Attributes:
        state: where the case stands now; received when a file found no time and waits for the next.
        verdicts: suggestion by requirement, for the files looked at this time.
        marks: risk marks as stored.
        is_late: the machine left no time for a file.
    """

    case_id: CaseId
    state: CaseState
    verdicts: Mapping[str, Verdict]
    marks: tuple[RiskMark, ...]
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class _Looked:
    file: CaseFile
    report: InspectionReport
    attempt: int

    @property
    def waits(self) -> bool:
        """No time for it yet, and to be taken up again."""
        return not self.report.is_looked_at and self.attempt < ATTEMPTS


class InspectCase:
    """Inspects the files of a case that have no report yet and hands the case to review.

    Running it again does only what is left, also after having been killed. A file that kills its
    worker gets a finding; the case never waits for it. One that a busy machine leaves no time for
    says nothing about itself: the case waits and it is taken up again, a few times.
    """

    def __init__(
        self,
        store: Store,
        inspector: Inspector,
        clock: Clock,
        procedures: ProcedureCatalogue,
        offices: Offices,
        read_phone: PhoneReader,
        limits: RiskLimits,
        read_email: EmailReader,
        station: Station,
    ) -> None:
        self._store = store
        self._station = station
        self._inspector = inspector
        self._clock = clock
        self._procedures = procedures
        self._change = ChangeFacts(offices, read_phone, limits, read_email)

    def __call__(self, case_id: CaseId) -> InspectedCase:
        """Inspect one case.

        Raises:
            RuleViolationError: ``CASE_UNKNOWN``.
            UnavailableError: the sandbox or the database cannot work; the case goes on waiting.
        """
        try:
            return self._inspect(case_id)
        except StaleCaseError:
            # Another inspection of this case was faster; what is left, if anything, is done now.
            return self._inspect(case_id)

    def finish(self, case_id: CaseId) -> InspectedCase:
        """Inspect one case until it is handed to review: for who does not come again by itself.

        Raises:
            RuleViolationError: ``CASE_UNKNOWN``.
            UnavailableError: the sandbox or the database cannot work; the case goes on waiting.
        """
        done = self(case_id)
        while done.state is CaseState.RECEIVED:
            done = self(case_id)
        return done

    def waiting(self) -> tuple[CaseId, ...]:
        """Cases received and not inspected yet, longest waiting first."""
        with self._store.look() as stored:
            return stored.cases.waiting_since(CaseState.RECEIVED, self._clock.now() + _MOMENT)

    def given_up(self, passed: Collection[CaseId] = ()) -> CaseId | None:
        """A case that waits for review, free, with a file whose time has come again; none passed."""
        now = self._clock.now()
        with self._store.look() as stored:
            late = stored.cases.late_files(LATER_STATE, now)
        due = (case_id for case_id, finding in late if is_due([finding], now))
        return next((case_id for case_id in due if case_id not in passed), None)

    def again(self, case_id: CaseId) -> InspectedCase | None:
        """Look once more at the files of a case that were given up and have rested.

        None when somebody took the case, moved it or looked at them first: nothing is changed
        then.

        Raises:
            RuleViolationError: ``CASE_UNKNOWN``.
            UnavailableError: the sandbox or the database cannot work.
        """
        with self._store.read() as readers:
            view = readers.case.view(case_id)
        now, case = self._clock.now(), view.case
        procedure = self._procedures.get(case.procedure, case.procedure_version)
        late = [
            item
            for item in view.files
            if item.file.round == case.round and is_due(item.findings, now)
        ]
        looked = [self._look(item, procedure, least=ATTEMPTS) for item in late]
        with self._store.write() as uow:
            stands = uow.cases.get_still(case_id)
            before = {item.file.id: item.report for item in late}
            kept = {file.id: report for file, report in uow.cases.inspected(case_id)}
            is_same = stands.version == case.version and before.items() <= kept.items()
            if not (looked and is_same and _may_be_looked_at(stands, self._clock.now())):
                return None
            done = self._keep_all(uow, stands, procedure, looked, {})
            uow.commit()
        return done

    def _inspect(self, case_id: CaseId) -> InspectedCase:
        with self._store.read() as readers:
            view = readers.case.view(case_id)
        case = view.case
        procedure = self._procedures.get(case.procedure, case.procedure_version)
        looked = [self._look(item, procedure) for item in view.files if not item.report]
        if not looked and case.state is not CaseState.RECEIVED:
            return InspectedCase(case_id, case.state, {}, view.risk_marks)
        with self._store.write() as uow:
            case = uow.cases.get(case_id)
            if case.version != view.case.version:
                # Another inspection was faster and may have found the time that we did not.
                looked = [item for item in looked if item.report.is_looked_at]
            done = self._keep_all(uow, case, procedure, looked, _untold(view))
            uow.commit()
        return done

    def _look(self, view: FileView, procedure: Procedure, *, least: int = 0) -> _Looked:
        file, attempt = view.file, max(attempts_at(view.findings), least) + 1
        limits = limits_of(procedure.requirement(file.requirement))
        if limits is None:
            # Intake refuses such a file; only a changed catalogue could bring us here.
            raise RuleViolationError("REQUIREMENT_WITHOUT_FILE", requirement=file.requirement)
        declared = f"{procedure.code}/{file.requirement}"
        empty = InspectionRequest(b"", declared, limits, file.size, PATIENCE_S)
        try:
            with self._store.look() as stored:
                data = stored.blobs.get(file.sha256)
        except UntrustedInputError:
            # Damaged in our own store: no fault of the file, and no reason to wait for ever.
            return _Looked(file, _unreadable(file, empty), attempt)
        request = replace(empty, data=data[: limits.max_bytes + 1], total_bytes=len(data))
        report = self._inspector.inspect(request, priority=Priority.BACKGROUND)
        if not report.is_looked_at:
            now = self._clock.now()
            late = tuple(counted(finding, attempt, now) for finding in report.findings)
            report = replace(report, findings=late)
        return _Looked(file, report, attempt)

    def _keep_all(
        self,
        uow: UnitOfWork,
        case: Case,
        procedure: Procedure,
        looked: Sequence[_Looked],
        untold: Mapping[FileId, str],
    ) -> InspectedCase:
        for item in looked:
            _keep(uow, case, procedure, item)
        marks = self._change.standing(uow, case, self._clock.now())
        uow.cases.put_risk_marks(case.id, marks)
        state = case.state
        if not any(item.waits for item in looked):
            state = self._hand_over(uow, case)
            verdicts = {item.file.id: item.report.verdict.value for item in looked}
            facts = {
                "files": {**untold, **verdicts},
                "marks": [mark.code.value for mark in marks],
                "state": state.value,
                "os_user": self._station.os_user,
            }
            self._trace(uow, case, facts)
        suggested = {item.file.requirement: item.report.verdict for item in looked}
        is_late = any(not item.report.is_looked_at for item in looked)
        return InspectedCase(case.id, state, suggested, marks, is_late)

    def _trace(self, uow: UnitOfWork, case: Case, facts: Mapping[str, object]) -> None:
        at, where = self._clock.now(), self._station.name
        uow.audit.append(AuditEntry(case_chain(case.id), "case.inspected", None, at, where, facts))

    def _hand_over(self, uow: UnitOfWork, case: Case) -> CaseState:
        if case.state is not CaseState.RECEIVED:
            return case.state
        target = target_of(Move.INSPECT, case.state)
        moved = replace(case, state=target, state_since=self._clock.now())
        return uow.cases.save(moved, case.version).state


def _keep(uow: UnitOfWork, case: Case, procedure: Procedure, item: _Looked) -> None:
    report = item.report
    if item.waits:
        # Without a report it is taken up again; the finding remembers how often it was.
        uow.cases.put_findings(item.file.id, report.findings, "")
        return
    # Sentences are looked up when shown, in the language of whoever looks.
    text = json.dumps(report_as_plain(report, lambda _: ""), sort_keys=True)
    uow.cases.put_findings(item.file.id, report.findings, text)
    if _is_photo(item.file, procedure) and report.quality is not None:
        picture_hash = int(report.quality.perceptual_hash, 16)
        uow.people.put_picture_hash(item.file.id, case.person_id, picture_hash)


def _may_be_looked_at(case: Case, now: datetime) -> bool:
    return case.state is LATER_STATE and (case.claim is None or case.claim.lease_until < now)


def _untold(view: CaseView) -> dict[FileId, str]:
    """Verdicts of attempts that left the case waiting; the event that ends them tells all."""
    if view.case.state is not CaseState.RECEIVED:
        return {}
    reports = {
        item.file.id: json.loads(item.report)
        for item in view.files
        if item.report and item.file.round == view.case.round
    }
    return {file_id: str(report.get("verdict", "")) for file_id, report in reports.items()}


def _is_photo(file: CaseFile, procedure: Procedure) -> bool:
    """Cards and forms look alike between people by design; photographs do not."""
    return procedure.requirement(file.requirement).kind is EvidenceKind.PHOTO


def _unreadable(file: CaseFile, request: InspectionRequest) -> InspectionReport:
    findings = (Finding(ReasonCode.UNREADABLE_FILE, Severity.UNREADABLE),)
    return InspectionReport(
        declared=request.declared,
        detected=FileKind.UNKNOWN,
        total_bytes=file.size,
        hashed_bytes=0,
        sha256=file.sha256,
        verdict=verdict_of(findings),
        findings=findings,
        photo=None,
        document=None,
        video=None,
        limits=request.limits,
        elapsed_ms=0,
    )
