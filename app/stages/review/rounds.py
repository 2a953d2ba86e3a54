"""What earlier rounds settle for the present one, read from the store and from nowhere else."""

from __future__ import annotations

from dataclasses import replace

from app.domain.case import Case
from app.domain.review import CarriedOver, carried_over, is_doubted
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
