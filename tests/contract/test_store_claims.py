"""Claims on both databases: one holder, leases, separation, eight clients at once (D1)."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.case import Case
from app.domain.errors import AccessDeniedError
from app.domain.ids import CaseId
from app.domain.staff import Agency, Duty, StaffMember
from app.domain.workflow import CaseState
from db.store import SqlStore
from tests import store_samples as samples
from tests.store_samples import LEASE, NOW

REVIEW = (CaseState.TO_REVIEW,)
CLERKS = tuple(samples.staff_member(f"clerk{n}") for n in range(8))
ANA, LUIS = CLERKS[0], CLERKS[1]
VERA = samples.staff_member("vera", Duty.VALIDATOR)


@pytest.fixture
def furnished(store: SqlStore) -> SqlStore:
    samples.furnish(store, *CLERKS, VERA)
    return store


def _next(store: SqlStore, who: StaffMember, at=NOW, states=REVIEW, exclude=()):
    with store.write() as work:
        case = work.cases.claim_next(who, states, at, LEASE, exclude)
        work.commit()
    return case


def _put(store: SqlStore, *numbers: int, **more) -> list[Case]:
    with store.write() as work:
        made = [
            samples.put_case(
                work, f"ADC-2026-{n:06d}", **{"due_at": NOW + timedelta(hours=n), **more}
            )
            for n in numbers
        ]
        work.commit()
    return made


def test_a_claim_keeps_others_out_until_it_ends(furnished: SqlStore) -> None:
    (case,) = _put(furnished, 1)
    with furnished.write() as work:
        held = work.cases.claim(case.id, ANA.id, NOW, LEASE)
        work.commit()
    assert held.claim is not None
    assert (held.claim.staff_id, held.claim.since, held.claim.lease_until) == (
        ANA.id,
        NOW,
        NOW + LEASE,
    )
    assert held.version == case.version
    with furnished.write() as work, pytest.raises(AccessDeniedError) as caught:
        work.cases.claim(case.id, LUIS.id, NOW + LEASE, LEASE)
    assert caught.value.code == "CLAIMED_BY_OTHER"
    assert caught.value.context == {
        "holder": "Clerk0",
        "agency": "Quito Centro",
        "since": NOW,
        "until": NOW + LEASE,
    }
    after = NOW + LEASE + timedelta(microseconds=1)
    with furnished.write() as work:
        assert work.cases.expired_claims(after) == ((case.id, ANA.id),)
        assert not work.cases.release_expired(case.id, ANA.id, NOW)
        assert not work.cases.release_expired(case.id, LUIS.id, after)
        taken = work.cases.claim(case.id, LUIS.id, after, LEASE)
    assert taken.claim is not None
    assert taken.claim.staff_id == LUIS.id


def test_claiming_again_prolongs_and_keeps_the_beginning(furnished: SqlStore) -> None:
    (case,) = _put(furnished, 1)
    later = NOW + timedelta(minutes=5)
    with furnished.write() as work:
        work.cases.claim(case.id, ANA.id, NOW, LEASE)
        again = work.cases.claim(case.id, ANA.id, later, LEASE)
    assert again.claim is not None
    assert (again.claim.since, again.claim.lease_until) == (NOW, later + LEASE)


def test_only_the_holder_renews_and_releases(furnished: SqlStore) -> None:
    (case,) = _put(furnished, 1)
    with furnished.write() as work:
        work.cases.claim(case.id, ANA.id, NOW, LEASE)
        assert not work.cases.renew(case.id, LUIS.id, NOW, LEASE)
        assert not work.cases.release(case.id, LUIS.id)
        assert work.cases.renew(case.id, ANA.id, NOW + LEASE, LEASE)
        assert not work.cases.renew(case.id, ANA.id, NOW + 3 * LEASE, LEASE)
        assert work.cases.release(case.id, ANA.id)
        assert not work.cases.release(case.id, ANA.id)
        assert work.cases.get(case.id).claim is None


def test_breaking_tells_who_held_it(furnished: SqlStore) -> None:
    (case,) = _put(furnished, 1)
    with furnished.write() as work:
        assert work.cases.break_claim(case.id) is None
        work.cases.claim(case.id, ANA.id, NOW, LEASE)
        assert work.cases.break_claim(case.id) == ANA.id
        assert work.cases.get(case.id).claim is None


def test_next_is_the_free_case_with_least_time_left(furnished: SqlStore) -> None:
    first, second, third = _put(furnished, 1, 2, 3)
    assert _next(furnished, ANA).id == first.id
    assert _next(furnished, LUIS).id == second.id
    assert _next(furnished, LUIS, exclude=(third.id,)) is None
    assert _next(furnished, ANA, at=NOW + 2 * LEASE).id == first.id


def test_next_prefers_the_cases_kept_for_me(furnished: SqlStore) -> None:
    _put(furnished, 1)
    (mine,) = _put(furnished, 2, preferred_reviewer=ANA.id)
    with furnished.read() as read:
        assert read.queue.peek_next(REVIEW, "17", ANA.id, NOW) == mine.id
    assert _next(furnished, ANA).id == mine.id


def test_next_stays_in_the_province(furnished: SqlStore) -> None:
    _put(furnished, 1, province="09")
    assert _next(furnished, ANA) is None


def test_next_takes_the_more_urgent_of_several_states(furnished: SqlStore) -> None:
    _put(furnished, 2)
    (second_look,) = _put(furnished, 1, state=CaseState.SECOND_REVIEW)
    states = (CaseState.TO_REVIEW, CaseState.SECOND_REVIEW)
    with furnished.read() as read:
        assert read.queue.peek_next(states, "17", ANA.id, NOW) == second_look.id
    assert _next(furnished, ANA, states=states).id == second_look.id


@pytest.mark.parametrize(
    ("state", "role", "is_skipped"),
    [
        (CaseState.TO_REVIEW, "reviewer", False),
        (CaseState.TO_REVIEW, "validator", True),
        (CaseState.SECOND_REVIEW, "reviewer", True),
        (CaseState.TO_SCHEDULE, "reviewer", True),
        (CaseState.TO_SCHEDULE, "validator", False),
    ],
)
def test_next_skips_what_separation_forbids(
    furnished: SqlStore, state: CaseState, role: str, is_skipped: bool
) -> None:
    (case,) = _put(furnished, 1, state=state)
    with furnished.write() as work:
        work.cases.add_hand(case.id, VERA, role, NOW)
        work.commit()
    with furnished.read() as read:
        assert (read.queue.peek_next((state,), "17", VERA.id, NOW) is None) is is_skipped
    assert (_next(furnished, VERA, states=(state,)) is None) is is_skipped


@pytest.mark.parametrize(
    ("state", "role"),
    [
        (CaseState.TO_REVIEW, "validator"),
        (CaseState.SECOND_REVIEW, "reviewer"),
        (CaseState.TO_SCHEDULE, "reviewer"),
    ],
)
def test_another_account_of_the_same_person_does_not_help(
    furnished: SqlStore, state: CaseState, role: str
) -> None:
    (case,) = _put(furnished, 1, state=state)
    other_account = replace(LUIS, cedula=VERA.cedula)
    with furnished.write() as work:
        work.cases.add_hand(case.id, other_account, role, NOW)
        work.commit()
    with furnished.read() as read:
        assert read.queue.peek_next((state,), "17", VERA.id, NOW) is None
    assert _next(furnished, VERA, states=(state,)) is None
    # The account alone is nobody's hand: Luis himself never touched the case.
    assert _next(furnished, LUIS, states=(state,)) is not None


@pytest.mark.parametrize(
    ("reviewed", "undone", "is_skipped"),
    [
        ((ANA,), (), True),
        ((ANA,), (ANA,), False),
        ((ANA, ANA), (ANA,), True),
        ((LUIS, ANA), (ANA,), False),
        ((ANA, LUIS), (LUIS,), True),
    ],
    ids=["standing", "undone", "one of two", "after another's", "only another's"],
)
def test_a_review_taken_back_is_no_earlier_review(
    furnished: SqlStore, reviewed, undone, is_skipped: bool
) -> None:
    (case,) = _put(furnished, 1, state=CaseState.SECOND_REVIEW)
    left = list(undone)
    with furnished.write() as work:
        for number, who in enumerate(reviewed):
            review = samples.review(case, who, f"r{number}")
            work.reviews.add(review)
            work.cases.add_hand(case.id, who, "reviewer", NOW)
            if who in left:
                left.remove(who)
                work.reviews.undo(review.id, NOW)
        work.commit()
    with furnished.look() as stored:
        hands = stored.cases.hands(case.id)
    assert hands.reviewers == {who.cedula for who in reviewed}
    assert (ANA.cedula in hands.reviewers - hands.undone_reviewers) is is_skipped
    states = (CaseState.SECOND_REVIEW,)
    with furnished.read() as read:
        assert (read.queue.peek_next(states, "17", ANA.id, NOW) is None) is is_skipped
    assert (_next(furnished, ANA, states=states) is None) is is_skipped


@pytest.mark.parametrize(
    ("how", "goes_to_another"),
    [
        ({}, False),
        ({"active": False}, True),
        ({"duty": Duty.CLERK}, True),
        ({"agency": Agency("GUA-01", "Agencia Guayas", "09")}, True),
    ],
    ids=["there", "disabled", "another duty", "another province"],
)
def test_what_is_to_be_decided_waits_for_who_held_the_call_unless_gone(
    furnished: SqlStore, how, goes_to_another: bool
) -> None:
    states, other = (CaseState.TO_DECIDE,), samples.staff_member("otra", Duty.VALIDATOR)
    (case,) = _put(furnished, 1, state=CaseState.TO_DECIDE, validated_by=VERA.id)
    with furnished.write() as work:
        work.staff.add(other, "verifier")
        if "agency" in how:
            work.staff.add_agency(how["agency"])
        work.staff.save(replace(VERA, **how))
        work.commit()
    with furnished.read() as read:
        found = read.queue.peek_next(states, "17", other.id, NOW)
    assert found == (case.id if goes_to_another else None)
    assert (_next(furnished, other, states=states) is not None) is goes_to_another
    if not goes_to_another:
        assert _next(furnished, VERA, states=states).id == case.id


def test_what_comes_is_listed_in_the_order_in_which_it_is_taken(furnished: SqlStore) -> None:
    _put(furnished, 1, 4)
    (second_look, seen) = _put(furnished, 2, 3, state=CaseState.SECOND_REVIEW)
    _put(furnished, 6, preferred_reviewer=ANA.id)
    _put(furnished, 5, province="09")
    states = (CaseState.TO_REVIEW, CaseState.SECOND_REVIEW)
    with furnished.write() as work:
        work.cases.add_hand(seen.id, ANA, "reviewer", NOW)
        work.commit()
    with furnished.read() as read:
        listed = [row.case_id for row in read.queue.coming(states, "17", ANA.id, NOW, 6)]
        first_two = [row.case_id for row in read.queue.coming(states, "17", ANA.id, NOW, 2)]
    taken: list[CaseId] = []
    while (case := _next(furnished, ANA, states=states, exclude=tuple(taken))) is not None:
        taken.append(case.id)
    assert listed == taken
    assert second_look.id in listed
    assert seen.id not in listed
    assert first_two == listed[:2]


def test_nobody_gets_their_own_case(furnished: SqlStore) -> None:
    (case,) = _put(furnished, 1)
    with furnished.write() as work:
        cedula = work.people.get(case.person_id).cedula
        work.staff.save(replace(VERA, cedula=cedula))
        work.commit()
    assert _next(furnished, replace(VERA, cedula=cedula)) is None
    assert _next(furnished, ANA).id == case.id


def test_eight_clients_never_hold_one_case_twice(furnished: SqlStore) -> None:
    _put(furnished, *range(1, 41))

    def work_through(who: StaffMember) -> list[str]:
        taken = []
        while (case := _next(furnished, who)) is not None:
            taken.append(case.id)
        return taken

    with ThreadPoolExecutor(8) as pool:
        taken = [case for one in pool.map(work_through, CLERKS) for case in one]
    assert Counter(Counter(taken).values()) == {1: 40}


def test_eight_clients_race_for_one_case(furnished: SqlStore) -> None:
    (case,) = _put(furnished, 1)

    def race(who: StaffMember) -> bool:
        try:
            with furnished.write() as work:
                work.cases.claim(case.id, who.id, NOW, LEASE)
                work.commit()
        except AccessDeniedError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(race, CLERKS)) == 1
