"""Nobody calls a file conforming that was never given to them to look at (D5, D6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.domain.case import Case, CaseFile
from app.domain.errors import AccessDeniedError, RuleViolationError
from app.domain.ids import FileId, fresh_id
from app.domain.review import ReviewDraft, ReviewOutcome
from app.domain.workflow import CaseState
from app.stages.queueing import WORK_OF
from app.stages.review.opening import PrefetchNext
from app.stages.review.snapshots import KeepSnapshot, KeepSnapshotCommand, ReadSnapshot
from tests.casework import Casework
from tests.pictures import QuickInspector
from tests.reviewing import ReviewDesk, again
from tests.unit.test_stage_snapshots import JPEG


@pytest.fixture
def desk(store) -> ReviewDesk:
    return ReviewDesk(Casework(store))


@pytest.fixture
def case(desk: ReviewDesk) -> Case:
    return desk.office.case(CaseState.TO_REVIEW, reviewer="", holder="clerk")


def unread(desk: ReviewDesk, case: Case) -> ReviewDraft:
    """Every mark of somebody who looked, without having looked."""
    return replace(desk.draft(case, "clerk2"), staff_id=desk.office.people["clerk"].id)


def file_of(desk: ReviewDesk, case: Case) -> CaseFile:
    with desk.office.store.look() as stored:
        return stored.cases.files(case.id)[-1]


def refused(desk: ReviewDesk, case: Case, draft: ReviewDraft) -> None:
    with desk.office.unchanged(case), pytest.raises(RuleViolationError) as caught:
        desk.commit_as("clerk", case, draft)
    assert caught.value.code == "EVIDENCE_NOT_READ"
    assert caught.value.context == {"requirement": "id_front", "place": 1}


def test_what_somebody_else_looked_at_is_not_called_conforming(
    desk: ReviewDesk, case: Case
) -> None:
    draft = unread(desk, case)
    refused(desk, case, draft)
    desk.look_at(case, "clerk", ["id_front"])
    assert desk.commit_as("clerk", case, draft).outcome is ReviewOutcome.ACCEPT


def prefetched(desk: ReviewDesk, case: Case) -> None:
    desk.read(desk.office.session("clerk"), file_of(desk, case).id, is_prefetch=True)


def prefetched_as_the_next(desk: ReviewDesk, case: Case) -> None:
    session = desk.office.session("clerk")
    desk.claims.release(session, case.id)
    prefetch = PrefetchNext(desk.office.store, desk.read, desk.office.clock)
    ahead = prefetch(session, WORK_OF[session.staff.duty], 10**6)
    assert ahead is not None
    assert [one.file.id for one in ahead.evidence] == [file_of(desk, case).id]
    desk.claims.take(session, case.id)


@pytest.mark.parametrize("prepare", [prefetched, prefetched_as_the_next])
def test_what_the_program_prepared_was_looked_at_by_nobody(
    desk: ReviewDesk, case: Case, prepare: Callable[[ReviewDesk, Case], None]
) -> None:
    draft = unread(desk, case)
    prepare(desk, case)
    refused(desk, case, draft)
    desk.read.record_view(desk.office.session("clerk"), file_of(desk, case).id)
    assert desk.commit_as("clerk", case, draft).outcome is ReviewOutcome.ACCEPT


def test_nobody_says_to_have_on_show_what_was_never_given_out(desk: ReviewDesk, case: Case) -> None:
    draft, file = unread(desk, case), file_of(desk, case)
    desk.read(desk.office.session("clerk2"), file.id, is_prefetch=True)
    with desk.office.unchanged(case), pytest.raises(AccessDeniedError) as caught:
        desk.read.record_view(desk.office.session("clerk"), file.id)
    assert caught.value.code == "EVIDENCE_NOT_HANDED_OUT"
    refused(desk, case, draft)


def test_a_kept_frame_that_is_read_again_is_not_the_file(desk: ReviewDesk, case: Case) -> None:
    store, clock, session = desk.office.store, desk.office.clock, desk.office.session("clerk")
    draft = unread(desk, case)
    file = file_of(desk, case)
    (frame,) = KeepSnapshot(store, QuickInspector(), clock)(
        KeepSnapshotCommand(session, case.id, case.version, file.id, 0, JPEG)
    )
    ReadSnapshot(store, clock)(session, case.id, frame.sha256)
    refused(desk, case, draft)


def test_whose_draft_it_is_is_the_session_s_word(desk: ReviewDesk, case: Case) -> None:
    other = desk.office.people["clerk2"].id
    review = desk.commit_as("clerk", case, replace(desk.draft(case), staff_id=other))
    assert review.draft.staff_id == desk.office.people["clerk"].id


def test_a_file_that_came_again_is_another_file(desk: ReviewDesk, case: Case) -> None:
    draft = desk.draft(case)
    with desk.office.store.write() as uow:
        newer = replace(file_of(desk, case), id=FileId(fresh_id()), round=2)
        uow.cases.add_files([newer])
        saved = uow.cases.save(replace(case, round=2), case.version)
        uow.commit()
    draft = replace(draft, round=2, case_version=saved.version)
    refused(desk, saved, draft)
    desk.look_at(saved, "clerk", ["id_front"])
    desk.commit_as("clerk", saved, draft)


def test_who_gave_the_case_back_need_not_look_again(desk: ReviewDesk, case: Case) -> None:
    draft, session = desk.draft(case), desk.office.session("clerk")
    desk.claims.release(session, case.id)
    desk.office.clock.forward(days=1)
    desk.claims.take(desk.office.session("clerk"), case.id)
    assert desk.commit_as("clerk", case, draft).outcome is ReviewOutcome.ACCEPT


def test_asking_again_needs_no_look(desk: ReviewDesk, case: Case) -> None:
    draft = unread(desk, case).with_requirement(again("id_front", "CED-01"))
    # That the faces are the same settles them for the next round too: that needs a look.
    with pytest.raises(RuleViolationError, match="FACES_NOT_READ"):
        desk.commit_as("clerk", case, draft)
    draft = replace(draft, faces=None)
    assert desk.commit_as("clerk", case, draft).outcome is ReviewOutcome.RETURN


def test_a_second_reviewer_looks_for_themselves(desk: ReviewDesk, case: Case) -> None:
    office = desk.office
    with office.store.write() as uow:
        second = replace(case, state=CaseState.SECOND_REVIEW)
        saved = uow.cases.save(second, case.version)
        uow.commit()
    refused(desk, saved, unread(desk, saved))
