"""Limits at their edge: the last value that passes, and the first that does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.call import (
    MAX_SNAPSHOTS,
    CallOutcome,
    CallStatus,
    CheckResult,
    GuidedCheck,
    outcome_blockers,
)
from app.domain.errors import RuleViolationError
from app.domain.ids import StaffId
from app.domain.lockout import STANDARD, after_failure, is_locked
from app.domain.notices import FROZEN
from app.domain.risk import RiskCode
from app.domain.staff import StaffCredentials
from app.domain.workflow import CaseState
from app.stages.closing import CloseUnanswered, WithdrawCase, WithdrawCaseCommand
from app.stages.decision import NotMeEffect, ReportNotMeCommand, UnfreezeCommand
from app.stages.queueing import BreakClaimCommand, Claims
from app.stages.registry import OpenPerson, SearchPeople
from app.stages.review.opening import OpenCase, OpenCaseCommand
from app.stages.validation import AddSnapshot, AddSnapshotCommand, StartCall, StartCallCommand
from app.stages.validation.conducting import MAX_LABEL, MAX_SNAPSHOT_BYTES
from app.stages.validation.hours import EARLY, LATE_MINUTES, LATE_SETTING
from app.stages.validation.outcomes import FRESH_MINUTES, FRESH_SETTING, MAX_NOTE
from db.store import SqlStore
from tests.casework import START, Casework
from tests.pictures import QuickInspector, small_jpeg
from tests.stage_desks import CallDesk, DecisionDesk, not_me_code

MOMENT = timedelta(microseconds=1)
JPEG = small_jpeg()
NINE, TEN = "nueve.......letr", "diez.letras"


@pytest.fixture
def office(sqlite_engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


@pytest.fixture
def calls(office: Casework) -> CallDesk:
    return CallDesk(office)


def test_the_note_of_a_call(office: Casework, calls: CallDesk) -> None:
    state = calls.start(calls.schedule(office.case(holder="validator")))
    doubt, words = CallOutcome.DOUBT, "x" * MAX_NOTE
    with office.unchanged(state.case), pytest.raises(RuleViolationError, match="NOTE_TOO_LONG"):
        calls.outcome(state.case, state.call, doubt, note=f"{words}x")
    assert calls.outcome(state.case, state.call, doubt, note=words).call.note == words


def test_the_earliest_beginning_of_a_call(office: Casework, calls: CallDesk) -> None:
    done = calls.schedule(office.case(holder="validator"))
    start = StartCall(office.store, office.procedures, office.clock)
    assert timedelta(minutes=15) == EARLY
    office.clock.to(done.call.starts_at - EARLY - MOMENT)
    case = office.claim(done.case.id, "validator")
    command = StartCallCommand(office.session("validator"), done.call.id, case.version)
    with pytest.raises(RuleViolationError, match="CALL_TOO_EARLY"):
        start(command)
    office.clock.to(done.call.starts_at - EARLY)
    assert start(command).call.status is CallStatus.IN_PROGRESS


def test_the_latest_beginning_of_a_call(office: Casework, calls: CallDesk) -> None:
    done = calls.schedule(office.case(holder="validator"))
    start = StartCall(office.store, office.procedures, office.clock)
    latest = done.call.ends_at + timedelta(minutes=LATE_MINUTES)
    for at in (latest + MOMENT, latest + timedelta(days=9, hours=14)):
        office.clock.to(at)
        case = office.claim(done.case.id, "validator")
        command = StartCallCommand(office.session("validator"), done.call.id, case.version)
        with office.unchanged(case), pytest.raises(RuleViolationError, match="CALL_TOO_LATE"):
            start(command)
    office.clock.to(latest)
    case = office.now_case(done.case.id)
    command = StartCallCommand(office.session("validator"), done.call.id, case.version)
    assert start(command).call.status is CallStatus.IN_PROGRESS


def test_a_call_whose_hour_is_long_gone_is_recorded_or_moved(
    office: Casework, calls: CallDesk
) -> None:
    missed = calls.schedule(office.case(holder="validator"))
    office.clock.to(missed.call.ends_at + timedelta(minutes=LATE_MINUTES) + MOMENT)
    moved = calls.reschedule(missed, calls.slot(missed.case))
    office.clock.to(moved.call.ends_at + timedelta(minutes=LATE_MINUTES) + MOMENT)
    case = office.claim(moved.case.id, "validator")
    ended = calls.outcome(case, moved.call, CallOutcome.NO_SHOW)
    assert ended.case.state is CaseState.TO_SCHEDULE


def test_how_late_a_call_may_begin_is_a_setting(office: Casework, calls: CallDesk) -> None:
    with office.store.write() as uow:
        uow.settings.put(LATE_SETTING, "15", date(2026, 1, 1), None, office.clock.now())
        uow.commit()
    done = calls.schedule(office.case(holder="validator"))
    office.clock.to(done.call.ends_at + timedelta(minutes=15) + MOMENT)
    case = office.claim(done.case.id, "validator")
    start = StartCall(office.store, office.procedures, office.clock)
    with pytest.raises(RuleViolationError, match="CALL_TOO_LATE") as caught:
        start(StartCallCommand(office.session("validator"), done.call.id, case.version))
    assert caught.value.context["minutes"] == 15


def test_a_call_validates_only_in_the_session_it_was_held_in(
    office: Casework, calls: CallDesk
) -> None:
    state = calls.start(calls.schedule(office.case(holder="validator")))
    begun = state.call.started_at
    assert begun is not None
    calls.pass_all(state)
    case = state.case
    latest = begun + timedelta(minutes=FRESH_MINUTES)
    for at in (latest + MOMENT, latest + timedelta(days=3)):
        office.clock.to(at)
        case = office.claim(case.id, "validator")
        with office.unchanged(case), pytest.raises(RuleViolationError) as caught:
            calls.outcome(case, state.call, CallOutcome.VALIDATED)
        assert (caught.value.code, caught.value.context["minutes"]) == (
            "CALL_NOT_FRESH",
            FRESH_MINUTES,
        )
    again = calls.outcome(case, state.call, CallOutcome.TECHNICAL_FAILURE, note="Se cortó.")
    assert again.case.state is CaseState.TO_SCHEDULE


def test_until_when_a_call_validates_is_a_setting(office: Casework, calls: CallDesk) -> None:
    with office.store.write() as uow:
        uow.settings.put(FRESH_SETTING, "30", date(2026, 1, 1), None, office.clock.now())
        uow.commit()
    state = calls.start(calls.schedule(office.case(holder="validator")))
    calls.pass_all(state)
    assert state.call.started_at is not None
    latest = state.call.started_at + timedelta(minutes=30)
    office.clock.to(latest + MOMENT)
    case = office.claim(state.case.id, "validator")
    with pytest.raises(RuleViolationError, match="CALL_NOT_FRESH"):
        calls.outcome(case, state.call, CallOutcome.VALIDATED)
    office.clock.to(latest)
    done = calls.outcome(office.now_case(case.id), state.call, CallOutcome.VALIDATED)
    assert done.case.state is CaseState.TO_DECIDE


def test_pictures_of_a_call(office: Casework, calls: CallDesk) -> None:
    state = calls.start(calls.schedule(office.case(holder="validator")))
    add, session = (
        AddSnapshot(office.store, QuickInspector(), office.clock),
        office.session("validator"),
    )

    def keep(data: bytes, label: str = "x") -> int:
        command = AddSnapshotCommand(session, state.call.id, state.case.version, data, label)
        return len(add(command).call.snapshots)

    largest = JPEG + bytes(MAX_SNAPSHOT_BYTES - len(JPEG))
    with pytest.raises(RuleViolationError, match="SNAPSHOT_TOO_LARGE"):
        keep(largest + b"\0")
    with pytest.raises(RuleViolationError, match="LABEL_TOO_LONG"):
        keep(JPEG, "x" * (MAX_LABEL + 1))
    assert keep(largest, "x" * MAX_LABEL) == 1
    for number in range(2, MAX_SNAPSHOTS + 1):
        assert keep(JPEG + bytes(number)) == number
    with pytest.raises(RuleViolationError, match="SNAPSHOTS_TOO_MANY"):
        keep(JPEG + bytes(1000))


def test_the_shortest_call_and_the_longest_wait_for_nobody(
    office: Casework, calls: CallDesk
) -> None:
    call = calls.start(calls.schedule(office.case(holder="validator"))).call
    assert call.started_at is not None
    passed = GuidedCheck("a", "b", "c", "", CheckResult.PASSED)
    whole = replace(call, checks=(passed,))

    def missing(outcome: CallOutcome, since: timedelta) -> tuple[str, ...]:
        at = call.started_at + since if call.started_at else call.starts_at
        return outcome_blockers(whole, outcome, "", (), at, 60, asks_for_snapshot=False)

    minute = timedelta(seconds=60)
    assert missing(CallOutcome.VALIDATED, minute - MOMENT) == ("CALL_TOO_SHORT",)
    assert missing(CallOutcome.VALIDATED, minute) == ()


@pytest.mark.parametrize("reason", [NINE, f" {NINE} ", TEN])
def test_reasons_of_ten_letters(office: Casework, reason: str) -> None:
    """Withdrawing, breaking a claim, opening somebody else's case, opening a person."""
    case = office.case(CaseState.TO_REVIEW, holder="clerk", reviewer="")
    store, clock = office.store, office.clock
    clerk, director = office.session("clerk"), office.session("director")
    withdraw = WithdrawCase(store, office.offices, office.invitations, clock)
    acts = (
        lambda: OpenCase(store, clock, office.desk)(
            OpenCaseCommand(office.session("validator"), case.id, reason)
        ),
        lambda: OpenPerson(store, clock)(clerk, case.person_id, reason),
        lambda: Claims(store, clock).break_claim(BreakClaimCommand(director, case.id, reason)),
        lambda: withdraw(
            WithdrawCaseCommand(clerk, case.id, office.claim(case.id, "clerk").version, reason)
        ),
    )
    for act in acts:
        if reason == TEN:
            act()
        else:
            with pytest.raises(RuleViolationError, match="REASON_TOO_SHORT"):
                act()


