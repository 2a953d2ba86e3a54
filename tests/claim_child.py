"""Some of a crowd of claimers, in a process of its own that may be killed; all on one fast clock."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from typing_extensions import override

from app.domain.case import Case
from app.domain.errors import UnavailableError, VentanillaError
from app.domain.ids import CaseId
from app.domain.staff import StaffMember
from app.stages.queueing import Claims
from db.engine import is_sqlite, open_engine
from db.store import SqlStore
from tests import casework, claim_history
from tests.casework import Casework, SetClock
from tests.claim_history import Diary, Facts
from tests.reviewing import ReviewDesk

THREADS = 4
FACTOR = 60
LEASE = timedelta(minutes=5)
"""The shortest that may be set; five seconds on this clock."""


@dataclass
class FastClock(SetClock):
    """A minute a second, the same in every process; a leap takes everybody along.

    Attributes:
        at: the time at the beginning.
        began: the machine's time then.
        leap: ``(seconds after the beginning, how far)``.
        skew: by how much this one is wrong.
    """

    began: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    leap: tuple[float, timedelta] = (0.0, timedelta())
    skew: timedelta = timedelta()

    @override
    def now(self) -> datetime:
        passed = (datetime.now(UTC) - self.began).total_seconds()
        leapt = self.leap[1] if passed >= self.leap[0] else timedelta()
        return self.at + timedelta(seconds=passed * FACTOR) + leapt + self.skew


@dataclass(frozen=True, slots=True)
class Crowd:
    """What one process is given; ``skew`` is how wrong its workstation's clock is."""

    url: str
    home: Path
    number: int
    people: tuple[StaffMember, ...]
    cases: tuple[CaseId, ...]
    clock: FastClock
    skew: timedelta


def claim_all(crowd: Crowd) -> None:
    """Let each have a turn who had none before this process was killed."""
    shares = [(crowd, share, crowd.people[share::THREADS]) for share in range(THREADS)]
    with ThreadPoolExecutor(THREADS) as pool:
        for done in [pool.submit(_turns, *share) for share in shares]:
            done.result()


def _turns(crowd: Crowd, share: int, people: tuple[StaffMember, ...]) -> None:
    file = crowd.home / f"{crowd.number}-{share}.jsonl"
    had_one = {act.who for act in claim_history.read([file])} if file.exists() else set()
    engine = open_engine(crowd.url, pool_size=2)
    be = _becoming(engine)
    for member in people:
        if member.login not in had_one:
            be(member.login)
            Claimer(crowd, SqlStore(engine), member, file).turn()
    engine.dispose()


def _becoming(engine: Engine) -> Callable[[str], None]:
    """Who logs in next: a server is told on one connection after the other, a file needs no login."""
    who: list[str] = []
    if not is_sqlite(engine):

        def become(connection: Any, record: Any, _proxy: Any) -> None:
            if who and record.info.get("who") != who[-1]:
                connection.execute(f'SET SESSION AUTHORIZATION "{who[-1]}"')
                connection.commit()
                record.info["who"] = who[-1]

        event.listen(engine, "checkout", become)
    return who.append


class Claimer:
    """One person and their turn: take a case, and do one of the things people do with it."""

    def __init__(self, crowd: Crowd, store: SqlStore, member: StaffMember, file: Path) -> None:
        clock = FastClock(crowd.clock.at, crowd.clock.began, crowd.clock.leap, crowd.skew)
        office = object.__new__(Casework)
        office.__dict__.update(
            store=store,
            clock=clock,
            people={"me": member, "clerk2": member},
            offices=casework.shipped_offices(),
            procedures=casework.shipped_procedures(),
        )
        self.cases, self.session = crowd.cases, office.session("me")
        self.claims, self.desk, self.clock = Claims(store, clock), ReviewDesk(office), clock
        self.diary = Diary(file, member.login, crowd.clock.now)
        self.dice = random.Random(member.login)

    def turn(self) -> None:
        try:
            case = self._take()
            if case is not None:
                self._use(case)
        except UnavailableError:
            # Busy, or the clock of this workstation is refused: their turn is over.
            return
        except VentanillaError:
            return

    def _take(self) -> Case | None:
        def told(case: Case | None) -> Facts | None:
            if case is None or case.claim is None:
                return None
            return {"case": case.id, "until": case.claim.lease_until.isoformat()}

        if self.dice.random() < 0.5:
            return self.diary.act("claimed", lambda: self.claims.take_next(self.session), told)
        wanted = self.dice.choice(self.cases)
        return self.diary.act(
            "claimed", lambda: self.claims.take(self.session, wanted), told, wanted
        )

    def _use(self, case: Case) -> None:
        luck = self.dice.random()
        if luck < 0.25:
            # Gone for good: the lease ends by itself.
            return
        self._renew(case)
        time.sleep(self.dice.uniform(0.0, 0.1))
        if luck < 0.55:
            self._release(case)
        elif luck < 0.92:
            self._finish(case)
        else:
            self._finish(case, too_late=True)

    def _renew(self, case: Case) -> None:
        until = self.clock.now() + LEASE
        self.diary.act(
            "renewed",
            lambda: self.claims.renew(self.session, case.id),
            lambda was_mine: {"was_mine": was_mine, "until": until.isoformat()},
            case.id,
        )

    def _release(self, case: Case) -> None:
        self.diary.act(
            "released",
            lambda: self.claims.release(self.session, case.id),
            lambda was_mine: {"was_mine": was_mine},
            case.id,
        )

    def _finish(self, case: Case, *, too_late: bool = False) -> None:
        draft = self.desk.draft(case, "me")
        if too_late:
            time.sleep(1.1 * LEASE.total_seconds() / FACTOR)
        done = self.diary.act(
            "reviewed", lambda: self.desk.commit_as("me", case, draft), lambda _: {}, case.id
        )
        self.diary.act("undone", lambda: self.desk.undo("me", done), lambda _: {}, case.id)


# Read once, by the process that all of them are forked from.
casework.shipped_offices()
casework.shipped_procedures()
casework.shipped_limits()
