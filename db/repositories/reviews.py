"""Drafts and committed reviews."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete, func, select, update

from app.domain.errors import RuleViolationError
from app.domain.ids import CaseId, StaffId
from app.domain.review import ReviewDraft, ReviewOutcome
from app.domain.reviewed import CommittedReview
from db.link import Link
from db.mapping.judgement_rows import review_from, review_values
from db.payload import from_json, to_json
from db.row_seals import REVIEW, seal_of
from db.tables import review_drafts, reviews


class SqlDrafts:
    """``app.ports.repositories.Drafts`` on either database."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def get(self, case_id: CaseId, staff_id: StaffId) -> ReviewDraft | None:
        """The work in progress of that person on that case."""
        row = self._link.row(
            select(review_drafts).where(
                review_drafts.c.case_id == case_id, review_drafts.c.staff_id == staff_id
            )
        )
        if row is None:
            return None
        return replace(from_json(ReviewDraft, row["draft"]), is_stale=row["is_stale"])

    def put(self, draft: ReviewDraft) -> None:
        """Keep the work in progress."""
        values = {"draft": to_json(draft), "is_stale": draft.is_stale}
        upsert = self._link.upsert(review_drafts).values(
            case_id=draft.case_id, staff_id=draft.staff_id, **values
        )
        key = [review_drafts.c.case_id, review_drafts.c.staff_id]
        self._link.run(upsert.on_conflict_do_update(index_elements=key, set_=values))

    def mark_stale(self, case_id: CaseId, except_for: StaffId | None) -> None:
        """Mark the drafts of everybody else as overtaken; nobody's work is removed (D2)."""
        others = review_drafts.c.case_id == case_id
        if except_for is not None:
            others &= review_drafts.c.staff_id != except_for
        self._link.run(update(review_drafts).where(others).values(is_stale=True))

    def remove(self, case_id: CaseId, staff_id: StaffId) -> None:
        """Forget a draft, once committed."""
        self._link.run(
            delete(review_drafts).where(
                review_drafts.c.case_id == case_id, review_drafts.c.staff_id == staff_id
            )
        )

    def of_staff(self, staff_id: StaffId) -> tuple[ReviewDraft, ...]:
        """All work in progress of one person, by case."""
        rows = self._link.rows(
            select(review_drafts)
            .where(review_drafts.c.staff_id == staff_id)
            .order_by(review_drafts.c.case_id)
        )
        return tuple(
            replace(from_json(ReviewDraft, row["draft"]), is_stale=row["is_stale"]) for row in rows
        )


class SqlReviews:
    """``app.ports.repositories.Reviews`` on either database."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def add(self, review: CommittedReview) -> None:
        """Store a review; from then on only ``undone_at`` can change, once."""
        self._link.insert(reviews, review_values(review))

    def latest(self, case_id: CaseId) -> CommittedReview | None:
        """The newest review that was not undone."""
        standing = [review for review in self.all(case_id) if review.undone_at is None]
        return standing[-1] if standing else None

    def all(self, case_id: CaseId) -> tuple[CommittedReview, ...]:
        """All reviews of a case, oldest first."""
        return tuple(
            review_from(row)
            for row in self._link.rows(
                select(reviews)
                .where(reviews.c.case_id == case_id)
                .order_by(reviews.c.committed_at, reviews.c.id)
            )
        )

    def undo(self, review_id: str, at: datetime) -> None:
        """Note that a review was undone; raises ``REVIEW_NOT_STANDING``."""
        standing = (reviews.c.id == review_id) & reviews.c.undone_at.is_(None)
        if self._link.run(update(reviews).where(standing).values(undone_at=at)) != 1:
            raise RuleViolationError("REVIEW_NOT_STANDING", review=review_id)

    def seal(self, review_id: str) -> str:
        """Hash of the stored review."""
        row = self._link.row(select(reviews).where(reviews.c.id == review_id))
        return "" if row is None else seal_of(row, REVIEW)

    def count_by_outcome(self, staff_id: StaffId, since: datetime) -> Mapping[ReviewOutcome, int]:
        """How many reviews that stand ended how; every outcome is named."""
        rows = self._link.rows(
            select(reviews.c.outcome, func.count().label("reviews"))
            .where(
                reviews.c.staff_id == staff_id,
                reviews.c.committed_at >= since,
                reviews.c.undone_at.is_(None),
            )
            .group_by(reviews.c.outcome)
        )
        counted = {row["outcome"]: int(row["reviews"]) for row in rows}
        return {outcome: counted.get(outcome, 0) for outcome in ReviewOutcome}
