"""From the appointment to the delivered notice on both databases, and two people at once."""

from __future__ import annotations

import pytest

from app.domain.audit import verify_chain
from app.domain.call import CallOutcome
from app.domain.workflow import CaseState
from app.infra.mail_builder import MailIdentity, RfcMailBuilder
from app.infra.message_templates import MessageTemplates
from app.stages.decision import NotMeEffect, ReportNotMeCommand
from app.stages.documents import IssueValidationRecord, IssueValidationRecordCommand
from app.stages.notification import DeliverDue, DeliverDueCommand, Fate
from db.store import SqlStore
from reports.renderer import PdfRecordRenderer
from tests.at_once import at_once
from tests.casework import CEDULAS, NEW, OLD, RESOURCES, STATION, Casework
from tests.stage_desks import CallDesk, DecisionDesk


@pytest.fixture
def office(store: SqlStore) -> Casework:
    return Casework(store)


@pytest.fixture
def calls(office) -> CallDesk:
    return CallDesk(office)


@pytest.fixture
def desk(office) -> DecisionDesk:
    return DecisionDesk(office)


def test_from_appointment_to_delivered_notice(office, calls, desk, postbox):
    first = calls.schedule(office.case(holder="validator"))
    office.clock.forward(minutes=1)
    moved = calls.reschedule(first, calls.slot(first.case, number=3))
    state = calls.start(moved)
    calls.pass_all(state)
    office.clock.forward(minutes=4)
    calls.outcome(state.case, state.call, CallOutcome.VALIDATED)
    done = desk.approve(office.now_case(state.case.id))
    record = IssueValidationRecord(
        office.store, office.procedures, PdfRecordRenderer(RESOURCES), office.clock
    )
    document = record(IssueValidationRecordCommand(office.session("validator"), done.case.id))
    identity = MailIdentity("ventanilla@iess.example", "IESS", "ventanilla.iess.example")
    deliver = DeliverDue(
        office.store,
        MessageTemplates(RESOURCES / "templates"),
        RfcMailBuilder(identity),
        postbox.transport(),
        office.clock,
        identity.address,
        STATION,
    )
    assert deliver(DeliverDueCommand()).count(Fate.HANDED_OVER) == 2
    assert sorted(postbox.recipients) == sorted([OLD.email, NEW.email])
    with office.store.read() as readers:
        view = readers.case.view(done.case.id)
        heads = {head.chain: head for head in readers.audit.heads()}
        for chain in readers.audit.chains():
            assert verify_chain(readers.audit.events(chain), heads[chain]) is None
    assert view.case.state is CaseState.APPROVED
    assert view.contact.value == NEW
    assert view.documents == (document,)
    assert view.calls[0].sequence == 1


def codes_of(office, case):
    parameters = [message.parameters for message in office.messages(case.id)]
    return {found["not_me_code"] for found in parameters if "not_me_code" in found}


def test_a_change_on_hold_is_stopped_by_the_code(office, calls, desk):
    desk.hold(24)
    done = desk.approve(calls.validated(office.case(holder="validator")))
    (code,) = codes_of(office, done.case)
    assert desk.report(ReportNotMeCommand(None, str(code))).effect is NotMeEffect.STOPPED
    assert office.now_case(done.case.id).state is CaseState.REFUSED


def test_two_decisions_at_once_are_one(office, calls, desk):
    ready = calls.validated(office.case(holder="validator"))
    command = desk.command(ready)
    results = at_once(*[lambda: desk.decide(command)] * 4)
    assert results["done"] == 1
    assert set(results) <= {"done", "ALREADY_DECIDED", "CASE_CHANGED", "DATABASE_BUSY"}
    with office.store.read() as readers:
        view = readers.case.view(ready.id)
        history = readers.registry.contact_history(ready.person_id)
    assert view.case.version == ready.version + 1
    assert len(history) == 2
    assert [m.template for m in view.messages].count("change_applied_new") == 1


def test_two_outcomes_at_once_are_one(office, calls):
    state = calls.start(calls.schedule(office.case(holder="validator")))
    results = at_once(
        lambda: calls.outcome(state.case, state.call, CallOutcome.DOUBT, note="duda"),
        lambda: calls.outcome(state.case, state.call, CallOutcome.TECHNICAL_FAILURE, note="corte"),
    )
    assert results["done"] == 1
    assert office.actions(state.case.id).count("call.outcome_recorded") == 1
    assert office.now_case(state.case.id).version == state.case.version + 1


def test_one_slot_is_given_once(office, calls):
    first = office.case(holder="validator")
    second = office.case(person=office.person(CEDULAS[6]), holder="validator")
    slot = calls.slot(first)
    results = at_once(
        lambda: calls.schedule(first, at=slot), lambda: calls.schedule(second, at=slot)
    )
    assert results == {"done": 1, "SLOT_TAKEN": 1}


def test_a_report_and_the_end_of_a_hold_at_once_leave_one_truth(office, calls, desk):
    desk.hold(24)
    done = desk.approve(calls.validated(office.case(holder="validator")))
    (code,) = codes_of(office, done.case)
    desk.tell(done.case)
    desk.wait(hours=25)
    at_once(lambda: desk.report(ReportNotMeCommand(None, str(code))), desk.apply_holds)
    with office.store.read() as readers:
        view = readers.case.view(done.case.id)
    assert view.person.frozen_at is not None
    in_force = view.contact.value
    if view.case.state is CaseState.APPROVED:
        assert (in_force, view.decision.applied_at) == (NEW, office.clock.now())
    else:
        assert (view.case.state, in_force) == (CaseState.REFUSED, OLD)
        assert view.decision.applied_at is None
