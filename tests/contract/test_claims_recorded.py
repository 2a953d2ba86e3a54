"""A crowd of claimers, some of them killed, slow, wrong about the time: one holder at any time.

``VENTANILLA_CLAIMERS`` says how many (100; 1000 for the closing proof). Each has a turn in one of some
processes that are killed over and over, takes a case, and renews, gives back, finishes, finishes too
late or is never seen again; a director breaks claims, leases run out. What each saw is written down
and held against that of all others (:mod:`tests.claim_history`).
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Engine, text

from app.domain.audit import AuditEntry, case_chain
from app.domain.errors import VentanillaError
from app.domain.ids import CaseId, StaffId, fresh_id
from app.domain.staff import Duty, StaffMember
from app.domain.workflow import CaseState
from app.ports.readers import QueueFilter
from app.stages.queueing import BreakClaimCommand, Claims
from db.engine import is_sqlite
from db.integrity import find_faults
from db.store import SqlStore
from tests import claim_history
from tests.accounts import put_member
from tests.casework import PICHINCHA, Casework, verifier
from tests.central_kill_stage import moves_of_claims
from tests.central_office import CentralOffice
from tests.claim_child import FACTOR, LEASE, Crowd, FastClock, claim_all
from tests.claim_history import STRAY, Diary, counted, faults, refused
from tests.patience import PATIENCE_S

CLAIMERS = int(os.environ.get("VENTANILLA_CLAIMERS", "100"))
PROCESSES = 4
MOST_KILLS = 8 + CLAIMERS // 20
"""So that also a machine on which a process takes long to begin comes to the end."""
CASES = 12 + CLAIMERS // 20
SKEWS = (timedelta(), timedelta(seconds=40), timedelta(seconds=-40), timedelta(minutes=20))
"""Of workstations of a server: two that it bears with, and one that it does not."""


class Room:
    """An office full of claimers, on either kind of database."""

    def __init__(self, engine: Engine, home: Path) -> None:
        self.engine, self.home = engine, home
        self.is_central = not is_sqlite(engine)
        self.central = CentralOffice(engine) if self.is_central else None
        self.office = self.central.casework if self.central else Casework(SqlStore(engine))
        self.mark = fresh_id()[:8]
        self._hire()
        if self.central is not None:
            self.central.sign_in("director")
        self._set_times()
        self.cases = tuple(self._case(number) for number in range(CASES))
        self._start_clock()

    def _hire(self) -> None:
        with self.office.store.write() as uow:
            self.people = tuple(self._member(number) for number in range(CLAIMERS))
            for member in self.people:
                put_member(uow, member, verifier(), self.office.clock.now())
            uow.commit()
        if self.is_central:
            with self.engine.begin() as connection:
                for member in self.people:
                    connection.execute(text(f"CREATE ROLE {member.login} IN ROLE ventanilla_clerk"))

    def _member(self, number: int) -> StaffMember:
        login = f"claimer{number}_{self.mark}"
        cedula = f"30{number:08d}"
        return StaffMember(StaffId(fresh_id()), login, login, cedula, Duty.CLERK, PICHINCHA, True)

    def _set_times(self) -> None:
        minutes = str(int(LEASE.total_seconds() // 60))
        with self.office.store.write() as uow:
            for key, value in (("claim.lease_minutes", minutes), ("review.undo_seconds", "60")):
                at = self.office.clock.now()
                uow.settings.put(key, value, date(2026, 1, 1), None, at)
            uow.commit()

    def _case(self, number: int) -> CaseId:
        person = self.office.person(f"091{number:07d}")
        case = self.office.case(CaseState.TO_REVIEW, person=person, reviewer="")
        # One that nobody comes to has a chain all the same.
        with self.office.store.write() as uow:
            at = self.office.clock.now()
            uow.audit.append(AuditEntry(case_chain(case.id), "case.opened", None, at))
            uow.commit()
        return case.id

    def _start_clock(self) -> None:
        """From here the time goes by itself, on the server too."""
        # On a local file all share the machine's clock: it may leap, but not differ.
        leap = (0.0, timedelta()) if self.is_central else (3.0, timedelta(minutes=10))
        self.clock = FastClock(self.office.clock.now(), datetime.now(UTC), leap)
        self.office.clock = self.clock
        if self.is_central:
            with self.engine.begin() as connection:
                connection.exec_driver_sql(
                    "CREATE OR REPLACE FUNCTION guard.now() RETURNS timestamptz LANGUAGE sql"
                    " VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS"
                    f" $$ SELECT timestamptz '{self.clock.at.isoformat()}' + {FACTOR} *"
                    f" (clock_timestamp() - timestamptz '{self.clock.began.isoformat()}') $$"
                )

    def seen_by(self, login: str) -> SqlStore:
        return self.central.store(login) if self.central else self.office.store

    def crowd(self, number: int) -> Crowd:
        skew = SKEWS[number % len(SKEWS)] if self.is_central else timedelta()
        url = self.engine.url.render_as_string(hide_password=False)
        people = self.people[number::PROCESSES]
        return Crowd(url, self.home, number, people, self.cases, self.clock, skew)

    def close(self) -> None:
        if self.central is not None:
            self.central.close()
            with self.engine.begin() as connection:
                for member in self.people:
                    connection.execute(text(f"DROP OWNED BY {member.login}"))
                    connection.execute(text(f"DROP ROLE {member.login}"))


@pytest.fixture
def room(engine: Engine, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Room]:
    # Its clock is put into the server: not into the database of the next test.
    is_local = is_sqlite(engine)
    made = Room(engine if is_local else request.getfixturevalue("own_postgresql_engine"), tmp_path)
    yield made
    made.close()


@contextmanager
def beside(*works: Callable[[], None]) -> Iterator[None]:
    """Each over and over in a thread of its own, until the block is left."""
    over = Event()

    def go(work: Callable[[], None]) -> None:
        while not over.is_set():
            with suppress(VentanillaError):
                work()

    threads = [Thread(target=go, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def breaking(room: Room) -> Callable[[], None]:
    """A director takes a case out of somebody's hands now and then."""
    store, dice = room.seen_by("director"), random.Random(1)
    diary = Diary(room.home / "director.jsonl", "director", room.clock.now)
    claims, session = Claims(store, room.clock), room.office.session("director")

    def once() -> None:
        time.sleep(dice.uniform(0.05, 0.3))
        with store.read() as readers:
            rows = readers.queue.page(QueueFilter(), None, 50).rows
        held = [row.case_id for row in rows if row.holder_id]
        if held:
            case = dice.choice(held)
            command = BreakClaimCommand(session, case, "No contesta desde ayer")
            diary.act("broken", lambda: claims.break_claim(command), lambda _: {}, case)

    return once


