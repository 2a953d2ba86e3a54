"""Every single event altered, deleted, moved or put in, by somebody whom no trigger stops.

One decided case, on both databases. Each attack is done in a transaction of its own, the checks
read inside it, and then it is rolled back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import combinations
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, Table, delete, insert, text, update

from app.domain.audit import AuditEvent, case_chain, digest, person_chain
from app.domain.case import Case
from app.domain.message import MessageStatus
from db.engine import WRITES, is_sqlite
from db.integrity import find_faults
from db.store import SqlStore
from db.tables import audit_events, audit_heads, outbox
from tests.casework import NEW, OLD, Casework
from tests.db_fixtures import KINDS
from tests.stage_desks import CallDesk, DecisionDesk

FIELDS = ("action", "actor", "at", "chain", "details", "previous", "sequence", "workstation")


class Room:
    """An office with one approved case, and what an attacker does to its chain."""

    def __init__(self, store: SqlStore, engine: Engine) -> None:
        self.engine = engine
        self.office = Casework(store)
        self.case: Case = CallDesk(self.office).validated(self.office.case(holder="validator"))
        DecisionDesk(self.office).approve(self.case)
        self.chain = case_chain(self.case.id)
        self.events = list(self.office.events(self.chain))
        self.end = len(self.events)
        if is_sqlite(engine):
            _drop_triggers(engine)
        assert self.found_after(lambda _: None) == []

    def found_after(self, attack: Callable[..., object], *where: Any, **values: Any) -> list[str]:
        """What the checks say while the attack stands; afterwards nothing of it is left."""
        with self._unguarded() as connection:
            attack(connection, *where, **values)
            return [f"{fault.code} {fault.place}" for fault in find_faults(connection)]

    def first_after(self, attack: Callable[..., object], *where: Any, **values: Any) -> str:
        """The first they say; checks that come after it are not waited for."""
        with self._unguarded() as connection:
            attack(connection, *where, **values)
            return next(f"{fault.code} {fault.place}" for fault in find_faults(connection))

    @contextmanager
    def _unguarded(self) -> Iterator[Connection]:
        with self.engine.connect().execution_options(**{WRITES: True}) as connection:
            if not is_sqlite(self.engine):
                connection.execute(text("SET LOCAL session_replication_role = replica"))
            yield connection
            connection.rollback()

    def change(self, connection: Connection, at: int, **values: Any) -> None:
        columns = audit_events.c
        here = (columns.chain == self.chain) & (columns.sequence == at)
        assert connection.execute(update(audit_events).where(here).values(values)).rowcount == 1

    def remove(self, connection: Connection, first: int, last: int) -> None:
        columns = audit_events.c
        here = (columns.chain == self.chain) & columns.sequence.between(first, last)
        assert connection.execute(delete(audit_events).where(here)).rowcount == last - first + 1

    def mend_head(self, connection: Connection, sequence: int) -> None:
        """Make the head agree with the chain as it is after the attack."""
        values = {"sequence": sequence, "hash": self.events[sequence - 1].hash}
        here = audit_heads.c.chain == self.chain
        connection.execute(update(audit_heads).where(here).values(values))

    def forged(self, sequence: int, previous: AuditEvent | None) -> dict[str, Any]:
        """A well sealed event that follows ``previous``."""
        body = json.loads(self.events[0].canonical)
        before = previous.hash if previous else "0" * 64
        body |= {"sequence": sequence, "previous": before, "action": "case.claimed"}
        canonical = _canonical(body)
        return {
            "chain": self.chain,
            "sequence": sequence,
            "canonical": canonical,
            "previous_hash": before,
            "hash": digest(canonical),
        }

    def renumber(self, connection: Connection, first: int, by: int) -> None:
        """Shift everything from that position on, without meeting what is still there."""
        columns = audit_events.c
        for shift in (10_000, by - 10_000):
            here = (columns.chain == self.chain) & (columns.sequence >= first)
            moved = {"sequence": columns.sequence + shift}
            connection.execute(update(audit_events).where(here).values(moved))


def _drop_triggers(engine: Engine) -> None:
    """Once for all attacks: the file has no switch for them."""
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        names = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for name in connection.execute(names).scalars().all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.commit()


def _canonical(body: dict[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@pytest.fixture(scope="module")
def sqlite_room(module_sqlite_engine: Engine) -> Room:
    """One for all tests here: every attack is rolled back."""
    return Room(SqlStore(module_sqlite_engine), module_sqlite_engine)


@pytest.fixture(scope="module")
def postgresql_room(module_postgresql_engine: Engine) -> Room:
    """One for all tests here: every attack is rolled back."""
    return Room(SqlStore(module_postgresql_engine), module_postgresql_engine)


@pytest.fixture(params=KINDS)
def room(request: pytest.FixtureRequest) -> Room:
    made: Room = request.getfixturevalue(f"{request.param}_room")
    return made


def test_each_field_of_each_event_altered_is_located(room: Room) -> None:
    for event in room.events:
        for name in FIELDS:
            body = json.loads(event.canonical)
            body[name] = 4711 if name == "sequence" else "otro"
            altered = _canonical(body)
            at = event.sequence
            first = room.first_after(room.change, at, canonical=altered)
            assert first == f"AUDIT_ALTERED {room.chain}#{at}", (name, at)
            first = room.first_after(room.change, at, canonical=altered, hash=digest(altered))
            code = "REORDERED" if name in {"chain", "sequence"} else "ALTERED"
            assert first == f"AUDIT_{code} {room.chain}#{at}", (name, at)


def test_each_column_of_each_event_altered_is_located(room: Room) -> None:
    for at in range(1, room.end + 1):
        for column in ("hash", "previous_hash"):
            found = room.found_after(room.change, at, **{column: "f" * 64})
            assert found == [f"AUDIT_ALTERED {room.chain}#{at}"], (column, at)


def test_each_event_deleted_is_located_and_renumbering_does_not_help(room: Room) -> None:
    def closed_up(connection: Connection, at: int) -> None:
        room.remove(connection, at, at)
        room.renumber(connection, at + 1, -1)
        here = audit_heads.c.chain == room.chain
        connection.execute(update(audit_heads).where(here).values(sequence=room.end - 1))

    for at in range(1, room.end):
        found = room.found_after(room.remove, at, at)
        assert found == [f"AUDIT_MISSING {room.chain}#{at}"]
        assert room.found_after(closed_up, at) == [f"AUDIT_REORDERED {room.chain}#{at}"]
    found = room.found_after(room.remove, room.end, room.end)
    assert found == [f"AUDIT_TAIL_MISSING {room.chain}#{room.end}"]


def test_any_two_swapped_are_located(room: Room) -> None:
    def swap(connection: Connection, one: int, two: int) -> None:
        for old, new in ((one, 10_000), (two, one), (10_000, two)):
            room.change(connection, old, sequence=new)

    for one, two in combinations(range(1, room.end + 1), 2):
        assert room.found_after(swap, one, two) == [f"AUDIT_REORDERED {room.chain}#{one}"]


def test_an_event_put_in_anywhere_is_located(room: Room) -> None:
    def put_in(connection: Connection, at: int) -> None:
        room.renumber(connection, at, 1)
        previous = room.events[at - 2] if at > 1 else None
        connection.execute(insert(audit_events).values(room.forged(at, previous)))
        here = audit_heads.c.chain == room.chain
        if at <= room.end:
            connection.execute(update(audit_heads).where(here).values(sequence=room.end + 1))

    for at in range(1, room.end + 2):
        # At the end the head gives it away, elsewhere the event that had its place.
        code, place = ("REORDERED", at + 1) if at <= room.end else ("ALTERED", at)
        assert room.found_after(put_in, at) == [f"AUDIT_{code} {room.chain}#{place}"]


def test_an_event_moved_to_another_chain_is_missed_here_and_foreign_there(room: Room) -> None:
    other = person_chain(room.case.person_id)
    end = len(room.office.events(other)) + 1
    for at in range(1, room.end):
        found = room.found_after(room.change, at, chain=other, sequence=end)
        assert set(found) == {
            f"AUDIT_MISSING {room.chain}#{at}",
            f"AUDIT_REORDERED {other}#{end}",
        }


def test_a_chain_deleted_is_missed_by_its_head_and_by_the_tables(room: Room) -> None:
    def without(connection: Connection, chain: str, *tables: Table) -> None:
        for table in tables:
            connection.execute(delete(table).where(table.c.chain == chain))

    for chain in (room.chain, person_chain(room.case.person_id)):
        assert room.found_after(without, chain, audit_events) == [f"AUDIT_TAIL_MISSING {chain}#1"]
        assert room.found_after(without, chain, audit_events, audit_heads) == [
            f"AUDIT_TRACE_MISSING {chain}#1"
        ]


def test_a_tail_cut_with_its_head_is_missed_by_what_the_tables_hold(room: Room) -> None:
    """The last event is the decision: every cut takes it, and the decision is still there."""

    def cut(connection: Connection, first: int) -> None:
        room.remove(connection, first, room.end)
        room.mend_head(connection, first - 1)

    for first in range(2, room.end + 1):
        assert room.found_after(cut, first) == [f"AUDIT_TRACE_MISSING {room.chain}#{first}"]


def test_a_chain_sealed_anew_with_its_head_is_not_the_one_another_chain_names(room: Room) -> None:
    """A limit, not a wish: from behind the last head that is named on, only heads kept elsewhere say so."""
    approved = next(one for one in room.events if '"case.approved"' in one.canonical)

    def reseal(connection: Connection, first: int) -> None:
        previous = room.events[first - 2].hash if first > 1 else "0" * 64
        for event in room.events[first - 1 :]:
            body = json.loads(event.canonical) | {"previous": previous, "workstation": "OTRO"}
            canonical = _canonical(body)
            values = {"canonical": canonical, "previous_hash": previous, "hash": digest(canonical)}
            room.change(connection, event.sequence, **values)
            previous = values["hash"]
        here = audit_heads.c.chain == room.chain
        connection.execute(update(audit_heads).where(here).values(hash=previous))

    named = approved.sequence - 1
    assert room.found_after(reseal, 1) == [f"HEAD_ALTERED {room.chain}#{named}"]
    assert room.found_after(reseal, named) == [f"HEAD_ALTERED {room.chain}#{named}"]
    assert room.found_after(reseal, approved.sequence) == []


# The outbox against the events that name its messages


CHANGES: dict[str, dict[str, Any]] = {
    "another address": {"recipient": NEW.email},
    "another letter": {"template": "correction_request"},
    "another language": {"language": "en"},
    "other words": {"parameters": {"name": "Otra"}},
    "a file less": {"attachments": [{"name": "x", "media_type": "x", "sha256": "0" * 64}]},
    "words that are none": {"parameters": "nada"},
    "another hour": {"not_before": None},
    "another call": {"valid_while": "nada:1"},
}


def _notice(room: Room) -> Any:
    """The notice to the old address."""
    return next(m for m in room.office.messages(room.case.id) if m.recipient == OLD.email)


@pytest.mark.parametrize("name", CHANGES)
def test_a_message_that_says_something_else_is_named(room: Room, name: str) -> None:
    notice = _notice(room)
    values = dict(CHANGES[name])
    if "not_before" in values:
        values["not_before"] = room.office.clock.now().replace(year=2030)
    changed = update(outbox).where(outbox.c.id == notice.id).values(values)
    found = room.found_after(Connection.execute, changed)
    # What cannot even be read is named as that too.
    garbled = f"JSON_UNREADABLE outbox.parameters {notice.id}"
    altered = f"MESSAGE_ALTERED {notice.id} {room.chain}#{room.end}"
    assert found == ([garbled, altered] if name == "words that are none" else [altered])


def test_a_message_deleted_is_named(room: Room) -> None:
    messages = room.office.messages(room.case.id)
    assert {message.template for message in messages} >= {"call_invitation", "change_applied_old"}
    for message in messages:
        gone = delete(outbox).where(outbox.c.id == message.id)
        found = room.found_after(Connection.execute, gone)
        assert [one.partition("#")[0] for one in found] == [
            f"MESSAGE_MISSING {message.id} {room.chain}"
        ]


def test_a_message_that_is_said_to_have_left_needs_its_event(room: Room) -> None:
    values = {"status": MessageStatus.HANDED_OVER, "handed_over_at": room.office.clock.now()}
    changed = update(outbox).where(outbox.c.id == _notice(room).id).values(values)
    found = room.found_after(Connection.execute, changed)
    assert found == [f"AUDIT_TRACE_MISSING {room.chain}#{room.end + 1}"]
