"""What is done without anybody asking: no closed case is left without its record."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine, text

from app.cli.chores import Chores
from app.domain.case import Case
from app.domain.finding import Finding, ReasonCode, Severity
from app.domain.workflow import CaseState
from app.infra.emails import read_email
from app.infra.phones import read_phone
from app.infra.sandbox.inspector import SandboxInspector
from db.store import SqlStore
from reports.renderer import PdfRecordRenderer
from tests.audit_owner import guards_off
from tests.casework import CEDULAS, RESOURCES, STATION, Casework, shipped_limits
from tests.stage_desks import CallDesk, DecisionDesk


@pytest.fixture
def office(sqlite_engine: Engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


@pytest.fixture
def chores(office: Casework) -> Chores:
    services: Any = SimpleNamespace(
        store=office.store,
        clock=office.clock,
        procedures=office.procedures,
        renderer=PdfRecordRenderer(RESOURCES),
        anchors=None,
    )
    return Chores(services)


def test_a_file_given_up_is_taken_up_again_and_then_asked_for_no_more(
    office: Casework, inspector: SandboxInspector
) -> None:
    services: Any = SimpleNamespace(
        store=office.store,
        clock=office.clock,
        procedures=office.procedures,
        offices=office.offices,
        inspector=inspector,
        phones=read_phone,
        emails=read_email,
        risk_limits=shipped_limits(),
        station=STATION,
    )
    chores = Chores(services)
    case = office.case(CaseState.TO_REVIEW, reviewer="")
    with office.store.write() as uow:
        (file,) = uow.cases.files(case.id)
        late = Finding(ReasonCode.NOT_INSPECTED, Severity.REVIEW)
        uow.cases.put_findings(file.id, [late], "{}")
        uow.commit()
    for _ in range(3):
        chores._inspect()
    with office.store.read() as readers:
        found = readers.case.file(file.id).findings
    assert [finding.code for finding in found] == [ReasonCode.TYPE_MISMATCH]
    assert office.actions(case.id).count("case.inspected") == 1


def approved(office: Casework, cedula: str) -> Case:
    ready = CallDesk(office).validated(
        office.case(person=office.person(cedula), holder="validator")
    )
    DecisionDesk(office).approve(ready)
    office.clock.forward(hours=1)
    return ready


def has_record(office: Casework, case: Case) -> bool:
    with office.store.look() as stored:
        return len(stored.documents.of_case(case.id)) == 1


def test_records_are_issued_round_after_round(office: Casework, chores: Chores) -> None:
    first = approved(office, CEDULAS[3])
    chores._issue()
    assert has_record(office, first)
    for days in (0, 3):
        # Rounds that find nothing remember how far they looked.
        chores._issue()
        office.clock.forward(days=days)
    chores._issue()
    later = approved(office, CEDULAS[6])
    chores._issue()
    assert has_record(office, later)


def test_a_clock_put_back_hides_no_case(office: Casework, chores: Chores) -> None:
    office.clock.forward(days=400)
    chores._issue()
    office.clock.forward(days=-400)
    case = approved(office, CEDULAS[3])
    office.clock.forward(minutes=3)
    chores._issue()
    assert has_record(office, case)


def test_a_case_no_record_is_drawn_of_does_not_stand_before_the_others(
    office: Casework, chores: Chores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.cli.chores.BATCH", 1)
    altered = approved(office, CEDULAS[3])
    later = approved(office, CEDULAS[6])
    engine = office.store._engine
    with guards_off(engine) as connection:
        changed = connection.execute(
            text("UPDATE decisions SET outcome = 'refused' WHERE case_id = :case"),
            {"case": altered.id},
        )
        assert changed.rowcount == 1
    office.clock.forward(hours=1)
    for _ in range(2):
        chores._issue()
    assert not has_record(office, altered)
    assert has_record(office, later)
