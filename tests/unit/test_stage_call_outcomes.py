"""Outcomes of a call: what each needs, where it leads, and what the citizen hears."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.call import CallOutcome, CallStatus, CheckResult, outcome_blockers
from app.domain.errors import AccessDeniedError, RuleViolationError, StaleCaseError
from app.domain.message import MessageStatus
from app.domain.workflow import CaseState
from app.stages.validation import (
    CallState,
    RecordCheck,
    RecordCheckCommand,
    RecordOutcome,
    RecordOutcomeCommand,
)
from db.store import SqlStore
from tests.casework import Casework
from tests.stage_desks import CallDesk

GUAYAQUIL = ZoneInfo("America/Guayaquil")


@pytest.fixture
def office(sqlite_engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


@pytest.fixture
def calls(office) -> CallDesk:
    return CallDesk(office)


def test_identity_is_not_validated_with_less_than_the_minimum(office, calls):
    state = calls.start(calls.schedule(office.case(holder="validator")))
    with pytest.raises(RuleViolationError) as caught:
        calls.outcome(state.case, state.call, CallOutcome.VALIDATED)
    assert caught.value.context["missing"] == (
        "CHECKS_MISSING",
        "CALL_TOO_SHORT",
        "SNAPSHOT_MISSING",
    )
    calls.pass_all(state, result=CheckResult.FAILED)
    office.clock.forward(minutes=5)
    with pytest.raises(RuleViolationError) as caught:
        calls.outcome(state.case, state.call, CallOutcome.VALIDATED)
    assert caught.value.context["missing"] == ("CHECKS_NOT_PASSED",)
    assert office.now_case(state.case.id).state is CaseState.CALL_SCHEDULED


def checked(calls: CallDesk, office: Casework) -> CallState:
    """A call in which all went well and of which no picture was kept."""
    state = calls.start(calls.schedule(office.case(holder="validator")))
    check = RecordCheck(office.store, office.clock)
    for item in state.call.checks:
        check(
            RecordCheckCommand(
                office.session("validator"),
                state.call.id,
                state.case.version,
                item.code,
                CheckResult.PASSED,
            )
        )
    office.clock.forward(minutes=5)
    return state


def test_identity_is_not_validated_without_a_picture_of_the_call(office, calls):
    state = checked(calls, office)
    with office.unchanged(state.case), pytest.raises(RuleViolationError) as caught:
        calls.outcome(state.case, state.call, CallOutcome.VALIDATED)
    assert caught.value.code == "OUTCOME_BLOCKED"
    assert caught.value.context["missing"] == ("SNAPSHOT_MISSING",)
    calls.keep_picture(state)
    done = calls.outcome(state.case, state.call, CallOutcome.VALIDATED)
    assert done.case.state is CaseState.TO_DECIDE


@pytest.mark.parametrize(("value", "is_asked_for"), [("true", True), ("false", False)])
def test_where_the_institute_allows_no_pictures_none_is_asked_for(
    office, calls, value, is_asked_for
):
    with office.store.write() as uow:
        now = office.clock.now()
        uow.settings.put("call.snapshot_needed", value, now.date(), None, now)
        uow.commit()
    state = checked(calls, office)
    if is_asked_for:
        with pytest.raises(RuleViolationError, match="OUTCOME_BLOCKED"):
            calls.outcome(state.case, state.call, CallOutcome.VALIDATED)
    else:
        done = calls.outcome(state.case, state.call, CallOutcome.VALIDATED)
        assert done.case.state is CaseState.TO_DECIDE


def test_other_outcomes_ask_for_no_picture(office, calls):
    state = checked(calls, office)
    done = calls.outcome(state.case, state.call, CallOutcome.DOUBT, note="Alguien le apunta")
    assert done.case.state is CaseState.ESCALATED


def test_validated_keeps_the_claim_for_the_decision(office, calls):
    case = calls.validated(office.case(holder="validator"))
    assert case.state is CaseState.TO_DECIDE
    assert case.validated_by == office.people["validator"].id
    assert case.claim is not None


def test_no_shows_are_invited_again_up_to_the_limit_and_then_closed(office, calls):
    case = office.case(holder="validator")
    limit = office.procedures.get("ADC", "2026.1").terms.max_no_shows
    for turn in range(1, limit + 1):
        done = calls.schedule(case)
        office.clock.to(done.call.starts_at + timedelta(minutes=5))
        held = office.claim(case.id, "validator")
        with pytest.raises(RuleViolationError, match="OUTCOME_BLOCKED"):
            calls.outcome(held, done.call, CallOutcome.NO_SHOW)
        office.clock.forward(minutes=5)
        end = calls.outcome(held, done.call, CallOutcome.NO_SHOW)
        assert end.case.no_shows == turn
        if turn < limit:
            assert end.case.state is CaseState.TO_SCHEDULE
            assert end.case.due_at > office.clock.now() + timedelta(days=1)
            case = office.claim(case.id, "validator")
        else:
            assert end.case.state is CaseState.ABANDONED
            assert end.case.due_at is None
    closing = office.messages(case.id)[-1]
    assert closing.template == "closed_after_no_shows"
    assert closing.parameters["parts"]


def test_after_a_doubt_only_another_validator_goes_on_even_much_later(office, calls):
    state = calls.start(calls.schedule(office.case(holder="validator")))
    end = calls.outcome(state.case, state.call, CallOutcome.DOUBT, note="mira a otra persona")
    assert end.case.state is CaseState.ESCALATED
    again = office.claim(end.case.id, "validator")
    with pytest.raises(AccessDeniedError, match="NOT_THE_IDENTITY_VALIDATOR"):
        calls.schedule(again, at=calls.slot(again, "second", 3))
    office.clock.forward(minutes=21)
    other = office.claim(end.case.id, "second")
    done = calls.schedule(other, "second")
    office.clock.to(done.call.starts_at + timedelta(minutes=15))
    held = office.claim(end.case.id, "second")
    calls.outcome(held, done.call, CallOutcome.NO_SHOW, "second")
    # To be scheduled again: the state alone no longer says that somebody doubted.
    late = office.claim(end.case.id, "validator")
    assert late.state is CaseState.TO_SCHEDULE
    with pytest.raises(AccessDeniedError, match="NOT_THE_IDENTITY_VALIDATOR"):
        calls.schedule(late, at=calls.slot(late, "second", 3))


def test_reasons_must_be_of_the_catalogue_for_calls(office, calls):
    state = calls.start(calls.schedule(office.case(holder="validator")))
    with pytest.raises(RuleViolationError, match="REASON_UNKNOWN"):
        calls.outcome(
            state.case, state.call, CallOutcome.NOT_VALIDATED, note="no", reasons=("VID-01",)
        )


SUCCESSORS = {
    CallOutcome.VALIDATED: CaseState.TO_DECIDE,
    CallOutcome.NOT_VALIDATED: CaseState.TO_DECIDE,
    CallOutcome.NO_SHOW: CaseState.TO_SCHEDULE,
    CallOutcome.POSTPONED_BY_CITIZEN: CaseState.TO_SCHEDULE,
    CallOutcome.POSTPONED_BY_US: CaseState.TO_SCHEDULE,
    CallOutcome.TECHNICAL_FAILURE: CaseState.TO_SCHEDULE,
    CallOutcome.SCHEDULED_IN_ERROR: CaseState.TO_SCHEDULE,
    CallOutcome.DOUBT: CaseState.ESCALATED,
}


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    outcome=st.sampled_from(CallOutcome),
    started=st.booleans(),
    results=st.sampled_from([None, *CheckResult]),
    note=st.sampled_from(["", "  ", "se explica"]),
    reasons=st.sampled_from([(), ("LLA-01",), ("LLA-01", "LLA-07")]),
    waited=st.integers(0, 40),
    no_shows=st.integers(0, 1),
)
def test_every_outcome_has_exactly_one_successor_and_at_most_one_message(
    office, outcome, started, results, note, reasons, waited, no_shows
):
    calls = CallDesk(office)
    person = office.person(fresh_cedula())
    office.clock.to(datetime(2026, 9, 16, 10, tzinfo=GUAYAQUIL))
    empty_docket(office)
    case = office.case(person=person, holder="validator", no_shows=no_shows)
    done = calls.schedule(case)
    call, held = done.call, office.claim(case.id, "validator")
    office.clock.to(call.starts_at)
    if started:
        state = calls.start(done)
        call, held = state.call, state.case
        if results is not None:
            calls.pass_all(state, result=results)
    office.clock.forward(minutes=waited)
    held = office.claim(case.id, "validator")
    before = len(office.messages(case.id))
    use_case = RecordOutcome(
        office.store, office.offices, office.procedures, office.invitations, office.clock
    )
    command = RecordOutcomeCommand(
        office.session("validator"), call.id, held.version, outcome, note, reasons
    )
    minimum = office.procedures.get("ADC", "2026.1").terms.minimum_call_seconds
    with office.store.write() as uow:
        call = uow.calls.get(call.id)
    now = office.clock.now()
    missing = outcome_blockers(call, outcome, note, reasons, now, minimum, asks_for_snapshot=True)
    if missing:
        with pytest.raises(RuleViolationError) as caught:
            use_case(command)
        assert caught.value.context["missing"] == missing
        assert office.now_case(case.id).state is CaseState.CALL_SCHEDULED
        assert len(office.messages(case.id)) == before
        return
    end = use_case(command)
    expected = SUCCESSORS[outcome]
    if outcome is CallOutcome.NO_SHOW and no_shows == 1:
        expected = CaseState.ABANDONED
    stored = office.now_case(case.id)
    assert stored.state is expected
    assert stored.version == held.version + 1
    assert (stored.claim is not None) == (expected is CaseState.TO_DECIDE)
    assert len(office.messages(case.id)) - before == len(end.messages) <= 1
    about = [m for m in office.messages(case.id) if m.valid_while]
    assert all(message.status is MessageStatus.CANCELLED for message in about)
    assert office.actions(case.id).count("call.outcome_recorded") == 1
    with pytest.raises((RuleViolationError, StaleCaseError)):
        use_case(command)


TAKEN = itertools.count(1)


def fresh_cedula() -> str:
    """A number no earlier example used; the register does not care for its check digit."""
    return f"99{next(TAKEN):08d}"


def empty_docket(office: Casework) -> None:
    """Close the calls earlier examples left open, so that the same hours are free again."""
    with office.store.write() as uow:
        start = datetime(2026, 9, 1, tzinfo=GUAYAQUIL)
        staff = office.people["validator"].id
        for call in uow.calls.of_validator(staff, start, start + timedelta(days=60)):
            if call.status is not CallStatus.DONE:
                uow.calls.save(replace(call, status=CallStatus.CANCELLED), call.version)
        uow.commit()
