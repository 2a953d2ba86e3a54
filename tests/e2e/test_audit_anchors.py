"""``audit verify`` with anchors against whoever owns the tables, or can write the anchors' folder.

Each kind of attack is done on SQLite and on PostgreSQL, there as the role that owns the tables; the
guards are put back afterwards. What needs the anchors is also shown to pass without them: the
chains are perfect, and the answer says in words what it did not look for.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.anchor import head_line
from app.domain.audit import canonical_text, digest
from app.infra.anchors.folder import FolderAnchors
from app.infra.anchors.signing import FileKey
from app.stages.oversight import SealAudit, SealAuditCommand
from tests.audit_owner import TableOwner
from tests.sealed_office import CHAIN, EVERY, LATE, OTHER, SealedOffice

Fault = tuple[str, str, int]


@pytest.fixture
def office(engine, tmp_path: Path) -> SealedOffice:
    return SealedOffice(engine, tmp_path)


def chain_faults(answer: dict[str, Any]) -> set[Fault]:
    return {(f["code"], f["chain"], f["sequence"]) for f in answer["faults"]}


def anchored_faults(answer: dict[str, Any]) -> set[Fault]:
    return {(f["code"], f["chain"], f["sequence"]) for f in answer["anchors"]["faults"]}


def anchor_faults(answer: dict[str, Any]) -> set[tuple[str, int]]:
    return {(f["code"], f["number"]) for f in answer["anchors"]["faults"]}


def insert_backdated(owner: TableOwner) -> None:
    """Between the fifth and the sixth; those after it move up and keep their texts."""
    for sequence in range(12, 5, -1):
        owner.change(sequence, "sequence = sequence + 1")
    fifth = owner.events[4]
    body = json.loads(fifth["canonical"]) | {"sequence": 6, "previous": fifth["hash"]}
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    owner.insert(owner.chain, 6, text, fifth["hash"])


def rehash_one(owner: TableOwner) -> None:
    text = owner.altered(6)
    owner.change(6, "canonical = :text, hash = :hash", text=text, hash=digest(text))


SEEN_BY_THE_CHAIN: dict[str, tuple[Callable[[TableOwner], object], set[Fault]]] = {
    "text altered": (
        lambda o: o.change(6, "canonical = :text", text=o.altered(6)),
        {("ALTERED", CHAIN, 6)},
    ),
    "text altered and hashed anew": (rehash_one, {("ALTERED", CHAIN, 6)}),
    "first deleted": (lambda o: o.delete(1), {("MISSING", CHAIN, 1)}),
    "middle deleted": (lambda o: o.delete(6), {("MISSING", CHAIN, 6)}),
    "last deleted": (lambda o: o.delete(12), {("TAIL_MISSING", CHAIN, 12)}),
    "two swapped": (lambda o: o.swap(5, 6), {("REORDERED", CHAIN, 5)}),
    "backdated one inserted": (insert_backdated, {("REORDERED", CHAIN, 7)}),
    "moved to another chain": (
        lambda o: o.change(6, "chain = :to, sequence = 7", to=o.other),
        {("MISSING", CHAIN, 6), ("REORDERED", OTHER, 7)},
    ),
    "head replaced": (lambda o: o.head(12, "f" * 64), {("ALTERED", CHAIN, 12)}),
    "head deleted": (lambda o: o.delete_head(), {("HEAD_MISSING", CHAIN, 13)}),
    "events deleted, head left": (lambda o: o.delete_events(), {("TAIL_MISSING", CHAIN, 1)}),
}


@pytest.mark.parametrize("kind", SEEN_BY_THE_CHAIN)
def test_what_a_chain_shows_by_itself_is_located_with_and_without_anchors(
    kind: str, office: SealedOffice
) -> None:
    attack, wanted = SEEN_BY_THE_CHAIN[kind]
    office.attack(attack)
    for done in (office.verify("--json"), office.with_anchors("--json")):
        assert done.code == 1
        assert chain_faults(done.one) == wanted


def delete_whole(owner: TableOwner) -> None:
    owner.delete_events()
    owner.delete_head()


def pretend_another(owner: TableOwner) -> None:
    """The whole chain becomes what happened to another case."""
    there = TableOwner(owner.connection, owner.other, owner.chain)
    owner.put_anew([json.loads(event["canonical"]) for event in there.events])


def swap_ninth_and_tenth(bodies: list[dict[str, Any]]) -> None:
    # The two differ in nothing else; here it is the order that somebody minds.
    bodies[8]["action"] = "case.later"
    bodies[8:10] = reversed(bodies[8:10])


NEEDS_ANCHORS: dict[str, tuple[Callable[[TableOwner], object], Fault, int]] = {
    # attack, what is found, and the position that is known to stand (0: none)
    "tail cut, head mended": (
        lambda o: o.rewrite(lambda b: b.__delitem__(slice(9, None))),
        ("ANCHORED_EVENT_MISSING", CHAIN, 12),
        8,
    ),
    "last altered, head mended": (
        lambda o: o.rewrite(lambda b: b[11].update(actor="someone-else")),
        ("ANCHORED_EVENT_CHANGED", CHAIN, 12),
        8,
    ),
    "middle altered, hashed anew to the end": (
        lambda o: o.rewrite(lambda b: b[5].update(actor="someone-else")),
        ("ANCHORED_EVENT_CHANGED", CHAIN, 8),
        4,
    ),
    "first altered, hashed anew to the end": (
        lambda o: o.rewrite(lambda b: b[0].update(actor="someone-else")),
        ("ANCHORED_EVENT_CHANGED", CHAIN, 4),
        0,
    ),
    "middle deleted, hashed anew to the end": (
        lambda o: o.rewrite(lambda b: b.pop(5)),
        ("ANCHORED_EVENT_CHANGED", CHAIN, 8),
        4,
    ),
    "backdated one inserted, hashed anew to the end": (
        lambda o: o.rewrite(lambda b: b.insert(5, b[4] | {"action": "case.forged"})),
        ("ANCHORED_EVENT_CHANGED", CHAIN, 8),
        4,
    ),
    "two swapped, hashed anew to the end": (
        lambda o: o.rewrite(swap_ninth_and_tenth),
        ("ANCHORED_EVENT_CHANGED", CHAIN, 12),
        8,
    ),
    "another case's history put in its place": (
        pretend_another,
        ("ANCHORED_EVENT_CHANGED", CHAIN, 4),
        0,
    ),
    "chain deleted with its head": (delete_whole, ("ANCHORED_CHAIN_MISSING", CHAIN, 4), 0),
}


@pytest.mark.parametrize("kind", NEEDS_ANCHORS)
def test_what_leaves_a_perfect_chain_is_seen_by_the_anchors_alone(
    kind: str, office: SealedOffice
) -> None:
    attack, wanted, stands = NEEDS_ANCHORS[kind]
    office.attack(attack)
    alone = office.verify("--json")
    assert (alone.code, alone.one["whole"], alone.one["unseen"]) == (0, True, ["no_anchors"])
    done = office.with_anchors("--json")
    assert (done.code, done.one["faults"]) == (1, [])
    assert wanted in anchored_faults(done.one)
    assert {f[0] for f in anchored_faults(done.one)} <= {wanted[0], "TOTALS_SHRANK"}
    (fault,) = (f for f in done.one["anchors"]["faults"] if f["chain"] == CHAIN)
    assert (fault["stands"] or {"sequence": 0})["sequence"] == stands
    good = done.one["anchors"]["last_good"]
    assert (good["number"] if good else 0) == fault["number"] - 1 == stands // 4
    words = office.with_anchors().out
    assert f"{wanted[0]} en la cadena {CHAIN}, evento {wanted[2]}" in words
    assert (f"Último sello bueno: {good['number']} del {good['at']}" if good else "Ningún") in words


def test_a_truncated_audit_is_missed_chain_by_chain(office: SealedOffice) -> None:
    office.attack(lambda owner: owner.truncate())
    assert office.verify("--json").code == 0
    done = office.with_anchors("--json")
    assert done.code == 1
    gone = {chain for code, chain, _ in anchored_faults(done.one) if chain}
    assert gone == {CHAIN, OTHER, LATE, "system"}
    assert ("TOTALS_SHRANK", "", 0) in anchored_faults(done.one)
    assert done.one["anchors"]["last_good"] is None


def test_an_older_copy_of_the_whole_database_is_seen(office: SealedOffice) -> None:
    office.attack(lambda owner: owner.roll_back(office.copies[1]))
    assert office.verify("--json").code == 0
    done = office.with_anchors("--json")
    assert done.code == 1
    assert {
        ("ANCHORED_EVENT_MISSING", CHAIN, 12),
        ("ANCHORED_CHAIN_MISSING", LATE, 2),
        ("TOTALS_SHRANK", "", 0),
    } <= anchored_faults(done.one)
    assert done.one["anchors"]["last_good"]["number"] == 2


def test_an_older_copy_that_life_went_on_in_is_seen(office: SealedOffice) -> None:
    office.attack(lambda owner: owner.roll_back(office.copies[1]))
    office.clock.forward(minutes=1)
    office.act(CHAIN, 9)
    office.act(LATE, 9)
    office.act("system", 9)
    assert office.verify("--json").code == 0
    done = office.with_anchors("--json")
    assert done.code == 1
    assert ("ANCHORED_EVENT_CHANGED", CHAIN, 12) in anchored_faults(done.one)
    assert done.one["anchors"]["last_good"]["number"] == 2


def test_what_was_away_while_a_seal_was_made_is_seen_after_it_came_back(
    office: SealedOffice,
) -> None:
    """Somebody shows an auditor a shortened chain and puts the true one back."""
    whole = office.copies[2]
    office.attack(lambda owner: owner.rewrite(lambda b: b.__delitem__(slice(9, None))))
    assert [c.chain for c in office.seal().contradictions] == [CHAIN]
    office.attack(lambda owner: owner.roll_back(whole))
    found = anchored_faults(office.with_anchors("--json").one)
    assert ("ANCHORED_CHAIN_WENT_BACK", CHAIN, 9) in found


def forge(office: SealedOffice, number: int) -> None:
    """Seal the present state under a key of one's own in the place of an anchor."""
    office.anchor(number).unlink()
    key = FileKey(office.home / "own.key")
    key.create()
    shutil.rmtree(office.home / "scratch")
    office.seal(key)


