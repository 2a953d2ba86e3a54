"""The client's word on a review: faces nobody was shown, a start nobody saw, a draft of before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.audit import AuditEntry, case_chain
from app.domain.case import Case, CaseFile
from app.domain.errors import RuleViolationError, StaleCaseError
from app.domain.ids import FileId, fresh_id
from app.domain.review import FACE_REQUIREMENTS, FACES, FaceVerdict
from app.domain.workflow import CaseState
from app.stages.review.read_files import require_read
from db.store import SqlStore
from tests.casework import Casework
from tests.reviewing import ReviewDesk


@pytest.fixture
def desk(sqlite_engine) -> ReviewDesk:
    return ReviewDesk(Casework(SqlStore(sqlite_engine)))


@pytest.fixture
def doubted(desk: ReviewDesk) -> Case:
    """A case whose faces somebody doubts, in the hands of the second person."""
    office = desk.office
    case = office.case(CaseState.TO_REVIEW, reviewer="")
    now = office.clock.now()
    with office.store.write() as uow:
        there = {file.requirement for file in uow.cases.files(case.id)}
        for code in sorted(FACE_REQUIREMENTS - there):
            data = code.encode()
            file = CaseFile(
                id=FileId(fresh_id()),
                case_id=case.id,
                requirement=code,
                round=1,
                name=f"{code}.jpg",
                sha256=uow.blobs.put(data),
                size=len(data),
                received_at=now,
            )
            uow.cases.add_files([file])
        uow.commit()
    held = desk.claims.take(office.session("clerk"), case.id)
    desk.commit_as("clerk", held, replace(desk.draft(held), faces=FaceVerdict.DOUBTFUL))
    office.clock.forward(seconds=20)
    return desk.claims.take(office.session("clerk2"), case.id)


@pytest.mark.parametrize("read", [(), ("video",)])
def test_a_doubt_of_faces_is_settled_by_somebody_who_was_shown_them(
    desk: ReviewDesk, doubted: Case, read: tuple[str, ...]
) -> None:
    """What else conforms was accepted by somebody in a round before: only the faces are left."""
    session = desk.office.session("clerk2")
    with desk.office.store.look() as stored:
        files = {file.requirement: file for file in stored.cases.files(doubted.id)}
    for code in read:
        desk.read(session, files[code].id)
    empty = desk.drafting.load(session, doubted.id)
    draft = replace(empty, faces=FaceVerdict.SAME, faces_compared=FACES)
    procedure = desk.office.procedures.get(doubted.procedure, doubted.procedure_version)
    reviewer = desk.office.people["clerk2"].id
    chain, at = case_chain(doubted.id), desk.office.clock.now()
    with desk.office.store.write() as uow:
        with pytest.raises(RuleViolationError, match="FACES_NOT_READ"):
            require_read(uow, reviewer, doubted, procedure, draft)
        for code in FACE_REQUIREMENTS - set(read):
            facts = {"file": files[code].id}
            uow.audit.append(AuditEntry(chain, "evidence.read", reviewer, at, "", facts))
        require_read(uow, reviewer, doubted, procedure, draft)
        # A correction arrived since: what was shown in the round before is no look at this one.
        uow.audit.append(AuditEntry(chain, "case.resubmitted", None, at))
        with pytest.raises(RuleViolationError, match="FACES_NOT_READ"):
            require_read(uow, reviewer, doubted, procedure, draft)


def test_a_face_told_twice_is_no_second_face(desk: ReviewDesk, doubted: Case) -> None:
    draft = replace(desk.draft(doubted, "clerk2"), faces_compared=("video", "video"))
    with pytest.raises(RuleViolationError, match="REVIEW_BLOCKED"):
        desk.commit_as("clerk2", doubted, draft)


def test_who_was_shown_the_faces_settles_the_doubt(desk: ReviewDesk, doubted: Case) -> None:
    draft = desk.draft(doubted, "clerk2")
    desk.commit_as("clerk2", doubted, draft)
    assert desk.office.now_case(doubted.id).state is CaseState.TO_SCHEDULE


@pytest.mark.parametrize("hours", [-48, 48])
def test_a_review_begins_when_the_case_was_handed_out(
    desk: ReviewDesk, doubted: Case, hours: int
) -> None:
    draft, now = desk.draft(doubted, "clerk2"), desk.office.clock.now()
    desk.office.clock.forward(seconds=5)
    said = replace(draft, started_at=now + timedelta(hours=hours))
    review = desk.commit_as("clerk2", doubted, said)
    assert review.draft.started_at is not None
    assert now <= review.draft.started_at <= desk.office.clock.now()


def test_a_draft_of_an_earlier_version_is_refused_and_stays(
    desk: ReviewDesk, doubted: Case
) -> None:
    draft, session = desk.draft(doubted, "clerk2"), desk.office.session("clerk2")
    desk.drafting.save(session, draft)
    with desk.office.store.write() as uow:
        now = uow.cases.save(replace(doubted, language="en"), doubted.version)
        uow.commit()
    with desk.office.unchanged(now), pytest.raises(StaleCaseError, match="DRAFT_STALE"):
        desk.commit_as("clerk2", now, draft)
    assert desk.drafting.load(session, now.id).requirements == draft.requirements
    adopted = desk.drafting.adopt(session, draft)
    desk.commit_as("clerk2", now, adopted.draft)
