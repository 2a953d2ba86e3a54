"""Sealing the audit: when, by whom, and what happens when something is in the way."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from typing_extensions import override

from app.domain.anchor import Seal, newest
from app.domain.audit import SYSTEM_CHAIN, AuditEntry, case_chain
from app.domain.errors import AccessDeniedError, RuleViolationError, UnavailableError
from app.infra.anchors.folder import FolderAnchors
from app.infra.anchors.signing import FileKey, signatures_by
from app.stages.oversight import SealAudit, SealAuditCommand, VerifyAudit
from tests.audit_owner import guards_off
from tests.casework import SetClock
from tests.central_office import CentralOffice
from tests.sealed_office import CHAIN, EVERY, LATE, OTHER, SealedOffice

NOW = SealAuditCommand(is_forced=True)


@pytest.fixture
def office(engine, tmp_path: Path) -> SealedOffice:
    return SealedOffice(engine, tmp_path)


def numbers(office: SealedOffice) -> list[int]:
    return [found.number for found in office.anchors.found()]


def is_whole(office: SealedOffice) -> bool:
    check = signatures_by([office.public_key])
    return VerifyAudit(office.store, office.clock, office.anchors, check)(None).is_whole


def test_a_seal_counts_all_and_lists_what_changed(office: SealedOffice) -> None:
    seals = [found.signed.seal for found in office.anchors.found() if found.signed]
    # Each seal leaves an entry on the system chain, which the next one covers.
    assert [(seal.chains, seal.events, seal.changed) for seal in seals] == [
        (2, 7, 2),
        (3, 15, 3),
        (4, 22, 3),
    ]
    assert seals[2].previous == seals[1].digest
    assert {seal.contradictions for seal in seals} == {0}
    assert is_whole(office)


def test_nothing_is_sealed_before_its_time_and_asking_again_changes_nothing(
    office: SealedOffice,
) -> None:
    before = numbers(office)
    office.clock.forward(minutes=14)
    done = office.sealer()(SealAuditCommand())
    assert (done.is_new, done.seal.number, numbers(office)) == (False, 3, before)
    office.clock.forward(minutes=1)
    assert office.sealer()(SealAuditCommand()).seal.number == 4
    assert office.sealer()(SealAuditCommand()).is_new is False
    assert office.sealer()(NOW).seal.number == 5
    assert is_whole(office)


def test_a_clock_put_back_does_not_put_seals_back(office: SealedOffice) -> None:
    at = office.seal().seal.at
    office.clock.to(at - timedelta(days=1))
    # No entry is written under a clock gone back; the seal is there all the same.
    with pytest.raises(UnavailableError, match="CLOCK_BEHIND"):
        office.sealer()(NOW)
    last = office.anchors.last()
    assert last is not None
    assert (last.seal.number, last.seal.at) == (5, at)


def test_sealers_at_once_make_one_chain_of_seals(engine: Engine, tmp_path: Path) -> None:
    office = SealedOffice(engine, tmp_path)
    rounds, sealers = 4, 3
    gate = threading.Barrier(sealers)

    def run(machine: int) -> int:
        # Each on a machine of its own, with what it remembers of its own.
        anchors = FolderAnchors(office.folder, tmp_path / f"machine-{machine}")
        sealer = SealAudit(office.store, anchors, office.key, office.clock, EVERY)
        made = 0
        for _ in range(rounds):
            gate.wait()
            made += sealer(NOW).is_new
            office.act(f"case:{machine}")
        return made

    with ThreadPoolExecutor(sealers) as pool:
        made = sum(pool.map(run, range(sealers)))
    assert numbers(office) == list(range(1, 4 + made))
    assert rounds <= made <= rounds * sealers
    assert is_whole(office)


def test_first_sealers_at_once_begin_one_series(engine: Engine, tmp_path: Path) -> None:
    office = SealedOffice(engine, tmp_path)
    for number in (1, 2, 3):
        office.anchor(number).unlink()
    office.attack(lambda owner: owner.truncate())
    office.act(CHAIN)
    gate = threading.Barrier(3)

    def run(machine: int) -> bool:
        anchors = FolderAnchors(office.folder, tmp_path / f"machine-{machine}")
        gate.wait()
        done = SealAudit(office.store, anchors, office.key, office.clock, EVERY)(SealAuditCommand())
        return done.is_new

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(run, range(3))) == 1
    assert is_whole(office)


@pytest.mark.parametrize("loss", ["nothing remembered", "one seal behind", "torn", "torn inside"])
def test_what_a_sealer_remembers_can_be_made_anew(office: SealedOffice, loss: str) -> None:
    (kept,) = (office.home / "scratch").glob("*/heads-as-sealed")
    older = kept.read_bytes()
    office.act(OTHER, 2)
    office.seal()
    if loss == "nothing remembered":
        shutil.rmtree(office.home / "scratch")
    elif loss == "torn inside":
        kept.write_bytes(kept.read_bytes()[:-20])
        with pytest.raises(UnavailableError, match="ANCHORS_UNREACHABLE"):
            office.sealer()(NOW)
    else:
        kept.write_bytes(older if loss == "one seal behind" else b"torn")
    office.act(LATE)
    done = office.seal()
    assert (done.seal.changed, done.contradictions) == (2, ())
    assert is_whole(office)


def test_a_sealer_killed_after_the_anchor_and_before_its_entry_does_no_harm(
    office: SealedOffice,
) -> None:
    class Torn(SealAudit):
        @override
        def _record(self, seal: Seal) -> None:
            raise UnavailableError("DATABASE_BUSY")

    office.act(CHAIN)
    with pytest.raises(UnavailableError):
        Torn(office.store, office.anchors, office.key, office.clock, EVERY)(NOW)
    assert numbers(office) == [1, 2, 3, 4]
    assert is_whole(office)
    assert office.seal().seal.number == 5
    assert is_whole(office)


def test_a_key_that_does_not_sign_leaves_no_anchor(office: SealedOffice) -> None:
    nobody = FileKey(office.home / "nobody.key")
    with pytest.raises(UnavailableError, match="ANCHORS_KEY_UNREADABLE"):
        office.sealer(nobody)(NOW)
    assert numbers(office) == [1, 2, 3]
    assert [path.name for path in office.folder.glob(".*")] == []


def test_a_seal_tells_what_contradicts_the_one_before_and_is_made_all_the_same(
    office: SealedOffice,
) -> None:
    office.attack(lambda owner: owner.rewrite(lambda b: b[5].update(actor="someone-else")))
    office.act(CHAIN)
    done = office.seal()
    assert [(c.chain, c.sequence) for c in done.contradictions] == [(CHAIN, 12)]
    assert done.seal.contradictions == 1
    assert office.seal().contradictions == ()
    assert not is_whole(office)


def test_a_chain_that_went_is_told_once_and_no_longer_counted(office: SealedOffice) -> None:
    office.attack(lambda owner: (owner.delete_events(), owner.delete_head()))
    done = office.seal()
    assert [c.chain for c in done.contradictions] == [CHAIN]
    assert done.seal.chains == 3
    shutil.rmtree(office.home / "scratch")
    assert office.seal().contradictions == ()
    with office.anchors.heads_of([1, 2, 3, 4, 5]) as heads:
        assert CHAIN not in {head.chain for head in newest(heads)}


def test_anchors_of_another_database_get_no_seal(office: SealedOffice) -> None:
    office.attack(lambda owner: owner.truncate())
    office.act("case:elsewhere")
    with pytest.raises(RuleViolationError, match="ANCHORS_FOREIGN"):
        office.sealer()(NOW)
    assert numbers(office) == [1, 2, 3]


def test_no_second_series_begins_where_the_share_is_not_mounted(office: SealedOffice) -> None:
    away = office.folder.rename(office.home / "away")
    with pytest.raises(UnavailableError, match="ANCHORS_UNREACHABLE"):
        office.sealer()(NOW)
    office.folder.mkdir()
    with pytest.raises(RuleViolationError, match="ANCHORS_LOST"):
        office.sealer()(NOW)
    done = office.sealer()(SealAuditCommand(is_new_series=True))
    assert (done.seal.number, done.seal.changed) == (1, 4)
    assert is_whole(office)
    # The old series stays a witness of its own.
    old = FolderAnchors(away, office.home / "scratch")
    assert VerifyAudit(office.store, office.clock, old)(None).is_whole


def test_a_seal_made_while_somebody_verifies_is_not_missed(office: SealedOffice) -> None:
    class Slow(FolderAnchors):
        @override
        def heads_of(self, numbers: Collection[int]) -> Any:
            if len(list(super().found())) == 3:
                office.seal()
            return super().heads_of(numbers)

    slow = Slow(office.folder, office.home / "scratch")
    report = VerifyAudit(office.store, office.clock, slow)(None)
    assert report.anchors is not None
    assert (report.is_whole, report.anchors.count) == (True, 3)


def test_a_head_that_holds_anything_at_all_is_sealed_as_it_is(office: SealedOffice) -> None:
    odd = 'no "hash"\\'
    office.attack(lambda owner: owner.head(12, odd))
    done = office.seal()
    assert [c.chain for c in done.contradictions] == [CHAIN]
    assert office.seal().contradictions == ()
    found = list(office.anchors.found())
    assert all(anchor.is_intact for anchor in found)
    with office.anchors.heads_of([4]) as heads:
        assert odd in {mark.head.hash for mark in heads}


def test_chains_begun_and_not_written_are_not_sealed(office: SealedOffice) -> None:
    with guards_off(office.engine) as connection:
        connection.exec_driver_sql(
            f"INSERT INTO audit_heads (chain, sequence, hash) VALUES ('case:new', 0, '{'0' * 64}')"  # noqa: S608
        )
    assert office.seal().seal.chains == 4
    assert is_whole(office)


@pytest.fixture
def central(own_postgresql_engine: Engine) -> Iterator[CentralOffice]:
    office = CentralOffice(own_postgresql_engine)
    yield office
    office.close()


def test_beside_a_central_database_the_service_seals_and_the_auditor_verifies(
    central: CentralOffice, tmp_path: Path
) -> None:
    (tmp_path / "anchors").mkdir()
    key = FileKey(tmp_path / "sealing.key")
    key.create()
    anchors = FolderAnchors(tmp_path / "anchors", tmp_path / "scratch")
    case = central.casework.case()
    opened = AuditEntry(case_chain(case.id), "case.opened", None, central.casework.clock.now())
    with central.casework.store.write() as uow:
        uow.audit.append(opened)
        uow.commit()
    clock: SetClock = central.casework.clock
    seal = SealAudit(central.store("service"), anchors, key, clock, EVERY)
    assert seal(NOW).is_new
    assert seal(NOW).seal.number == 2
    session = central.casework.session("auditor")
    verify = VerifyAudit(central.store("auditor"), clock, anchors)
    report = verify(session)
    assert report.anchors is not None
    assert (report.is_whole, report.anchors.count) == (True, 2)
    assert report.events >= len(central.casework.events(f"case:{case.id}"))
    # Staff can write no entry about a seal.
    entry = AuditEntry(SYSTEM_CHAIN, "audit.sealed", None, clock.now())
    with (
        pytest.raises(AccessDeniedError),
        central.store("auditor").write() as uow,
    ):
        uow.audit.append(entry)