def delete_all(office: SealedOffice) -> None:
    for number in (1, 2, 3):
        office.anchor(number).unlink()


def replay_as_last(office: SealedOffice) -> None:
    office.anchor(3).unlink()
    shutil.copy(office.anchor(2), office.anchor(3))


def reseal_last(office: SealedOffice) -> None:
    office.anchor(3).unlink()
    shutil.rmtree(office.home / "scratch")
    office.seal()


def resign_middle(office: SealedOffice) -> None:
    (signed,) = (found.signed for found in office.anchors.found() if found.number == 2)
    assert signed is not None
    seal = replace(signed.seal, events=signed.seal.events + 1)

    def change(lines: list[str]) -> None:
        body = {"seal": json.loads(seal.text), "signature": office.key.sign(seal.text)}
        lines[-1] = canonical_text(body)

    office.edit_anchor(2, change)


def take_from_another_series(office: SealedOffice) -> None:
    """The key has sealed elsewhere too: the same database, begun anew in another folder."""
    elsewhere = office.home / "elsewhere"
    elsewhere.mkdir()
    anchors = FolderAnchors(elsewhere, office.home / "scratch")
    sealer = SealAudit(office.store, anchors, office.key, office.clock, EVERY)
    for _ in range(3):
        sealer(SealAuditCommand(is_forced=True, is_new_series=True))
    office.anchor(3).unlink()
    shutil.copy(anchors.path_of(3), office.anchor(3))


