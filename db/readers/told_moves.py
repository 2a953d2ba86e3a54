"""Where the events of a case say that it stands: each move retold from the first to the last."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from app.domain.review import ReviewOutcome
from app.domain.workflow import CaseState
from db.readers.told import Told

_FIXED: Final = {
    "case.received": CaseState.RECEIVED,
    "case.resubmitted": CaseState.RECEIVED,
    "call.scheduled": CaseState.CALL_SCHEDULED,
    "case.withdrawn": CaseState.WITHDRAWN,
    "case.closed_unanswered": CaseState.ABANDONED,
}
_NAMED: Final = frozenset(
    {
        "call.outcome_recorded", "case.validation_taken_over", "case.validation_reassigned",
        "case.approved", "case.refused", "case.applied_after_hold", "case.stopped_by_person",
    }
)  # fmt: skip
"""These name the state themselves."""

_REVIEWED: Final = {
    ReviewOutcome.ACCEPT.value: CaseState.TO_SCHEDULE,
    ReviewOutcome.RETURN.value: CaseState.AWAITING_CITIZEN,
    ReviewOutcome.REFUSE.value: CaseState.REFUSED,
    ReviewOutcome.SECOND_REVIEW.value: CaseState.SECOND_REVIEW,
}
MOVES: Final = frozenset({*_FIXED, *_NAMED, "case.inspected", "review.committed", "review.undone"})


class Stand(NamedTuple):
    """The last move that was told and the state after it; None where no event says it."""

    by: Told | None = None
    state: str | None = None


def stand_of(told: Iterable[Told]) -> Stand:
    """Retell the moves of one case."""
    now, before_review = Stand(), Stand()
    for one in told:
        if one.action in _FIXED:
            now = Stand(one, _FIXED[one.action].value)
        elif one.action in _NAMED:
            now = Stand(one, one.details.get("state"))
        elif one.action == "review.committed":
            before_review, now = now, Stand(one, _REVIEWED.get(one.details.get("outcome", "")))
        elif one.action == "review.undone":
            now = Stand(one, before_review.state)
        elif one.action == "case.inspected" and now.state in {None, CaseState.RECEIVED}:
            # A file inspected again later moves nothing.
            now = Stand(one, one.details.get("state"))
    return now
