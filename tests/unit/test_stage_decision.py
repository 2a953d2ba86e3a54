"""Deciding: who, on what, exactly once, in one transaction with the register and the notices."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.audit import case_chain, person_chain, verify_chain
from app.domain.call import CallOutcome
from app.domain.decision import DecisionOutcome
from app.domain.errors import AccessDeniedError, RuleViolationError, StaleCaseError, VentanillaError
from app.domain.not_me import code_hash
from app.domain.notices import NOT_ME_CODE
from app.domain.risk import RiskCode, RiskMark, RiskSeverity
from app.domain.workflow import CaseState
from app.infra.message_templates import MessageTemplates
from app.stages.decision import (
    ComparisonQuery,
    Decide,
)
from db.store import SqlStore
from tests.casework import CEDULAS, NEW, OLD, RESOURCES, Casework
from tests.stage_desks import CallDesk, DecisionDesk, contact_of, new_messages, not_me_code


@pytest.fixture
def office(sqlite_engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


@pytest.fixture
def calls(office) -> CallDesk:
    return CallDesk(office)


@pytest.fixture
def desk(office) -> DecisionDesk:
    return DecisionDesk(office)


@pytest.fixture
def ready(office, calls):
    """A case whose identity was validated, in the hands of its validator."""
    return calls.validated(office.case(holder="validator"))


def stored_decision(office: Casework, case):
    with office.store.write() as uow:
        return uow.decisions.get(case.id)


# Approving


def test_approval_replaces_the_contact_tells_both_and_closes_the_case(office, desk, ready):
    done = desk.approve(ready)
    stored = office.now_case(ready.id)
    assert stored.state is CaseState.APPROVED
    assert (stored.due_at, stored.claim) == (None, None)
    assert stored.decided_by == office.people["validator"].id
    assert contact_of(office, ready).value == NEW
    assert contact_of(office, ready).case_id == ready.id
    decision = stored_decision(office, ready)
    assert (decision.before, decision.after) == (OLD, NEW)
    assert decision.applied_at == office.clock.now()
    notices = {m.template: m for m in new_messages(office, done)}
    assert notices["change_applied_old"].recipient == OLD.email
    assert notices["change_applied_new"].recipient == NEW.email
    assert office.actions(ready.id)[-1] == "case.approved"
    for chain in (case_chain(ready.id), person_chain(ready.person_id)):
        with office.store.read() as readers:
            head = next(head for head in readers.audit.heads() if head.chain == chain)
            assert verify_chain(readers.audit.events(chain), head) is None


def test_notices_carry_a_fresh_code_of_which_only_the_hash_is_kept(office, desk, ready):
    done = desk.approve(ready)
    code = not_me_code(office, done)
    assert stored_decision(office, ready).not_me_hash == code_hash(code)
    for chain in (case_chain(ready.id), person_chain(ready.person_id)):
        assert not any(code in event.canonical for event in office.events(chain))


def test_notices_show_neither_side_in_clear(office, desk, ready):
    done = desk.approve(ready)
    templates = MessageTemplates(RESOURCES / "templates")
    for message in new_messages(office, done):
        composed = templates.compose(message.template, message.language, message.parameters)
        for secret in (NEW.email, OLD.email, NEW.phone_abroad, NEW.mobile_ec, NEW.city):
            assert secret not in composed.text
            assert secret not in composed.html
        assert str(message.parameters.get(NOT_ME_CODE, "")) in composed.text


def test_audit_details_hold_no_contact_data(office, desk, ready):
    desk.approve(ready)
    for chain in (case_chain(ready.id), person_chain(ready.person_id)):
        text = "".join(event.canonical for event in office.events(chain))
        for value in (NEW.email, OLD.email, NEW.phone_abroad, NEW.mobile_ec):
            assert value not in text


def test_one_address_gets_one_notice(office, calls, desk):
    after = replace(NEW, email=OLD.email.upper())
    case = calls.validated(office.case(after=after, holder="validator"))
    done = desk.approve(case)
    assert [m.template for m in new_messages(office, done)] == ["change_applied_new"]


def test_a_person_without_known_contact_can_be_decided(office, calls, desk):
    case = office.case(person=office.person(contact=None), holder="validator")
    done = desk.approve(calls.validated(case))
    assert done.decision.before is None
    assert [m.template for m in new_messages(office, done)] == ["change_applied_new"]


def test_a_fault_before_the_commit_leaves_nothing(office, desk, ready, monkeypatch):
    command = desk.command(ready)

    def fail(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("app.stages.decision.deciding._record", fail)
    with office.unchanged(ready), pytest.raises(RuntimeError):
        desk.decide(command)
    assert contact_of(office, ready).value == OLD
    assert stored_decision(office, ready) is None


# Who may, and only once


def test_the_password_is_checked_and_failures_lock_the_account(office, desk, ready):
    wrong = desk.command(ready, password="otra-clave-larga")
    for _ in range(5):
        with office.unchanged(ready), pytest.raises(AccessDeniedError, match="SIGN_IN_REFUSED"):
            desk.decide(wrong)
    with office.unchanged(ready), pytest.raises(AccessDeniedError, match="LOCKED_OUT"):
        desk.decide(desk.command(ready))
    with office.store.write() as uow:
        assert uow.staff.credentials(office.people["validator"].id).locked_until is not None
    office.clock.forward(minutes=16)
    case = office.claim(ready.id, "validator")
    assert desk.approve(case).case.state is CaseState.APPROVED


def test_other_people_and_duties_do_not_decide(office, desk, ready):
    office.clock.forward(minutes=21)
    taken = office.claim(ready.id, "second")
    with office.unchanged(taken), pytest.raises(AccessDeniedError, match="THE_IDENTITY_VALIDATOR"):
        desk.decide(desk.command(taken, "second"))
    # To command one must have looked, and looking is on record.
    command = desk.command(taken)
    with office.unchanged(taken), pytest.raises(AccessDeniedError, match="HOLDS_THE_CASE"):
        desk.decide(command)
    for login in ("clerk", "director", "auditor"):
        with pytest.raises(AccessDeniedError, match="DUTY_NOT_ALLOWED"):
            desk.decide(desk.command(taken, login))


def test_a_validator_of_an_earlier_call_is_not_the_identity_validator(office, calls, desk):
    case = office.case(holder="validator")
    state = calls.start(calls.schedule(case))
    calls.outcome(state.case, state.call, CallOutcome.TECHNICAL_FAILURE, note="sin sonido")
    ready = calls.validated(office.claim(case.id, "second"), "second")
    office.clock.forward(minutes=21)
    taken = office.claim(ready.id, "validator")
    with pytest.raises(AccessDeniedError, match="THE_IDENTITY_VALIDATOR"):
        desk.approve(taken)


def test_a_lease_that_ran_out_does_not_decide(office, desk, ready):
    command = desk.command(ready)
    office.clock.forward(minutes=21)
    with office.unchanged(ready), pytest.raises(AccessDeniedError, match="CLAIM_EXPIRED"):
        desk.decide(command)


def test_a_stale_screen_does_not_decide(office, desk, ready):
    with office.unchanged(ready), pytest.raises(StaleCaseError, match="CASE_CHANGED"):
        desk.decide(desk.command(ready, seen_version=ready.version - 1))


def test_there_is_one_decision(office, desk, ready):
    command = desk.command(ready)
    desk.decide(command)
    decided = office.now_case(ready.id)
    with office.unchanged(decided), pytest.raises(RuleViolationError, match="ALREADY_DECIDED"):
        desk.decide(command)
    with pytest.raises(RuleViolationError, match="ALREADY_DECIDED"):
        desk.refuse(decided, "LLA-01")


def test_no_approval_without_a_validated_call(office, calls, desk):
    state = calls.start(calls.schedule(office.case(holder="validator")))
    calls.outcome(
        state.case, state.call, CallOutcome.NOT_VALIDATED, note="no es", reasons=("LLA-08",)
    )
    case = office.now_case(state.case.id)
    with office.unchanged(case), pytest.raises(RuleViolationError, match="IDENTITY_NOT_VALIDATED"):
        desk.approve(case)
    assert desk.refuse(case, "LLA-08").case.state is CaseState.REFUSED


def test_a_call_cancelled_before_a_later_time_does_not_hide_the_validated_one(office, calls, desk):
    case = office.case(holder="validator")
    late = calls.schedule(case, at=calls.slot(case, number=-1))
    held = office.claim(case.id, "validator")
    calls.outcome(held, late.call, CallOutcome.SCHEDULED_IN_ERROR, note="hora errada")
    ready = calls.validated(office.claim(case.id, "validator"))
    assert desk.approve(ready).case.state is CaseState.APPROVED


def test_before_the_call_nothing_is_decided(office, desk):
    case = office.case(holder="validator", validated_by=office.people["validator"].id)
    with office.store.write() as uow:
        uow.cases.add_hand(case.id, office.people["validator"], "validator", case.state_since)
        uow.commit()
    for act in (desk.approve, lambda case: desk.refuse(case, "LLA-01")):
        with office.unchanged(case), pytest.raises(RuleViolationError, match="MOVE_NOT_ALLOWED"):
            act(case)


# Refusing


def test_refusal_needs_a_coded_reason_and_leaves_the_contact_alone(office, desk, ready):
    with office.unchanged(ready), pytest.raises(RuleViolationError, match="REASON_MISSING"):
        desk.refuse(ready)
    for code in ("NADA-1", "VID-01"):
        with office.unchanged(ready), pytest.raises(RuleViolationError, match="REASON_"):
            desk.refuse(ready, code)
    done = desk.refuse(ready, "LLA-07", "TRA-04", note="ver captura")
    assert office.now_case(ready.id).state is CaseState.REFUSED
    assert contact_of(office, ready).value == OLD
    assert {m.recipient for m in new_messages(office, done)} == {OLD.email, NEW.email}
    templates = MessageTemplates(RESOURCES / "templates")
    for message in new_messages(office, done):
        assert "ver captura" not in json.dumps(dict(message.parameters))
        composed = templates.compose(message.template, "es", message.parameters)
        assert "no coinciden con los datos" in composed.text
    assert stored_decision(office, ready).not_me_hash is None


# Risk


def test_an_approval_over_a_mark_nobody_saw_is_sent_back(office, calls, desk):
    case = calls.validated(office.case(holder="validator"))
    command = desk.command(case)
    # Between looking and deciding another person gets the very same address.
    office.person(CEDULAS[6], replace(OLD, email=NEW.email))
    with office.unchanged(case), pytest.raises(RuleViolationError) as caught:
        desk.decide(command)
    assert caught.value.code == "NEW_RISK_MARKS"
    assert caught.value.context["codes"] == ("EMAIL_OF_OTHERS",)
    done = desk.approve(case)
    assert RiskCode.EMAIL_OF_OTHERS in {mark.code for mark in done.marks}
    with office.store.read() as readers:
        kept = {mark.code for mark in readers.case.view(case.id).risk_marks}
    assert RiskCode.EMAIL_OF_OTHERS in kept


def test_marks_of_the_act_itself_are_kept_and_do_not_block(office, desk, ready):
    office.clock.forward(minutes=21)
    case = office.claim(ready.id, "validator")
    office.clock.forward(seconds=5)
    done = desk.approve(case)
    assert RiskCode.DECIDED_FAST in {mark.code for mark in done.marks}
    details = json.loads(office.events(case_chain(case.id))[-1].canonical)["details"]
    assert "DECIDED_FAST" in details["marks"]


def test_marks_from_the_files_stay(office, calls, desk):
    case = calls.validated(office.case(holder="validator"))
    found = RiskMark(RiskCode.MRZ_MISMATCH, RiskSeverity.ALARM, (("fields", "names"),))
    with office.store.write() as uow:
        uow.cases.put_risk_marks(case.id, [found])
        uow.commit()
    done = desk.approve(case)
    assert found in done.marks


def test_comparison_shows_every_field_and_afterwards_what_was_decided(office, desk, ready):
    query = ComparisonQuery(office.session("validator"), ready.id)
    before = desk.compare(query)
    changed = {row.difference.field for row in before.rows if row.difference.changed}
    assert changed == {"email", "mobile_ec", "phone_abroad", "city", "postal_code"}
    assert not before.is_decided
    assert RiskCode.EMAIL_AND_PHONE in {mark.code for mark in before.marks}
    desk.approve(ready)
    after = desk.compare(query)
    assert after.is_decided
    assert [row.difference for row in after.rows] == [row.difference for row in before.rows]


# Hold


def test_with_a_hold_nothing_is_in_force_until_it_is_over(office, desk, ready):
    desk.hold(48)
    done = desk.approve(ready)
    assert office.now_case(ready.id).state is CaseState.ON_HOLD
    assert contact_of(office, ready).value == OLD
    assert {m.template for m in new_messages(office, done)} == {
        "change_on_hold_old",
        "change_on_hold_new",
    }
    desk.tell(ready)
    office.clock.forward(hours=47)
    assert desk.apply_holds().applied == ()
    desk.wait(hours=2)
    assert desk.apply_holds().applied == (ready.id,)
    assert desk.apply_holds().applied == ()
    assert contact_of(office, ready).value == NEW
    assert office.now_case(ready.id).state is CaseState.APPROVED
    assert stored_decision(office, ready).applied_at == office.clock.now()
    assert [m.template for m in office.messages(ready.id)].count("change_after_hold") == 2


def test_one_change_on_hold_at_a_time(office, calls, desk):
    desk.hold(48)
    person = office.person()
    first = calls.validated(office.case(person=person, holder="validator"))
    desk.approve(first)
    second = calls.validated(office.case(person=person, holder="validator"))
    with office.unchanged(second), pytest.raises(RuleViolationError, match="OTHER_CHANGE_ON_HOLD"):
        desk.approve(second)


# "No fui yo"


def test_decisions_of_two_at_once_are_one(office, desk, ready):
    """Both pass every check on the same state; the store lets one through."""
    command = desk.command(ready)
    second = Decide(office.store, lambda *_: None, office.procedures, office.desk, office.clock)
    results: list[str] = []
    for act in (desk.decide, second):
        try:
            results.append(act(command).decision.outcome.value)
        except VentanillaError as error:
            results.append(error.code)
    assert results == [DecisionOutcome.APPROVED.value, "ALREADY_DECIDED"]


@pytest.mark.parametrize(("seconds", "is_fast"), [(19, True), (20, False)])
def test_the_time_of_deciding_is_counted_from_the_end_of_the_call(
    office, desk, ready, seconds, is_fast
):
    """The call itself takes minutes in which the case is in hand; nothing is decided in them."""
    assert ready.claim is not None
    assert office.clock.now() - ready.claim.since > timedelta(minutes=2)
    office.clock.forward(seconds=seconds)
    marks = {mark.code: dict(mark.facts) for mark in desk.approve(ready).marks}
    assert (RiskCode.DECIDED_FAST in marks) is is_fast
    if is_fast:
        assert marks[RiskCode.DECIDED_FAST] == {"seconds": seconds, "limit": 20}


# Contact data nobody can be reached under


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"email": "rosa.nueva@correo"}, "EMAIL_NOT_USABLE"),
        ({"email": ""}, "EMAIL_NOT_USABLE"),
        ({"mobile_ec": "+59322345678"}, "MOBILE_NOT_USABLE"),
    ],
)
def test_data_nobody_can_be_reached_under_are_not_approved_but_may_be_refused(
    office, calls, desk, changes, code
):
    case = calls.validated(office.case(after=replace(NEW, **changes), holder="validator"))
    with office.unchanged(case), pytest.raises(RuleViolationError) as caught:
        desk.approve(case)
    assert caught.value.code == code
    assert contact_of(office, case).value == OLD
    assert desk.refuse(case, "LLA-01").case.state is CaseState.REFUSED
