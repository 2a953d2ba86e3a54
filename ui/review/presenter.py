"""State of the case desk; calls the use cases in workers and knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from app.domain.case import Case
from app.domain.ids import CaseId
from app.domain.review import FaceVerdict, RequirementReview, ReviewDraft, Verdict
from app.domain.reviewed import CommittedReview
from app.domain.staff import Session
from app.stages.review.committing import CommitReviewCommand
from app.stages.review.drafting import SavedDraft
from app.stages.review.opening import OpenCaseCommand
from app.stages.review.undoing import UndoReviewCommand
from ui.review.desk import Desk, ReviewUseCases, open_desk
from ui.review.draft_keeper import DraftKeeper
from ui.review.takings import Takings
from ui.tasks import Generation, Lane, Tasks

RENEW_EVERY = timedelta(minutes=1)


class ReviewPresenter(QObject):
    """Runs the verdict loop: take, look, judge, commit, next, undo.

    Attributes:
        sent: number of the case whose review was sent last; ``is_sending`` until it is answered.

    Signals:
        desk_changed: another case, selection or draft (Desk, or None for an empty desk).
        queue_empty: there was nothing to take.
        preview_changed: the citizen's message as it stands (ComposedMessage or None).
        saved: the draft was stored (datetime).
        conflict: somebody else took or changed the case (SavedDraft); the draft is kept.
        committed: the review was stored and can be undone (CommittedReview).
        undone: the review was taken back.
        failed: an expected or unexpected error (Exception).
        busy_changed: an answer is awaited that the person should wait for (bool).
    """

    desk_changed = Signal(object)
    queue_empty = Signal()
    preview_changed = Signal(object)
    saved = Signal(object)
    conflict = Signal(object)
    committed = Signal(object)
    undone = Signal()
    failed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(
        self, cases: ReviewUseCases, session: Session, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._cases = cases
        self._session = session
        self._tasks = tasks
        self._takings = Takings(cases.claims, session)
        self.drafts = DraftKeeper(cases.drafting, session, tasks, self)
        self.drafts.saved.connect(self._on_saved)
        self.drafts.failed.connect(self.failed)
        self._desk: Desk | None = None
        self._last_commit: CommittedReview | None = None
        self._previews = Generation()
        self._openings = Generation()
        self._renewed_at = cases.clock.now()
        self._takes_more = True
        self.sent = ""
        self.is_sending = False

    @property
    def desk(self) -> Desk | None:
        """The case on the desk, or None."""
        return self._desk

    @property
    def session(self) -> Session:
        """Who works here."""
        return self._session

    @property
    def last_commit(self) -> CommittedReview | None:
        """The review that can still be undone, or None."""
        return self._last_commit

    def take_next(self) -> None:
        """Claim the case with least time left and open it."""
        self._load_next()

    def _load_next(self, then: Callable[[], None] | None = None) -> None:
        def work() -> Desk | None:
            taken = self._takings.take_next()
            return self._open(taken) if taken is not None else None

        self._load(work, then)

    def take(self, case_id: CaseId) -> None:
        """Claim one case and open it."""

        def work() -> Desk | None:
            self._takings.take(case_id)
            return self._open(case_id)

        self._load(work)

    def look_at(self, case_id: CaseId, reason: str) -> None:
        """Open a case one does not hold, for reading, with a reason."""
        self._load(lambda: self._open(case_id, reason))

    def release(self) -> None:
        """Give the case back; the draft stays."""
        desk = self._desk
        if desk is None:
            return
        case_id, is_held = desk.view.case.id, not desk.is_read_only
        self._show(None)
        if is_held:
            self._tasks.run(
                lambda: self._cases.claims.release(self._session, case_id),
                owner=self,
                on_error=self.failed.emit,
                lane=Lane.WRITE,
            )

    def select(self, requirement: str) -> None:
        """Look at another requirement."""
        if self._desk is not None and requirement != self._desk.selected:
            self._show(replace(self._desk, selected=requirement))

    def step(self, by: int) -> None:
        """Go to the next (+1) or previous (-1) requirement."""
        desk = self._desk
        if desk is None:
            return
        codes = [item.code for item in desk.procedure.requirements]
        place = max(0, min(len(codes) - 1, codes.index(desk.selected) + by))
        self.select(codes[place])

    def page_seen(self, index: int, total: int) -> None:
        """Note that a page or file of the selected requirement was really shown."""
        review = self._review()
        if review is None:
            return
        # Files are read one after another: what was counted before of this round stands.
        total = max(total, review.pages_total)
        if index not in review.pages_seen or review.pages_total != total:
            self._judge(replace(review, pages_seen=review.pages_seen | {index}, pages_total=total))

    def tick_slot(self, slot: str, seconds: float | None, is_silent: bool = False) -> None:
        """Note when a piece of the declaration was heard; None takes the tick back."""
        review, desk = self._review(), self._desk
        if review is None or desk is None:
            return
        ticked = review.with_slot(slot, seconds, is_silent=is_silent)
        self._judge(replace(ticked, reasons=desk.reasons_with_unheard(review, ticked.unheard)))

    def mark_unheard(self, slot: str) -> None:
        """Note that a piece of the declaration is missing; its reason is chosen with it."""
        review, desk = self._review(), self._desk
        if review is None or desk is None or slot in review.unheard:
            return
        left, unheard = review.with_slot(slot, None), (*review.unheard, slot)
        reasons = desk.reasons_with_unheard(review, unheard)
        verdict = review.verdict or Verdict.ASK_AGAIN
        self._judge(replace(left, unheard=unheard, reasons=reasons, verdict=verdict))

    def give(self, verdict: Verdict) -> None:
        """Give a verdict; a conforming one moves on to the next open requirement."""
        review = self._review()
        if review is None:
            return
        keeps = verdict in {Verdict.ASK_AGAIN, Verdict.FAILS, Verdict.DOUBT}
        self._judge(replace(review, verdict=verdict, reasons=review.reasons if keeps else ()))
        is_whole = self._desk is not None and self._desk.lacks(review.requirement) is None
        if not keeps and is_whole and self._desk is not None:
            self.select(self._desk.first_open())

    def toggle_reason(self, code: str) -> None:
        """Choose a reason or take it back; choosing one asks again unless a verdict is given."""
        review = self._review()
        if review is None:
            return
        chosen = code in review.reasons
        others = tuple(item for item in review.reasons if item != code)
        reasons = others if chosen else (*others, code)
        verdict = review.verdict
        if not chosen and verdict not in {Verdict.ASK_AGAIN, Verdict.FAILS}:
            verdict = Verdict.ASK_AGAIN
        self._judge(replace(review, reasons=reasons, verdict=verdict))

    def toggle_field(self, reason: str, code: str) -> None:
        """Name a field of the form for a reason, or take it back."""
        review = self._review()
        if review is not None:
            self._judge(review.with_field(reason, code))

    def toggle_check(self, code: str) -> None:
        """Tick or untick a line of the checklist."""
        review = self._review()
        if review is None:
            return
        others = tuple(item for item in review.ticked if item != code)
        ticked = others if code in review.ticked else (*others, code)
        self._judge(replace(review, ticked=ticked))

    def answer_faces(self, answer: FaceVerdict, compared: tuple[str, ...]) -> None:
        """Answer whether the faces on show are the same person."""
        if self._desk is not None:
            self._keep(replace(self._desk.draft, faces=answer, faces_compared=compared))

    def write_note(self, note: str) -> None:
        """Replace the internal note."""
        if self._desk is not None and note != self._desk.draft.note:
            self._keep(replace(self._desk.draft, note=note))

    def write_zone(self, zone: str) -> None:
        """Replace the machine-readable zone typed off the document."""
        if self._desk is not None and zone != self._desk.draft.zone:
            self._keep(replace(self._desk.draft, zone=zone))

    def write_personal_line(self, line: str) -> None:
        """Replace the line added to the citizen's message."""
        if self._desk is not None and line != self._desk.draft.personal_line:
            self._keep(replace(self._desk.draft, personal_line=line))

    def commit(self, advance: bool = True) -> None:
        """Commit the review; then open the next case or empty the desk."""
        desk = self._desk
        if desk is None or desk.is_read_only or desk.blockers:
            return
        case = desk.view.case
        command = CommitReviewCommand(self._session, case.id, case.version, desk.draft)
        openings = self._openings.number

        def done(review: CommittedReview) -> None:
            # Whoever asked for a case meanwhile waits for that one, not for the next.
            is_awaited = self._openings.number != openings
            self.is_sending = False
            self.busy_changed.emit(is_awaited)
            self._last_commit = review
            self._show(None)
            self.committed.emit(review)
            if advance and self._takes_more and not is_awaited:
                self.take_next()

        self.sent, self.is_sending, self._takes_more = case.number, True, True
        self._last_commit = None
        self.busy_changed.emit(True)
        self._tasks.run(
            lambda: self._cases.commit(command),
            owner=self,
            on_done=done,
            on_error=self._refused,
            lane=Lane.WRITE,
        )

    def stop_taking(self) -> None:
        """The person goes: no next case follows the review that is being stored."""
        self._takes_more = False

    def undo(self) -> None:
        """Take the last commit back while its time lasts, and open that case again."""
        review = self._last_commit
        if review is None:
            return
        shown = self._desk.view.case.id if self._desk and not self._desk.is_read_only else None
        self._last_commit = None

        def work() -> Desk | None:
            # First, because what is too late to undo must not cost the case that came after.
            self._cases.undo(UndoReviewCommand(self._session, review.case_id, review.id))
            self._takings.give_back(shown)
            self._takings.take(review.case_id)
            return self._open(review.case_id)

        def failed(error: Exception) -> None:
            if self._desk is None and self._takings.unshown is not None:
                self._load_next(lambda: self.failed.emit(error))
            else:
                self._fail(error)

        self._load(work, self.undone.emit, failed)

    def adopt(self, saved: SavedDraft) -> None:
        """After a conflict: take the case again if free, and base the draft on it as it stands."""
        case_id = saved.draft.case_id

        def work() -> Desk | None:
            self._takings.take(case_id)
            self._cases.drafting.adopt(self._session, saved.draft)
            return self._open(case_id)

        self._load(work)

    def touch(self) -> None:
        """Somebody is working: prolong the claim now and then, silently (D1)."""
        desk, now = self._desk, self._cases.clock.now()
        if desk is None or desk.is_read_only or now - self._renewed_at < RENEW_EVERY:
            return
        self._renewed_at = now
        case_id = desk.view.case.id
        self._tasks.run(
            lambda: self._cases.claims.renew(self._session, case_id),
            owner=self,
            on_error=self.failed.emit,
            lane=Lane.WRITE,
        )

    def _open(self, case_id: CaseId, reason: str = "") -> Desk:
        view = self._cases.open_case(OpenCaseCommand(self._session, case_id, reason))
        return open_desk(self._cases, self._session, view, is_read_only=not self._holds(view.case))

    def _holds(self, case: Case) -> bool:
        return case.claim is not None and case.claim.staff_id == self._session.staff_id

    def _load(
        self,
        work: Callable[[], Desk | None],
        then: Callable[[], None] | None = None,
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        def done(desk: Desk | None) -> None:
            self.busy_changed.emit(False)
            self._show(desk)
            if desk is None:
                self.queue_empty.emit()
            else:
                self._takings.is_shown(desk.view.case.id)
            if then is not None:
                then()

        self._openings.advance()
        self.busy_changed.emit(True)
        self._tasks.run(
            work,
            owner=self,
            on_done=done,
            on_error=on_error or self._fail,
            lane=Lane.WRITE,
            generation=self._openings,
        )

    def _fail(self, error: Exception) -> None:
        self.is_sending = False
        self.busy_changed.emit(False)
        self.failed.emit(error)

    def _refused(self, error: Exception) -> None:
        self._fail(error)
        if getattr(error, "code", "") == "DRAFT_STALE" and self._desk is not None:
            # Stored once more it comes back as stale, beside what changed meanwhile.
            self._keep(self._desk.draft)

    def _show(self, desk: Desk | None) -> None:
        self._desk = desk
        self.desk_changed.emit(desk)
        self._compose()

    def _review(self) -> RequirementReview | None:
        if self._desk is None or self._desk.is_read_only:
            return None
        return self._desk.draft.of(self._desk.selected)

    def _judge(self, review: RequirementReview) -> None:
        if self._desk is not None:
            self._keep(self._desk.draft.with_requirement(review))

    def _keep(self, draft: ReviewDraft) -> None:
        if self._desk is None:
            return
        self._show(self._desk.with_draft(draft))
        self.drafts.keep(draft)

    def _on_saved(self, saved: SavedDraft) -> None:
        self.saved.emit(saved.draft.updated_at)
        desk = self._desk
        if saved.draft.is_stale and desk is not None and desk.view.case.id == saved.case.id:
            self._desk = desk.with_draft(replace(desk.draft, is_stale=True))
            self.conflict.emit(saved)

    def _compose(self) -> None:
        self._previews.advance()
        desk = self._desk
        if desk is None:
            self.preview_changed.emit(None)
            return
        self._tasks.run(
            lambda: self._cases.preview(desk.view, desk.draft),
            owner=self,
            on_done=self.preview_changed.emit,
            on_error=lambda _error: self.preview_changed.emit(None),
            generation=self._previews,
        )
