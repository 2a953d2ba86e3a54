"""Frames of a video kept as evidence: in the store, the chain, the review, never in the caller's hand."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.audit import case_chain
from app.domain.case import Case
from app.domain.errors import (
    AccessDeniedError,
    RuleViolationError,
    StaleCaseError,
)
from app.domain.ids import FileId, Sha256, fresh_id
from app.domain.review import VideoSnapshot
from app.domain.workflow import CaseState
from app.stages.review.drafting import Drafting
from app.stages.review.snapshots import (
    MAX_FRAME_BYTES,
    MAX_FRAMES,
    MAX_KEPT,
    KeepSnapshot,
    KeepSnapshotCommand,
    ReadSnapshot,
    RemoveSnapshot,
    RemoveSnapshotCommand,
)
from db.store import SqlStore
from tests.casework import CEDULAS, LEASE, Casework
from tests.pictures import QuickInspector, small_jpeg
from tests.reviewing import ReviewDesk, again

JPEG = small_jpeg()
SHA = hashlib.sha256(JPEG).hexdigest()


@pytest.fixture
def desk(store: SqlStore) -> ReviewDesk:
    return ReviewDesk(Casework(store))


@pytest.fixture
def case(desk: ReviewDesk) -> Case:
    return desk.office.case(CaseState.TO_REVIEW, holder="clerk", reviewer="")


def wish(
    desk: ReviewDesk, case: Case, data: bytes = JPEG, at: int = 1_200_000, login: str = "clerk"
) -> KeepSnapshotCommand:
    with desk.office.store.look() as stored:
        file = stored.cases.files(case.id)[0]
    session = desk.office.session(login)
    return KeepSnapshotCommand(session, case.id, case.version, file.id, at, data)


def keep(desk: ReviewDesk, command: KeepSnapshotCommand) -> tuple[VideoSnapshot, ...]:
    return KeepSnapshot(desk.office.store, QuickInspector(), desk.office.clock)(command)


def remove(desk: ReviewDesk, case: Case, sha256: str = SHA) -> tuple[VideoSnapshot, ...]:
    command = RemoveSnapshotCommand(
        desk.office.session("clerk"), case.id, case.version, Sha256(sha256)
    )
    return RemoveSnapshot(desk.office.store, desk.office.clock)(command)


def kept_in_draft(desk: ReviewDesk, case: Case) -> list[str]:
    with desk.office.store.look() as stored:
        draft = stored.drafts.get(case.id, desk.office.people["clerk"].id)
    return [one.sha256 for one in draft.snapshots] if draft else []


def told(desk: ReviewDesk, case: Case, action: str) -> list[dict[str, object]]:
    bodies = [json.loads(e.canonical) for e in desk.office.events(case_chain(case.id))]
    return [body for body in bodies if body["action"] == action]


def test_a_frame_is_kept_by_its_hash_and_the_chain_says_of_what_and_by_whom(
    desk: ReviewDesk, case: Case
) -> None:
    command = wish(desk, case)
    (frame,) = keep(desk, command)
    assert (frame.sha256, frame.file_id, frame.position_us) == (SHA, command.file_id, 1_200_000)
    with desk.office.store.look() as stored:
        assert stored.blobs.get(frame.sha256) == JPEG
        file = stored.cases.files(case.id)[0]
    (event,) = told(desk, case, "review.snapshot_kept")
    assert event["actor"] == desk.office.people["clerk"].id
    assert event["details"] == {
        "file": file.id,
        "file_sha256": file.sha256,
        "requirement": file.requirement,
        "position_us": 1_200_000,
        "sha256": SHA,
        "size": len(JPEG),
    }
    assert keep(desk, command) == (frame,), "the same picture twice is kept once"
    assert len(told(desk, case, "review.snapshot_kept")) == 1


def test_what_is_kept_is_the_word_of_the_store_whatever_draft_is_saved(
    desk: ReviewDesk, case: Case
) -> None:
    drafting, session = Drafting(desk.office.store, desk.office.clock), desk.office.session("clerk")
    before = drafting.load(session, case.id)
    keep(desk, wish(desk, case))
    # The window saves at every key what it knew before the frame was kept.
    assert [one.sha256 for one in drafting.save(session, before).draft.snapshots] == [SHA]
    made_up = VideoSnapshot(Sha256("b" * 64), FileId("x"), 0, desk.office.clock.now())
    drafting.save(session, replace(before, snapshots=(made_up,) * 5_000))
    assert kept_in_draft(desk, case) == [SHA]
    adopted = drafting.adopt(session, replace(before, snapshots=(made_up,)))
    assert [one.sha256 for one in adopted.draft.snapshots] == [SHA]
    assert [one.sha256 for one in drafting.load(session, case.id).snapshots] == [SHA]


def test_the_review_carries_what_was_kept_and_undoing_gives_it_back(
    desk: ReviewDesk, case: Case
) -> None:
    draft = desk.draft(case)
    keep(desk, wish(desk, case))
    made_up = VideoSnapshot(Sha256("b" * 64), FileId("x"), 0, desk.office.clock.now())
    review = desk.commit_as("clerk", case, replace(draft, snapshots=(made_up,)))
    assert [one.sha256 for one in review.draft.snapshots] == [SHA]
    (event,) = told(desk, case, "review.committed")
    assert event["details"]["snapshots"] == [SHA]  # type: ignore[index]  # plain JSON
    desk.undo("clerk", review)
    assert kept_in_draft(desk, case) == [SHA]


def test_a_frame_is_left_out_again_while_the_review_is_open(desk: ReviewDesk, case: Case) -> None:
    keep(desk, wish(desk, case))
    other = JPEG + b"x"
    keep(desk, wish(desk, case, other, at=2_000_000))
    (left,) = remove(desk, case)
    assert left.position_us == 2_000_000
    assert kept_in_draft(desk, case) == [left.sha256]
    assert told(desk, case, "review.snapshot_removed")[0]["details"]["sha256"] == SHA  # type: ignore[index]  # plain JSON
    with desk.office.store.look() as stored:
        assert stored.blobs.get(Sha256(SHA)) == JPEG, "what was evidence once is not destroyed"
    with pytest.raises(RuleViolationError, match="FRAME_UNKNOWN"):
        remove(desk, case)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"data": b"\x89PNG\r\n\x1a\n" + bytes(60)}, "FRAME_KIND"),
        ({"data": b"%PDF-1.7"}, "FRAME_KIND"),
        ({"data": JPEG + bytes(MAX_FRAME_BYTES)}, "FRAME_TOO_LARGE"),
        ({"file_id": FileId(fresh_id())}, "FRAME_NOT_OF_FILE"),
        ({"position_us": -1}, "FRAME_NOT_OF_FILE"),
        ({"position_us": 31_000_000}, "FRAME_NOT_OF_FILE"),
    ],
)
def test_what_is_no_frame_of_the_video_is_refused(
    desk: ReviewDesk, case: Case, changes: dict[str, object], code: str
) -> None:
    command = wish(desk, case)
    with desk.office.store.write() as uow:
        uow.cases.put_findings(command.file_id, (), '{"video": {"duration_s": 29.5}}')
        uow.commit()
    with desk.office.unchanged(case), pytest.raises(RuleViolationError, match=code):
        keep(desk, replace(command, **changes))  # type: ignore[arg-type]  # one field at a time


def test_there_is_an_end_to_how_many_are_kept(desk: ReviewDesk, case: Case) -> None:
    for number in range(MAX_FRAMES):
        keep(desk, wish(desk, case, JPEG + bytes([number])))
    with pytest.raises(RuleViolationError, match="FRAMES_TOO_MANY"):
        keep(desk, wish(desk, case, JPEG + b"one more"))


def test_frames_left_out_again_count_as_well(desk: ReviewDesk, case: Case) -> None:
    for number in range(MAX_KEPT):
        (frame,) = keep(desk, wish(desk, case, JPEG + bytes([number])))
        remove(desk, case, frame.sha256)
    with (
        desk.office.unchanged(case),
        pytest.raises(RuleViolationError, match="FRAMES_TOO_OFTEN"),
    ):
        keep(desk, wish(desk, case, JPEG + b"one more"))


def test_only_who_holds_the_case_keeps_evidence_of_it(desk: ReviewDesk, case: Case) -> None:
    for login, code in (
        ("clerk2", "SEPARATION_HOLDS_THE_CASE"),
        ("validator", "DUTY_NOT_ALLOWED"),
        ("auditor", "DUTY_NOT_ALLOWED"),
    ):
        with desk.office.unchanged(case), pytest.raises(AccessDeniedError) as refused:
            keep(desk, wish(desk, case, login=login))
        assert refused.value.code == code
    with pytest.raises(StaleCaseError):
        keep(desk, replace(wish(desk, case), seen_version=case.version + 1))
    desk.office.clock.forward(seconds=(LEASE + timedelta(minutes=1)).total_seconds())
    with pytest.raises(AccessDeniedError) as late:
        keep(desk, wish(desk, case))
    assert late.value.code == "CLAIM_EXPIRED"


def test_after_the_commit_nothing_is_added_or_taken(desk: ReviewDesk, case: Case) -> None:
    draft = desk.draft(case)
    keep(desk, wish(desk, case))
    desk.commit_as("clerk", case, draft)
    for act in (lambda: keep(desk, wish(desk, case)), lambda: remove(desk, case)):
        with pytest.raises((AccessDeniedError, StaleCaseError)):
            act()


def test_frames_of_another_round_are_not_taken_for_evidence_of_this_one(
    desk: ReviewDesk, case: Case
) -> None:
    draft = desk.draft(case, request_form=again("request_form", "SOL-04"))
    keep(desk, wish(desk, case))
    with desk.office.store.look() as stored:
        own = stored.drafts.get(case.id, desk.office.people["clerk"].id)
    assert own is not None
    with desk.office.store.write() as uow:
        uow.drafts.put(replace(own, round=2))
        uow.commit()
    review = desk.commit_as("clerk", case, draft)
    assert review.draft.snapshots == ()


def test_a_kept_frame_is_read_on_record_by_whoever_may_see_evidence(
    desk: ReviewDesk, case: Case
) -> None:
    read = ReadSnapshot(desk.office.store, desk.office.clock)
    keep(desk, wish(desk, case))
    assert read(desk.office.session("clerk"), case.id, Sha256(SHA)) == JPEG
    seen = told(desk, case, "evidence.read")[-1]["details"]
    assert isinstance(seen, dict)
    assert (seen["sha256"], seen["position_us"]) == (SHA, 1_200_000)
    # A colleague's unfinished work is nobody else's to read; a committed review is.
    with pytest.raises(AccessDeniedError, match="CASE_NOT_OPENED"):
        read(desk.office.session("validator"), case.id, Sha256(SHA))
    desk.open(case, "validator")
    with pytest.raises(RuleViolationError, match="FRAME_UNKNOWN"):
        read(desk.office.session("validator"), case.id, Sha256(SHA))
    desk.commit_as("clerk", case, desk.draft(case))
    assert read(desk.office.session("validator"), case.id, Sha256(SHA)) == JPEG
    with pytest.raises(AccessDeniedError):
        read(desk.office.session("director"), case.id, Sha256(SHA))
    other = desk.office.case(
        CaseState.TO_REVIEW, reviewer="", person=desk.office.person(CEDULAS[6])
    )
    desk.open(other, "validator")
    with pytest.raises(RuleViolationError, match="FRAME_UNKNOWN"):
        read(desk.office.session("validator"), other.id, Sha256(SHA))
