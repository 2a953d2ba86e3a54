"""The table of duties said a second time, and each part of a separation that has several."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.duties import (
    CLAIMING,
    PERMISSIONS,
    Hands,
    Operation,
    Separation,
    may,
    require,
    require_duty,
)
from app.domain.errors import AccessDeniedError
from app.domain.ids import StaffId
from app.domain.staff import Duty, Session, StaffMember
from app.domain.workflow import CaseState
from tests.casework import PICHINCHA, START

O, D, S = Operation, Duty, Separation  # noqa: E741  # a table reads better with one letter
ME = "1719999995"
SOMEBODY = "1729999993"

WORKERS = {D.CLERK, D.VALIDATOR}
ALLOWED: dict[Operation, set[Duty]] = {
    O.BROWSE_QUEUE: {*WORKERS, D.DIRECTOR, D.AUDITOR},
    O.CLAIM_REVIEW: {D.CLERK},
    O.CLAIM_SECOND_REVIEW: {D.CLERK},
    O.CLAIM_VALIDATION: {D.VALIDATOR},
    O.RENEW_CLAIM: WORKERS,
    O.RELEASE_CLAIM: WORKERS,
    O.BREAK_CLAIM: {D.DIRECTOR},
    O.OPEN_CASE: {*WORKERS, D.DIRECTOR, D.AUDITOR},
    O.READ_EVIDENCE: {*WORKERS, D.AUDITOR},
    O.SAVE_REVIEW_DRAFT: {D.CLERK},
    O.COMMIT_REVIEW: {D.CLERK},
    O.SCHEDULE_CALL: {D.VALIDATOR},
    O.HOLD_CALL: {D.VALIDATOR},
    O.TAKE_OVER_VALIDATION: {D.VALIDATOR},
    O.REASSIGN_VALIDATION: {D.DIRECTOR},
    O.DECIDE: {D.VALIDATOR},
    O.WITHDRAW_CASE: WORKERS,
    O.READ_REGISTRY: {*WORKERS, D.DIRECTOR},
    O.READ_LEDGER: {*WORKERS, D.DIRECTOR, D.AUDITOR},
    O.RESEND_MESSAGE: {*WORKERS, D.DIRECTOR},
    O.ISSUE_DOCUMENT: {*WORKERS, D.DIRECTOR},
    O.EXPORT_DOCUMENT: {*WORKERS, D.DIRECTOR, D.AUDITOR},
    O.MANAGE_STAFF: {D.ADMINISTRATOR},
    O.ENABLE_ACCOUNT: {D.ADMINISTRATOR},
    O.MANAGE_SETTINGS: {D.ADMINISTRATOR},
    O.UNFREEZE_PERSON: {D.DIRECTOR},
    O.READ_AUDIT: {D.AUDITOR},
    O.READ_CASE_EVENTS: {D.DIRECTOR, D.AUDITOR},
    O.PACK_EVIDENCE: {D.AUDITOR},
}
"""On purpose not taken from the table: one duty more there is one hand more in a change."""


def session(duty: Duty, *, active: bool = True) -> Session:
    member = StaffMember(StaffId("me"), "me", "Yo", ME, duty, PICHINCHA, active)
    return Session(member, "PUESTO-1", START)


def refusal(duty: Duty, operation: Operation, hands: Hands) -> str:
    """The code of the refusal; empty where there is none."""
    try:
        require(session(duty), operation, hands)
    except AccessDeniedError as error:
        return error.code
    return ""


def test_every_operation_is_of_these_duties() -> None:
    assert {operation: set(row.duties) for operation, row in PERMISSIONS.items()} == ALLOWED
    assert set(ALLOWED) == set(Operation)


@pytest.mark.parametrize("operation", Operation)
def test_another_duty_is_refused_whoever_held_the_case(operation: Operation) -> None:
    hands = Hands(validators=frozenset({ME}), holder=ME, province=PICHINCHA.province)
    for duty in Duty:
        is_allowed = duty in ALLOWED[operation]
        assert may(session(duty), operation) is is_allowed
        if not is_allowed:
            assert refusal(duty, operation, hands) == "DUTY_NOT_ALLOWED"
            with pytest.raises(AccessDeniedError, match="DUTY_NOT_ALLOWED"):
                require_duty(session(duty), operation)


@pytest.mark.parametrize("operation", Operation)
def test_a_disabled_account_may_nothing(operation: Operation) -> None:
    for duty in ALLOWED[operation]:
        assert not may(session(duty, active=False), operation)
        with pytest.raises(AccessDeniedError, match="DUTY_NOT_ALLOWED"):
            require(session(duty, active=False), operation, Hands(holder=ME))


@pytest.mark.parametrize("hand", ["reviewers", "validators", "deciders"])
def test_no_hand_of_a_change_lifts_its_freeze(hand: str) -> None:
    def of(who: str) -> Hands:
        return Hands(province=PICHINCHA.province, **{hand: frozenset({who})})  # type: ignore[arg-type]  # one field of several types

    assert refusal(D.DIRECTOR, O.UNFREEZE_PERSON, of(SOMEBODY)) == ""
    refused = refusal(D.DIRECTOR, O.UNFREEZE_PERSON, of(ME))
    assert refused == "SEPARATION_NOT_A_HAND_OF_THE_CHANGE"


def test_only_a_review_taken_back_lets_its_author_give_the_second() -> None:
    province = PICHINCHA.province
    mine = frozenset({ME})
    stands = Hands(reviewers=mine, province=province)
    back = Hands(reviewers=mine, undone_reviewers=mine, province=province)
    refused = "SEPARATION_NOT_AN_EARLIER_REVIEWER"
    assert refusal(D.CLERK, O.CLAIM_SECOND_REVIEW, stands) == refused
    assert refusal(D.CLERK, O.CLAIM_SECOND_REVIEW, back) == ""
    # Who validates keeps away from every review, taken back or not.
    refused = "SEPARATION_NOT_A_DOCUMENT_REVIEWER"
    assert refusal(D.VALIDATOR, O.CLAIM_VALIDATION, back) == refused


def test_nobody_decides_before_a_call_and_nobody_holds_a_free_case() -> None:
    free = Hands(validators=frozenset({ME}), province=PICHINCHA.province)
    assert refusal(D.VALIDATOR, O.DECIDE, free) == "SEPARATION_HOLDS_THE_CASE"
    unheard = Hands(holder=ME, province=PICHINCHA.province)
    assert refusal(D.VALIDATOR, O.DECIDE, unheard) == "SEPARATION_THE_IDENTITY_VALIDATOR"


@pytest.mark.parametrize("operation", [O.OPEN_CASE, O.READ_EVIDENCE, O.READ_LEDGER])
def test_an_auditor_reads_the_country_and_nobody_else_does(operation: Operation) -> None:
    for duty in ALLOWED[operation]:
        expected = "" if duty is D.AUDITOR else "SEPARATION_OF_THE_SAME_PROVINCE"
        assert refusal(duty, operation, Hands(province="09")) == expected


def test_the_person_concerned_is_known_however_the_number_is_written() -> None:
    own = Hands(person_numbers=frozenset({ME}), holder=ME, province=PICHINCHA.province)
    member = replace(session(D.CLERK).staff, cedula="171999999-5 ")
    with pytest.raises(AccessDeniedError, match="SEPARATION_NOT_THE_PERSON_CONCERNED"):
        require(Session(member, "PUESTO-1", START), O.OPEN_CASE, own)


def test_a_case_is_claimed_by_the_operation_of_its_state() -> None:
    # The separations of the operation decide whom *take next* skips.
    assert CLAIMING == {
        CaseState.TO_REVIEW: O.CLAIM_REVIEW,
        CaseState.SECOND_REVIEW: O.CLAIM_SECOND_REVIEW,
        CaseState.TO_SCHEDULE: O.CLAIM_VALIDATION,
        CaseState.CALL_SCHEDULED: O.CLAIM_VALIDATION,
        CaseState.ESCALATED: O.CLAIM_VALIDATION,
        CaseState.TO_DECIDE: O.CLAIM_VALIDATION,
    }
