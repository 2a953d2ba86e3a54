"""What the guard refuses of one case or message ends no round: the others have their turn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine, text

from app.cli.chores import Chores
from app.domain.case import Case
from app.domain.finding import Finding, ReasonCode, Severity
from app.domain.message import MessageStatus
from app.domain.workflow import CaseState
from app.infra.emails import read_email
from app.infra.phones import read_phone
from app.stages.closing import CloseUnanswered
from app.stages.notification import DeliverDueCommand, Fate
from app.stages.queueing import Claims
from db.engine import WRITES
from db.store import SqlStore
from tests.casework import CEDULAS, STATION, Casework, shipped_limits
from tests.pictures import QuickInspector
from tests.stage_desks import CallDesk, DecisionDesk, deliverer

REFUSED = "ROW_FROZEN"


@pytest.fixture
def office(sqlite_engine: Engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


@contextmanager
def guarded(engine: Engine, table: str, condition: str) -> Iterator[None]:
    """A guard that takes no change of some rows, as that of a server may refuse one."""
    _run(
        engine,
        f"CREATE TRIGGER of_one BEFORE UPDATE ON {table} WHEN {condition}"
        f" BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    )
    yield
    _run(engine, "DROP TRIGGER of_one")


def _run(engine: Engine, statement: str) -> None:
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        connection.execute(text(statement))
        connection.commit()


def test_a_hold_the_guard_refuses_leaves_the_others_their_hour(
    office: Casework, sqlite_engine: Engine
) -> None:
    calls, desk = CallDesk(office), DecisionDesk(office)
    desk.hold(24)

    def held(cedula: str) -> Case:
        person = office.person(cedula)
        done = desk.approve(calls.validated(office.case(person=person, holder="validator")))
        desk.tell(done.case)
        return done.case

    refused, fine = held(CEDULAS[3]), held(CEDULAS[6])
    desk.wait(24)
    with guarded(sqlite_engine, "cases", f"OLD.id = '{refused.id}'"):
        done = desk.apply_holds()
    assert (done.applied, done.left) == ((fine.id,), ((refused.id, REFUSED),))
    assert desk.apply_holds().applied == (refused.id,)


def test_a_case_that_cannot_be_closed_leaves_the_others_their_term(
    office: Casework, sqlite_engine: Engine
) -> None:
    due = office.clock.now() + timedelta(days=3)
    refused, fine = (
        office.case(CaseState.AWAITING_CITIZEN, due_at=due, person=office.person(cedula))
        for cedula in (CEDULAS[3], CEDULAS[6])
    )
    office.clock.to(due + timedelta(minutes=1))
    with guarded(sqlite_engine, "cases", f"OLD.id = '{refused.id}'"):
        assert CloseUnanswered(office.store, office.clock)() == 1
    assert office.now_case(fine.id).state is CaseState.ABANDONED
    assert CloseUnanswered(office.store, office.clock)() == 1


def test_a_claim_that_cannot_be_returned_keeps_no_other(
    office: Casework, sqlite_engine: Engine
) -> None:
    refused, fine = (
        office.case(holder="validator", person=office.person(cedula))
        for cedula in (CEDULAS[3], CEDULAS[6])
    )
    office.clock.forward(days=1)
    with guarded(sqlite_engine, "cases", f"OLD.id = '{refused.id}'"):
        assert Claims(office.store, office.clock).return_expired() == 1
    assert office.now_case(fine.id).claim is None
    assert office.now_case(refused.id).claim is not None


def test_a_message_whose_fate_cannot_be_kept_stops_no_other(
    office: Casework, sqlite_engine: Engine, postbox: Any
) -> None:
    desk = DecisionDesk(office)
    done = desk.approve(CallDesk(office).validated(office.case(holder="validator")))
    waiting = [m for m in office.messages(done.case.id) if m.status is MessageStatus.QUEUED]
    assert len(waiting) > 1
    condition = f"OLD.id = '{waiting[0].id}' AND NEW.status != 'sending'"
    with guarded(sqlite_engine, "outbox", condition):
        delivered = deliverer(office, postbox)(DeliverDueCommand())
    fates = dict(delivered.fates)
    assert fates.pop(waiting[0].id) is Fate.LET_GO
    assert dict(delivered.codes)[waiting[0].id] == REFUSED
    assert len(fates) >= len(waiting) - 1
    assert set(fates.values()) == {Fate.HANDED_OVER}


def inspecting(office: Casework) -> Chores:
    services: Any = SimpleNamespace(
        store=office.store,
        clock=office.clock,
        procedures=office.procedures,
        offices=office.offices,
        inspector=QuickInspector(),
        phones=read_phone,
        emails=read_email,
        risk_limits=shipped_limits(),
        station=STATION,
    )
    return Chores(services)


def test_cases_that_cannot_be_inspected_do_not_stand_before_the_others(
    office: Casework, sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.cli.chores.BATCH", 1)
    refused, fine = (
        office.case(CaseState.RECEIVED, reviewer="", person=office.person(cedula))
        for cedula in (CEDULAS[3], CEDULAS[6])
    )
    chores = inspecting(office)
    office.clock.forward(minutes=1)
    with guarded(sqlite_engine, "cases", f"OLD.id = '{refused.id}'"):
        for _ in range(2):
            chores._inspect()
    assert office.now_case(fine.id).state is CaseState.TO_REVIEW
    assert office.now_case(refused.id).state is CaseState.RECEIVED


def test_a_late_file_that_cannot_be_kept_does_not_stand_before_the_others(
    office: Casework, sqlite_engine: Engine
) -> None:
    refused, fine = (
        office.case(CaseState.TO_REVIEW, reviewer="", person=office.person(cedula))
        for cedula in (CEDULAS[3], CEDULAS[6])
    )
    late = Finding(ReasonCode.NOT_INSPECTED, Severity.REVIEW)
    with office.store.write() as uow:
        for case in (refused, fine):
            (file,) = uow.cases.files(case.id)
            uow.cases.put_findings(file.id, [late], "{}")
        uow.commit()
    chores = inspecting(office)
    office.clock.forward(minutes=1)
    with guarded(sqlite_engine, "cases", f"OLD.id = '{refused.id}'"):
        for _ in range(2):
            chores._inspect()
    assert "case.inspected" in office.actions(fine.id)
    assert "case.inspected" not in office.actions(refused.id)