def returning(room: Room) -> Callable[[], None]:
    claims = Claims(room.seen_by("service"), room.clock)

    def once() -> None:
        time.sleep(0.2)
        claims.return_expired()

    return once


def all_have_their_turn(room: Room) -> int:
    """Let the processes work and kill one now and then; how often."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.claim_child", "tests.central_kill_child"])
    dice, killed = random.Random(2), 0

    def started(number: int) -> BaseProcess:
        process = context.Process(target=claim_all, args=(room.crowd(number),))
        process.start()
        return process

    working = {number: started(number) for number in range(PROCESSES)}
    until = time.monotonic() + 4 * PATIENCE_S + CLAIMERS
    try:
        while working:
            assert time.monotonic() < until, "a turn that never ends"
            time.sleep(dice.uniform(0.3, 1.0))
            number = dice.choice(sorted(working))
            if killed < MOST_KILLS:
                working[number].kill()
                working[number].join(PATIENCE_S)
            for one, process in list(working.items()):
                if process.exitcode == 0:
                    del working[one]
                elif process.exitcode is not None:
                    assert process.exitcode == -signal.SIGKILL, f"{one} ended by itself"
                    killed += 1
                    working[one] = started(one)
    finally:
        for process in working.values():
            process.kill()
    return killed


@pytest.mark.timeout(300 + 2 * CLAIMERS)
def test_whatever_becomes_of_claimers_a_case_has_one_holder_at_any_time(
    room: Room, report_counts: Callable[[str], None]
) -> None:
    with beside(breaking(room), returning(room)):
        killed = all_have_their_turn(room)
    acts = claim_history.read(sorted(room.home.glob("*.jsonl")))
    assert faults(acts, FACTOR * STRAY) == []
    assert {act.who for act in acts} >= {member.login for member in room.people}
    done = counted(acts)
    with room.engine.connect() as connection:
        assert list(find_faults(connection)) == []
        if room.is_central:
            assert moves_of_claims(connection) == []
    assert done["claimed"] > 0
    report_counts(f"{CLAIMERS} claimers, killed {killed}: {done}; refused {refused(acts)}")
