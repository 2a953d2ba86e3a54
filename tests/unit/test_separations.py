"""The separations of every operation, each broken alone, and the guards of those who decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.domain.duties import PERMISSIONS, Hands, Operation, Separation, require
from app.domain.errors import AccessDeniedError, RuleViolationError, StaleCaseError
from app.domain.ids import StaffId
from app.domain.message import MessageStatus
from app.domain.person import number_key
from app.domain.review import (
    MAX_PERSONAL_LINE,
    FaceVerdict,
    RequirementReview,
    Verdict,
    blockers,
)
from app.domain.staff import Duty, Session, StaffMember
from app.domain.workflow import CaseState
from app.stages.decision.deciding import MAX_NOTE
from db.store import SqlStore
from db.tables import case_hands
from tests.casework import PICHINCHA, START, Casework
from tests.reviewing import ReviewDesk, again
from tests.stage_desks import CallDesk, DecisionDesk
from tests.store_samples import link_of

O, S = Operation, Separation  # noqa: E741  # a table reads better with one letter
ME = "1719999995"
SOMEBODY = "1729999993"

KEPT_APART: dict[Operation, set[Separation]] = {
    O.CLAIM_REVIEW: {
        S.NOT_THE_PERSON_CONCERNED,
        S.NOT_THE_IDENTITY_VALIDATOR,
        S.OF_THE_SAME_PROVINCE,
    },
    O.CLAIM_SECOND_REVIEW: {
        S.NOT_THE_PERSON_CONCERNED,
        S.NOT_AN_EARLIER_REVIEWER,
        S.NOT_THE_IDENTITY_VALIDATOR,
        S.OF_THE_SAME_PROVINCE,
    },
    O.CLAIM_VALIDATION: {
        S.NOT_THE_PERSON_CONCERNED,
        S.NOT_A_DOCUMENT_REVIEWER,
        S.OF_THE_SAME_PROVINCE,
    },
    O.ENABLE_ACCOUNT: {S.NOT_THE_PERSON_CONCERNED, S.NOT_A_HAND_OF_THE_ACCOUNT},
    O.RENEW_CLAIM: {S.HOLDS_THE_CASE},
    O.RELEASE_CLAIM: {S.HOLDS_THE_CASE},
    O.BREAK_CLAIM: {S.NOT_THE_PERSON_CONCERNED, S.OF_THE_SAME_PROVINCE},
    O.OPEN_CASE: {S.NOT_THE_PERSON_CONCERNED, S.OF_THE_SAME_PROVINCE},
    O.READ_EVIDENCE: {S.NOT_THE_PERSON_CONCERNED, S.OF_THE_SAME_PROVINCE},
    O.SAVE_REVIEW_DRAFT: {S.NOT_THE_PERSON_CONCERNED, S.OF_THE_SAME_PROVINCE},
    O.COMMIT_REVIEW: {
        S.HOLDS_THE_CASE,
        S.NOT_THE_PERSON_CONCERNED,
        S.NOT_THE_IDENTITY_VALIDATOR,
        S.OF_THE_SAME_PROVINCE,
    },
    O.SCHEDULE_CALL: {
        S.HOLDS_THE_CASE,
        S.NOT_THE_PERSON_CONCERNED,
        S.NOT_A_DOCUMENT_REVIEWER,
        S.OF_THE_SAME_PROVINCE,
    },
    O.HOLD_CALL: {
        S.HOLDS_THE_CASE,
        S.NOT_THE_PERSON_CONCERNED,
        S.NOT_A_DOCUMENT_REVIEWER,
        S.OF_THE_SAME_PROVINCE,
    },
    O.DECIDE: {
        S.HOLDS_THE_CASE,
        S.THE_IDENTITY_VALIDATOR,
        S.NOT_THE_PERSON_CONCERNED,
        S.NOT_A_DOCUMENT_REVIEWER,
        S.OF_THE_SAME_PROVINCE,
    },
    O.WITHDRAW_CASE: {S.HOLDS_THE_CASE, S.NOT_THE_PERSON_CONCERNED, S.OF_THE_SAME_PROVINCE},
    O.READ_CASE_EVENTS: {S.NOT_THE_PERSON_CONCERNED, S.OF_THE_SAME_PROVINCE},
    O.PACK_EVIDENCE: {S.NOT_THE_PERSON_CONCERNED},
    O.READ_LEDGER: {S.NOT_THE_PERSON_CONCERNED, S.OF_THE_SAME_PROVINCE},
    O.RESEND_MESSAGE: {S.NOT_THE_PERSON_CONCERNED, S.OF_THE_SAME_PROVINCE},
    O.UNFREEZE_PERSON: {
        S.NOT_THE_PERSON_CONCERNED,
        S.NOT_A_HAND_OF_THE_CHANGE,
        S.OF_THE_SAME_PROVINCE,
    },
    O.TAKE_OVER_VALIDATION: {
        S.HOLDS_THE_CASE,
        S.NOT_THE_PERSON_CONCERNED,
        S.NOT_A_DOCUMENT_REVIEWER,
        S.OF_THE_SAME_PROVINCE,
    },
    O.REASSIGN_VALIDATION: {S.NOT_THE_PERSON_CONCERNED, S.OF_THE_SAME_PROVINCE},
}
"""Said a second time on purpose: one line less in the table of duties is one wrong approval."""

BROKEN: dict[Separation, dict[str, object]] = {
    S.NOT_THE_PERSON_CONCERNED: {"person_numbers": frozenset({number_key(ME)})},
    S.NOT_A_DOCUMENT_REVIEWER: {"reviewers": frozenset({ME})},
    S.NOT_A_HAND_OF_THE_CHANGE: {"deciders": frozenset({ME})},
    S.NOT_AN_EARLIER_REVIEWER: {"reviewers": frozenset({ME})},
    S.NOT_THE_IDENTITY_VALIDATOR: {"validators": frozenset({ME})},
    S.THE_IDENTITY_VALIDATOR: {"validators": frozenset({SOMEBODY})},
    S.HOLDS_THE_CASE: {"holder": SOMEBODY},
    S.NOT_A_HAND_OF_THE_ACCOUNT: {"account": frozenset({ME})},
    S.OF_THE_SAME_PROVINCE: {"province": "09"},
}


def session_for(operation: Operation) -> Session:
    # An auditor reads every province.
    duties = PERMISSIONS[operation].duties
    duty = min(duties - {Duty.AUDITOR} or duties)
    member = StaffMember(StaffId("me"), "me", "Yo", ME, duty, PICHINCHA, True)
    return Session(member, "PUESTO-1", START)


def hands_for(operation: Operation) -> Hands:
    """Nothing broken: the case is mine, nobody else's, and of my province."""
    validators = {ME} if S.THE_IDENTITY_VALIDATOR in KEPT_APART[operation] else set()
    return Hands(validators=frozenset(validators), holder=ME, province=PICHINCHA.province)


