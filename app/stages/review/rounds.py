"""What is settled before a draft is written: by earlier rounds, by frames that were kept.

Read from the store and from nowhere else.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from app.domain.case import Case
from app.domain.ids import StaffId
from app.domain.review import CarriedOver, ReviewDraft, carried_over, is_doubted
from app.ports.unit_of_work import UnitOfWork


def carried_into(uow: UnitOfWork, case: Case) -> CarriedOver:
    """What stays of the newest review of an earlier round; nothing in the first round.

    A doubt of any review of the earlier rounds stays, whoever reviewed after it.
    A second reviewer of the same round is bound by nothing the first one accepted.
    """
    reviews = [
        review
        for review in uow.reviews.all(case.id)
        if review.undone_at is None and review.round < case.round
    ]
    if not reviews:
        return CarriedOver()
    newest = max(reviews, key=lambda review: (review.round, review.committed_at))
    again = frozenset(
        file.requirement for file in uow.cases.files(case.id) if file.round == case.round
    )
    carried = carried_over(newest.draft, again)
    return replace(carried, had_doubt=any(is_doubted(review.draft) for review in reviews))


def fresh_draft(uow: UnitOfWork, case: Case, staff_id: StaffId, at: datetime) -> ReviewDraft:
    """An empty draft of this round with what stays accepted."""
    carried = carried_into(uow, case)
    return ReviewDraft(
        case_id=case.id,
        staff_id=staff_id,
        case_version=case.version,
        round=case.round,
        requirements={},
        kept=carried.kept,
        faces_settled=carried.faces_settled,
        had_doubt=carried.had_doubt,
        started_at=at,
    )


def draft_in_work(uow: UnitOfWork, case: Case, staff_id: StaffId, at: datetime) -> ReviewDraft:
    """The stored draft of this round, or a fresh one."""
    stored = uow.drafts.get(case.id, staff_id)
    is_of_round = stored is not None and stored.round == case.round
    return stored if stored and is_of_round else fresh_draft(uow, case, staff_id, at)


def with_kept_frames(uow: UnitOfWork, draft: ReviewDraft, staff_id: StaffId) -> ReviewDraft:
    """The draft with the frames the store keeps for it, whatever the caller says of them."""
    stored = uow.drafts.get(draft.case_id, staff_id)
    is_of_round = stored is not None and stored.round == draft.round
    return replace(draft, snapshots=stored.snapshots if stored and is_of_round else ())
