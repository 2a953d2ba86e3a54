"""The stream of work that ``tests.kill_child`` plays: one small act after another, by use cases.

Each act is told to the outside only after its use case returned, with enough facts to look for it
later. What a case is to become is drawn from its number alone, so that a child that goes on where
a killed one stopped plays the same piece.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from app.cli.demo.cast import PASSWORD
from app.cli.demo.parts import Parts
from app.domain.call import Call, CallOutcome, CallStatus, CheckResult
from app.domain.case import Case
from app.domain.decision import DecisionOutcome
from app.domain.ids import CaseId
from app.domain.procedure import EvidenceKind
from app.domain.review import (
    FACE_REQUIREMENTS,
    FACES,
    FaceVerdict,
    RequirementReview,
    ReviewDraft,
    Verdict,
)
from app.domain.staff import Session
from app.domain.workflow import CaseState
from app.ports.readers import QueueFilter
from app.risks import ChangeFacts
from app.stages.access import ConfirmPassword, PasswordCheck
from app.stages.decision import (
    ApplyDueHolds,
    ComparisonQuery,
    ComparisonRows,
    Decide,
    DecideCommand,
    RiskDesk,
)
from app.stages.documents.issuing import IssueValidationRecord, IssueValidationRecordCommand
from app.stages.inspection import InspectCase
from app.stages.intake.receiving import ReceivePackage
from app.stages.intake.taking import TakeInPackage
from app.stages.notification import DeliverDue, DeliverDueCommand
from app.stages.queueing import Claims
from app.stages.review.committing import CommitReview, CommitReviewCommand
from app.stages.review.drafting import Drafting
from app.stages.review.opening import ReadEvidence
from app.stages.review.snapshots import KeepSnapshot, KeepSnapshotCommand
from app.stages.review.undoing import UndoReview, UndoReviewCommand
from app.stages.validation import (
    AddSnapshot,
    AddSnapshotCommand,
    FreeSlots,
    FreeSlotsQuery,
    RecordCheck,
    RecordCheckCommand,
    RecordOutcome,
    RecordOutcomeCommand,
    ScheduleCall,
    ScheduleCallCommand,
    StartCall,
    StartCallCommand,
)
from tests.casework import LINK, SetClock
from tests.pictures import PatientInspector, small_jpeg

Tell = Callable[..., None]
RETURNED, REFUSED, UNDONE = 3, 4, 5
UNDO_OVER = timedelta(minutes=1)
HOLD_HOURS = "decision.hold_hours"


def fate_of(case: Case) -> int:
    """0 … 29: which variant of the piece this case plays."""
    return int(case.package_number.rpartition("-")[2]) % 30


class IntakeActs:
    """Packages become cases, cases are inspected in the real sandbox."""

    def __init__(self, parts: Parts, clock: SetClock, inbox: Path, tell: Tell) -> None:
        self._store, self._inbox, self._tell = parts.store, inbox, tell
        self._seen: set[str] = set()
        receive = ReceivePackage(
            parts.store,
            clock,
            parts.procedures,
            parts.offices,
            parts.phones,
            parts.emails,
            parts.station,
        )
        self._take_in = TakeInPackage(parts.packages, parts.quarantine, receive, clock)
        self._inspect = InspectCase(
            parts.store,
            parts.inspector,
            clock,
            parts.procedures,
            parts.offices,
            parts.phones,
            parts.risk_limits,
            parts.emails,
            parts.station,
        )

    def step(self) -> bool:
        """Inspect the case that waits longest, else take in the next package."""
        waiting = self._inspect.waiting()
        if waiting:
            done = self._inspect(waiting[0])
            self._tell("inspected", case=done.case_id)
            return True
        for source in sorted(self._inbox.glob("*.zip")):
            if source.stem in self._seen:
                continue
            self._seen.add(source.stem)
            with self._store.write() as uow:
                is_known = uow.packages.find(source.stem) is not None
            if not is_known:
                outcome = self._take_in(source)
                problems = [item.code for item in outcome.problems]
                self._tell(
                    "package", case=outcome.case_id, number=outcome.number, problems=problems
                )
                return True
        return False


class ReviewActs:
    """A clerk takes the next case, saves the draft at every requirement, commits, may undo."""

    def __init__(self, parts: Parts, clock: SetClock, clerk: Session, tell: Tell) -> None:
        store, self._clerk, self._tell, self._clock = parts.store, clerk, tell, clock
        self._store, self._procedures = store, parts.procedures
        self._claims = Claims(store, clock)
        self._drafting = Drafting(store, clock)
        self._commit = CommitReview(
            store,
            parts.procedures,
            parts.offices,
            parts.countries,
            ChangeFacts(parts.offices, parts.phones, parts.risk_limits, parts.emails),
            clock,
        )
        self._undo = UndoReview(store, clock)
        self._keep = KeepSnapshot(store, PatientInspector(parts.inspector), clock)
        self._read = ReadEvidence(store, clock)

    def step(self) -> bool:
        """Review one case."""
        clerk = self._clerk
        case = self._claims.take_next(clerk)
        if case is None:
            return False
        self._tell("claimed", case=case.id, staff=clerk.staff_id)
        draft = self._drafting.load(clerk, case.id)
        if draft.requirements:
            self._tell("resumed", case=case.id, codes=sorted(draft.requirements))
        draft = replace(
            draft, case_version=case.version, faces=FaceVerdict.SAME, faces_compared=FACES
        )
        # Called the same person in every round, so seen in every round.
        for code in sorted(FACE_REQUIREMENTS):
            self._look_at(case, code)
        procedure = self._procedures.get(case.procedure, case.procedure_version)
        for item in procedure.requirements:
            if item.code not in draft.kept and item.code not in draft.requirements:
                self._look_at(case, item.code)
                done = self._judged(case, item.code)
                draft = replace(draft, requirements={**draft.requirements, item.code: done})
                draft = self._drafting.save(clerk, draft).draft
                if item.kind is EvidenceKind.VIDEO:
                    self._keep_frame(case, item.code)
                codes = sorted(draft.requirements)
                self._tell(
                    "draft", case=case.id, staff=clerk.staff_id, round=case.round, codes=codes
                )
        self._finish(case, draft)
        return True

    def _keep_frame(self, case: Case, code: str) -> None:
        with self._store.look() as stored:
            file = next(one for one in stored.cases.files(case.id) if one.requirement == code)
        jpeg = small_jpeg(case.id)
        kept = self._keep(KeepSnapshotCommand(self._clerk, case.id, case.version, file.id, 0, jpeg))
        frames = [frame.sha256 for frame in kept]
        self._tell("frame", case=case.id, staff=self._clerk.staff_id, sha256=frames)

    def _look_at(self, case: Case, code: str) -> None:
        with self._store.look() as stored:
            files = stored.cases.files(case.id)
        for file in files:
            if file.requirement == code:
                self._read(self._clerk, file.id)

    def _judged(self, case: Case, code: str) -> RequirementReview:
        procedure = self._procedures.get(case.procedure, case.procedure_version)
        slots = {slot.code: 1.0 for slot in procedure.declaration}
        seen = frozenset({0})
        fate = fate_of(case) % 6
        if fate == RETURNED and case.round == 1 and code == "request_form":
            return RequirementReview(code, Verdict.ASK_AGAIN, ("SOL-01",), pages_seen=seen)
        if fate == REFUSED and code == "face_photo":
            return RequirementReview(code, Verdict.FAILS, ("FOT-07",), pages_seen=seen)
        return RequirementReview(
            code, Verdict.CONFORMS, pages_seen=seen, pages_total=1, slots=slots
        )

    def _finish(self, case: Case, draft: ReviewDraft) -> None:
        review = self._commit(CommitReviewCommand(self._clerk, case.id, case.version, draft))
        messages = list(review.messages)
        self._tell("reviewed", case=case.id, review=review.id, messages=messages)
        with self._store.read() as readers:
            earlier = len(readers.case.view(case.id).reviews)
        if fate_of(case) % 6 == UNDONE and earlier == 1:
            self._undo(UndoReviewCommand(self._clerk, case.id, review.id))
            self._tell("undone", case=case.id, review=review.id)


class DecisionActs:
    """A validator appoints and holds the call and decides; the record is issued; holds end."""

    def __init__(
        self, parts: Parts, clock: SetClock, validators: list[Session], tell: Tell
    ) -> None:
        store, procedures, offices = parts.store, parts.procedures, parts.offices
        self._store, self._clock, self._validators, self._tell = store, clock, validators, tell
        self._claims = Claims(store, clock)
        self._slots = FreeSlots(store, offices, procedures, clock)
        self._schedule = ScheduleCall(store, offices, procedures, parts.invitations, clock)
        self._start = StartCall(store, procedures, clock)
        self._check = RecordCheck(store, clock)
        self._keep = AddSnapshot(store, PatientInspector(parts.inspector), clock)
        self._outcome = RecordOutcome(store, offices, procedures, parts.invitations, clock)
        confirm = ConfirmPassword(PasswordCheck(store, parts.hasher, clock))
        desk = RiskDesk(offices, parts.phones, parts.risk_limits, parts.emails)
        self._compare = ComparisonRows(store, desk, clock)
        self._decide = Decide(store, confirm, procedures, desk, clock)
        self._holds = ApplyDueHolds(store, clock, parts.emails)
        self._issue = IssueValidationRecord(store, procedures, parts.renderer, clock)

    def step(self) -> bool:
        """Issue what is owed, apply holds that are over, else go on with one case."""
        for case_id in self._holds().applied:
            self._tell("applied", case=case_id)
        with self._store.write() as uow:
            owed = uow.documents.undocumented(self._clock.now() - UNDO_OVER, 1)
        if owed:
            document = self._issue(IssueValidationRecordCommand(None, owed[0]))
            self._tell("issued", case=owed[0], number=document.number, sha256=document.sha256)
            return True
        return any(self._go_on(validator) for validator in self._validators)

    def _go_on(self, validator: Session) -> bool:
        passed: tuple[CaseId, ...] = ()
        while True:
            case = self._claims.take_next(validator, passed)
            if case is None:
                return self._hold_next_call(validator)
            if case.state is CaseState.TO_DECIDE and case.validated_by != validator.staff_id:
                self._claims.release(validator, case.id)
                passed = (*passed, case.id)
                continue
            self._tell("claimed", case=case.id, staff=validator.staff_id)
            self._one(validator, case)
            return True

    def _hold_next_call(self, validator: Session) -> bool:
        wanted = QueueFilter(states=(CaseState.CALL_SCHEDULED,))
        with self._store.read() as readers:
            rows = readers.queue.page(wanted, None, 500).rows
            calls = [self._open_call(readers.case.view(row.case_id).calls) for row in rows]
        mine = [call for call in calls if call.validator_id == validator.staff_id]
        if not mine:
            return False
        call = min(mine, key=lambda item: item.starts_at)
        self._clock.to(max(self._clock.now(), call.starts_at))
        self._hold(validator, self._claims.take(validator, call.case_id), call)
        return True

    @staticmethod
    def _open_call(calls: tuple[Call, ...]) -> Call:
        open_ones = {CallStatus.SCHEDULED, CallStatus.IN_PROGRESS}
        return next(call for call in calls if call.status in open_ones)

    def _one(self, validator: Session, case: Case) -> None:
        match case.state:
            case CaseState.TO_DECIDE:
                self._conclude(validator, case)
            case CaseState.CALL_SCHEDULED:
                with self._store.read() as readers:
                    call = self._open_call(readers.case.view(case.id).calls)
                self._clock.to(max(self._clock.now(), call.starts_at))
                self._hold(validator, self._claims.take(validator, case.id), call)
            case _:
                slots = self._slots(FreeSlotsQuery(validator, case.id))
                if not slots:
                    # The days to come are full: calls are held before more are appointed.
                    self._claims.release(validator, case.id)
                    self._hold_next_call(validator)
                    return
                done = self._schedule(
                    ScheduleCallCommand(validator, case.id, case.version, slots[0].starts_at, LINK)
                )
                messages = list(done.messages)
                self._tell("scheduled", case=case.id, call=done.call.id, messages=messages)

    def _hold(self, validator: Session, case: Case, call: Call) -> None:
        if call.status is CallStatus.SCHEDULED:
            call = self._start(StartCallCommand(validator, call.id, case.version)).call
            self._tell("started", case=case.id, call=call.id)
        is_good = fate_of(case) % 5 != 2
        for check in call.checks:
            if check.result is None:
                result = CheckResult.PASSED if is_good else CheckResult.FAILED
                self._check(
                    RecordCheckCommand(validator, call.id, case.version, check.code, result)
                )
                self._tell("check", case=case.id, call=call.id, check=check.code, result=result)
        if is_good:
            picture = small_jpeg(call.id)
            self._keep(AddSnapshotCommand(validator, call.id, case.version, picture, ""))
        self._clock.forward(minutes=10)
        outcome = CallOutcome.VALIDATED if is_good else CallOutcome.NOT_VALIDATED
        reasons, note = ((), "") if is_good else (("LLA-01",), "No supo decir su fecha.")
        done = self._outcome(
            RecordOutcomeCommand(validator, call.id, case.version, outcome, note, reasons)
        )
        self._tell("outcome", case=case.id, call=call.id, outcome=outcome)
        self._conclude(validator, done.case)

    def _conclude(self, validator: Session, case: Case) -> None:
        case = self._claims.take(validator, case.id)
        self._set_hold_hours(1 if fate_of(case) % 7 == 6 else 0)
        with self._store.read() as readers:
            call = readers.case.view(case.id).calls[-1]
        comparison = self._compare(ComparisonQuery(validator, case.id))
        is_good = call.outcome is CallOutcome.VALIDATED
        outcome = DecisionOutcome.APPROVED if is_good else DecisionOutcome.REFUSED
        reasons = () if is_good else ("LLA-01",)
        done = self._decide(
            DecideCommand(
                validator,
                case.id,
                case.version,
                PASSWORD,
                outcome,
                frozenset(comparison.marks),
                comparison.before,
                reasons,
            )
        )
        messages = list(done.messages)
        self._tell("decided", case=case.id, outcome=outcome, messages=messages)

    def _set_hold_hours(self, hours: int) -> None:
        now = self._clock.now()
        with self._store.write() as uow:
            uow.settings.put(HOLD_HOURS, str(hours), now.date(), None, now)
            uow.commit()


class DeliveryActs:
    """One message at a time leaves for the real server."""

    def __init__(self, deliver: DeliverDue, tell: Tell) -> None:
        self._deliver = deliver
        self._tell = tell

    def step(self) -> bool:
        """Deliver the next message."""
        fates = self._deliver(DeliverDueCommand(limit=1)).fates
        for message, fate in fates:
            self._tell("delivered", message=message, fate=fate)
        return bool(fates)


LATER = timedelta(minutes=30)
"""How far the clock moves when nothing is left to do now."""