PAIRS = [(operation, one) for operation, kept in KEPT_APART.items() for one in sorted(kept)]


@pytest.mark.parametrize(("operation", "separation"), PAIRS)
def test_each_separation_alone_refuses(operation: Operation, separation: Separation) -> None:
    session, hands = session_for(operation), hands_for(operation)
    require(session, operation, hands)
    broken = replace(hands, **BROKEN[separation])  # type: ignore[arg-type]  # fields of several types
    with pytest.raises(AccessDeniedError) as refused:
        require(session, operation, broken)
    assert refused.value.code == f"SEPARATION_{separation.name}"


def test_no_operation_separates_without_being_tested() -> None:
    kept = {operation: set(row.separations) for operation, row in PERMISSIONS.items()}
    assert {operation: them for operation, them in kept.items() if them} == KEPT_APART
    for operation in KEPT_APART:
        with pytest.raises(AccessDeniedError, match="SEPARATION_UNKNOWN"):
            require(session_for(operation), operation)


# The same, of the use cases: what they read of a case is what they are judged by


@pytest.fixture
def office(sqlite_engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


def add_hand(office: Casework, case, login: str, role: str) -> None:
    with office.store.write() as uow:
        uow.cases.add_hand(case.id, office.people[login], role, office.clock.now())
        uow.commit()


def test_whoever_reviewed_does_not_decide_even_after_holding_the_call(office: Casework) -> None:
    ready = CallDesk(office).validated(office.case(holder="validator"))
    add_hand(office, ready, "validator", "reviewer")
    desk = DecisionDesk(office)
    with office.unchanged(ready), pytest.raises(AccessDeniedError, match="DOCUMENT_REVIEWER"):
        desk.approve(ready)


def test_being_named_validator_of_the_case_is_not_having_held_its_call(office: Casework) -> None:
    named = office.people["validator"].id
    case = office.case(CaseState.TO_DECIDE, holder="validator", validated_by=named)
    desk = DecisionDesk(office)
    with office.unchanged(case), pytest.raises(AccessDeniedError, match="THE_IDENTITY_VALIDATOR"):
        desk.approve(case)


def test_a_decision_leaves_the_hand_of_who_took_it(office: Casework) -> None:
    ready = CallDesk(office).validated(office.case(holder="validator"))
    DecisionDesk(office).approve(ready)
    with office.store.write() as uow:
        rows = link_of(uow).rows(select(case_hands).where(case_hands.c.case_id == ready.id))
    hands = {(row["role"], row["staff_id"]) for row in rows}
    assert ("decider", office.people["validator"].id) in hands


@pytest.mark.parametrize("is_refusal", [False, True])
def test_the_note_of_a_decision_has_its_limit(office: Casework, is_refusal: bool) -> None:
    ready = CallDesk(office).validated(office.case(holder="validator"))
    desk = DecisionDesk(office)
    reasons = ("LLA-07",) if is_refusal else ()
    act = desk.refuse if is_refusal else desk.approve
    with office.unchanged(ready), pytest.raises(RuleViolationError, match="NOTE_TOO_LONG"):
        act(ready, *reasons, note="x" * (MAX_NOTE + 1))
    assert act(ready, *reasons, note="x" * MAX_NOTE).decision.note == "x" * MAX_NOTE


def test_a_hold_of_a_frozen_person_is_stopped_and_not_applied(office: Casework) -> None:
    """Whatever froze them: the change on hold does not come into force."""
    ready = CallDesk(office).validated(office.case(holder="validator"))
    desk = DecisionDesk(office)
    desk.hold(48)
    desk.approve(ready)
    with office.store.write() as uow:
        uow.people.freeze(ready.person_id, office.clock.now(), "de otra parte")
        before = uow.people.contact(ready.person_id)
        uow.commit()
    office.clock.forward(hours=49)
    done = desk.apply_holds()
    assert (done.applied, done.stopped) == ((), (ready.id,))
    assert office.now_case(ready.id).state is CaseState.REFUSED
    with office.store.look() as stored:
        assert stored.people.contact(ready.person_id) == before
        decision = stored.decisions.get(ready.id)
    assert decision is not None
    assert decision.applied_at is None


def test_a_hold_is_over_at_its_instant_and_not_before(office: Casework) -> None:
    ready = CallDesk(office).validated(office.case(holder="validator"))
    desk = DecisionDesk(office)
    desk.hold(48)
    until = desk.approve(ready).decision.hold_until
    assert until is not None
    desk.tell(ready)
    desk.wait(hours=48)
    assert office.clock.now() == until
    office.clock.to(until - timedelta(microseconds=1))
    assert desk.apply_holds().applied == ()
    office.clock.to(until)
    assert desk.apply_holds().applied == (ready.id,)


# Reviews


@pytest.fixture
def reviews(office: Casework) -> ReviewDesk:
    return ReviewDesk(office)


def to_review(desk: ReviewDesk):
    return desk.office.case(CaseState.TO_REVIEW, holder="clerk", reviewer="")


def test_a_lease_is_over_at_its_end(reviews: ReviewDesk) -> None:
    case = to_review(reviews)
    draft = reviews.draft(case)
    assert case.claim is not None
    reviews.office.clock.to(case.claim.lease_until)
    with pytest.raises(AccessDeniedError, match="CLAIM_EXPIRED"):
        reviews.commit_as("clerk", case, draft)
    reviews.office.clock.to(case.claim.lease_until - timedelta(microseconds=1))
    reviews.commit_as("clerk", case, draft)


def test_a_first_reviewer_who_holds_it_does_not_commit_the_second_review(
    reviews: ReviewDesk,
) -> None:
    """Taking is refused already; this is whoever came to hold it some other way."""
    office, case = reviews.office, to_review(reviews)
    reviews.commit_as("clerk", case, replace(reviews.draft(case), faces=FaceVerdict.DOUBTFUL))
    held = office.claim(case.id, "clerk")
    assert held.state is CaseState.SECOND_REVIEW
    draft = reviews.draft(held)
    with office.unchanged(held), pytest.raises(AccessDeniedError, match="NOT_AN_EARLIER_REVIEWER"):
        reviews.commit_as("clerk", held, draft)


def test_whoever_held_a_call_of_the_case_commits_no_review(reviews: ReviewDesk) -> None:
    office, case = reviews.office, to_review(reviews)
    draft = reviews.draft(case)
    add_hand(office, case, "clerk", "validator")
    with office.unchanged(case), pytest.raises(AccessDeniedError, match="IDENTITY_VALIDATOR"):
        reviews.commit_as("clerk", case, draft)


def test_a_second_reviewer_does_not_pass_the_doubt_on(reviews: ReviewDesk) -> None:
    case = to_review(reviews)
    reviews.commit_as("clerk", case, replace(reviews.draft(case), faces=FaceVerdict.DOUBTFUL))
    held = reviews.claims.take(reviews.office.session("clerk2"), case.id)
    own = RequirementReview("id_front", Verdict.DOUBT, pages_seen=frozenset({0}))
    doubting = reviews.draft(held, "clerk2", id_front=own)
    with reviews.office.unchanged(held), pytest.raises(RuleViolationError) as refused:
        reviews.commit_as("clerk2", held, doubting)
    assert refused.value.context["blocker"] == "DOUBT_UNSETTLED"


@pytest.mark.parametrize("is_round", [True, False])
def test_a_draft_of_another_round_or_case_is_not_committed(
    reviews: ReviewDesk, is_round: bool
) -> None:
    case = to_review(reviews)
    other = reviews.office.case(CaseState.TO_REVIEW, person=reviews.office.person("1760000000"))
    draft = reviews.draft(case)
    strange = replace(draft, round=2) if is_round else replace(draft, case_id=other.id)
    with reviews.office.unchanged(case), pytest.raises(StaleCaseError, match="CASE_CHANGED"):
        reviews.commit_as("clerk", case, strange)


def test_undo_ends_with_its_last_instant(reviews: ReviewDesk) -> None:
    case = to_review(reviews)
    review = reviews.commit_as("clerk", case, reviews.draft(case))
    reviews.office.clock.to(review.undo_until + timedelta(microseconds=1))
    with pytest.raises(RuleViolationError, match="UNDO_TOO_LATE"):
        reviews.undo("clerk", review)
    reviews.office.clock.to(review.undo_until)
    assert reviews.undo("clerk", review).state is CaseState.TO_REVIEW


def test_undo_is_of_the_latest_review_only(reviews: ReviewDesk) -> None:
    case = to_review(reviews)
    review = reviews.commit_as("clerk", case, reviews.draft(case))
    with pytest.raises(RuleViolationError, match="UNDO_TOO_LATE"):
        reviews.undo("clerk", replace(review, id="otra"))


def test_what_left_cannot_be_undone(reviews: ReviewDesk) -> None:
    office, case = reviews.office, to_review(reviews)
    draft = reviews.draft(case, request_form=again("request_form", "SOL-04"))
    review = reviews.commit_as("clerk", case, draft)
    (letter,) = office.messages(case.id)
    with office.store.write() as uow:
        uow.outbox.mark(letter.id, MessageStatus.SENDING, office.clock.now())
        uow.commit()
    returned = office.now_case(case.id)
    with office.unchanged(returned), pytest.raises(RuleViolationError, match="UNDO_TOO_LATE"):
        reviews.undo("clerk", review)


def test_the_line_of_ones_own_has_its_limit(reviews: ReviewDesk) -> None:
    case = to_review(reviews)
    draft = reviews.draft(case, request_form=again("request_form", "SOL-04"))
    procedure = reviews.office.procedures.get(case.procedure, case.procedure_version)
    longest = replace(draft, personal_line="x" * MAX_PERSONAL_LINE)
    assert blockers(longest, procedure) == ()
    one_more = replace(draft, personal_line="x" * (MAX_PERSONAL_LINE + 1))
    assert [one.code for one in blockers(one_more, procedure)] == ["PERSONAL_LINE_TOO_LONG"]


def test_a_committed_review_marks_the_drafts_of_others(reviews: ReviewDesk) -> None:
    office, case = reviews.office, to_review(reviews)
    reviews.drafting.save(office.session("clerk2"), reviews.draft(case, "clerk2"))
    with office.store.write() as uow:
        # As somebody's who held it before and lost it; saving alone marks it too.
        mine = uow.drafts.get(case.id, office.people["clerk2"].id)
        assert mine is not None
        uow.drafts.put(replace(mine, is_stale=False))
        uow.commit()
    reviews.commit_as("clerk", case, reviews.draft(case))
    with office.store.write() as uow:
        others = uow.drafts.get(case.id, office.people["clerk2"].id)
    assert others is not None
    assert others.is_stale
