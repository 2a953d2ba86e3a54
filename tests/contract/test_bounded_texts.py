"""Texts that cannot be kept are refused with a code, and a reason has an end, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.domain.draft_size import MAX_DRAFT
from app.domain.errors import RuleViolationError
from app.domain.review import RequirementReview
from app.domain.stated_reason import MAX_REASON
from app.domain.workflow import CaseState
from app.infra.emails import read_email
from app.stages.closing import WithdrawCase, WithdrawCaseCommand
from app.stages.decision import Unfreeze, UnfreezeCommand
from app.stages.queueing import BreakClaimCommand, Claims
from app.stages.registry import OpenPerson
from app.stages.review.opening import OpenCase, OpenCaseCommand
from db.store import SqlStore
from tests.casework import Casework
from tests.reviewing import ReviewDesk

Act = Callable[[str], object]
HALF = "Lo pidió por escrito \ud800"
NUL = "Lo pidió por escrito \0"
LONG = "x" * (MAX_REASON + 1)


@pytest.fixture
def acts(store: SqlStore) -> dict[str, Act]:
    """Every act that asks for a reason, on a case somebody holds."""
    office = Casework(store)
    case = office.case(CaseState.TO_REVIEW, holder="clerk")
    clerk, director = office.session("clerk"), office.session("director")
    withdraw = WithdrawCase(store, office.offices, office.invitations, office.clock)
    seen = case.version
    return {
        "withdraw": lambda why: withdraw(WithdrawCaseCommand(clerk, case.id, seen, why)),
        "break": lambda why: Claims(store, office.clock).break_claim(
            BreakClaimCommand(director, case.id, why)
        ),
        "unfreeze": lambda why: Unfreeze(store, office.clock, read_email)(
            UnfreezeCommand(director, case.person_id, why)
        ),
        "person": lambda why: OpenPerson(store, office.clock)(director, case.person_id, why),
        "case": lambda why: OpenCase(store, office.clock, office.desk)(
            OpenCaseCommand(director, case.id, why)
        ),
    }


@pytest.mark.parametrize("name", ["withdraw", "break", "unfreeze", "person", "case"])
def test_a_reason_has_an_end(name: str, acts: dict[str, Act]) -> None:
    with pytest.raises(RuleViolationError) as caught:
        acts[name](LONG)
    assert (caught.value.code, caught.value.context["maximum"]) == ("REASON_TOO_LONG", MAX_REASON)


@pytest.mark.parametrize("name", ["withdraw", "break", "unfreeze", "person", "case"])
@pytest.mark.parametrize("text", [HALF, NUL])
def test_a_reason_no_database_keeps_is_refused(name: str, text: str, acts: dict[str, Act]) -> None:
    with pytest.raises(RuleViolationError) as caught:
        acts[name](text)
    assert caught.value.code == "TEXT_UNREADABLE"


@pytest.mark.parametrize("text", [HALF, NUL])
def test_a_note_no_database_keeps_is_refused(store: SqlStore, text: str) -> None:
    office = Casework(store)
    desk = ReviewDesk(office)
    case = office.case(CaseState.TO_REVIEW, holder="clerk")
    draft = replace(desk.draft(case), note=text)
    with pytest.raises(RuleViolationError) as caught:
        desk.drafting.save(office.session("clerk"), draft)
    assert caught.value.code == "TEXT_UNREADABLE"


HUGE: list[dict[str, object]] = [
    {"note": "x" * (MAX_DRAFT + 1)},
    {"kept": frozenset(map(str, range(MAX_DRAFT // 8)))},
    {"round": 10**5000},
    {"requirements": {"video": RequirementReview("video", slots={"name": 1e300})}},
    {
        "requirements": {
            "video": RequirementReview("video", fields={"VID-01": ("email",) * (MAX_DRAFT // 12)})
        }
    },
]


@pytest.mark.parametrize("changes", HUGE, ids=["note", "kept", "number", "seconds", "fields"])
def test_a_draft_has_a_size_and_the_last_good_one_stays(
    store: SqlStore, changes: dict[str, object]
) -> None:
    office = Casework(store)
    desk = ReviewDesk(office)
    case, session = office.case(CaseState.TO_REVIEW, holder="clerk"), office.session("clerk")
    largest = replace(desk.draft(case), note="x" * (MAX_DRAFT // 2))
    good = desk.drafting.save(session, largest).draft
    with pytest.raises(RuleViolationError) as caught:
        desk.drafting.save(session, replace(largest, **changes))  # type: ignore[arg-type]
    assert (caught.value.code, caught.value.context["maximum"]) == ("DRAFT_TOO_LARGE", MAX_DRAFT)
    assert desk.drafting.load(session, case.id) == good


def test_no_review_is_committed_larger_than_a_draft(store: SqlStore) -> None:
    office = Casework(store)
    desk = ReviewDesk(office)
    case = office.case(CaseState.TO_REVIEW, reviewer="", holder="clerk")
    draft = desk.draft(case)
    procedure = office.procedures.get(case.procedure, case.procedure_version)
    line = procedure.requirement("id_front").checklist[0].code
    often = replace(draft.of("id_front"), ticked=(line,) * MAX_DRAFT)
    with office.unchanged(case), pytest.raises(RuleViolationError, match="DRAFT_TOO_LARGE"):
        desk.commit_as("clerk", case, draft.with_requirement(often))
