"""Rounds of a review: what an earlier one settled and what a correction opens again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.domain.case import Case
from app.domain.errors import RuleViolationError, StaleCaseError
from app.domain.ids import CaseId, FileId, fresh_id
from app.domain.review import FaceVerdict, RequirementReview, Verdict
from app.domain.workflow import CaseState
from tests.casework import Casework
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


def next_round(desk: ReviewDesk, case_id: CaseId, requirement: str) -> Case:
    office = desk.office
    waiting = office.now_case(case_id)
    with office.store.write() as uow:
        sha = uow.blobs.put(f"{requirement} again".encode())
        first = uow.cases.files(case_id)[0]
        file = replace(first, id=FileId(fresh_id()), requirement=requirement, round=2, sha256=sha)
        uow.cases.add_files([file])
        uow.cases.save(replace(waiting, state=CaseState.TO_REVIEW, round=2), waiting.version)
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
