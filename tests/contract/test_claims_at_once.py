"""Takings that race each other or an undoing, on both databases."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from threading import Thread

import pytest

from app.domain.workflow import CaseState
from app.stages.queueing import Claims
from db.store import SqlStore
from tests.at_once import at_once
from tests.casework import CEDULAS, Casework
from tests.reviewing import ReviewDesk

ROUNDS = 8


@pytest.fixture
def office(store: SqlStore) -> Casework:
    return Casework(store)


@pytest.fixture
def desk(office: Casework) -> ReviewDesk:
    return ReviewDesk(office)


def test_one_person_taking_two_cases_at_once_holds_one(office: Casework, desk: ReviewDesk) -> None:
    first = office.case(CaseState.TO_REVIEW, reviewer="")
    other = office.person(CEDULAS[6])
    second = office.case(CaseState.TO_REVIEW, reviewer="", person=other)
    session = office.session("clerk")
    for _ in range(ROUNDS):
        ended = at_once(
            lambda: desk.claims.take(session, first.id),
            lambda: desk.claims.take(session, second.id),
        )
        assert ended == {"done": 1, "HOLDS_ANOTHER": 1}
        assert len(desk.claims.release_held(session)) == 1


def test_one_person_asking_for_the_next_twice_gets_one(office: Casework, desk: ReviewDesk) -> None:
    office.case(CaseState.TO_REVIEW, reviewer="")
    office.case(CaseState.TO_REVIEW, reviewer="", person=office.person(CEDULAS[6]))
    session = office.session("clerk")
    for _ in range(ROUNDS):
        ended = at_once(
            lambda: desk.claims.take_next(session),
            lambda: desk.claims.take_next(session),
        )
        assert ended == {"done": 2}
        assert len(desk.claims.release_held(session)) == 1


def test_two_people_who_want_each_others_case_keep_their_own(office: Casework, store) -> None:
    claims = Claims(store, office.clock)
    first = office.case(holder="validator")
    second = office.case(holder="second", person=office.person(CEDULAS[6]))
    for _ in range(ROUNDS):
        ended = at_once(
            partial(claims.exchange, office.session("validator"), second.id, first.id),
            partial(claims.exchange, office.session("second"), first.id, second.id),
        )
        assert ended == {"CLAIMED_BY_OTHER": 2}
        holders = [office.now_case(one.id).claim for one in (first, second)]
        assert [claim and claim.staff_id for claim in holders] == [
            office.people[login].id for login in ("validator", "second")
        ]


def test_one_person_exchanging_twice_at_once_holds_one(office: Casework, store) -> None:
    claims, session = Claims(store, office.clock), office.session("validator")
    held = office.case(holder="validator")
    others = [office.case(person=office.person(number)) for number in ("X1", "X2")]
    for _ in range(ROUNDS):
        ended = at_once(*(partial(claims.exchange, session, other.id, held.id) for other in others))
        assert ended == {"done": 1, "HOLDS_ANOTHER": 1}
        assert len(claims.release_held(session)) == 1
        claims.take(session, held.id)


def test_a_lease_taken_up_again_meanwhile_is_not_returned(
    office: Casework, desk: ReviewDesk, store: SqlStore
) -> None:
    case = office.case(CaseState.TO_REVIEW, reviewer="")
    session = office.session("clerk")
    desk.claims.take(session, case.id)
    office.clock.forward(hours=1)
    now, returned = office.clock.now(), []
    returning = Thread(target=lambda: returned.append(desk.claims.return_expired()))
    with store.write() as uow:
        uow.cases.claim(case.id, session.staff_id, now, timedelta(minutes=20))
        returning.start()
        # Long enough to have looked before us; whoever looks later sees the new lease anyhow.
        returning.join(timeout=0.5)
        uow.commit()
    returning.join()
    assert returned == [0]
    assert office.now_case(case.id).claim is not None
    assert "case.claim_expired" not in office.actions(case.id)


def test_no_validator_holds_a_case_whose_review_was_taken_back(
    office: Casework, desk: ReviewDesk
) -> None:
    session = office.session("second")
    for number in range(ROUNDS):
        case = office.case(
            CaseState.TO_REVIEW, reviewer="", holder="clerk", person=office.person(f"X{number}")
        )
        review = desk.commit_as("clerk", case, desk.draft(case))
        ended = at_once(
            partial(desk.undo, "clerk", review),
            partial(desk.claims.take, session, case.id),
        )
        assert ended["done"] == 1, ended
        now = office.now_case(case.id)
        is_taken = now.claim is not None and now.claim.staff_id == session.staff_id
        assert now.state is (CaseState.TO_SCHEDULE if is_taken else CaseState.TO_REVIEW)
        desk.claims.release_held(session)
