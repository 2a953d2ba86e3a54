"""Rounds of a review: what an earlier one settled and what a correction opens again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.domain.case import Case
from app.domain.errors import RuleViolationError, StaleCaseError
from app.domain.ids import CaseId, FileId, fresh_id
from app.domain.review import FaceVerdict, RequirementReview, Verdict, carried_over
from app.domain.workflow import CaseState
from tests.casework import CEDULAS, Casework
from tests.reviewing import ReviewDesk, again, fails


@pytest.fixture
def desk(store) -> ReviewDesk:
    return ReviewDesk(Casework(store))


def to_review(desk: ReviewDesk, **changes: Any) -> Case:
    return desk.office.case(CaseState.TO_REVIEW, holder="clerk", reviewer="", **changes)


def test_the_next_round_keeps_what_was_accepted(desk: ReviewDesk) -> None:
    case = to_review(desk)
    desk.commit_as("clerk", case, desk.draft(case, video=again("video", "VID-01")))
    office = desk.office
    waiting = office.now_case(case.id)
    with office.store.write() as uow:
        sha = uow.blobs.put(b"new video")
        files = [replace(file, id=FileId(f"{file.id[:-1]}x"), requirement="video", round=2, sha256=sha)
                 for file in uow.cases.files(case.id)]  # fmt: skip
        uow.cases.add_files(files)
        uow.cases.save(replace(waiting, state=CaseState.TO_REVIEW, round=2), waiting.version)
        uow.commit()
    held = desk.claims.take(office.session("clerk"), case.id)
    fresh = desk.drafting.load(office.session("clerk"), case.id)
    assert "video" not in fresh.kept
    assert {"id_front", "id_back", "face_photo", "request_form"} <= fresh.kept
    only_video = desk.draft(held)
    assert set(only_video.requirements) == {"video"}
    desk.commit_as("clerk", held, only_video)
    assert office.now_case(case.id).state is CaseState.TO_SCHEDULE


def test_after_the_last_round_only_a_final_reason_is_left(desk: ReviewDesk) -> None:
    case = to_review(desk, round=3)
    draft = desk.draft(case, video=again("video", "VID-01"))
    with pytest.raises(RuleViolationError) as refused:
        desk.commit_as("clerk", case, draft)
    assert refused.value.context["blocker"] == "ROUNDS_EXHAUSTED"
    desk.commit_as("clerk", case, desk.draft(case, video=fails("video", "TRA-06")))
    assert desk.office.now_case(case.id).state is CaseState.REFUSED


def next_round(desk: ReviewDesk, case_id: CaseId, requirement: str, number: int = 2) -> Case:
    office = desk.office
    waiting = office.now_case(case_id)
    with office.store.write() as uow:
        sha = uow.blobs.put(f"{requirement} {number}".encode())
        first = uow.cases.files(case_id)[0]
        file = replace(
            first, id=FileId(fresh_id()), requirement=requirement, round=number, sha256=sha
        )
        uow.cases.add_files([file])
        uow.cases.resume(case_id, office.clock.now())
        uow.cases.save(replace(waiting, state=CaseState.TO_REVIEW, round=number), waiting.version)
        uow.commit()
    return office.claim(case_id, "clerk")


@pytest.mark.parametrize("faces", [None, FaceVerdict.DIFFERENT, FaceVerdict.DOUBTFUL])
def test_faces_that_were_not_the_same_are_asked_again_in_the_next_round(
    desk: ReviewDesk, faces: FaceVerdict | None
) -> None:
    case = to_review(desk)
    first = replace(desk.draft(case, request_form=again("request_form", "SOL-04")), faces=faces)
    desk.commit_as("clerk", case, first)
    held = next_round(desk, case.id, "request_form")
    with pytest.raises(RuleViolationError) as refused:
        desk.commit_as("clerk", held, replace(desk.draft(held), faces=None))
    assert refused.value.context["blocker"] == "FACES_UNANSWERED"
    desk.commit_as("clerk", held, desk.draft(held))
    expected = CaseState.TO_SCHEDULE if faces is None else CaseState.SECOND_REVIEW
    assert desk.office.now_case(case.id).state is expected


def test_a_doubt_survives_the_correction_and_needs_a_second_person(desk: ReviewDesk) -> None:
    case = to_review(desk)
    doubt = RequirementReview("id_front", Verdict.DOUBT, pages_seen=frozenset({0}))
    form = again("request_form", "SOL-04")
    desk.commit_as("clerk", case, desk.draft(case, id_front=doubt, request_form=form))
    held = next_round(desk, case.id, "request_form")
    desk.commit_as("clerk", held, desk.draft(held))
    assert desk.office.now_case(case.id).state is CaseState.SECOND_REVIEW
    second = desk.claims.take(desk.office.session("clerk2"), case.id)
    desk.commit_as("clerk2", second, desk.draft(second, "clerk2"))
    assert desk.office.now_case(case.id).state is CaseState.TO_SCHEDULE


def test_what_stays_accepted_is_the_stores_word(desk: ReviewDesk) -> None:
    case = to_review(desk)
    forged = replace(
        desk.draft(case), requirements={}, kept=frozenset({"id_front", "video"}), faces_settled=True
    )
    with desk.office.unchanged(case), pytest.raises(StaleCaseError):
        desk.commit_as("clerk", case, forged)


def test_verdicts_of_an_earlier_round_never_reach_new_files(desk: ReviewDesk) -> None:
    case = to_review(desk)
    old = replace(desk.draft(case), note="mi nota")
    desk.commit_as("clerk", case, desk.draft(case, video=again("video", "VID-01")))
    held = next_round(desk, case.id, "video")
    adopted = desk.drafting.adopt(desk.office.session("clerk"), old)
    assert adopted.draft.note == "mi nota"
    assert adopted.draft.requirements == {}
    with pytest.raises(RuleViolationError):
        desk.commit_as("clerk", held, adopted.draft)


def test_a_second_reviewers_return_does_not_wash_the_doubt_away(desk: ReviewDesk) -> None:
    case = to_review(desk)
    desk.commit_as("clerk", case, replace(desk.draft(case), faces=FaceVerdict.DIFFERENT))
    desk.office.clock.forward(minutes=1)
    second = desk.claims.take(desk.office.session("clerk2"), case.id)
    form = again("request_form", "SOL-04")
    desk.commit_as("clerk2", second, desk.draft(second, "clerk2", request_form=form))
    held = next_round(desk, case.id, "request_form")
    draft = desk.draft(held)
    assert draft.had_doubt
    desk.commit_as("clerk", held, draft)
    assert desk.office.now_case(case.id).state is CaseState.SECOND_REVIEW


@pytest.mark.parametrize("faces", [FaceVerdict.DIFFERENT, FaceVerdict.DOUBTFUL])
def test_a_later_objection_opens_what_was_kept(desk: ReviewDesk, faces: FaceVerdict) -> None:
    case = to_review(desk)
    form = again("request_form", "SOL-04")
    desk.commit_as("clerk", case, desk.draft(case, request_form=form))
    held = next_round(desk, case.id, "request_form")
    doubt = RequirementReview("id_back", Verdict.DOUBT, pages_seen=frozenset({0}))
    draft = desk.draft(held, request_form=form, id_back=doubt, video=again("video", "VID-01"))
    assert draft.faces_settled
    assert {"id_back", "video"} <= draft.kept
    desk.office.clock.forward(minutes=1)
    desk.commit_as("clerk", held, replace(draft, faces=faces))
    third = next_round(desk, case.id, "request_form", 3)
    fresh = desk.drafting.load(desk.office.session("clerk"), third.id)
    assert not {"id_back", "video", "request_form"} & fresh.kept
    assert {"id_front", "face_photo"} <= fresh.kept
    assert not fresh.faces_settled
    assert fresh.had_doubt


@pytest.mark.parametrize(
    ("requirement", "is_settled"),
    [("request_form", True), ("video", False), ("id_front", False), ("face_photo", False)],
)
def test_only_a_new_picture_of_a_face_asks_for_the_faces_again(
    desk: ReviewDesk, requirement: str, is_settled: bool
) -> None:
    case = to_review(desk)
    first = carried_over(desk.draft(case), frozenset({requirement}))
    assert first.faces_settled is is_settled


def test_a_doubt_of_two_rounds_ago_is_still_one(desk: ReviewDesk) -> None:
    draft = desk.draft(to_review(desk))
    assert carried_over(replace(draft, had_doubt=True), frozenset()).had_doubt
    assert not carried_over(draft, frozenset()).had_doubt


def test_a_document_is_read_when_its_last_page_was_seen(desk: ReviewDesk) -> None:
    case = to_review(desk)
    seen = replace(desk.draft(case).of("request_form"), pages_total=2)
    with pytest.raises(RuleViolationError) as refused:
        desk.commit_as("clerk", case, desk.draft(case, request_form=seen))
    assert refused.value.context["blocker"] == "PAGES_UNSEEN"
    both = replace(seen, pages_seen=frozenset({0, 1}))
    desk.commit_as("clerk", case, desk.draft(case, request_form=both))


def test_the_draft_of_one_case_decides_no_other(desk: ReviewDesk) -> None:
    office = desk.office
    read = office.case(CaseState.TO_REVIEW, reviewer="", holder="clerk")
    draft = desk.draft(read)
    desk.claims.release(office.session("clerk"), read.id)
    other = office.case(
        CaseState.TO_REVIEW, reviewer="", holder="clerk", person=office.person(CEDULAS[6])
    )
    assert (draft.round, draft.case_id) == (other.round, read.id)
    with office.unchanged(other), pytest.raises(StaleCaseError, match="CASE_CHANGED"):
        desk.commit_as("clerk", other, draft)
