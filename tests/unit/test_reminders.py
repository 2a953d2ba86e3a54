"""A reminder comes before its call or not at all, and never two of one call together (D13)."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from app.domain.audit import case_chain
from app.domain.message import MessageStatus
from app.stages.notification import (
    DeliverDue,
    DeliverDueCommand,
    Fate,
    ResendMessage,
    ResendMessageCommand,
)
from db.store import SqlStore
from tests.casework import Casework
from tests.postbox import Postbox
from tests.stage_desks import CallDesk, deliverer

RECALLED = "Recordatorio"


@pytest.fixture
def office(sqlite_engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


@pytest.fixture
def deliver(office, postbox) -> DeliverDue:
    return deliverer(office, postbox)


@pytest.fixture
def appointed(office):
    case = office.case(holder="validator")
    desk = CallDesk(office)
    return desk.schedule(case, at=desk.slot(case, number=-1))


def reminders_in(postbox: Postbox) -> int:
    return sum(RECALLED.lower() in str(mail["Subject"]).lower() for mail in postbox.mails)


def dropped(office: Casework, case) -> list[str]:
    bodies = [json.loads(event.canonical) for event in office.events(case_chain(case.id))]
    return [one["details"]["code"] for one in bodies if one["action"] == "message.dropped"]


def recalled(office: Casework, case):
    found = [one for one in office.messages(case.id) if one.template == "call_reminder"]
    return sorted(found, key=lambda one: one.not_before)


def test_no_reminder_leaves_once_the_hour_has_come(office, postbox, deliver, appointed):
    office.clock.to(appointed.call.starts_at)
    fates = [fate for _, fate in deliver(DeliverDueCommand()).fates]
    # The invitation still tells which call it was; what recalls it is worth nothing any more.
    assert sorted(fates) == [Fate.DROPPED, Fate.DROPPED, Fate.HANDED_OVER]
    assert reminders_in(postbox) == 0
    assert dropped(office, appointed.case) == ["CALL_HAS_BEGUN"] * 2
    for message in recalled(office, appointed.case):
        assert (message.status, message.last_error) == (MessageStatus.CANCELLED, "CALL_HAS_BEGUN")
        assert not message.may_have_left


def test_a_late_reminder_does_not_leave_beside_the_next_one(office, postbox, deliver, appointed):
    office.clock.to(appointed.call.starts_at - timedelta(hours=2))
    deliver(DeliverDueCommand())
    assert reminders_in(postbox) == 1
    assert dropped(office, appointed.case) == ["LATER_REMINDER_DUE"]
    earlier, later = recalled(office, appointed.case)
    assert earlier.status is MessageStatus.CANCELLED
    assert later.status is MessageStatus.HANDED_OVER


def test_a_late_reminder_leaves_while_the_next_one_is_not_due(office, postbox, deliver, appointed):
    office.clock.to(appointed.call.starts_at - timedelta(hours=2, minutes=1))
    deliver(DeliverDueCommand())
    assert reminders_in(postbox) == 1
    assert dropped(office, appointed.case) == []


def test_a_reminder_that_failed_until_the_call_began_is_dropped_and_may_have_left(
    office, postbox, deliver, appointed
):
    deliver(DeliverDueCommand())
    office.clock.to(appointed.call.starts_at - timedelta(hours=2))
    postbox.answers = ["451 busy", "451 busy"]
    deliver(DeliverDueCommand())
    office.clock.to(appointed.call.starts_at + timedelta(minutes=1))
    deliver(DeliverDueCommand())
    assert reminders_in(postbox) == 0
    assert "CALL_HAS_BEGUN" in dropped(office, appointed.case)


def test_a_reminder_sent_once_more_by_hand_counts_from_its_own_hour(
    office, postbox, deliver, appointed
):
    deliver(DeliverDueCommand())
    office.clock.to(appointed.call.starts_at - timedelta(hours=2))
    deliver(DeliverDueCommand())
    office.clock.forward(minutes=30)
    (_, left) = recalled(office, appointed.case)
    resend = ResendMessage(office.store, office.clock)
    resend(ResendMessageCommand(office.session("validator"), left.id))
    deliver(DeliverDueCommand())
    assert reminders_in(postbox) == 2
