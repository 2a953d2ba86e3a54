"""A person withdraws while a call is appointed: the call ends too, and they hear what they must."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from icalendar import Calendar

from app.domain.call import CallStatus
from app.domain.case import Case
from app.domain.message import MessageStatus, OutboxMessage
from app.domain.workflow import CaseState
from app.infra.message_templates import MessageTemplates
from app.stages.closing import CloseUnanswered, WithdrawCase, WithdrawCaseCommand
from tests.casework import CEDULAS, RESOURCES, Casework
from tests.stage_desks import CallDesk


@pytest.fixture
def office(store) -> Casework:
    return Casework(store)


@pytest.fixture
def calls(office) -> CallDesk:
    return CallDesk(office)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a calendar file says."""

    method: str
    uid: str
    sequence: int
    description: str


def entry(data: bytes) -> Entry:
    calendar = Calendar.from_ical(data)
    assert isinstance(calendar, Calendar)
    (event,) = calendar.walk("VEVENT")
    sequence = int(event.decoded("SEQUENCE"))
    return Entry(str(calendar["METHOD"]), str(event["UID"]), sequence, str(event["DESCRIPTION"]))


def withdraw(office: Casework, case: Case, login: str = "validator") -> Case:
    use_case = WithdrawCase(office.store, office.offices, office.invitations, office.clock)
    office.clock.forward(minutes=1)
    held = office.claim(case.id, login)
    reason = "Lo pidió por escrito."
    return use_case(WithdrawCaseCommand(office.session(login), case.id, held.version, reason))


def hand_over(office: Casework, message: OutboxMessage) -> None:
    with office.store.write() as uow:
        uow.outbox.take_due(office.clock.now(), 1, timedelta(minutes=15))
        uow.outbox.mark(message.id, MessageStatus.HANDED_OVER, office.clock.now())
        uow.commit()


def test_the_call_ends_its_time_is_free_and_the_calendar_entry_is_taken_back(office, calls):
    case = office.case(holder="validator")
    done = calls.schedule(case, at=calls.slot(case, number=2))
    invitation = office.messages(done.case.id)[0]
    hand_over(office, invitation)
    assert withdraw(office, done.case).state is CaseState.WITHDRAWN
    with office.store.look() as stored:
        (call,) = stored.calls.of_case(done.case.id)
    assert (call.status, call.ended_at) == (CallStatus.CANCELLED, office.clock.now())
    *before, last = office.messages(done.case.id)
    assert [m.status for m in before[1:]] == [MessageStatus.CANCELLED] * (len(before) - 1)
    assert last.template == "request_withdrawn_call"
    with office.store.look() as stored:
        taken_back = entry(stored.blobs.get(last.attachments[0].sha256))
        invited = entry(stored.blobs.get(invitation.attachments[0].sha256))
    assert (invited.method, taken_back.method) == ("REQUEST", "CANCEL")
    assert taken_back.uid == invited.uid
    assert taken_back.sequence == invited.sequence + 1
    assert "convocatoria" not in taken_back.description
    letter = MessageTemplates(RESOURCES / "templates").compose(
        last.template, last.language, last.parameters
    )
    assert "no se realizará" in letter.text
    assert office.actions(done.case.id)[-2:] == ["call.cancelled", "case.withdrawn"]
    other = office.case(person=office.person(CEDULAS[6]), holder="validator")
    assert calls.schedule(other, at=done.call.starts_at).call.starts_at == done.call.starts_at


def test_whoever_never_got_the_invitation_gets_nothing_to_take_back(office, calls):
    done = calls.schedule(office.case(holder="validator"))
    withdraw(office, done.case)
    *before, last = office.messages(done.case.id)
    assert {m.status for m in before} == {MessageStatus.CANCELLED}
    assert (last.template, last.attachments) == ("request_withdrawn", ())


def test_a_call_that_runs_ends_with_the_case(office, calls):
    state = calls.start(calls.schedule(office.case(holder="validator")))
    withdraw(office, state.case)
    with office.store.look() as stored:
        (call,) = stored.calls.of_case(state.case.id)
    assert (call.status, call.outcome) == (CallStatus.CANCELLED, None)


def test_a_call_already_over_stays_as_it_was(office, calls):
    case = calls.validated(office.case(holder="validator"))
    withdraw(office, case)
    with office.store.look() as stored:
        (call,) = stored.calls.of_case(case.id)
    assert call.status is CallStatus.DONE
    assert office.messages(case.id)[-1].template == "request_withdrawn"


def test_a_case_closed_unanswered_leaves_no_pause_open(office):
    due = office.clock.now() + timedelta(days=3)
    case, began = office.case(CaseState.AWAITING_CITIZEN, due_at=due), office.clock.now()
    with office.store.write() as uow:
        uow.cases.pause(case.id, began)
        uow.commit()
    closed_at = office.clock.to(due + timedelta(minutes=1))
    assert CloseUnanswered(office.store, office.clock)() == 1
    with office.store.look() as stored:
        assert stored.cases.pauses(case.id) == ((began, closed_at),)