def test_a_search_of_three_letters(office: Casework) -> None:
    search, session = SearchPeople(office.store, office.clock), office.session("clerk")
    assert search(session, "ros") == ()
    with pytest.raises(RuleViolationError, match="SEARCH_TOO_SHORT"):
        search(session, "ro.")


def test_the_last_failure_and_the_end_of_the_rest() -> None:
    known = StaffCredentials(StaffId("x"), "verifier", STANDARD.failures - 2, None)
    one_left = after_failure(known, START)
    assert not is_locked(one_left, START)
    locked = after_failure(one_left, START)
    assert is_locked(locked, START + STANDARD.rest - MOMENT)
    assert not is_locked(locked, START + STANDARD.rest)
    assert after_failure(locked, START + STANDARD.rest).failures == 1
    assert after_failure(locked, START + STANDARD.rest - MOMENT).failures == STANDARD.failures + 1


# "No fui yo": who is told, and how often


def _codes(office: Casework, done) -> str:
    return not_me_code(office, done)


def test_a_stopped_change_is_told_once_to_each_address(office: Casework, calls: CallDesk) -> None:
    desk = DecisionDesk(office)
    desk.hold(48)
    ready = calls.validated(office.case(holder="validator"))
    code = _codes(office, desk.approve(ready))
    assert desk.report(ReportNotMeCommand(None, code)).effect is NotMeEffect.STOPPED
    told = [m.recipient for m in office.messages(ready.id) if m.template == FROZEN]
    assert len(told) == len(set(told)) == 2
    again = desk.report(ReportNotMeCommand(None, code))
    assert again.effect is NotMeEffect.ALREADY_REPORTED
    assert len([m for m in office.messages(ready.id) if m.template == FROZEN]) == 2


