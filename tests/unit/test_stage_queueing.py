"""Claims: one holder, one case a person, nothing taken without a trace."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.call import CallOutcome
from app.domain.errors import (
    AccessDeniedError,
    RuleViolationError,
    StaleCaseError,
    VentanillaError,
)
from app.domain.ids import CaseId
from app.domain.workflow import CaseState
from app.ports.readers import Cursor, QueueFilter
from app.stages.closing import CloseUnanswered, WithdrawCase, WithdrawCaseCommand
from app.stages.queueing import BreakClaimCommand, BrowseQueue, Claims
from tests.casework import CEDULAS, Casework
from tests.reviewing import ReviewDesk
from tests.stage_desks import CallDesk


@pytest.fixture
def desk(store) -> ReviewDesk:
    return ReviewDesk(Casework(store))


def test_next_is_the_case_with_least_time_left(desk: ReviewDesk) -> None:
    office = desk.office
    now = office.clock.now()
    late = office.case(CaseState.TO_REVIEW, reviewer="", due_at=now + timedelta(hours=1))
    other = office.person(CEDULAS[6])
    office.case(CaseState.TO_REVIEW, reviewer="", person=other, due_at=now + timedelta(hours=9))
    taken = desk.claims.take_next(office.session("clerk"))
    assert taken is not None
    assert taken.id == late.id
    again = desk.claims.take_next(office.session("clerk"))
    assert again is not None
    assert again.id == late.id


def test_a_person_holds_one_case_at_a_time(desk: ReviewDesk) -> None:
    first = desk.office.case(CaseState.TO_REVIEW, reviewer="")
    other = desk.office.person(CEDULAS[6])
    second = desk.office.case(CaseState.TO_REVIEW, reviewer="", person=other)
    session = desk.office.session("clerk")
    desk.claims.take(session, first.id)
    with pytest.raises(AccessDeniedError) as refused:
        desk.claims.take(session, second.id)
    assert refused.value.code == "HOLDS_ANOTHER"
    assert desk.claims.release(session, first.id)
    desk.claims.take(session, second.id)


def test_an_exchange_gives_one_case_back_and_takes_the_other(store) -> None:
    office = Casework(store)
    claims, session = Claims(store, office.clock), office.session("validator")
    first = office.case(holder="validator")
    second = office.case(person=office.person(CEDULAS[6]))
    taken = claims.exchange(session, second.id, instead_of=first.id)
    assert taken.claim is not None
    assert taken.claim.staff_id == session.staff_id
    assert office.now_case(first.id).claim is None
    assert office.actions(first.id) == ["case.released"]
    assert office.actions(second.id) == ["case.claimed"]
    # Again, as after an answer that was lost: nothing changes hands and nothing is told twice.
    claims.exchange(session, second.id, instead_of=first.id)
    assert office.actions(second.id) == ["case.claimed"]
    with pytest.raises(AccessDeniedError, match="HOLDS_ANOTHER"):
        claims.exchange(session, first.id, instead_of=first.id)


def _held_by_another(office: Casework) -> CaseId:
    return office.case(holder="second", person=office.person(CEDULAS[6])).id


def _reviewed_by_oneself(office: Casework) -> CaseId:
    return office.case(reviewer="validator", person=office.person(CEDULAS[6])).id


def _decided(office: Casework) -> CaseId:
    return office.case(CaseState.APPROVED, person=office.person(CEDULAS[6])).id


def _nowhere(_office: Casework) -> CaseId:
    return CaseId("nowhere")


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (_held_by_another, "CLAIMED_BY_OTHER"),
        (_reviewed_by_oneself, "SEPARATION_NOT_A_DOCUMENT_REVIEWER"),
        (_decided, "NOTHING_TO_DO"),
        (_nowhere, "CASE_UNKNOWN"),
    ],
)
def test_whoever_is_refused_the_other_case_goes_on_holding_theirs(store, other, code) -> None:
    office = Casework(store)
    claims, session = Claims(store, office.clock), office.session("validator")
    mine, wanted = office.case(holder="validator"), other(office)
    with office.unchanged(mine), pytest.raises(VentanillaError) as refused:
        claims.exchange(session, wanted, instead_of=mine.id)
    assert refused.value.code == code
    claim = office.now_case(mine.id).claim
    assert claim is not None
    assert claim.staff_id == session.staff_id


def test_a_claim_that_ended_needs_no_giving_back(store) -> None:
    office = Casework(store)
    claims = Claims(store, office.clock)
    mine = office.case(holder="validator")
    other = office.case(person=office.person(CEDULAS[6]))
    office.clock.forward(hours=1)
    session = office.session("validator")
    assert claims.exchange(session, other.id, instead_of=mine.id).id == other.id
    assert claims.return_expired() == 1


def test_what_a_person_holds_goes_back_when_they_leave_and_drafts_stay(desk: ReviewDesk) -> None:
    office, session = desk.office, desk.office.session("clerk")
    case = office.case(CaseState.TO_REVIEW, reviewer="")
    taken = desk.claims.take(session, case.id)
    desk.drafting.save(session, desk.draft(taken))
    assert desk.claims.release_held(session) == (case.number,)
    assert office.now_case(case.id).claim is None
    assert office.actions(case.id)[-1] == "case.released"
    assert desk.drafting.load(session, case.id).requirements
    assert desk.claims.release_held(session) == ()
    assert desk.claims.take(office.session("clerk2"), case.id).id == case.id


def test_the_second_claimant_is_told_who_holds_it(desk: ReviewDesk) -> None:
    case = desk.office.case(CaseState.TO_REVIEW, reviewer="")
    desk.claims.take(desk.office.session("clerk"), case.id)
    with pytest.raises(AccessDeniedError) as refused:
        desk.claims.take(desk.office.session("clerk2"), case.id)
    assert refused.value.code == "CLAIMED_BY_OTHER"
    assert refused.value.context["holder"] == "Clerk"


def test_leaving_out_the_case_one_holds_gives_no_second_one(desk: ReviewDesk) -> None:
    office = desk.office
    case = office.case(CaseState.TO_REVIEW, reviewer="")
    office.case(CaseState.TO_REVIEW, reviewer="", person=office.person(CEDULAS[6]))
    session = office.session("clerk")
    held = desk.claims.take(session, case.id)
    with pytest.raises(AccessDeniedError) as refused:
        desk.claims.take_next(session, (held.id,))
    assert refused.value.code == "HOLDS_ANOTHER"
    assert desk.claims.release_held(session) == (held.number,)


def test_a_lease_is_renewed_expires_and_is_returned(desk: ReviewDesk) -> None:
    office = desk.office
    case = office.case(CaseState.TO_REVIEW, reviewer="")
    session = office.session("clerk")
    desk.claims.take(session, case.id)
    office.clock.forward(minutes=19)
    assert desk.claims.renew(session, case.id)
    office.clock.forward(minutes=19)
    assert desk.claims.return_expired() == 0
    office.clock.forward(minutes=2)
    assert desk.claims.return_expired() == 1
    assert office.now_case(case.id).claim is None
    assert office.actions(case.id)[-1] == "case.claim_expired"


def test_the_lease_setting_is_honoured(desk: ReviewDesk) -> None:
    office = desk.office
    now = office.clock.now()
    with office.store.write() as uow:
        uow.settings.put("claim.lease_minutes", "45", now.date(), None, now)
        uow.commit()
    case = office.case(CaseState.TO_REVIEW, reviewer="")
    taken = desk.claims.take(office.session("clerk"), case.id)
    assert taken.claim is not None
    assert taken.claim.lease_until == now + timedelta(minutes=45)


def test_breaking_needs_a_director_and_a_reason(desk: ReviewDesk) -> None:
    office = desk.office
    case = office.case(CaseState.TO_REVIEW, reviewer="")
    desk.claims.take(office.session("clerk"), case.id)
    with pytest.raises(AccessDeniedError):
        desk.claims.break_claim(BreakClaimCommand(office.session("clerk2"), case.id, "x" * 20))
    with pytest.raises(RuleViolationError) as short:
        desk.claims.break_claim(BreakClaimCommand(office.session("director"), case.id, "ya"))
    assert short.value.code == "REASON_TOO_SHORT"
    reason = "La persona está de vacaciones."
    desk.claims.break_claim(BreakClaimCommand(office.session("director"), case.id, reason))
    assert office.now_case(case.id).claim is None
    assert office.actions(case.id)[-1] == "case.claim_broken"


def test_whoever_doubted_is_never_given_the_case_again(desk: ReviewDesk) -> None:
    office = desk.office
    calls = CallDesk(office)
    case = office.case(CaseState.TO_SCHEDULE, holder="validator")
    state = calls.start(calls.schedule(case))
    note = "Alguien dicta las respuestas."
    calls.outcome(state.case, state.call, CallOutcome.DOUBT, note=note)
    assert desk.claims.take_next(office.session("validator")) is None
    queue = BrowseQueue(office.store, office.clock)
    assert queue.coming(office.session("validator"), 6) == ()
    assert [row.case_id for row in queue.coming(office.session("second"), 6)] == [case.id]
    assert queue.coming(office.session("director"), 6) == ()
    with pytest.raises(AccessDeniedError) as refused:
        desk.claims.take(office.session("validator"), case.id)
    assert refused.value.code == "SEPARATION_NOT_THE_IDENTITY_VALIDATOR"
    taken = desk.claims.take_next(office.session("second"))
    assert taken is not None
    assert taken.id == case.id


def test_clerks_never_take_validators_work_nor_the_other_way(desk: ReviewDesk) -> None:
    to_call = desk.office.case(CaseState.TO_SCHEDULE)
    with pytest.raises(AccessDeniedError) as refused:
        desk.claims.take(desk.office.session("clerk2"), to_call.id)
    assert refused.value.code == "DUTY_NOT_ALLOWED"
    assert desk.claims.take_next(desk.office.session("clerk2")) is None
    with pytest.raises(AccessDeniedError):
        desk.claims.take_next(desk.office.session("auditor"))


def test_a_search_is_recorded_masked_and_once_a_sitting(desk: ReviewDesk) -> None:
    office = desk.office
    office.case(CaseState.TO_REVIEW, reviewer="")
    browse = BrowseQueue(office.store, office.clock)
    session, end = office.session("clerk"), office.clock.now()
    wanted = QueueFilter(search=f"Quishpe {CEDULAS[5]}")
    for after in (None, None, Cursor(end, CaseId("made up"))):
        browse.page(session, wanted, after)
    browse.counts(session, wanted, end)
    assert browse.page(session, QueueFilter(search="quishpe nauta"), None).rows
    browse.page(session, QueueFilter(), None)
    chain = f"staff:{office.people['clerk'].id}"
    texts = [e.canonical for e in office.events(chain) if "queue.searched" in e.canonical]
    assert len(texts) == 2
    assert "q••• •••••••996" in texts[0]
    assert not any("quishpe" in text.casefold() for text in texts)
    office.clock.forward(hours=1)
    browse.page(office.session("clerk"), wanted, None)
    assert sum("queue.searched" in e.canonical for e in office.events(chain)) == 3


def test_a_person_withdraws(desk: ReviewDesk) -> None:
    office = desk.office
    case = office.case(CaseState.TO_REVIEW, holder="clerk", reviewer="")
    withdraw = WithdrawCase(office.store, office.offices, office.invitations, office.clock)
    command = WithdrawCaseCommand(office.session("clerk"), case.id, case.version, "Lo pidió hoy.")
    withdraw(command)
    assert office.now_case(case.id).state is CaseState.WITHDRAWN
    assert [m.template for m in office.messages(case.id)] == ["request_withdrawn"]
    with pytest.raises(StaleCaseError):
        withdraw(command)


def test_an_unanswered_correction_is_closed_after_its_term(desk: ReviewDesk) -> None:
    office = desk.office
    due = office.clock.now() + timedelta(days=3)
    case = office.case(CaseState.AWAITING_CITIZEN, due_at=due)
    close = CloseUnanswered(office.store, office.clock)
    assert close() == 0
    office.clock.to(due + timedelta(minutes=1))
    assert close() == 1
    assert close() == 0
    assert office.now_case(case.id).state is CaseState.ABANDONED
    assert [m.template for m in office.messages(case.id)] == ["request_closed"]
