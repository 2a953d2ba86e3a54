"""A message changed in the outbox, and put back once it has left: delivery looks before it leaves."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import update

from app.domain.audit import case_chain, details_of
from app.domain.errors import RuleViolationError
from app.domain.ids import MessageId
from app.domain.message import MessageStatus, content_hash
from app.domain.not_me import code_hash
from app.domain.notices import NOT_ME_CODE
from app.infra.message_templates import MessageTemplates
from app.stages.notification import (
    CopyInvite,
    CopyInviteCommand,
    DeliverDueCommand,
    Fate,
    Ledger,
    LedgerQuery,
    ResendMessage,
    ResendMessageCommand,
)
from db.engine import WRITES
from db.integrity import find_faults
from db.store import SqlStore
from db.tables import decisions, outbox
from tests.casework import CEDULAS, OLD, RESOURCES, Casework
from tests.intake_desk import IntakeDesk, NoInspector, take
from tests.package_samples import package
from tests.stage_desks import CallDesk, DecisionDesk, deliverer


class Room:
    """An approved change whose notices wait in the outbox of a file that somebody can write."""

    def __init__(self, engine) -> None:
        self.engine = engine
        self.office = Casework(SqlStore(engine))
        done = DecisionDesk(self.office).approve(
            CallDesk(self.office).validated(self.office.case(holder="validator"))
        )
        self.case = done.case
        self._id = done.messages[0]

    @property
    def notice(self):
        """The notice to the owner, as it is stored now."""
        return next(one for one in self.office.messages(self.case.id) if one.id == self._id)

    def change(self, table, where, **values) -> None:
        with self.engine.connect().execution_options(**{WRITES: True}) as connection:
            for trigger in ("decisions_no_update", "decisions_kept"):
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {trigger}")
            connection.execute(update(table).where(where).values(values))
            connection.commit()

    def alter(self, **values) -> None:
        self.change(outbox, outbox.c.id == self._id, **values)

    def faults(self) -> list[str]:
        with self.engine.connect() as connection:
            return [fault.code for fault in find_faults(connection)]


@pytest.fixture
def room(sqlite_engine) -> Room:
    return Room(sqlite_engine)


CHANGES = {
    "recipient": {"recipient": "otro@correo.example"},
    "valid_while": {"valid_while": "nada:1"},
    "template": {"template": "change_applied_new"},
    "words": {"name": "Nadie"},
    "code": {NOT_ME_CODE: "AAAA-BBBB-CCCC-DDDD"},
    "no code": {NOT_ME_CODE: ""},
}


def changed(name, notice):
    """Columns of the outbox after a change; whatever is no column is a parameter."""
    found = CHANGES[name]
    is_column = hasattr(notice, next(iter(found)))
    return found if is_column else {"parameters": {**notice.parameters, **found}}


@pytest.mark.parametrize("name", CHANGES)
def test_an_altered_notice_is_not_sent_and_putting_it_back_hides_nothing(name, room, postbox):
    notice = room.notice
    values = changed(name, notice)
    room.alter(**values)
    fates = dict(deliverer(room.office, postbox)(DeliverDueCommand()).fates)
    assert fates[notice.id] is Fate.FAILED
    assert not {"otro@correo.example", OLD.email} & set(postbox.recipients)
    room.alter(**{key: getattr(notice, key) for key in values})
    assert room.notice.status is MessageStatus.FAILED
    events = [json.loads(one.canonical) for one in room.office.events(case_chain(room.case.id))]
    told = [one["details"] for one in events if one["action"] == "message.failed"]
    assert [(one["message"], one["code"]) for one in told] == [(notice.id, "MESSAGE_ALTERED")]
    rows = Ledger(room.office.store, room.office.clock)(
        LedgerQuery(room.office.session("clerk"), room.case.id)
    )
    assert {row.last_error for row in rows if row.id == notice.id} == {"MESSAGE_ALTERED"}
    assert "MESSAGE_WITHHELD" in room.faults()


def test_once_put_right_it_is_repeated_and_what_is_still_altered_is_not(room, postbox):
    notice, deliver = room.notice, deliverer(room.office, postbox)
    room.alter(recipient="otro@correo.example")
    deliver(DeliverDueCommand())
    resend = ResendMessage(room.office.store, room.office.clock)
    command = ResendMessageCommand(room.office.session("clerk"), notice.id)
    with pytest.raises(RuleViolationError, match="MESSAGE_ALTERED"):
        resend(command)
    room.alter(recipient=notice.recipient)
    resend(command)
    deliver(DeliverDueCommand())
    assert postbox.recipients[-1] == OLD.email
    assert room.faults() == []


def test_a_code_changed_together_with_its_hash_does_not_leave(room, postbox):
    """Whoever makes the owner's code useless would have to change the sealed decision too."""
    notice, code = room.notice, "AAAA-BBBB-CCCC-DDDD"
    room.alter(parameters={**notice.parameters, NOT_ME_CODE: code})
    room.change(decisions, decisions.c.case_id == room.case.id, not_me_hash=code_hash(code))
    fates = dict(deliverer(room.office, postbox)(DeliverDueCommand()).fates)
    assert fates[notice.id] is Fate.FAILED


def test_a_letter_that_no_act_queued_does_not_leave(sqlite_engine, tmp_path, postbox):
    office = Casework(SqlStore(sqlite_engine))
    desk = IntakeDesk(office.store, tmp_path / "quarantine", NoInspector())
    case_id = take(desk, tmp_path, package(1)).case_id
    assert case_id is not None
    (receipt,) = office.messages(case_id)
    office.clock.to(max(office.clock.now(), receipt.not_before))
    stranger = replace(receipt, id=MessageId("stranger"), recipient="otro@correo.example")
    nobody = replace(stranger, id=MessageId("nobody"), case_id=None)
    with office.store.write() as uow:
        uow.outbox.add(stranger)
        uow.outbox.add(nobody)
        uow.commit()
    fates = dict(deliverer(office, postbox)(DeliverDueCommand()).fates)
    assert fates == {
        receipt.id: Fate.HANDED_OVER,
        stranger.id: Fate.FAILED,
        nobody.id: Fate.FAILED,
    }
    assert postbox.recipients == [receipt.recipient]


def test_an_altered_invitation_is_not_copied_and_what_was_copied_is_named(room):
    person = room.office.person(cedula=CEDULAS[6])
    done = CallDesk(room.office).schedule(room.office.case(person=person, holder="validator"))
    invitation = room.office.messages(done.case.id)[0]
    copy = CopyInvite(
        room.office.store, MessageTemplates(RESOURCES / "templates"), room.office.clock
    )
    command = CopyInviteCommand(room.office.session("validator"), done.case.id)
    link = {"link": "https://meet.google.com/otr-otro-otr"}
    this = outbox.c.id == invitation.id
    room.change(outbox, this, parameters={**invitation.parameters, **link})
    with pytest.raises(RuleViolationError, match="MESSAGE_ALTERED"):
        copy(command)
    room.change(outbox, this, parameters=dict(invitation.parameters))
    copy(command)
    last = room.office.events(case_chain(done.case.id))[-1]
    assert details_of(last) == {
        "message": invitation.id,
        "messages": {invitation.id: content_hash(invitation)},
    }
    assert "MESSAGE_ALTERED" not in room.faults()
