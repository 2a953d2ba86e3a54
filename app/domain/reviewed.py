"""A committed review: verdicts with the catalogue version they were given under."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.ids import CaseId, MessageId, StaffId
from app.domain.review import ReviewDraft, ReviewOutcome
from app.domain.workflow import CaseState


@dataclass(frozen=True, slots=True)
class CommittedReview:
    """What a reviewer decided in one round.

    Attributes:
        draft: the work as it stood when committed; frozen from then on.
        catalogue_version: version of the procedure whose reason codes are used.
        came_from: state before, to which undo returns.
        due_before: end of the term before the commit, to which undo returns.
        undo_until: last instant at which it can be undone (D4).
        messages: outbox messages that undo cancels.
    """

    id: str
    case_id: CaseId
    staff_id: StaffId
    round: int
    outcome: ReviewOutcome
    draft: ReviewDraft
    catalogue_version: str
    committed_at: datetime
    came_from: CaseState
    undo_until: datetime
    messages: tuple[MessageId, ...] = ()
    undone_at: datetime | None = None
    due_before: datetime | None = None
