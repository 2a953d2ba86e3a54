"""Documents accepted in seconds: the validator is told, whoever accepted them (D17)."""

from __future__ import annotations

import json

import pytest

from app.domain.audit import case_chain
from app.domain.case import Case
from app.domain.risk import RiskCode
from app.domain.workflow import CaseState
from app.stages.decision import ComparisonQuery, ComparisonRows
from db.store import SqlStore
from tests.casework import START, Casework
from tests.reviewing import ReviewDesk, again

FAST = RiskCode.REVIEWED_FAST


@pytest.fixture
def desk(sqlite_engine) -> ReviewDesk:
    return ReviewDesk(Casework(SqlStore(sqlite_engine)))


def taken(desk: ReviewDesk) -> Case:
    case = desk.office.case(CaseState.TO_REVIEW, reviewer="")
    return desk.claims.take(desk.office.session("clerk"), case.id)


def seen_by_the_validator(desk: ReviewDesk, case: Case) -> dict[RiskCode, object]:
    office = desk.office
    compare = ComparisonRows(office.store, office.desk, office.clock)
    found = compare(ComparisonQuery(office.session("validator"), case.id)).marks
    return {mark.code: dict(mark.facts) for mark in found}


def stored(desk: ReviewDesk, case: Case) -> set[RiskCode]:
    with desk.office.store.look() as look:
        return {mark.code for mark in look.cases.risk_marks(case.id)}


@pytest.mark.parametrize(("seconds", "is_fast"), [(44, True), (45, False)])
def test_documents_accepted_in_seconds_are_a_warning_to_the_validator(
    desk: ReviewDesk, seconds: int, is_fast: bool
) -> None:
    case = taken(desk)
    # The case was in hand for long; it is the work on it that is counted.
    desk.office.clock.forward(minutes=9)
    draft = desk.draft(case)
    desk.office.clock.forward(seconds=seconds)
    desk.commit_as("clerk", case, draft)
    assert (FAST in seen_by_the_validator(desk, case)) is is_fast
    assert (FAST in stored(desk, case)) is is_fast
    events = [json.loads(one.canonical) for one in desk.office.events(case_chain(case.id))]
    (details,) = (one["details"] for one in events if one["action"] == "review.committed")
    assert ("REVIEWED_FAST" in details["marks"]) is is_fast
    if is_fast:
        assert seen_by_the_validator(desk, case)[FAST] == {"seconds": seconds, "limit": 45}


def test_from_when_on_is_a_setting(desk: ReviewDesk) -> None:
    with desk.office.store.write() as uow:
        uow.settings.put("risk.quick_review_seconds", "10", START.date(), None, START)
        uow.commit()
    case = taken(desk)
    draft = desk.draft(case)
    desk.office.clock.forward(seconds=11)
    desk.commit_as("clerk", case, draft)
    assert FAST not in seen_by_the_validator(desk, case)


def test_asking_for_a_correction_in_seconds_accepts_nothing(desk: ReviewDesk) -> None:
    case = taken(desk)
    draft = desk.draft(case, id_front=again("id_front", "CED-01"))
    desk.commit_as("clerk", case, draft)
    assert FAST not in seen_by_the_validator(desk, case)


def test_a_review_taken_back_marks_nothing(desk: ReviewDesk) -> None:
    case = taken(desk)
    review = desk.commit_as("clerk", case, desk.draft(case))
    assert FAST in seen_by_the_validator(desk, case)
    desk.undo("clerk", review)
    assert FAST not in seen_by_the_validator(desk, case)
    assert FAST not in stored(desk, case)
