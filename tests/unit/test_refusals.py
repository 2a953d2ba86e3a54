"""What is refused stays on record: who tried what, and why not; nothing about the citizen."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from app.domain.audit import staff_chain
from app.domain.errors import AccessDeniedError, RuleViolationError, VentanillaError
from app.domain.person import Identifier, IdentifierKind
from app.domain.workflow import CaseState
from app.stages.oversight import VerifyAudit
from app.stages.review.opening import ReadEvidence, RevealSecret
from tests.casework import CEDULAS, Casework
from tests.reviewing import ReviewDesk
from tests.stage_desks import CallDesk, DecisionDesk


@pytest.fixture
def office(store) -> Casework:
    return Casework(store)


def refusals(office: Casework, login: str) -> list[dict[str, object]]:
    events = office.events(staff_chain(office.people[login].id))
    bodies = [json.loads(event.canonical) for event in events]
    return [body["details"] for body in bodies if body["action"] == "act.refused"]


def test_ones_own_case(office: Casework) -> None:
    own = office.person(CEDULAS[0])
    case = office.case(CaseState.TO_REVIEW, reviewer="", person=own)
    with pytest.raises(AccessDeniedError):
        ReviewDesk(office).claims.take(office.session("clerk"), case.id)
    code = "SEPARATION_NOT_THE_PERSON_CONCERNED"
    assert refusals(office, "clerk") == [{"act": "Claims.take", "code": code, "case_id": case.id}]
    with office.store.write() as uow:
        file = uow.cases.files(case.id)[0]
    with pytest.raises(AccessDeniedError):
        ReadEvidence(office.store, office.clock)(office.session("clerk"), file.id)
    noted = {"act": "ReadEvidence", "code": code, "file_id": file.id}
    assert refusals(office, "clerk")[-1] == noted


def test_the_same_person_reviewing_and_validating(office: Casework) -> None:
    case = office.case(reviewer="validator")
    with pytest.raises(AccessDeniedError):
        ReviewDesk(office).claims.take(office.session("validator"), case.id)
    assert refusals(office, "validator")[0]["code"] == "SEPARATION_NOT_A_DOCUMENT_REVIEWER"


def test_somebody_who_does_not_hold_the_case(office: Casework) -> None:
    case = office.case(CaseState.TO_REVIEW, reviewer="", holder="clerk")
    desk = ReviewDesk(office)
    reveal = RevealSecret(office.store, office.clock)
    with pytest.raises(AccessDeniedError):
        reveal(office.session("clerk2"), case.id)
    draft = replace(desk.draft(case), staff_id=office.people["clerk2"].id)
    with pytest.raises(AccessDeniedError):
        desk.commit_as("clerk2", case, draft)
    assert [(one["act"], one["code"]) for one in refusals(office, "clerk2")] == [
        ("RevealSecret", "SEPARATION_HOLDS_THE_CASE"),
        ("CommitReview", "SEPARATION_HOLDS_THE_CASE"),
    ]


def test_a_wrong_password_and_a_frozen_person_at_the_decision(office: Casework) -> None:
    case = CallDesk(office).validated(office.case(holder="validator"))
    desk = DecisionDesk(office)
    with office.unchanged(case), pytest.raises(AccessDeniedError):
        desk.approve(case, password="no es mi clave")
    with office.store.write() as uow:
        uow.people.freeze(case.person_id, office.clock.now(), "not_me:otro")
        uow.commit()
    with office.unchanged(case), pytest.raises(RuleViolationError):
        desk.approve(case)
    assert refusals(office, "validator") == [
        {"act": "Decide", "code": "SIGN_IN_REFUSED", "case_id": case.id},
        {"act": "Decide", "code": "PERSON_FROZEN", "case_id": case.id},
    ]


def test_a_refusal_is_recorded_once_and_without_personal_data(office: Casework) -> None:
    number = Identifier(IdentifierKind.CEDULA, CEDULAS[0])
    case = office.case(CaseState.TO_REVIEW, reviewer="", person=office.person(number.value))
    desk = ReviewDesk(office)
    other = office.case(CaseState.TO_REVIEW, reviewer="", person=office.person(CEDULAS[6]))
    draft = replace(desk.draft(other), case_id=case.id)
    with pytest.raises(VentanillaError):
        desk.drafting.adopt(office.session("clerk"), draft)
    events = office.events(staff_chain(office.people["clerk"].id))
    refused = [event.canonical for event in events if "act.refused" in event.canonical]
    assert len(refused) == 1
    for word in (number.value, "Quishpe", "Rosa", case.number):
        assert word not in refused[0]
    # The cases of this office did not come in through intake, so their own chains are silent.
    faults = VerifyAudit(office.store, office.clock)(office.session("auditor")).faults
    assert {fault.code for fault in faults} <= {"TRACE_MISSING"}


def test_mistakes_are_no_refusals(office: Casework) -> None:
    case = office.case(CaseState.REFUSED, reviewer="")
    with pytest.raises(RuleViolationError):
        ReviewDesk(office).claims.take(office.session("clerk"), case.id)
    assert refusals(office, "clerk") == []
