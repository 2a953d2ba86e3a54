"""Acts of a document reviewer, for tests of the review stage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.case import Case
from app.domain.ids import StaffId, fresh_id
from app.domain.review import (
    FACE_REQUIREMENTS,
    FACES,
    FaceVerdict,
    RequirementReview,
    ReviewDraft,
    Verdict,
)
from app.domain.reviewed import CommittedReview
from app.domain.staff import Duty, StaffMember
from app.infra.country_names import CldrCountryNames
from app.infra.message_templates import MessageTemplates
from app.stages.queueing import Claims
from app.stages.review.committing import CommitReview, CommitReviewCommand, PreviewLetter
from app.stages.review.drafting import Drafting
from app.stages.review.opening import OpenCase, OpenCaseCommand, ReadEvidence
from app.stages.review.undoing import UndoReview, UndoReviewCommand
from tests.accounts import put_member
from tests.casework import PICHINCHA, RESOURCES, Casework, verifier

SECOND_CLERK_CEDULA = "2059999991"


@dataclass
class ReviewDesk:
    """The review use cases on one office."""

    office: Casework

    def __post_init__(self) -> None:
        office, store, clock = self.office, self.office.store, self.office.clock
        countries = CldrCountryNames()
        self.claims = Claims(store, clock)
        self.drafting = Drafting(store, clock)
        self.commit = CommitReview(
            store,
            office.procedures,
            office.offices,
            countries,
            office.desk,
            clock,
        )
        self.read = ReadEvidence(store, clock)
        self.open_case = OpenCase(store, clock, office.desk)
        self.undo_review = UndoReview(store, clock)
        self.preview = PreviewLetter(
            MessageTemplates(RESOURCES / "templates"),
            office.procedures,
            office.offices,
            countries,
            clock,
        )
        if "clerk2" not in office.people:
            self.add_clerk("clerk2", SECOND_CLERK_CEDULA)

    def add_clerk(self, login: str, cedula: str) -> None:
        member = StaffMember(
            StaffId(fresh_id()), login, login.title(), cedula, Duty.CLERK, PICHINCHA, True
        )
        with self.office.store.write() as uow:
            put_member(uow, member, verifier(), self.office.clock.now())
            uow.commit()
        self.office.people[login] = member

    def draft(self, case: Case, login: str = "clerk", **verdicts: RequirementReview) -> ReviewDraft:
        """A draft in which everything conforms but what is given by requirement.

        What conforms was looked at first.
        """
        procedure = self.office.procedures.get(case.procedure, case.procedure_version)
        self.open(case, login)
        empty = self.drafting.load(self.office.session(login), case.id)
        whole = {
            item.code: RequirementReview(
                item.code,
                Verdict.CONFORMS,
                pages_seen=frozenset({0}),
                pages_total=1,
                slots={slot.code: 1.0 for slot in procedure.declaration},
            )
            for item in procedure.requirements
            if item.code not in empty.kept
        }
        judged = {**whole, **verdicts}
        conforming = {code for code in judged if is_conforming(judged[code])}
        self.look_at(case, login, conforming | FACE_REQUIREMENTS)
        return replace(empty, requirements=judged, faces=FaceVerdict.SAME, faces_compared=FACES)

    def open(self, case: Case, login: str) -> None:
        """Open the case with a reason, where it is not in hand."""
        claim, session = self.office.now_case(case.id).claim, self.office.session(login)
        if claim is None or claim.staff_id != session.staff_id:
            self.open_case(OpenCaseCommand(session, case.id, "Ver el trámite de otra persona"))

    def look_at(self, case: Case, login: str, requirements: Iterable[str]) -> None:
        """Open every file of these requirements, as the window does before it can be judged."""
        self.open(case, login)
        with self.office.store.look() as stored:
            files = stored.cases.files(case.id)
        for file in files:
            if file.requirement in requirements:
                self.read(self.office.session(login), file.id)

    def commit_as(self, login: str, case: Case, draft: ReviewDraft) -> CommittedReview:
        return self.commit(
            CommitReviewCommand(self.office.session(login), case.id, case.version, draft)
        )

    def undo(self, login: str, review: CommittedReview) -> Case:
        return self.undo_review(
            UndoReviewCommand(self.office.session(login), review.case_id, review.id)
        )


def is_conforming(review: RequirementReview) -> bool:
    return review.verdict is Verdict.CONFORMS


def again(requirement: str, *reasons: str) -> RequirementReview:
    """The requirement is asked for again."""
    return RequirementReview(requirement, Verdict.ASK_AGAIN, reasons, pages_seen=frozenset({0}))


def fails(requirement: str, *reasons: str) -> RequirementReview:
    """The requirement fails for good."""
    return RequirementReview(requirement, Verdict.FAILS, reasons, pages_seen=frozenset({0}))
