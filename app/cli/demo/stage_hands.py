"""The use cases the demonstration plays with, and the small acts cases are made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from app.cli.demo.cast import PASSWORD, Cast
from app.cli.demo.clock import DemoClock
from app.cli.demo.parts import Parts
from app.domain.call import Call, CallOutcome, CheckResult
from app.domain.case import Case
from app.domain.decision import DecisionOutcome
from app.domain.ids import CaseId
from app.domain.procedure import EvidenceKind, Procedure, ReadMark
from app.domain.review import (
    FACE_REQUIREMENTS,
    FACES,
    FaceVerdict,
    RequirementReview,
    ReviewDraft,
    Verdict,
)
from app.domain.review_marks import HandedIn, handed_in
from app.domain.staff import Session
from app.infra.demo_media.call_frame import call_frame
from app.ports.inspector import Inspector
from app.risks import ChangeFacts
from app.stages.access import ConfirmPassword, PasswordCheck
from app.stages.closing import WithdrawCase
from app.stages.decision.deciding import Decide, DecideCommand
from app.stages.decision.risk_facts import RiskDesk
from app.stages.documents.issuing import IssueValidationRecord, IssueValidationRecordCommand
from app.stages.inspection.inspecting import InspectCase
from app.stages.intake.receiving import ReceivePackage
from app.stages.intake.taking import TakeInPackage
from app.stages.queueing import Claims
from app.stages.review.committing import CommitReview, CommitReviewCommand
from app.stages.review.drafting import Drafting
from app.stages.review.opening import ReadEvidence
from app.stages.validation.conducting import (
    AddSnapshot,
    AddSnapshotCommand,
    RecordCheck,
    RecordCheckCommand,
    StartCall,
    StartCallCommand,
)
from app.stages.validation.outcomes import RecordOutcome, RecordOutcomeCommand
from app.stages.validation.scheduling import ScheduleCall, ScheduleCallCommand
from app.stages.validation.slots import FreeSlots, FreeSlotsQuery

LINK = "https://meet.google.com/dem-ovid-eos"
DECLARATION_SECONDS = 36.0
MISSING_FIELDS = ("postal_code",)
"""What the form of the demonstration that lacks a field lacks."""
CALL_LENGTH = timedelta(minutes=6)
FACE_PHOTO = "face_photo"
SEEN = "liveness"
"""What the pictures of the calls show: the group of checks they were kept at."""


class Hands:
    """Acts as members of the cast would, through the same use cases as the windows."""

    def __init__(self, parts: Parts, inspector: Inspector, cast: Cast, clock: DemoClock) -> None:
        self.store, self.clock, self.cast = parts.store, clock, cast
        self._procedures = parts.procedures
        self.emails = parts.emails
        store, procedures, offices = parts.store, parts.procedures, parts.offices
        files = parts.invitations
        receive = ReceivePackage(
            store, clock, procedures, offices, parts.phones, parts.emails, parts.station
        )
        self.take_in = TakeInPackage(parts.packages, parts.quarantine, receive, clock)
        self.inspect = InspectCase(
            store,
            inspector,
            clock,
            procedures,
            offices,
            parts.phones,
            parts.risk_limits,
            parts.emails,
            parts.station,
        )
        self.claims = Claims(store, clock)
        self._drafting = Drafting(store, clock)
        self._read = ReadEvidence(store, clock)
        self._commit = CommitReview(
            store,
            procedures,
            offices,
            parts.countries,
            ChangeFacts(offices, parts.phones, parts.risk_limits, parts.emails),
            clock,
        )
        self._slots = FreeSlots(store, offices, procedures, clock)
        self._schedule = ScheduleCall(store, offices, procedures, files, clock)
        self._start = StartCall(store, procedures, clock)
        self._check = RecordCheck(store, clock)
        self._keep = AddSnapshot(store, inspector, clock)
        self._outcome = RecordOutcome(store, offices, procedures, files, clock)
        self.withdraw = WithdrawCase(store, offices, files, clock)
        confirm = ConfirmPassword(PasswordCheck(store, parts.hasher, clock))
        desk = self._risks = RiskDesk(offices, parts.phones, parts.risk_limits, parts.emails)
        self._decide = Decide(store, confirm, procedures, desk, clock)
        self._issue = IssueValidationRecord(store, procedures, parts.renderer, clock)

    def case(self, case_id: CaseId) -> Case:
        """The case as stored."""
        with self.store.look() as stored:
            return stored.cases.get(case_id)

    def procedure_of(self, case: Case) -> Procedure:
        """The definition the case began with."""
        return self._procedures.get(case.procedure, case.procedure_version)

    def review(
        self,
        session: Session,
        case_id: CaseId,
        *,
        failing: Mapping[str, tuple[Verdict, tuple[str, ...]]] | None = None,
        faces: FaceVerdict = FaceVerdict.SAME,
    ) -> None:
        """Review everything; what is not in ``failing`` conforms."""
        case = self.claims.take(session, case_id)
        draft = self._drafting.load(session, case_id)
        procedure = self.procedure_of(case)
        with self.store.look() as stored:
            inspected = stored.cases.inspected(case_id)
        known = handed_in(inspected)
        for file, _ in inspected:
            if file.requirement not in draft.kept or file.requirement in FACE_REQUIREMENTS:
                self._read(session, file.id)
        reviews = {
            item.code: _reviewed(
                procedure,
                item.code,
                (failing or {}).get(item.code),
                known.get(item.code, HandedIn()),
            )
            for item in procedure.requirements
            if item.code not in draft.kept
        }
        whole = ReviewDraft(
            case_id,
            session.staff_id,
            case.version,
            case.round,
            reviews,
            draft.kept,
            faces,
            started_at=draft.started_at,
            faces_compared=FACES,
        )
        self.clock.travel(self.clock.now() + timedelta(minutes=4))
        self._commit(CommitReviewCommand(session, case_id, case.version, whole))

    def invite(self, session: Session, case_id: CaseId, on: date | None = None) -> Call:
        """Appoint the call on the first free slot (of that day, if there is one)."""
        case = self.claims.take(session, case_id)
        slots = self._slots(FreeSlotsQuery(session, case_id))
        zone = slots[0].office_time.tzinfo
        wanted = [slot for slot in slots if slot.office_time.date() == on] or list(slots)
        at: datetime = wanted[0].starts_at.astimezone(zone)
        return self._schedule(ScheduleCallCommand(session, case_id, case.version, at, LINK)).call

    def hold_call(
        self,
        session: Session,
        call: Call,
        outcome: CallOutcome,
        *,
        note: str = "",
        reasons: tuple[str, ...] = (),
    ) -> None:
        """Hold the call to its end; the clock must stand at its beginning."""
        case = self.claims.take(session, call.case_id)
        if outcome is not CallOutcome.NO_SHOW:
            state = self._start(StartCallCommand(session, call.id, case.version))
            for check in state.call.checks:
                self.clock.travel(self.clock.now() + timedelta(seconds=40))
                passed = CheckResult.PASSED
                self._check(RecordCheckCommand(session, call.id, case.version, check.code, passed))
            if outcome is CallOutcome.VALIDATED:
                frame = call_frame(self._photo_of(case.id))
                self._keep(AddSnapshotCommand(session, call.id, case.version, frame, SEEN))
        self.clock.travel(max(self.clock.now(), call.starts_at) + CALL_LENGTH * 2)
        self._outcome(RecordOutcomeCommand(session, call.id, case.version, outcome, note, reasons))

    def _photo_of(self, case_id: CaseId) -> bytes:
        """The newest photo of the face."""
        with self.store.look() as stored:
            photos = [
                item for item in stored.cases.files(case_id) if item.requirement == FACE_PHOTO
            ]
            return stored.blobs.get(photos[-1].sha256)

    def decide(
        self, session: Session, case_id: CaseId, outcome: DecisionOutcome, *reasons: str
    ) -> None:
        """Decide with the password re-entered, and issue the record."""
        case = self.claims.take(session, case_id)
        self.clock.travel(self.clock.now() + timedelta(minutes=3))
        with self.store.look() as stored:
            contact = stored.people.contact(case.person_id)
            seen = self._risks.marks(stored, case, self.clock.now(), deciding=False)
        marks, before = frozenset(seen), contact.value if contact else None
        self._decide(
            DecideCommand(session, case_id, case.version, PASSWORD, outcome, marks, before, reasons)
        )

    def issue(self, case_id: CaseId) -> None:
        """Issue the record of a decided case."""
        self._issue(IssueValidationRecordCommand(None, case_id))


def _reviewed(
    procedure: Procedure,
    code: str,
    failing: tuple[Verdict, tuple[str, ...]] | None,
    known: HandedIn,
) -> RequirementReview:
    requirement = procedure.requirement(code)
    verdict, reasons = failing or (Verdict.CONFORMS, ())
    slots: dict[str, float] = {}
    if requirement.kind is EvidenceKind.VIDEO and requirement.read_mark is ReadMark.ALL_SLOTS:
        # As far apart as they are heard, and never beyond the end of a video that was cut short.
        step = (known.seconds or DECLARATION_SECONDS) / (len(procedure.declaration) + 1)
        slots = {
            slot.code: round(step * (place + 1), 1)
            for place, slot in enumerate(procedure.declaration)
        }
    return RequirementReview(
        code,
        verdict,
        reasons,
        tuple(item.code for item in requirement.checklist) if failing is None else (),
        frozenset(range(known.pages or 1)),
        known.pages or 1,
        slots,
        fields={
            reason: MISSING_FIELDS for reason in reasons if procedure.reason(reason).names_fields
        },
    )