def test_a_freeze_is_lifted_for_a_reason_of_ten_letters(office: Casework, calls: CallDesk) -> None:
    desk = DecisionDesk(office)
    ready = calls.validated(office.case(holder="validator"))
    desk.report(ReportNotMeCommand(None, _codes(office, desk.approve(ready))))
    director = office.session("director")
    with pytest.raises(RuleViolationError, match="REASON_TOO_SHORT"):
        desk.unfreeze(UnfreezeCommand(director, ready.person_id, f" {NINE} "))
    assert desk.unfreeze(UnfreezeCommand(director, ready.person_id, TEN)).frozen_at is None


def test_a_freeze_leaves_the_other_marks_of_the_case(office: Casework, calls: CallDesk) -> None:
    desk = DecisionDesk(office)
    ready = calls.validated(office.case(holder="validator"))
    done = desk.approve(ready)
    before = {mark.code for mark in done.marks}
    assert before
    desk.report(ReportNotMeCommand(None, _codes(office, done)))
    with office.store.look() as stored:
        after = {mark.code for mark in stored.cases.risk_marks(ready.id)}
    assert after == before | {RiskCode.ACCOUNT_FROZEN}


def test_the_term_for_correcting_is_over_at_its_instant(office: Casework) -> None:
    due = office.clock.now() + timedelta(days=1)
    case = office.case(CaseState.AWAITING_CITIZEN, due_at=due)
    with office.store.write() as uow:
        uow.cases.pause(case.id, office.clock.now())
        uow.commit()
    close = CloseUnanswered(office.store, office.clock)
    office.clock.to(due - MOMENT)
    assert close() == 0
    office.clock.to(due)
    assert close() == 1
