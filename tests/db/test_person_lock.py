"""Acts on one person at the same moment, on two real connections: each sees what the other did."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine
from typing_extensions import override

from app.domain.errors import RuleViolationError, VentanillaError
from app.domain.ids import PersonId
from app.domain.notices import NOT_ME_CODE
from app.domain.person import Person
from app.domain.workflow import CaseState
from app.infra.emails import read_email
from app.stages.decision import (
    ApplyDueHolds,
    Decide,
    DecideCommand,
    NotMeEffect,
    ReportNotMe,
    ReportNotMeCommand,
    Unfreeze,
    UnfreezeCommand,
)
from db.store import SqlStore
from db.unit_of_work import SqlUnitOfWork
from tests.casework import NEW, Casework
from tests.patience import PATIENCE_S
from tests.stage_desks import CallDesk, DecisionDesk

WAIT = 0.4
"""Seconds the second act gets to run into the first one's lock, or past it."""


class PausingStore(SqlStore):
    """A store whose units of work stand still, everything written, just before they commit."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.engine = engine
        self.reached = threading.Event()
        self.go_on = threading.Event()

    @override
    def write(self) -> SqlUnitOfWork:
        store = self

        class Pausing(SqlUnitOfWork):
            @override
            def commit(self) -> None:
                store.reached.set()
                assert store.go_on.wait(PATIENCE_S)
                super().commit()

        return Pausing(self.engine)


def at_once(engine: Engine, first: Callable[[SqlStore], Any], second: Callable[[], Any]) -> Any:
    """Do ``second`` while ``first`` has written and not committed; returns both ends."""
    store = PausingStore(engine)
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(first, store)
        assert store.reached.wait(PATIENCE_S)
        two = pool.submit(second)
        threading.Event().wait(WAIT)
        store.go_on.set()
        return _end(one), _end(two)


def _end(future: Future[Any]) -> Any:
    try:
        return future.result(PATIENCE_S)
    except VentanillaError as error:
        return error.code


class Office:
    """One person with a change in force, whose code they have, and another one to decide."""

    def __init__(self, engine: Engine, hold: int) -> None:
        self.work = Casework(SqlStore(engine))
        self.calls, self.desk = CallDesk(self.work), DecisionDesk(self.work)
        self.person: Person = self.work.person()
        done = self.desk.approve(self.ready())
        self.code = self.code_of(done.case.id)
        self.desk.hold(hold)

    def ready(self, login: str = "validator") -> Any:
        case = self.work.case(person=self.person, holder=login)
        return self.calls.validated(case, login)

    def code_of(self, case_id: Any) -> str:
        with self.work.store.write() as uow:
            messages = uow.outbox.of_case(case_id)
        return next(str(m.parameters[NOT_ME_CODE]) for m in messages if NOT_ME_CODE in m.parameters)

    def command(self, case: Any, login: str = "validator") -> DecideCommand:
        return self.desk.command(case, login)

    def decide(self, command: DecideCommand, store: SqlStore | None = None) -> Any:
        work = self.work
        use_case = Decide(
            store or work.store, lambda *_: None, work.procedures, work.desk, work.clock
        )
        return use_case(command)

    def report(self, store: SqlStore | None = None) -> Any:
        return ReportNotMe(store or self.work.store, self.work.clock, read_email)(
            ReportNotMeCommand(None, self.code)
        )

    def apply(self, store: SqlStore | None = None) -> Any:
        return ApplyDueHolds(store or self.work.store, self.work.clock, read_email)()

    def now_person(self) -> Person:
        with self.work.store.write() as uow:
            return uow.people.get(self.person.id)

    def contact(self) -> Any:
        with self.work.store.write() as uow:
            version = uow.people.contact(self.person.id)
        assert version is not None
        return version.value

    def on_hold(self) -> int:
        with self.work.store.read() as readers:
            rows = readers.registry.cases_of(self.person.id)
        return sum(row.state is CaseState.ON_HOLD for row in rows)


def test_a_freeze_that_is_being_written_stops_the_approval(engine: Engine) -> None:
    office = Office(engine, hold=0)
    other = replace(NEW, city="Sevilla")
    case = office.calls.validated(
        office.work.case(person=office.person, after=other, holder="validator")
    )
    command = office.command(case)
    frozen, approved = at_once(engine, office.report, lambda: office.decide(command))
    assert frozen.effect is NotMeEffect.FROZEN_AFTER_CHANGE
    assert approved == "PERSON_FROZEN"
    assert office.contact() == NEW
    assert office.work.now_case(case.id).state is CaseState.TO_DECIDE


def test_a_freeze_finds_the_change_that_is_being_put_on_hold(engine: Engine) -> None:
    office = Office(engine, hold=48)
    case = office.ready()
    command = office.command(case)
    approved, frozen = at_once(engine, lambda store: office.decide(command, store), office.report)
    assert approved.case.state is CaseState.ON_HOLD
    assert frozen.effect is NotMeEffect.FROZEN_AFTER_CHANGE
    assert office.work.now_case(case.id).state is CaseState.REFUSED
    assert office.on_hold() == 0
    assert office.now_person().frozen_at is not None


def test_of_two_changes_decided_at_once_one_is_on_hold(engine: Engine) -> None:
    office = Office(engine, hold=48)
    one, two = office.ready(), office.ready("second")
    first = office.command(office.work.claim(one.id, "validator"))
    second = office.command(office.work.claim(two.id, "second"), "second")
    done, refused = at_once(
        engine, lambda store: office.decide(first, store), lambda: office.decide(second)
    )
    assert done.case.state is CaseState.ON_HOLD
    assert refused == "OTHER_CHANGE_ON_HOLD"
    assert office.on_hold() == 1


@pytest.mark.parametrize("is_freeze_first", [True, False])
def test_a_hold_that_ends_while_the_person_stops_it(engine: Engine, is_freeze_first: bool) -> None:
    office = Office(engine, hold=48)
    case = office.ready()
    office.decide(office.command(case))
    office.code = office.code_of(case.id)
    office.desk.tell(case)
    office.desk.wait(hours=49)
    if is_freeze_first:
        frozen, _ = at_once(engine, office.report, office.apply)
        assert frozen.effect is NotMeEffect.STOPPED
        assert office.work.now_case(case.id).state is CaseState.REFUSED
    else:
        applied, frozen = at_once(engine, office.apply, office.report)
        assert applied.applied == (case.id,)
        assert frozen.effect is NotMeEffect.FROZEN_AFTER_CHANGE
        assert office.work.now_case(case.id).state is CaseState.APPROVED
    assert office.now_person().frozen_at is not None


def test_a_freeze_is_lifted_once(engine: Engine) -> None:
    office = Office(engine, hold=0)
    office.report()
    director = office.work.session("director")
    lift = UnfreezeCommand(director, office.person.id, "Verificado en la agencia")

    def unfreeze(store: SqlStore = office.work.store) -> Any:
        return Unfreeze(store, office.work.clock, read_email)(lift)

    lifted, again = at_once(engine, unfreeze, unfreeze)
    assert lifted.frozen_at is None
    assert again == "NOT_FROZEN"


def test_locking_an_unknown_person_says_so(engine: Engine) -> None:
    with SqlStore(engine).write() as uow, pytest.raises(RuleViolationError) as caught:
        uow.people.lock(PersonId("nobody"))
    assert caught.value.code == "PERSON_UNKNOWN"
