"""A validator is gone in the middle: another one goes on with a call of their own, nobody decides for them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from icalendar import Calendar

from app.domain.call import CallOutcome, CallStatus
from app.domain.case import Case
from app.domain.errors import AccessDeniedError, RuleViolationError, StaleCaseError
from app.domain.staff import Agency, Duty
from app.domain.workflow import CaseState
from app.stages.queueing import Claims
from app.stages.validation import (
    ReassignValidation,
    ReassignValidationCommand,
    TakeOverValidation,
    TakeOverValidationCommand,
    ValidationRestarted,
)
from tests.casework import LEASE, Casework
from tests.stage_desks import CallDesk, DecisionDesk

REASON = "Está con permiso médico."


@pytest.fixture
def office(store) -> Casework:
    return Casework(store)


@pytest.fixture
def calls(office) -> CallDesk:
    return CallDesk(office)


def leave(office: Casework, login: str = "validator", **how: Any) -> None:
    """The account is disabled, unless ``how`` says what else happens to it; the claim runs out."""
    changes = how or {"active": False}
    with office.store.write() as uow:
        if isinstance(agency := how.get("agency"), Agency):
            uow.staff.add_agency(agency)
        uow.staff.save(replace(office.people[login], **changes))
        uow.commit()
    office.clock.forward(seconds=LEASE.total_seconds() + 1)


def parts(office: Casework):
    return office.store, office.offices, office.procedures, office.invitations, office.clock


def take_over(office: Casework, case: Case, reason: str = REASON) -> ValidationRestarted:
    session = office.session("second")
    held = office.claim(case.id, "second")
    use_case = TakeOverValidation(*parts(office))
    return use_case(TakeOverValidationCommand(session, case.id, held.version, reason))


def reassign(office: Casework, case: Case, login: str = "director") -> ValidationRestarted:
    use_case = ReassignValidation(*parts(office))
    return use_case(ReassignValidationCommand(office.session(login), case.id, case.state, REASON))


def test_a_running_call_of_somebody_gone_is_ended_and_appointed_anew(office, calls):
    state = calls.start(calls.schedule(office.case(holder="validator")))
    leave(office)
    done = take_over(office, state.case)
    assert done.case.state is CaseState.TO_SCHEDULE
    assert done.call is not None
    assert (done.call.status, done.call.outcome) == (CallStatus.DONE, CallOutcome.POSTPONED_BY_US)
    assert done.call.note == REASON
    (told,) = [m for m in office.messages(state.case.id) if m.id in done.messages]
    with office.store.look() as stored:
        calendar = Calendar.from_ical(stored.blobs.get(told.attachments[0].sha256))
    assert (told.template, str(calendar["METHOD"])) == ("call_cancelled", "CANCEL")
    assert office.actions(state.case.id)[-2:] == [
        "call.outcome_recorded",
        "case.validation_taken_over",
    ]
    decided = DecisionDesk(office)
    case = calls.validated(office.now_case(state.case.id), "second")
    assert decided.approve(case, login="second").case.state is CaseState.APPROVED


def test_a_case_left_undecided_is_validated_anew_before_it_is_decided(office, calls):
    case = calls.validated(office.case(holder="validator"))
    leave(office)
    held = office.claim(case.id, "second")
    desk = DecisionDesk(office)
    with pytest.raises(AccessDeniedError) as refused:
        desk.approve(held, login="second")
    assert refused.value.code == "SEPARATION_THE_IDENTITY_VALIDATOR"
    done = take_over(office, case)
    assert (done.case.state, done.case.validated_by) == (CaseState.TO_SCHEDULE, None)
    assert (done.call, done.messages) == (None, ())
    with pytest.raises(RuleViolationError) as early:
        desk.approve(done.case, login="second")
    assert early.value.code in {"MOVE_NOT_ALLOWED", "SEPARATION_THE_IDENTITY_VALIDATOR"}
    again = calls.validated(done.case, "second")
    assert again.validated_by == office.people["second"].id
    assert desk.approve(again, login="second").case.state is CaseState.APPROVED


def test_whoever_comes_back_does_not_decide_on_the_call_of_another(office, calls):
    case = calls.validated(office.case(holder="validator"))
    leave(office)
    again = calls.validated(take_over(office, case).case, "second")
    leave(office, active=True)
    held = office.claim(again.id, "validator")
    with pytest.raises(AccessDeniedError) as refused:
        DecisionDesk(office).approve(held)
    assert refused.value.code == "SEPARATION_THE_IDENTITY_VALIDATOR"


def test_a_failed_identity_stays_on_record_and_the_new_call_alone_counts(office, calls):
    state = calls.start(calls.schedule(office.case(holder="validator")))
    calls.outcome(
        state.case, state.call, CallOutcome.NOT_VALIDATED, note="No es.", reasons=("LLA-01",)
    )
    leave(office)
    done = take_over(office, state.case)
    state = calls.start(calls.schedule(done.case, "second"), "second")
    calls.outcome(
        state.case, state.call, CallOutcome.NOT_VALIDATED, "second", "Tampoco.", ("LLA-01",)
    )
    with office.store.look() as stored:
        outcomes = [call.outcome for call in stored.calls.of_case(state.case.id)]
    assert outcomes == [CallOutcome.NOT_VALIDATED] * 2
    case = office.now_case(state.case.id)
    with pytest.raises(RuleViolationError) as refused:
        DecisionDesk(office).approve(case, login="second")
    assert refused.value.code == "IDENTITY_NOT_VALIDATED"


@pytest.mark.parametrize(
    "how",
    [
        {"active": False},
        {"duty": Duty.CLERK},
        {"agency": Agency("GUA-01", "Agencia Guayas", "09")},
    ],
    ids=["disabled", "another duty", "another province"],
)
def test_who_is_gone(office, calls, how):
    case = calls.validated(office.case(holder="validator"))
    leave(office, **how)
    assert take_over(office, case).case.state is CaseState.TO_SCHEDULE


def test_nobody_takes_a_validation_from_a_colleague_who_is_there(office, calls):
    case = calls.validated(office.case(holder="validator"))
    leave(office, active=True)
    office.claim(case.id, "second")
    with office.unchanged(case), pytest.raises(AccessDeniedError) as refused:
        take_over(office, case)
    assert refused.value.code == "VALIDATOR_STILL_HERE"
    assert refused.value.context["validator"] == "Validator"


def test_whoever_doubted_does_not_take_over(office, calls):
    state = calls.start(calls.schedule(office.case(holder="second"), "second"), "second")
    calls.outcome(state.case, state.call, CallOutcome.DOUBT, "second", note="Dudo de la cara.")
    case = calls.validated(office.claim(state.case.id, "validator"))
    leave(office)
    with pytest.raises(AccessDeniedError) as refused:
        take_over(office, case)
    assert refused.value.code == "SEPARATION_NOT_THE_IDENTITY_VALIDATOR"


def test_a_director_reassigns_what_a_colleague_who_is_ill_left(office, calls):
    case = calls.validated(office.case(holder="validator"))
    done = reassign(office, case)
    assert (done.case.state, done.case.claim) == (CaseState.TO_SCHEDULE, None)
    assert office.now_case(case.id).claim is None
    assert office.actions(case.id)[-2:] == ["case.claim_broken", "case.validation_reassigned"]
    taken = Claims(office.store, office.clock).take_next(office.session("second"))
    assert taken is not None
    again = calls.validated(taken, "second")
    assert DecisionDesk(office).approve(again, login="second").case.state is CaseState.APPROVED


def test_a_director_of_another_province_reassigns_nothing(office, calls):
    case = calls.validated(office.case(holder="validator"))
    guayas = Agency("GUA-01", "Agencia Guayas", "09")
    office.people["director"] = replace(office.people["director"], agency=guayas)
    with office.unchanged(case), pytest.raises(AccessDeniedError) as refused:
        reassign(office, case)
    assert refused.value.code == "SEPARATION_OF_THE_SAME_PROVINCE"


@pytest.mark.parametrize("state", [CaseState.TO_REVIEW, CaseState.TO_SCHEDULE, CaseState.ESCALATED])
def test_there_is_nothing_to_reassign_without_a_call(office, state):
    case = office.case(state)
    with office.unchanged(case), pytest.raises(RuleViolationError, match="MOVE_NOT_ALLOWED"):
        reassign(office, case)


def test_a_reason_and_the_seen_version_are_needed(office, calls):
    case = calls.validated(office.case(holder="validator"))
    leave(office)
    with pytest.raises(RuleViolationError, match="REASON_TOO_SHORT"):
        take_over(office, case, " corto   ")
    with pytest.raises(RuleViolationError, match="REASON_TOO_LONG"):
        take_over(office, case, "motivo " * 72)
    with pytest.raises(StaleCaseError):
        reassign(office, replace(case, state=CaseState.CALL_SCHEDULED))
