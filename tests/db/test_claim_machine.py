"""Claims against a model: whatever the order of steps and clocks, one holder at most (D1)."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from typing_extensions import override

from app.domain.errors import AccessDeniedError
from app.domain.workflow import CaseState
from app.ports.readers import QueueFilter
from db import migrate
from db.engine import open_engine
from db.store import SqlStore
from tests import store_samples as samples
from tests.store_samples import LEASE, NOW

CLERKS = tuple(samples.staff_member(f"clerk{n}") for n in range(3))
people = st.sampled_from(CLERKS)
places = st.integers(0, 2)
steps = st.sampled_from([timedelta(), timedelta(minutes=7), LEASE, LEASE + timedelta(seconds=1)])


@cache
def _empty_database() -> bytes:
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "empty.db"
        engine = open_engine(f"sqlite:///{file}")
        migrate.upgrade(engine)
        engine.dispose()
        return file.read_bytes()


class Claims(RuleBasedStateMachine):
    """Three clerks, three cases, a clock that only goes forward."""

    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        file = Path(self.place.name) / "claims.db"
        file.write_bytes(_empty_database())
        self.engine = open_engine(f"sqlite:///{file}")
        self.now: datetime = NOW
        self.held: dict[str, tuple[str, datetime]] = {}

    @initialize()
    def fill(self) -> None:
        self.store = SqlStore(self.engine)
        samples.furnish(self.store, *CLERKS)
        with self.store.write() as work:
            self.cases = [
                samples.put_case(work, f"ADC-2026-{n:06d}", due_at=NOW + timedelta(hours=n)).id
                for n in range(3)
            ]
            work.commit()

    def _holder(self, case: str) -> str | None:
        holder, until = self.held.get(case, ("", NOW - LEASE))
        return holder if until >= self.now else None

    @rule(step=steps)
    def wait(self, step: timedelta) -> None:
        self.now += step

    @rule(who=people, place=places)
    def claim(self, who, place: int) -> None:
        case = self.cases[place]
        may = self._holder(case) in {None, who.id}
        try:
            with self.store.write() as work:
                work.cases.claim(case, who.id, self.now, LEASE)
                work.commit()
        except AccessDeniedError:
            assert not may
        else:
            assert may
            self.held[case] = (who.id, self.now + LEASE)

    @rule(who=people)
    def take_next(self, who) -> None:
        free = [case for case in self.cases if self._holder(case) is None]
        with self.store.read() as read:
            peeked = read.queue.peek_next((CaseState.TO_REVIEW,), "17", who.id, self.now)
        with self.store.write() as work:
            taken = work.cases.claim_next(who, (CaseState.TO_REVIEW,), self.now, LEASE)
            work.commit()
        assert (taken.id if taken else None) == peeked == (free[0] if free else None)
        if taken:
            self.held[taken.id] = (who.id, self.now + LEASE)

    @rule(who=people, place=places)
    def renew(self, who, place: int) -> None:
        case = self.cases[place]
        with self.store.write() as work:
            done = work.cases.renew(case, who.id, self.now, LEASE)
            work.commit()
        assert done is (self._holder(case) == who.id)
        if done:
            self.held[case] = (who.id, self.now + LEASE)

    @rule(who=people, place=places)
    def release(self, who, place: int) -> None:
        case = self.cases[place]
        with self.store.write() as work:
            done = work.cases.release(case, who.id)
            work.commit()
        assert done is (self.held.get(case, ("",))[0] == who.id)
        if done:
            del self.held[case]

    @rule(place=places)
    def break_it(self, place: int) -> None:
        case = self.cases[place]
        with self.store.write() as work:
            broken = work.cases.break_claim(case)
            work.commit()
        assert broken == self.held.pop(case, (None,))[0]

    @rule(who=people, place=places)
    def forget_to_commit(self, who, place: int) -> None:
        with self.store.write() as work:
            work.cases.break_claim(self.cases[place])
            work.cases.claim(self.cases[place], who.id, self.now, LEASE)

    @invariant()
    def the_queue_says_the_same(self) -> None:
        if not hasattr(self, "store"):
            return
        with self.store.read() as read:
            rows = read.queue.page(QueueFilter(), None, 10).rows
        stored = {row.case_id: (row.holder_id, row.lease_until) for row in rows if row.holder_id}
        assert stored == self.held

    @override
    def teardown(self) -> None:
        self.engine.dispose()
        self.place.cleanup()


Claims.TestCase.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
TestClaims = Claims.TestCase
