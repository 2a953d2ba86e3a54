"""The risk mark of a machine-readable zone that disagrees with the declaration.

It follows the newest standing review in which a zone was typed, so that taking a review back takes
its mark back, and a later round without the document keeps it.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from app.domain.case import Case
from app.domain.mrz.document_check import check_document
from app.domain.risk import RiskCode, mismatch_mark
from app.ports.unit_of_work import UnitOfWork

_OF_THE_REVIEW: Final = frozenset({RiskCode.MRZ_MISMATCH, RiskCode.REVIEWED_FAST})


def mark_mismatch(uow: UnitOfWork, case: Case, on: date) -> tuple[str, ...]:
    """Put or take away ``MRZ_MISMATCH``; returns the names of what disagrees."""
    typed = [
        review.draft.zone
        for review in uow.reviews.all(case.id)
        if review.undone_at is None and review.draft.zone.strip()
    ]
    differences: tuple[str, ...] = ()
    if typed:
        differences = check_document(typed[-1], uow.cases.declared(case.id), on).differences
    mark = mismatch_mark(differences)
    before = uow.cases.risk_marks(case.id)
    # How fast the documents were accepted is counted anew by whoever accepts them.
    others = [one for one in before if one.code not in _OF_THE_REVIEW]
    after = [mark, *others] if mark is not None else others
    if after != list(before):
        uow.cases.put_risk_marks(case.id, after)
    return differences
