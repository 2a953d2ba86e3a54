"""What the case desk works with: the use cases it calls and the case it shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.domain.case import Case
from app.domain.declaration import DeclarationWords
from app.domain.field_finding import FieldFinding
from app.domain.office_zone import office_day
from app.domain.person import IdentifierKind
from app.domain.procedure import Procedure, Reason, Requirement
from app.domain.review import (
    Blocker,
    RequirementReview,
    RequirementState,
    ReviewDraft,
    ReviewOutcome,
    blockers,
    outcome_of,
    state_of,
)
from app.domain.staff import Session
from app.ports.clock import Clock
from app.ports.countries import CountryNames
from app.ports.media import MediaReader
from app.ports.procedures import ProcedureCatalogue
from app.ports.readers import CaseView, FileView
from app.ports.wording import Wording
from app.stages.queueing import BrowseQueue, Claims
from app.stages.review.committing import CommitReview, PreviewLetter
from app.stages.review.declared import AssessDeclared
from app.stages.review.drafting import Drafting
from app.stages.review.letters import declaration_words
from app.stages.review.opening import OpenCase, PrefetchNext, ReadEvidence, RevealSecret
from app.stages.review.snapshots import KeepSnapshot, ReadSnapshot, RemoveSnapshot
from app.stages.review.undoing import UndoReview
from ui.papers.desk import LedgerUseCases

_UNREAD = frozenset({"NOT_OPENED", "PAGES_UNSEEN", "SLOTS_UNHEARD"})


@dataclass(frozen=True, slots=True)
class ReviewUseCases:
    """Everything the desk can ask for, composed by ``main.py``."""

    claims: Claims
    queue: BrowseQueue
    open_case: OpenCase
    read_evidence: ReadEvidence
    prefetch: PrefetchNext
    reveal: RevealSecret
    mails: LedgerUseCases
    assess: AssessDeclared
    drafting: Drafting
    commit: CommitReview
    undo: UndoReview
    keep_snapshot: KeepSnapshot
    remove_snapshot: RemoveSnapshot
    read_snapshot: ReadSnapshot
    preview: PreviewLetter
    procedures: ProcedureCatalogue
    countries: CountryNames
    wording: Wording
    media: MediaReader
    clock: Clock

    def words_of(self, case: Case) -> DeclarationWords:
        """This person's words in the declaration."""
        return declaration_words(case, self.countries)


@dataclass(frozen=True, slots=True)
class Desk:
    """One case on the desk: what is stored, the reviewer's draft and where they stand in it."""

    view: CaseView
    procedure: Procedure
    draft: ReviewDraft
    selected: str
    today: date
    is_read_only: bool = False
    form_findings: tuple[FieldFinding, ...] = ()

    @property
    def requirement(self) -> Requirement:
        """The requirement being looked at."""
        return self.procedure.requirement(self.selected)

    @property
    def files(self) -> tuple[FileView, ...]:
        """Newest files of the selected requirement."""
        return self.files_of(self.selected)

    def files_of(self, requirement: str) -> tuple[FileView, ...]:
        """Files of the newest round in which the requirement was handed in."""
        mine = [item for item in self.view.files if item.file.requirement == requirement]
        newest = max((item.file.round for item in mine), default=0)
        return tuple(item for item in mine if item.file.round == newest)

    def earlier_files_of(self, requirement: str) -> tuple[FileView, ...]:
        """Files of the round before the newest, to compare a resubmission with."""
        rounds = sorted(
            {item.file.round for item in self.view.files if item.file.requirement == requirement}
        )
        if len(rounds) < 2:
            return ()
        return tuple(
            item
            for item in self.view.files
            if item.file.requirement == requirement and item.file.round == rounds[-2]
        )

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Reasons that fit the selected requirement, suggested ones first, nine at most a page."""
        return self.procedure.reasons_for(self.selected, self.today)

    @property
    def blockers(self) -> tuple[Blocker, ...]:
        """What still stands between the reviewer and the commit."""
        return blockers(self.draft, self.procedure)

    @property
    def outcome(self) -> ReviewOutcome:
        """Where the verdicts given so far would send the case."""
        return outcome_of(self.draft)

    def state_of(self, requirement: str) -> RequirementState:
        """State shown for a requirement."""
        return state_of(self.draft, requirement)

    def lacks(self, requirement: str) -> Blocker | None:
        """What keeps a conforming answer from counting: its pages unseen, its pieces unheard."""
        mine = (one for one in self.blockers if one.requirement == requirement)
        return next((one for one in mine if one.code in _UNREAD), None)

    def first_open(self) -> str:
        """The first requirement without a verdict that counts; after a resubmission the changed."""
        for requirement in self.procedure.requirements:
            state = self.state_of(requirement.code)
            is_open = state in {RequirementState.NOT_SEEN, RequirementState.SEEN}
            if is_open or self.lacks(requirement.code) is not None:
                return requirement.code
        return self.selected or self.procedure.requirements[0].code

    def reasons_with_unheard(
        self, review: RequirementReview, unheard: tuple[str, ...]
    ) -> tuple[str, ...]:
        """The reasons given, those of pieces of the declaration replaced by the unheard ones'."""
        declaration = self.procedure.declaration
        of_slots = {slot.reason for slot in declaration}
        wanted = dict.fromkeys(slot.reason for slot in declaration if slot.code in unheard)
        return (*(code for code in review.reasons if code not in of_slots), *wanted)

    def with_draft(self, draft: ReviewDraft) -> Desk:
        """The same desk with another draft."""
        return replace(self, draft=draft)


def open_desk(cases: ReviewUseCases, session: Session, view: CaseView, is_read_only: bool) -> Desk:
    """Put a case on the desk: its procedure, the draft, the first thing to look at."""
    case = view.case
    procedure = cases.procedures.get(case.procedure, case.procedure_version)
    if case.declared.identifier.kind is not IdentifierKind.CEDULA:
        procedure = procedure.with_passport()
    if is_read_only:
        latest = view.reviews[-1].draft if view.reviews else None
        draft = latest or ReviewDraft(case.id, session.staff_id, case.version, case.round, {})
    else:
        draft = cases.drafting.load(session, case.id)
    today = office_day(cases.clock.now(), case.province)
    first, findings = procedure.requirements[0].code, cases.assess(session, case.id)
    desk = Desk(view, procedure, draft, first, today, is_read_only, findings)
    return replace(desk, selected=desk.first_open())
