"""Rows and events altered for a moment and put back: the act in between does not happen, or tells of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Text,
    cast,
    delete,
    func,
    insert,
    select,
    text,
    update,
)

from app.domain.audit import case_chain, person_chain
from app.domain.case import Case
from app.domain.errors import RuleViolationError
from app.domain.message import MessageStatus, content_hash
from app.domain.workflow import CaseState
from app.stages.decision import ReportNotMeCommand
from app.stages.notification.delivery import DeliverDueCommand, Fate
from app.stages.oversight import VerifyAudit
from db.engine import WRITES, is_sqlite
from db.integrity import find_faults
from db.store import SqlStore
from db.tables import (
    audit_events,
    audit_heads,
    case_papers,
    contact_keys,
    declared_keys,
    person_contacts,
)
from tests.casework import NEW, OLD, Casework
from tests.postbox import running_postbox
from tests.stage_desks import (
    CallDesk,
    DecisionDesk,
    contact_of,
    deliverer,
    new_messages,
    not_me_code,
)

EVIL = "mula@correo.example"


@pytest.fixture
def office(store: SqlStore) -> Casework:
    return Casework(store)


@pytest.fixture
def desk(office: Casework) -> DecisionDesk:
    desk = DecisionDesk(office)
    desk.hold(0)
    return desk


@pytest.fixture
def ready(office: Casework) -> Case:
    """A case whose identity was validated, in the hands of its validator."""
    return CallDesk(office).validated(office.case(holder="validator"))


@contextmanager
def by_hand(engine: Engine) -> Iterator[Connection]:
    """As somebody writes whom no trigger stops, who puts the triggers back as well."""
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        guards: list[tuple[str, str]] = []
        if is_sqlite(engine):
            named = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            guards = [(row.name, row.sql) for row in connection.execute(named)]
            for name, _ in guards:
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        yield connection
        for _, guard in guards:
            connection.exec_driver_sql(guard)
        connection.commit()


class Chain:
    """One chain as it stands, to be altered and put back."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine, self.name = engine, name
        with engine.connect() as connection:
            mine = select(audit_events).where(audit_events.c.chain == name)
            found = connection.execute(mine.order_by(audit_events.c.sequence)).mappings()
            self.events = [dict(row) for row in found]
            head = select(audit_heads).where(audit_heads.c.chain == name)
            self.heads = [dict(row) for row in connection.execute(head).mappings()]

    def put(self, events: list[dict[str, Any]], heads: list[dict[str, Any]]) -> None:
        """Rows stay where they are: a local file tells by their order what it recorded last."""
        with by_hand(self.engine) as connection:
            mine = audit_events.c.chain == self.name
            known = set(connection.execute(select(audit_events.c.sequence).where(mine)).scalars())
            wanted = {row["sequence"]: row for row in events}
            for place in known - wanted.keys():
                connection.execute(
                    delete(audit_events).where(mine, audit_events.c.sequence == place)
                )
            for place, row in wanted.items():
                if place in known:
                    this = update(audit_events).where(mine, audit_events.c.sequence == place)
                    connection.execute(this.values(row))
                else:
                    connection.execute(insert(audit_events), row)
            connection.execute(delete(audit_heads).where(audit_heads.c.chain == self.name))
            if heads:
                connection.execute(insert(audit_heads), heads)

    def put_back(self) -> None:
        """As it was, and what honest acts added since stays."""
        now = Chain(self.engine, self.name)
        later = now.events[len(self.events) :]
        self.put([*self.events, *later], now.heads if later else self.heads)

    def reworded(self, old: str, new: str) -> list[dict[str, Any]]:
        """The events with other words, not sealed anew."""
        return [{**row, "canonical": row["canonical"].replace(old, new)} for row in self.events]

    def resealed(self, old: str, new: str) -> None:
        """Store the events with other words, every hash and the head made to fit."""
        previous, sealed = "0" * 64, []
        for row in self.reworded(old, new):
            body = {**json.loads(row["canonical"]), "previous": previous}
            canonical = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            digest = hashlib.sha256(canonical.encode()).hexdigest()
            sealed.append(
                {**row, "canonical": canonical, "previous_hash": previous, "hash": digest}
            )
            previous = digest
        self.put(sealed, [{**self.heads[0], "hash": previous}])


