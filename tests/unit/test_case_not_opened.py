"""No door leads around the reason for looking at a case in other hands (D24)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.domain.case import Case, CaseFile
from app.domain.errors import AccessDeniedError, RuleViolationError
from app.domain.stated_reason import is_stated, stated_reason
from app.domain.workflow import CaseState
from db.store import SqlStore
from tests.casework import Casework
from tests.reviewing import ReviewDesk


@pytest.fixture
def desk(sqlite_engine) -> ReviewDesk:
    return ReviewDesk(Casework(SqlStore(sqlite_engine)))


@pytest.fixture
def case(desk: ReviewDesk) -> Case:
    """In the hands of a colleague."""
    return desk.office.case(CaseState.TO_REVIEW, reviewer="", holder="clerk2")


def file_of(desk: ReviewDesk, case: Case) -> CaseFile:
    with desk.office.store.look() as stored:
        return stored.cases.files(case.id)[0]


Door = Callable[[ReviewDesk, Case], object]
DOORS: dict[str, Door] = {
    "a file": lambda d, c: d.read(d.office.session("clerk"), file_of(d, c).id),
    "a file as if it were next": lambda d, c: d.read(
        d.office.session("clerk"), file_of(d, c).id, is_prefetch=True
    ),
    "a view": lambda d, c: d.read.record_view(d.office.session("clerk"), file_of(d, c).id),
    "the history": lambda d, c: d.open_case.timeline(d.office.session("clerk"), c.id),
    "a draft": lambda d, c: d.drafting.load(d.office.session("clerk"), c.id),
}


@pytest.mark.parametrize("name", DOORS)
def test_what_was_not_opened_is_not_handed_out(name: str, desk: ReviewDesk, case: Case) -> None:
    with desk.office.unchanged(case), pytest.raises(AccessDeniedError, match="CASE_NOT_OPENED"):
        DOORS[name](desk, case)
    desk.open(case, "clerk")
    if name == "a view":
        # Only of what was handed out can be said that it was painted.
        DOORS["a file as if it were next"](desk, case)
    DOORS[name](desk, case)
    # One reason is good for a working day, not for ever.
    desk.office.clock.forward(hours=13)
    if name != "a draft":
        with pytest.raises(AccessDeniedError, match="CASE_NOT_OPENED"):
            DOORS[name](desk, case)


@pytest.mark.parametrize("text", ["." * 10, "aaaaaaaaaaaa", "a b a b a b a b a b", "no        sé"])
def test_what_says_nothing_is_no_reason(text: str) -> None:
    assert not is_stated(text)
    with pytest.raises(RuleViolationError, match="REASON_TOO_SHORT"):
        stated_reason(text)


def test_a_sentence_is_a_reason() -> None:
    assert stated_reason("  Llamó la persona ") == "Llamó la persona"