def doctor_memory(office: SealedOffice) -> None:
    """The next seal is made to leave out a chain that went on."""
    office.act(OTHER)
    with office.store.read() as readers:
        (now,) = (head for head in readers.audit.heads() if head.chain == OTHER)
    (kept,) = (office.home / "scratch").glob("*/heads-as-sealed")
    lines = kept.read_text().splitlines(keepends=True)
    kept.write_text("".join(head_line(now) if OTHER in line else line for line in lines))
    office.seal()


ON_ANCHORS: dict[str, tuple[Callable[[SealedOffice], object], tuple[str, int]]] = {
    "a listed head altered": (
        lambda o: o.edit_anchor(
            2, lambda lines: lines.__setitem__(0, lines[0].replace(',8,"', ',9,"'))
        ),
        ("ANCHOR_ALTERED", 2),
    ),
    "a listed head taken away": (
        lambda o: o.edit_anchor(2, lambda lines: lines.pop(0)),
        ("ANCHOR_ALTERED", 2),
    ),
    "a head added to the list": (
        lambda o: o.edit_anchor(2, lambda lines: lines.insert(0, lines[0])),
        ("ANCHOR_ALTERED", 2),
    ),
    "totals altered": (lambda o: o.edit_seal(2, events=1), ("ANCHOR_FORGED", 2)),
    "instant altered": (
        lambda o: o.edit_seal(2, at="2026-09-16T10:00:00.000000+00:00"),
        ("ANCHOR_FORGED", 2),
    ),
    "one space more": (
        lambda o: o.edit_anchor(2, lambda lines: lines.append(lines.pop() + " ")),
        ("ANCHOR_ALTERED", 2),
    ),
    "cut short": (
        lambda o: o.edit_anchor(2, lambda lines: lines.__delitem__(-1)),
        ("ANCHOR_ALTERED", 2),
    ),
    "emptied": (lambda o: o.edit_anchor(2, list.clear), ("ANCHOR_ALTERED", 2)),
    "first deleted": (lambda o: o.anchor(1).unlink(), ("ANCHOR_MISSING", 1)),
    "middle deleted": (lambda o: o.anchor(2).unlink(), ("ANCHOR_MISSING", 2)),
    "last deleted": (lambda o: o.anchor(3).unlink(), ("ANCHOR_MISSING", 3)),
    "all deleted": (
        delete_all,
        ("ANCHOR_MISSING", 1),
    ),
    "older one replayed in place of the last": (
        replay_as_last,
        ("ANCHOR_REPLAYED", 3),
    ),
    "older one replayed as the next": (
        lambda o: shutil.copy(o.anchor(2), o.anchor(4)),
        ("ANCHOR_REPLAYED", 4),
    ),
    "last forged with another key": (lambda o: forge(o, 3), ("ANCHOR_FORGED", 3)),
    "last made anew with the stolen key": (
        reseal_last,
        ("ANCHOR_UNKNOWN", 3),
    ),
    "middle altered and signed with the stolen key": (
        resign_middle,
        ("ANCHOR_UNLINKED", 3),
    ),
    "one of another series by the same key": (
        take_from_another_series,
        ("ANCHOR_UNLINKED", 3),
    ),
    "what the sealer remembers doctored": (
        doctor_memory,
        ("ANCHOR_INCOMPLETE", 4),
    ),
    "one planted far ahead": (
        lambda o: o.anchor(99_999_999).write_text("{}\n"),
        ("ANCHOR_ALTERED", 99_999_999),
    ),
}


