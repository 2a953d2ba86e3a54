"""Read marks are held against the procedure and what inspection found, whoever writes them (D6)."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import replace

import pytest

from app.domain.case import Case
from app.domain.errors import RuleViolationError
from app.domain.ids import FileId
from app.domain.review import (
    FACES,
    MAX_REVIEW_NOTE,
    FaceVerdict,
    RequirementReview,
    ReviewDraft,
    Verdict,
    blockers,
    carried_over,
)
from app.domain.workflow import CaseState
from db.store import SqlStore
from tests.casework import Casework
from tests.reviewing import ReviewDesk

Change = Callable[[RequirementReview], RequirementReview]


@pytest.fixture
def desk(sqlite_engine) -> ReviewDesk:
    return ReviewDesk(Casework(SqlStore(sqlite_engine)))


@pytest.fixture
def case(desk: ReviewDesk) -> Case:
    return desk.office.case(CaseState.TO_REVIEW, reviewer="", holder="clerk")


def pages(total: int, *seen: int) -> Change:
    return lambda review: replace(review, pages_total=total, pages_seen=frozenset(seen))


def heard(at: float) -> Change:
    return lambda review: replace(review, slots=dict.fromkeys(review.slots, at))


def refused(desk: ReviewDesk, case: Case, draft: ReviewDraft) -> RuleViolationError:
    with desk.office.unchanged(case), pytest.raises(RuleViolationError) as caught:
        desk.commit_as("clerk", case, draft)
    return caught.value


@pytest.mark.parametrize(
    ("requirement", "change", "mark"),
    [
        ("request_form", pages(1, 77), "pages"),
        ("request_form", pages(1, -1), "pages"),
        ("request_form", pages(-1, 0), "pages"),
        ("id_front", pages(1, 10**30), "pages"),
        ("id_front", pages(10**30, 0), "pages"),
        ("id_front", pages(0, 10**30), "pages"),
        ("video", heard(math.nan), "slots"),
        ("video", heard(math.inf), "slots"),
        ("video", heard(-1e9), "slots"),
        ("video", heard(1e9), "slots"),
        ("video", lambda review: replace(review, slots={**review.slots, "x": 1.0}), "slots"),
        ("video", lambda review: replace(review, unheard=("x",)), "slots"),
        ("video", lambda review: replace(review, silent=("x",)), "slots"),
        ("id_front", lambda review: replace(review, ticked=("x",)), "ticked"),
        ("id_front", lambda review: replace(review, reasons=("NO-99",)), "reasons"),
        ("id_front", lambda review: replace(review, reasons=("VID-01",)), "reasons"),
        ("request_form", lambda review: replace(review, fields={"x": ("email",)}), "reasons"),
    ],
)
def test_a_mark_no_window_sets_is_refused(
    desk: ReviewDesk, case: Case, requirement: str, change: Change, mark: str
) -> None:
    draft = desk.draft(case)
    forged = draft.with_requirement(change(draft.of(requirement)))
    error = refused(desk, case, forged)
    assert error.code == "REVIEW_MARKS_UNSOUND"
    assert error.context == {"mark": mark, "requirement": requirement}


def test_a_requirement_the_procedure_does_not_have_is_refused(desk: ReviewDesk, case: Case) -> None:
    draft = desk.draft(case)
    added = draft.with_requirement(RequirementReview("no_such", Verdict.CONFORMS))
    misnamed = replace(
        draft, requirements={**draft.requirements, "id_front": draft.of("face_photo")}
    )
    for forged in (added, misnamed):
        assert refused(desk, case, forged).context["mark"] == "requirement"


def test_a_zone_longer_than_any_is_refused(desk: ReviewDesk, case: Case) -> None:
    error = refused(desk, case, replace(desk.draft(case), zone="P<" * 101))
    assert (error.code, error.context["mark"]) == ("REVIEW_MARKS_UNSOUND", "zone")


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_characters_no_database_keeps_are_refused(desk: ReviewDesk, case: Case, text: str) -> None:
    draft = desk.draft(case)
    for forged in (replace(draft, note=text), replace(draft, zone=text)):
        assert refused(desk, case, forged).code == "TEXT_UNREADABLE"


def test_the_note_has_a_bound(desk: ReviewDesk, case: Case) -> None:
    draft = replace(desk.draft(case), note="x" * (MAX_REVIEW_NOTE + 1))
    assert refused(desk, case, draft).context["blocker"] == "NOTE_TOO_LONG"
    desk.commit_as("clerk", case, replace(draft, note=draft.note[1:]))


@pytest.mark.parametrize("compared", [None, (), ("live",), ("live", "live"), ("live", "x")])
def test_one_face_alone_is_not_the_same_person_as_any(
    desk: ReviewDesk, case: Case, compared: tuple[str, ...] | None
) -> None:
    draft = replace(desk.draft(case), faces_compared=compared)
    assert refused(desk, case, draft).context["blocker"] == "FACES_TOO_FEW"
    assert not carried_over(draft, frozenset()).faces_settled
    desk.commit_as("clerk", case, replace(draft, faces_compared=FACES[:2]))


def test_a_doubt_about_faces_needs_none_on_show(desk: ReviewDesk, case: Case) -> None:
    draft = replace(desk.draft(case), faces=FaceVerdict.DOUBTFUL, faces_compared=())
    assert desk.commit_as("clerk", case, draft).outcome.value == "second_review"


def test_the_pages_are_those_inspection_counted(desk: ReviewDesk, case: Case) -> None:
    inspected(desk, case, "request_form", {"document": {"pages": 3}})
    draft = desk.draft(case)
    form = draft.of("request_form")
    assert blockers(draft, procedure_of(desk, case)) == ()
    assert refused(desk, case, draft).context["blocker"] == "PAGES_UNSEEN"
    more = draft.with_requirement(pages(4, 0, 1, 2, 3)(form))
    assert refused(desk, case, more).code == "REVIEW_MARKS_UNSOUND"
    desk.commit_as("clerk", case, draft.with_requirement(pages(3, 0, 1, 2)(form)))


def test_nothing_is_heard_after_the_end_of_the_video(desk: ReviewDesk, case: Case) -> None:
    inspected(desk, case, "video", {"video": {"duration_s": 20.0}})
    draft = desk.draft(case)
    late = draft.with_requirement(heard(21.5)(draft.of("video")))
    assert refused(desk, case, late).context["mark"] == "slots"
    desk.commit_as("clerk", case, draft.with_requirement(heard(20.5)(draft.of("video"))))


def inspected(desk: ReviewDesk, case: Case, requirement: str, facts: object) -> None:
    with desk.office.store.write() as uow:
        first = uow.cases.files(case.id)[0]
        sha = uow.blobs.put(requirement.encode())
        file = replace(
            first, id=FileId(f"{requirement}-{case.id}"), requirement=requirement, sha256=sha
        )
        uow.cases.add_files([file])
        uow.cases.put_findings(file.id, (), json.dumps(facts))
        uow.commit()


def procedure_of(desk: ReviewDesk, case: Case):
    return desk.office.procedures.get(case.procedure, case.procedure_version)