def faults(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return {fault.code for fault in find_faults(connection)}


def is_whole(office: Casework) -> bool:
    return VerifyAudit(office.store, office.clock)(None).is_whole


def set_email(engine: Engine, column: Column[Any], old: str, new: str) -> None:
    """Another address in a row of JSON, and in the keys by which it is found."""
    keys = declared_keys if column.table is case_papers else contact_keys
    with by_hand(engine) as connection:
        other = func.replace(cast(column, Text), old, new)
        for table, name, value in (
            (column.table, column.name, other),
            (keys, "value", func.replace(keys.c.value, old, new)),
        ):
            connection.execute(update(table).values({name: value}))


def test_nothing_is_approved_on_an_event_put_there(
    engine: Engine, office: Casework, desk: DecisionDesk, ready: Case
) -> None:
    chain = Chain(engine, case_chain(ready.id))
    last = chain.events[-1]
    canonical = last["canonical"].replace("{", '{"x":1,', 1)
    made_up = {
        **last,
        "sequence": 999,
        "canonical": canonical,
        "hash": hashlib.sha256(canonical.encode()).hexdigest(),
    }
    chain.put([*chain.events, made_up], chain.heads)
    with office.unchanged(ready), pytest.raises(RuleViolationError, match="CHAIN_BROKEN"):
        desk.approve(ready)
    chain.put_back()
    chain.put(chain.events, chain.heads)
    assert desk.approve(ready).case.state is CaseState.APPROVED
    assert (faults(engine), is_whole(office)) == (set(), True)


def test_a_refusal_needs_no_whole_chain(
    engine: Engine, office: Casework, desk: DecisionDesk, ready: Case
) -> None:
    """Whoever breaks a chain must not be able to keep a change from being refused."""
    chain = Chain(engine, case_chain(ready.id))
    chain.put(chain.reworded('"call.scheduled"', '"call.schedulee"'), chain.heads)
    assert desk.refuse(ready, "LLA-08").case.state is CaseState.REFUSED


@pytest.mark.parametrize("column", ["events", "head"])
def test_nothing_is_approved_on_a_persons_chain_that_is_broken(
    column: str, engine: Engine, office: Casework, desk: DecisionDesk
) -> None:
    person = office.person()
    desk.approve(CallDesk(office).validated(office.case(person=person, holder="validator")))
    office.clock.forward(days=1)
    after = replace(NEW, email=EVIL)
    two = CallDesk(office).validated(office.case(person=person, holder="validator", after=after))
    chain = Chain(engine, person_chain(person.id))
    if column == "events":
        chain.put(chain.reworded('"contact.replaced"', '"contact.replacex"'), chain.heads)
    else:
        chain.put(chain.events, [])
    with office.unchanged(two), pytest.raises(RuleViolationError, match="CHAIN_BROKEN"):
        desk.approve(two)


def test_a_freeze_hidden_for_a_moment_stops_the_approval(
    engine: Engine, office: Casework, desk: DecisionDesk
) -> None:
    desk.hold(48)
    person = office.person()
    calls = CallDesk(office)
    done = desk.approve(calls.validated(office.case(person=person, holder="validator")))
    desk.report(ReportNotMeCommand(None, not_me_code(office, done)))
    two = calls.validated(office.case(person=person, holder="validator", after=NEW))
    with by_hand(engine) as connection:
        connection.execute(text("UPDATE people SET frozen_at = NULL, frozen_reason = ''"))
    chain = Chain(engine, person_chain(person.id))
    chain.put(chain.reworded('"person.not_me"', '"person.not_mf"'), chain.heads)
    with office.unchanged(two), pytest.raises(RuleViolationError, match="CHAIN_BROKEN"):
        desk.approve(two)


def test_a_chain_sealed_anew_for_the_moment_of_the_approval_breaks_when_put_back(
    engine: Engine, office: Casework, desk: DecisionDesk, ready: Case
) -> None:
    chain = Chain(engine, case_chain(ready.id))
    chain.resealed('"workstation":"', '"workstation":"x')
    desk.approve(ready)
    chain.put_back()
    assert "AUDIT_ALTERED" in faults(engine)
    assert not is_whole(office)


def test_a_persons_chain_sealed_anew_for_a_moment_is_not_the_one_the_approval_names(
    engine: Engine, office: Casework, desk: DecisionDesk
) -> None:
    person, calls = office.person(), CallDesk(office)
    desk.approve(calls.validated(office.case(person=person, holder="validator")))
    office.clock.forward(days=1)
    desk.hold(48)
    after = replace(NEW, email=EVIL)
    two = calls.validated(office.case(person=person, holder="validator", after=after))
    chain = Chain(engine, person_chain(person.id))
    chain.resealed('"workstation":"', '"workstation":"x')
    desk.approve(two)
    chain.put(chain.events, chain.heads)
    assert "HEAD_ALTERED" in faults(engine)
    assert not is_whole(office)


def test_papers_that_were_others_for_the_moment_of_the_approval_are_found(
    engine: Engine, office: Casework, desk: DecisionDesk, ready: Case
) -> None:
    """No arrival of this case says what was declared: the approval itself does."""
    honest = ready.declared.contact.email
    set_email(engine, case_papers.c.declared, honest, EVIL)
    done = desk.approve(office.now_case(ready.id))
    assert done.decision.after is not None
    assert done.decision.after.email == EVIL
    set_email(engine, case_papers.c.declared, EVIL, honest)
    assert "PAPERS_ALTERED" in faults(engine)
    assert not is_whole(office)


def test_what_was_in_force_for_the_moment_of_the_approval_only_is_found(
    engine: Engine, office: Casework, desk: DecisionDesk, ready: Case
) -> None:
    desk.hold(48)
    set_email(engine, person_contacts.c.contact, OLD.email, EVIL)
    desk.approve(ready)
    set_email(engine, person_contacts.c.contact, EVIL, OLD.email)
    assert "CONTACT_ALTERED" in faults(engine)


def test_an_owner_turned_to_another_address_for_a_moment_stops_the_approval(
    engine: Engine, office: Casework, desk: DecisionDesk
) -> None:
    person, calls = office.person(), CallDesk(office)
    desk.approve(calls.validated(office.case(person=person, holder="validator")))
    office.clock.forward(days=1)
    after = replace(NEW, email="otra@correo.example")
    two = calls.validated(office.case(person=person, holder="validator", after=after))
    set_email(engine, person_contacts.c.contact, NEW.email, EVIL)
    with office.unchanged(two), pytest.raises(RuleViolationError, match="CONTACT_ALTERED"):
        desk.approve(two)


def test_a_hold_is_not_ended_on_an_altered_event(
    engine: Engine, office: Casework, desk: DecisionDesk, ready: Case
) -> None:
    desk.hold(48)
    done = desk.approve(ready)
    desk.tell(done.case)
    desk.wait(60)
    chain = Chain(engine, case_chain(ready.id))
    chain.put(chain.reworded('"decision":"', '"decisiom":"'), chain.heads)
    assert desk.apply_holds().applied == ()
    assert contact_of(office, done.case).value == OLD
    chain.put(chain.events, chain.heads)
    assert desk.apply_holds().applied == (ready.id,)
    assert (faults(engine), is_whole(office)) == (set(), True)


@pytest.mark.parametrize("is_sealed_anew", [False, True])
def test_a_notice_turned_to_another_address_while_it_leaves(
    is_sealed_anew: bool, engine: Engine, office: Casework, desk: DecisionDesk, ready: Case
) -> None:
    done = desk.approve(ready)
    chain = Chain(engine, case_chain(ready.id))
    (notice,) = [m for m in new_messages(office, done) if m.recipient == OLD.email]
    words = content_hash(notice), content_hash(replace(notice, recipient=EVIL))

    def turn_to(address: str) -> None:
        with by_hand(engine) as connection:
            turned = text("UPDATE outbox SET recipient = :to WHERE id = :id")
            connection.execute(turned, {"to": address, "id": notice.id})

    turn_to(EVIL)
    if is_sealed_anew:
        chain.resealed(*words)
    else:
        rows = [
            {**row, "hash": hashlib.sha256(row["canonical"].encode()).hexdigest()}
            for row in chain.reworded(*words)
        ]
        chain.put(rows, chain.heads)
    with running_postbox() as box:
        fates = dict(deliverer(office, box)(DeliverDueCommand()).fates)
    turn_to(OLD.email)
    chain.put_back()
    if is_sealed_anew:
        assert fates[notice.id] is Fate.HANDED_OVER
        assert "AUDIT_ALTERED" in faults(engine)
    else:
        assert fates[notice.id] is not Fate.HANDED_OVER
        (kept,) = [m for m in new_messages(office, done) if m.id == notice.id]
        assert kept.status is not MessageStatus.HANDED_OVER
        assert kept.last_error == "CHAIN_BROKEN"
        office.clock.forward(hours=1)
        with running_postbox() as box:
            later = dict(deliverer(office, box)(DeliverDueCommand()).fates)
        assert later[notice.id] is Fate.HANDED_OVER
