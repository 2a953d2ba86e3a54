"""Reviewers' work in progress: loaded, saved at every key, never lost (D2)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.case import Case
from app.domain.draft_size import require_bounded
from app.domain.duties import Operation, require
from app.domain.ids import CaseId
from app.domain.review import ReviewDraft
from app.domain.reviewed import CommittedReview
from app.domain.staff import Session
from app.ports.clock import Clock
from app.ports.unit_of_work import Store
from app.stages.review.rounds import draft_in_work, fresh_draft, with_kept_frames
from app.trail.openings import require_opened
from app.trail.readings import Readings
from app.trail.refusals import on_record


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """What became of a save.

    Attributes:
        draft: as stored.
        is_held: whether the person still holds the case.
        holder_name: who does otherwise; empty for nobody.
        case: the case as it stands now, for the comparison when the draft is stale.
        latest_review: what somebody else committed meanwhile, for the same comparison.
    """

    draft: ReviewDraft
    is_held: bool
    holder_name: str
    case: Case
    latest_review: CommittedReview | None = None


@on_record
class Drafting:
    """Loads and saves the draft of one person on one case."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._readings = Readings(store, clock)

    def load(self, session: Session, case_id: CaseId) -> ReviewDraft:
        """Return the stored draft of this round, or a new one with what stays accepted.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``, a separation, or ``CASE_NOT_OPENED`` for a
                case of others that was not opened.
        """
        with self._store.write() as uow:
            require(session, Operation.SAVE_REVIEW_DRAFT, uow.cases.hands(case_id))
            case = uow.cases.get(case_id)
            if uow.drafts.get(case_id, session.staff_id) is None:
                # What one wrote oneself stays one's own, also once the case is in other hands.
                require_opened(uow, session, case, self._clock.now())
            stored = draft_in_work(uow, case, session.staff_id, self._clock.now())
        self._readings.of_case(session, case, "draft")
        return stored

    def save(self, session: Session, draft: ReviewDraft) -> SavedDraft:
        """Store the draft whatever happened to the case meanwhile.

        A draft is private work and always kept; it is marked stale when the case moved on or
        went to somebody else, and then cannot be committed.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED`` or the person is the one concerned.
            RuleViolationError: ``DRAFT_TOO_LARGE``; what was stored before stays.
        """
        now = self._clock.now()
        with self._store.write() as uow:
            require(session, Operation.SAVE_REVIEW_DRAFT, uow.cases.hands(draft.case_id))
            draft = with_kept_frames(uow, draft, session.staff_id)
            require_bounded(draft)
            case = uow.cases.get(draft.case_id)
            claim = case.claim
            is_held = (
                claim is not None and claim.staff_id == session.staff_id and claim.lease_until > now
            )
            is_stale = not is_held or case.version != draft.case_version
            stored = replace(draft, staff_id=session.staff_id, updated_at=now, is_stale=is_stale)
            uow.drafts.put(stored)
            holder = "" if claim is None or is_held else uow.staff.get(claim.staff_id).full_name
            latest = uow.reviews.latest(draft.case_id) if is_stale else None
            uow.commit()
        self._readings.of_case(session, case, "draft")
        return SavedDraft(stored, is_held, holder, case, latest)

    def adopt(self, session: Session, draft: ReviewDraft) -> SavedDraft:
        """Base a stale draft on the case as it stands now, after the person compared both."""
        with self._store.write() as uow:
            require(session, Operation.SAVE_REVIEW_DRAFT, uow.cases.hands(draft.case_id))
            case = uow.cases.get(draft.case_id)
            based = replace(draft, case_version=case.version)
            if draft.round != case.round:
                # Verdicts are about the files of their round; only the words are still good.
                fresh = fresh_draft(uow, case, session.staff_id, self._clock.now())
                based = replace(fresh, note=draft.note, personal_line=draft.personal_line)
        return self.save(session, based)
