"""``main.py audit verify`` against somebody who holds the file of the database.

The triggers that refuse changes are dropped first, as such a person would; then each kind of
tampering is done in SQL on a copy with real cases, and the command has to exit with 1 and name
the chain and the position. What no chain can see by itself is tested too; the anchors that see it
are in :mod:`tests.e2e.test_audit_anchors`.
"""

# SQL is put together from constants here, and both halves of an attack take one argument.
# ruff: noqa: S608, ARG005

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from app.domain.audit import case_chain
from db.engine import open_engine
from db.store import SqlStore
from tests.casework import CEDULAS, Casework
from tests.console import Console, Done
from tests.stage_desks import CallDesk, DecisionDesk


@dataclass(frozen=True)
class Office:
    """A database with three decided cases.

    Attributes:
        chain: of the case that is tampered with.
        other: of another case.
        events: how many events ``chain`` has.
        elsewhere: how many events ``other`` has.
    """

    file: Path
    chain: str
    other: str
    events: int
    elsewhere: int

    @property
    def middle(self) -> int:
        return self.events // 2


@pytest.fixture(scope="module")
def office(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Office:
    file = tmp_path_factory.mktemp("audit") / "office.db"
    shutil.copy(sqlite_template, file)
    engine = open_engine(f"sqlite:///{file}")
    work = Casework(SqlStore(engine))
    calls, decisions = CallDesk(work), DecisionDesk(work)
    cases = []
    for cedula in CEDULAS[5:7]:
        case = work.case(person=work.person(cedula), holder="validator")
        decisions.approve(calls.validated(case))
        cases.append(case.id)
    chain, other = (case_chain(case_id) for case_id in cases)
    events, elsewhere = len(work.events(chain)), len(work.events(other))
    assert events > 6
    engine.dispose()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Office(file, chain, other, events, elsewhere)


class Attacker:
    """Whoever has the file and SQL, and knows how the hashes are made."""

    def __init__(self, file: Path, office: Office) -> None:
        self.office = office
        self._file = sqlite3.connect(file, isolation_level=None)
        triggers = self._file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            self._file.execute(f"DROP TRIGGER {name}")

    def close(self) -> None:
        self._file.close()

    def sql(self, statement: str, *values: object) -> None:
        assert self._file.execute(statement, values).rowcount == 1

    def on(self, sequence: int, change: str, *values: object) -> None:
        """``UPDATE … SET change`` on one event of the chain."""
        where = "WHERE chain = ? AND sequence = ?"
        self.sql(f"UPDATE audit_events SET {change} {where}", *values, self.office.chain, sequence)

    def canonical(self, sequence: int) -> str:
        where = "WHERE chain = ? AND sequence = ?"
        row = self._file.execute(
            f"SELECT canonical FROM audit_events {where}", (self.office.chain, sequence)
        ).fetchone()
        return str(row[0])

    def altered(self, sequence: int) -> str:
        text = self.canonical(sequence)
        assert '"workstation":"' in text
        return text.replace('"workstation":"', '"workstation":"OTRO-', 1)

    def rehash(self, sequence: int, text: str) -> str:
        digest = hashlib.sha256(text.encode()).hexdigest()
        self.on(sequence, "canonical = ?, hash = ?", text, digest)
        return digest

    def delete(self, sequence: int) -> None:
        where = "WHERE chain = ? AND sequence = ?"
        self.sql(f"DELETE FROM audit_events {where}", self.office.chain, sequence)

    def delete_chain(self) -> None:
        self._file.execute("DELETE FROM audit_events WHERE chain = ?", (self.office.chain,))

    def head(self, change: str, *values: object) -> None:
        self.sql(f"UPDATE audit_heads SET {change} WHERE chain = ?", *values, self.office.chain)

    def delete_head(self) -> None:
        self.sql("DELETE FROM audit_heads WHERE chain = ?", self.office.chain)

    def swap(self, one: int, two: int) -> None:
        self.on(one, "sequence = 100000")
        self.on(two, "sequence = ?", one)
        self.sql(
            "UPDATE audit_events SET sequence = ? WHERE chain = ? AND sequence = 100000",
            two,
            self.office.chain,
        )

    def reseal_from(self, sequence: int, text: str) -> None:
        """Alter one event and give everything after it new hashes, the head too."""
        digest = self.rehash(sequence, text)
        for later in range(sequence + 1, self.office.events + 1):
            body = json.loads(self.canonical(later))
            body["previous"] = digest
            text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            self.on(later, "previous_hash = ?", digest)
            digest = self.rehash(later, text)
        self.head("hash = ?", digest)


@pytest.fixture
def file(office: Office, tmp_path: Path) -> Path:
    return Path(shutil.copy(office.file, tmp_path / "copy.db"))


def verify(file: Path, *options: str) -> Done:
    return Console(file.parent).run("audit", "verify", *options, db=f"sqlite:///{file}")


def answer_after(
    file: Path, office: Office, attack: Callable[[Attacker], object]
) -> tuple[int, dict[str, Any]]:
    attacker = Attacker(file, office)
    attack(attacker)
    attacker.close()
    done = verify(file, "--json")
    assert done.one["whole"] is (done.code == 0)
    return done.code, done.one


Attack = tuple[Callable[[Attacker], object], Callable[[Office], tuple[str, int]]]

ATTACKS: dict[str, Attack] = {
    "text altered": (
        lambda a: a.on(a.office.middle, "canonical = ?", a.altered(a.office.middle)),
        lambda o: ("ALTERED", o.middle),
    ),
    "text of the first altered": (
        lambda a: a.on(1, "canonical = ?", a.altered(1)),
        lambda o: ("ALTERED", 1),
    ),
    "text of the last altered": (
        lambda a: a.on(a.office.events, "canonical = ?", a.altered(a.office.events)),
        lambda o: ("ALTERED", o.events),
    ),
    "one space more": (
        lambda a: a.on(a.office.middle, "canonical = canonical || ' '"),
        lambda o: ("ALTERED", o.middle),
    ),
    "hash altered": (
        lambda a: a.on(a.office.middle, "hash = ?", "f" * 64),
        lambda o: ("ALTERED", o.middle),
    ),
    "link altered": (
        lambda a: a.on(a.office.middle, "previous_hash = ?", "f" * 64),
        lambda o: ("ALTERED", o.middle),
    ),
    "text and hash altered": (
        lambda a: a.rehash(a.office.middle, a.altered(a.office.middle)),
        lambda o: ("ALTERED", o.middle),
    ),
    "text and hash of the first altered": (
        lambda a: a.rehash(1, a.altered(1)),
        lambda o: ("ALTERED", 1),
    ),
    "text and hash of the last altered": (
        lambda a: a.rehash(a.office.events, a.altered(a.office.events)),
        lambda o: ("ALTERED", o.events),
    ),
    "text turned into bytes": (
        lambda a: a.on(a.office.middle, "canonical = CAST(canonical AS BLOB)"),
        lambda o: ("ALTERED", o.middle),
    ),
    "text that is no text": (
        lambda a: a.on(a.office.middle, "canonical = CAST(x'ff00fe' AS TEXT)"),
        lambda o: ("ALTERED", o.middle),
    ),
    "text too deep to parse": (
        lambda a: a.rehash(a.office.middle, "[" * 100_000),
        lambda o: ("ALTERED", o.middle),
    ),
    "first deleted": (lambda a: a.delete(1), lambda o: ("MISSING", 1)),
    "middle deleted": (lambda a: a.delete(a.office.middle), lambda o: ("MISSING", o.middle)),
    "last deleted": (lambda a: a.delete(a.office.events), lambda o: ("TAIL_MISSING", o.events)),
    "two swapped": (
        lambda a: a.swap(a.office.middle, a.office.middle + 1),
        lambda o: ("REORDERED", o.middle),
    ),
    "two far apart swapped": (
        lambda a: a.swap(2, a.office.events),
        lambda o: ("REORDERED", 2),
    ),
    "position changed": (
        lambda a: a.on(a.office.middle, "sequence = 5000"),
        lambda o: ("MISSING", o.middle),
    ),
    "position of the last changed": (
        lambda a: a.on(a.office.events, "sequence = sequence + 1"),
        lambda o: ("REORDERED", o.events),
    ),
    "position that is no number": (
        lambda a: a.on(a.office.middle, "sequence = 'x'"),
        lambda o: ("MISSING", o.middle),
    ),
    "chain deleted without its head": (
        lambda a: a.delete_chain(),
        lambda o: ("TAIL_MISSING", 1),
    ),
    "hash of the head altered": (
        lambda a: a.head("hash = ?", "0" * 64),
        lambda o: ("ALTERED", o.events),
    ),
    "head put back": (
        lambda a: a.head("sequence = sequence - 1"),
        lambda o: ("ALTERED", o.events),
    ),
    "head put forward": (
        lambda a: a.head("sequence = sequence + 1"),
        lambda o: ("TAIL_MISSING", o.events + 1),
    ),
    "head deleted": (lambda a: a.delete_head(), lambda o: ("HEAD_MISSING", o.events + 1)),
}


@pytest.mark.parametrize("kind", ATTACKS)
def test_every_single_tampering_is_found_and_located(kind: str, office: Office, file: Path) -> None:
    attack, where = ATTACKS[kind]
    code, answer = answer_after(file, office, attack)
    assert code == 1
    wanted, sequence = where(office)
    assert answer["faults"] == [{"chain": office.chain, "code": wanted, "sequence": sequence}]


def test_an_event_moved_to_another_chain_is_missed_here_and_foreign_there(
    office: Office, file: Path
) -> None:
    end = office.elsewhere + 1
    code, answer = answer_after(
        file,
        office,
        lambda a: a.on(office.middle, "chain = ?, sequence = ?", office.other, end),
    )
    assert code == 1
    found = {(f["chain"], f["code"], f["sequence"]) for f in answer["faults"]}
    assert found == {
        (office.chain, "MISSING", office.middle),
        (office.other, "REORDERED", end),
    }


def test_a_forged_event_at_the_end_is_found(office: Office, file: Path) -> None:
    end = office.events + 1

    def forge(attacker: Attacker) -> None:
        body = json.loads(attacker.canonical(office.events)) | {"sequence": end}
        body["previous"] = hashlib.sha256(attacker.canonical(office.events).encode()).hexdigest()
        text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        digest = hashlib.sha256(text.encode()).hexdigest()
        columns = "(chain, sequence, canonical, previous_hash, hash)"
        values = (office.chain, end, text, body["previous"], digest)
        attacker.sql(f"INSERT INTO audit_events {columns} VALUES (?, ?, ?, ?, ?)", *values)

    code, answer = answer_after(file, office, forge)
    assert code == 1
    assert answer["faults"] == [{"chain": office.chain, "code": "ALTERED", "sequence": end}]


def test_several_broken_chains_are_all_named_in_words_and_as_data(
    office: Office, file: Path
) -> None:
    def attack(attacker: Attacker) -> None:
        attacker.delete(2)
        where = "WHERE chain = ? AND sequence = 3"
        attacker.sql(f"UPDATE audit_events SET hash = hash || '0' {where}", office.other)

    code, answer = answer_after(file, office, attack)
    wanted = {(office.chain, "MISSING", 2), (office.other, "ALTERED", 3)}
    assert code == 1
    assert {(f["chain"], f["code"], f["sequence"]) for f in answer["faults"]} == wanted
    words = verify(file)
    assert words.code == 1
    *told, unseen = words.out.splitlines()
    assert {f"{code} en la cadena {chain}, evento {place}" for chain, code, place in wanted} == set(
        told
    )
    assert unseen.startswith("No se buscó, por falta de sellos guardados: un final cortado")


def test_an_untouched_database_is_whole_and_its_length_is_told(office: Office, file: Path) -> None:
    code, answer = answer_after(file, office, lambda a: None)
    assert (code, answer["faults"]) == (0, [])
    started = Console(file.parent).start("audit", "verify", "--json", db=f"sqlite:///{file}")
    assert (started.code, started.one) == (code, answer)
    assert answer["events"] > office.events
    assert answer["chains"] >= 2


def _cut_tail(attacker: Attacker) -> None:
    last = attacker.office.events
    attacker.delete(last)
    digest = hashlib.sha256(attacker.canonical(last - 1).encode()).hexdigest()
    attacker.head("sequence = ?, hash = ?", last - 1, digest)


def _delete_all(attacker: Attacker) -> None:
    attacker.delete_chain()
    attacker.delete_head()


def _reseal(attacker: Attacker, first: int) -> None:
    attacker.reseal_from(first, attacker.altered(first))


@pytest.mark.parametrize(
    ("attack", "place"), [(_cut_tail, lambda o: o.events), (_delete_all, lambda o: 1)]
)
def test_a_chain_that_is_silent_about_what_a_table_holds_is_found(
    attack: Callable[[Attacker], None], place: Callable[[Office], int], office: Office, file: Path
) -> None:
    """Chain and head agree; the decision of the case is still in its own table."""
    code, answer = answer_after(file, office, attack)
    fault = {"chain": office.chain, "code": "TRACE_MISSING", "sequence": place(office)}
    assert (code, answer["faults"]) == (1, [fault])


def test_a_chain_sealed_anew_is_not_the_one_whose_head_an_act_names(
    office: Office, file: Path
) -> None:
    code, answer = answer_after(file, office, lambda a: _reseal(a, 2))
    fault = {"chain": office.chain, "code": "HEAD_ALTERED", "sequence": office.events - 1}
    assert (code, answer["faults"]) == (1, [fault])


def test_what_is_sealed_anew_with_its_head_is_not_seen_without_anchors(
    office: Office, file: Path
) -> None:
    """A limit, not a wish: behind the last head that an act names nothing in the file contradicts this.

    Whoever can write the head as well can make chain and head agree again. Only heads kept
    elsewhere show it: :mod:`tests.e2e.test_audit_anchors`.
    """
    code, answer = answer_after(file, office, lambda a: _reseal(a, a.office.events))
    assert (code, answer["whole"], answer["anchors"]) == (0, True, None)
    assert answer["unseen"] == ["no_anchors"]
