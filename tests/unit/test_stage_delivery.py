"""Delivery to a real server on this machine; the ledger says what happened and no more."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.audit import case_chain
from app.domain.errors import AccessDeniedError, RuleViolationError
from app.domain.ids import MessageId, fresh_id
from app.domain.message import MessageStatus, OutboxMessage
from app.domain.notices import NOT_ME_CODE
from app.infra.message_templates import MessageTemplates
from app.infra.smtp_transport import SmtpSecurity, SmtpServer, SmtpTransport
from app.stages.notification import (
    CopyInvite,
    CopyInviteCommand,
    DeliverDue,
    DeliverDueCommand,
    Delivered,
    DeliveryPolicy,
    Fate,
    Ledger,
    LedgerQuery,
    ResendMessage,
    ResendMessageCommand,
)
from db.store import SqlStore
from tests.casework import NEW, OLD, RESOURCES, STATION, Casework
from tests.stage_desks import CallDesk, DecisionDesk, deliverer


@pytest.fixture
def office(sqlite_engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


@pytest.fixture
def deliver(office, postbox) -> DeliverDue:
    return deliverer(office, postbox)


def put(office: Casework, case, **changes) -> OutboxMessage:
    now = office.clock.now()
    message = OutboxMessage(
        id=MessageId(fresh_id()),
        case_id=case.id,
        template="request_closed",
        language="es",
        recipient="rosa.nueva@correo.example",
        parameters={"name": "Rosa", "case_number": case.number},
        created_at=now,
        not_before=now,
    )
    message = replace(message, **changes)
    with office.store.write() as uow:
        uow.outbox.add(message)
        uow.commit()
    return message


def stored(office: Casework, message: OutboxMessage) -> OutboxMessage:
    with office.store.write() as uow:
        return uow.outbox.get(message.id)


def fates(done: Delivered) -> list[Fate]:
    return [fate for _, fate in done.fates]


def test_a_due_message_is_handed_over_once_with_its_audit_entry(office, postbox, deliver):
    case = office.case()
    message = put(office, case)
    assert fates(deliver(DeliverDueCommand())) == [Fate.HANDED_OVER]
    assert fates(deliver(DeliverDueCommand())) == []
    (mail,) = postbox.mails
    assert mail["Message-ID"] == f"<{message.id}@ventanilla.iess.example>"
    assert postbox.recipients == ["rosa.nueva@correo.example"]
    after = stored(office, message)
    assert after.status is MessageStatus.HANDED_OVER
    assert after.handed_over_at == office.clock.now()
    event = json.loads(office.events(case_chain(case.id))[-1].canonical)
    assert event["action"] == "message.handed_over"
    assert event["details"]["body_hash"] == after.body_hash
    assert "@" not in json.dumps(event["details"])
    # Which server took it, from which machine and under which user of its system.
    assert event["workstation"] == STATION.name
    assert event["details"]["os_user"] == STATION.os_user
    assert event["details"]["server"] == postbox.transport().server


def test_nothing_leaves_before_its_time(office, postbox, deliver):
    case = office.case()
    later = office.clock.now() + timedelta(seconds=10)
    for status in (MessageStatus.QUEUED, MessageStatus.HELD):
        put(office, case, not_before=later, status=status)
    assert fates(deliver(DeliverDueCommand())) == []
    office.clock.forward(seconds=9)
    assert fates(deliver(DeliverDueCommand())) == []
    office.clock.forward(seconds=2)
    assert fates(deliver(DeliverDueCommand())) == [Fate.HANDED_OVER] * 2


def test_an_undone_message_never_leaves(office, postbox, deliver):
    message = put(office, office.case(), not_before=office.clock.now() + timedelta(seconds=10))
    with office.store.write() as uow:
        assert uow.outbox.cancel([message.id]) == 1
        uow.commit()
    office.clock.forward(days=1)
    assert fates(deliver(DeliverDueCommand())) == []
    assert postbox.mails == []


def test_a_failure_that_may_pass_is_tried_again_later_each_time(office, postbox, deliver):
    message = put(office, office.case())
    postbox.answers = ["451 busy", "451 busy"]
    waits = []
    for attempt in (1, 2):
        assert fates(deliver(DeliverDueCommand())) == [Fate.RETRY]
        after = stored(office, message)
        assert (after.status, after.attempts) == (MessageStatus.QUEUED, attempt)
        assert after.last_error == "MAIL_TRY_LATER"
        waits.append(after.next_try_at - office.clock.now())
        assert fates(deliver(DeliverDueCommand())) == []
        office.clock.to(after.next_try_at)
    assert timedelta(seconds=30) <= waits[0] <= timedelta(minutes=1) <= waits[1]
    assert fates(deliver(DeliverDueCommand())) == [Fate.HANDED_OVER]
    assert len(postbox.mails) == 1


def test_one_difficult_message_does_not_hold_up_the_others(office, postbox, deliver):
    case = office.case()
    for _ in range(3):
        put(office, case)
    postbox.answers = ["451 busy"]
    assert sorted(fates(deliver(DeliverDueCommand()))) == sorted(
        [Fate.RETRY, Fate.HANDED_OVER, Fate.HANDED_OVER]
    )


def test_an_unreachable_server_ends_the_run_and_keeps_everything(office, deliver, postbox):
    case = office.case()
    messages = [put(office, case) for _ in range(6)]
    postbox.answers = ["451 down"] * 6
    assert fates(deliver(DeliverDueCommand())) == [Fate.RETRY] * 3
    assert [stored(office, message).status for message in messages] == [MessageStatus.QUEUED] * 6


def test_a_message_is_given_up_after_so_many_failures(office, postbox, deliver):
    message = put(office, office.case())
    deliver._policy = DeliveryPolicy(attempts=3)
    postbox.answers = ["451 busy"] * 3
    seen = []
    for _ in range(3):
        seen += fates(deliver(DeliverDueCommand()))
        office.clock.forward(days=1)
    assert seen == [Fate.RETRY, Fate.RETRY, Fate.FAILED]
    assert fates(deliver(DeliverDueCommand())) == []
    assert stored(office, message).status is MessageStatus.FAILED
    assert office.actions(message.case_id)[-1] == "message.failed"


def test_no_message_is_given_up_because_our_own_sign_in_is_wrong(office, postbox, deliver):
    message = put(office, office.case())
    deliver._policy = DeliveryPolicy(attempts=1)
    # This server offers no sign-in at all, so ours cannot succeed.
    server = SmtpServer("127.0.0.1", postbox.port, SmtpSecurity.NONE, user="ventanilla")
    deliver._transport = SmtpTransport(server, lambda: "clave")
    for _ in range(3):
        assert fates(deliver(DeliverDueCommand())) == [Fate.RETRY]
        office.clock.forward(days=1)
    assert stored(office, message).last_error == "MAIL_AUTH_FAILED"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("530 5.7.0 Authentication required", "MAIL_AUTH_FAILED"),
        ("550 5.7.1 Sender not allowed", "MAIL_SENDER_REFUSED"),
    ],
)
def test_no_message_is_given_up_because_the_server_refuses_our_address(
    office, postbox, deliver, answer, code
):
    case = office.case()
    messages = [put(office, case) for _ in range(5)]
    deliver._policy = DeliveryPolicy(attempts=1)
    postbox.answers_to_sender = [answer] * 3
    assert fates(deliver(DeliverDueCommand())) == [Fate.RETRY] * 3
    assert {stored(office, one).status for one in messages} == {MessageStatus.QUEUED}
    assert code in {stored(office, one).last_error for one in messages}
    office.clock.forward(days=1)
    assert fates(deliver(DeliverDueCommand())) == [Fate.HANDED_OVER] * 5


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"template": "nothing_of_ours"}, "TEMPLATE_UNKNOWN"),
        ({"parameters": {}}, "TEMPLATE_PARAMETER_MISSING"),
        ({"recipient": "no-address"}, "MAIL_RECIPIENT_INVALID"),
    ],
)
def test_what_can_never_be_sent_fails_at_once(office, postbox, deliver, change, code):
    message = put(office, office.case(), **change)
    assert fates(deliver(DeliverDueCommand())) == [Fate.FAILED]
    assert stored(office, message).last_error == code
    assert postbox.mails == []


def test_a_refusal_by_the_server_is_final(office, postbox, deliver):
    message = put(office, office.case())
    postbox.answers = ["550 no such person"]
    assert fates(deliver(DeliverDueCommand())) == [Fate.FAILED]
    assert stored(office, message).last_error == "MAIL_REFUSED"


def test_waits_double_are_spread_and_have_an_end():
    policy = DeliveryPolicy()
    for failures in range(1, 60):
        whole = timedelta(minutes=min(2 ** (failures - 1), 360))
        waits = {policy.wait_after(fresh_id(), failures) for _ in range(20)}
        assert all(whole / 2 <= wait <= whole for wait in waits)
        assert len(waits) > 10
    assert policy.wait_after("same", 4) == policy.wait_after("same", 4)


def test_reminders_of_a_moved_call_are_dropped_even_if_they_were_not_cancelled(
    office, postbox, deliver
):
    calls = CallDesk(office)
    case = office.case(holder="validator")
    first = calls.schedule(case, at=calls.slot(case, number=-1))
    stale = [m for m in office.messages(case.id) if m.template == "call_reminder"]
    calls.reschedule(first, first.call.starts_at + timedelta(minutes=30))
    # As after a crash of an older program that forgot to cancel them.
    left = put(office, case, **{**_again(stale[0]), "not_before": office.clock.now()})
    done = dict(deliver(DeliverDueCommand()).fates)
    assert done[left.id] is Fate.DROPPED
    assert not stored(office, left).may_have_left
    assert stored(office, left).status is MessageStatus.CANCELLED
    assert [m["Subject"] for m in postbox.mails if "ecordatorio" in str(m["Subject"])] == []


def test_what_a_killed_deliverer_had_in_hand_may_have_left_though_it_is_cancelled(
    office, postbox, deliver
):
    calls = CallDesk(office)
    case = office.case(holder="validator")
    done = calls.schedule(case, at=calls.slot(case, number=-1))
    deliver(DeliverDueCommand())
    office.clock.to(done.call.starts_at - timedelta(hours=24))
    keep = deliver._keep

    def die(*_args: object) -> None:
        raise KeyboardInterrupt

    deliver._keep = die
    with pytest.raises(KeyboardInterrupt):
        deliver(DeliverDueCommand())
    deliver._keep = keep
    assert len(postbox.mails) == 2
    calls.reschedule(done, done.call.starts_at + timedelta(minutes=30))
    office.clock.forward(minutes=20)
    fate = {office_fate for _, office_fate in deliver(DeliverDueCommand()).fates}
    assert Fate.DROPPED in fate
    rows = Ledger(office.store, office.clock)(LedgerQuery(office.session("clerk"), case.id))
    (left,) = [row for row in rows if row.may_have_left]
    assert (left.template, left.status) == ("call_reminder", MessageStatus.CANCELLED)
    assert left.attempts == 1
    dropped = [e for e in office.events(case_chain(case.id)) if "message.dropped" in e.canonical]
    assert [json.loads(e.canonical)["details"]["may_have_left"] for e in dropped] == [True]


def test_a_message_cancelled_between_two_tries_may_have_left(office, postbox, deliver):
    message = put(office, office.case())
    postbox.answers = ["451 busy"]
    deliver(DeliverDueCommand())
    with office.store.write() as uow:
        assert uow.outbox.cancel([message.id]) == 1
        uow.commit()
    assert stored(office, message).may_have_left


def _again(message: OutboxMessage) -> dict[str, object]:
    names = ("template", "parameters", "valid_while", "recipient")
    return {name: getattr(message, name) for name in names}


def test_reminders_leave_at_their_hours(office, postbox, deliver):
    calls = CallDesk(office)
    case = office.case(holder="validator")
    done = calls.schedule(case, at=calls.slot(case, number=-1))
    assert len(fates(deliver(DeliverDueCommand()))) == 1
    office.clock.to(done.call.starts_at - timedelta(hours=24))
    assert len(fates(deliver(DeliverDueCommand()))) == 1
    office.clock.to(done.call.starts_at - timedelta(hours=2))
    assert len(fates(deliver(DeliverDueCommand()))) == 1
    assert len(postbox.mails) == 3
    invitation = postbox.mails[0]
    assert any(part.get_content_type() == "text/calendar" for part in invitation.walk())


def test_a_deliverer_that_died_is_followed_by_one_with_the_same_message_id(
    office, postbox, deliver
):
    message = put(office, office.case())
    keep = deliver._keep

    def die(*_args: object) -> None:
        raise KeyboardInterrupt

    deliver._keep = die
    with pytest.raises(KeyboardInterrupt):
        deliver(DeliverDueCommand())
    deliver._keep = keep
    office.clock.forward(minutes=14)
    assert fates(deliver(DeliverDueCommand())) == []
    office.clock.forward(minutes=2)
    assert fates(deliver(DeliverDueCommand())) == [Fate.HANDED_OVER]
    assert len(postbox.mails) == 2
    assert postbox.by_message_id() == {f"<{message.id}@ventanilla.iess.example>": 2}
    assert postbox.taken[0] == postbox.taken[1]


def test_a_deliverer_that_was_held_up_lets_go(office, postbox, deliver):
    message = put(office, office.case())
    build = deliver._builder.build

    class Slow:
        def build(self, *args):
            office.clock.forward(minutes=6)
            return build(*args)

    deliver._builder = Slow()
    assert fates(deliver(DeliverDueCommand(limit=1))) == [Fate.LET_GO]
    assert postbox.mails == []
    assert stored(office, message).status is MessageStatus.SENDING


def test_the_code_is_forgotten_here_once_it_has_left(office, postbox, deliver):
    calls, desk = CallDesk(office), DecisionDesk(office)
    done = desk.approve(calls.validated(office.case(holder="validator")))
    (code,) = {
        m.parameters[NOT_ME_CODE] for m in office.messages(done.case.id) if m.id == done.messages[0]
    }
    deliver(DeliverDueCommand())
    for message in office.messages(done.case.id):
        assert code not in json.dumps(dict(message.parameters))
    notices = [m for m in postbox.mails if code in m.get_body(("plain",)).get_content()]
    assert len(notices) == 1
    resend = ResendMessage(office.store, office.clock)
    with pytest.raises(RuleViolationError, match="MESSAGE_NOT_REPEATABLE"):
        resend(ResendMessageCommand(office.session("clerk"), done.messages[0]))


def test_a_wanted_repeat_is_another_message(office, postbox, deliver):
    message = put(office, office.case())
    resend = ResendMessage(office.store, office.clock)
    command = ResendMessageCommand(office.session("clerk"), message.id)
    with pytest.raises(RuleViolationError, match="MESSAGE_NOT_SENT_YET"):
        resend(command)
    deliver(DeliverDueCommand())
    with pytest.raises(AccessDeniedError, match="DUTY_NOT_ALLOWED"):
        resend(replace(command, session=office.session("auditor")))
    again = resend(command)
    assert again.message_id != message.id
    deliver(DeliverDueCommand())
    assert len(postbox.by_message_id()) == 2
    assert "message.resent" in office.actions(message.case_id)


def test_the_ledger_lists_what_was_sent_without_its_parameters(office, postbox, deliver):
    calls, desk = CallDesk(office), DecisionDesk(office)
    done = desk.approve(calls.validated(office.case(holder="validator")))
    deliver(DeliverDueCommand())
    rows = Ledger(office.store, office.clock)(LedgerQuery(office.session("clerk"), done.case.id))
    assert rows[0].template == "call_invitation"
    assert {row.status for row in rows[-2:]} == {MessageStatus.HANDED_OVER}
    # The owner's notice left with its code; the other one never had any.
    assert {row.recipient: row.is_repeatable for row in rows[-2:]} == {
        OLD.email: False,
        NEW.email: True,
    }
    assert not any(hasattr(row, "parameters") for row in rows)


def test_the_invitation_can_be_copied_and_that_is_on_record(office, deliver):
    calls = CallDesk(office)
    case = office.case(holder="validator")
    copy = CopyInvite(office.store, MessageTemplates(RESOURCES / "templates"), office.clock)
    command = CopyInviteCommand(office.session("validator"), case.id)
    with pytest.raises(RuleViolationError, match="NO_INVITATION"):
        copy(command)
    calls.schedule(case)
    assert "https://meet.google.com/abc-defg-hij" in copy(command).text
    assert office.actions(case.id)[-1] == "message.invitation_copied"