@pytest.mark.parametrize("kind", ON_ANCHORS)
def test_what_is_done_to_the_anchors_themselves_is_found(kind: str, office: SealedOffice) -> None:
    attack, wanted = ON_ANCHORS[kind]
    attack(office)
    done = office.with_anchors("--json")
    assert (done.code, done.one["faults"]) == (1, [])
    assert wanted in anchor_faults(done.one)
    assert all(fault["chain"] == "" for fault in done.one["anchors"]["faults"])
    assert f"{wanted[0]}: sello {wanted[1]}" in office.with_anchors().out


def test_a_forged_series_is_believed_by_nobody_who_has_the_public_key(
    office: SealedOffice,
) -> None:
    """Whoever owns tables and folder forges both; the key that signs is on neither machine."""
    office.attack(lambda owner: owner.rewrite(lambda b: b[5].update(actor="someone-else")))
    for number in (1, 2, 3):
        office.anchor(number).unlink()
    office.attack(
        lambda owner: owner.put_anew([json.loads(e["canonical"]) for e in owner.events][:1]),
        chain="system",
    )
    office.attack(lambda owner: owner.rewrite(lambda b: b[0].update(action="x.y")), chain="system")
    forge_all = FileKey(office.home / "own.key")
    forge_all.create()
    shutil.rmtree(office.home / "scratch")
    office.seal(forge_all)
    unsigned = office.verify("--json", "--anchors", str(office.folder))
    assert (unsigned.code, unsigned.one["unseen"]) == (0, ["no_public_key"])
    done = office.with_anchors("--json")
    assert (done.code, anchor_faults(done.one)) == (1, {("ANCHOR_FORGED", 1)})
