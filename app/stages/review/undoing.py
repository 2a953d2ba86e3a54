"""Taking a review back within ten seconds: the case returns, its message never leaves (D4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.audit import AuditEntry, case_chain
from app.domain.case import Case
from app.domain.duties import Operation, require_duty
from app.domain.errors import AccessDeniedError, RuleViolationError
from app.domain.ids import CaseId
from app.domain.office_zone import office_day
from app.domain.reviewed import CommittedReview
from app.domain.staff import Session
from app.domain.workflow import CaseState, Move, check_transition
from app.ports.clock import Clock
from app.ports.unit_of_work import Store, UnitOfWork
from app.stages.review.document_zone import mark_mismatch
from app.trail.refusals import on_record


@dataclass(frozen=True, slots=True)
class UndoReviewCommand:
    """Take back one's own review while its time lasts."""

    session: Session
    case_id: CaseId
    review_id: str


@on_record
class UndoReview:
    """Takes a review back: the case returns, its message is cancelled, the draft is there again."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, command: UndoReviewCommand) -> Case:
        """Return the case as it stands again.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``, or ``UNDO_NOT_YOURS`` for somebody else's
                review.
            RuleViolationError: ``UNDO_TOO_LATE`` when the time is over, the message left, or
                the case went on.
        """
        now = self._clock.now()
        session = command.session
        require_duty(session, Operation.COMMIT_REVIEW)
        with self._store.write() as uow:
            case = uow.cases.get_still(command.case_id)
            review = uow.reviews.latest(command.case_id)
            if review is None or review.id != command.review_id or now > review.undo_until:
                raise RuleViolationError("UNDO_TOO_LATE", number=case.number)
            if review.staff_id != session.staff_id:
                raise AccessDeniedError("UNDO_NOT_YOURS", number=case.number)
            if uow.outbox.cancel(review.messages) != len(review.messages):
                raise RuleViolationError("UNDO_TOO_LATE", number=case.number)
            restored = self._restore(uow, case, review, now)
            uow.audit.append(
                AuditEntry(
                    case_chain(case.id),
                    "review.undone",
                    session.staff_id,
                    now,
                    session.workstation,
                    {"review": review.id, "outcome": review.outcome.value},
                )
            )
            uow.commit()
        return restored

    @staticmethod
    def _restore(uow: UnitOfWork, case: Case, review: CommittedReview, now: datetime) -> Case:
        check_transition(Move.UNDO_REVIEW, case.state, review.came_from)
        if case.claim is not None and case.claim.staff_id != review.staff_id:
            raise RuleViolationError("UNDO_TOO_LATE", number=case.number)
        if case.state is CaseState.AWAITING_CITIZEN:
            uow.cases.resume(case.id, now)
        back = replace(case, state=review.came_from, state_since=now, due_at=review.due_before)
        restored = uow.cases.save(back, case.version)
        uow.reviews.undo(review.id, now)
        mark_mismatch(uow, restored, office_day(now, case.province))
        version = restored.version
        uow.drafts.put(replace(review.draft, case_version=version, updated_at=now, is_stale=False))
        return restored
