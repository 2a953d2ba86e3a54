"""A row that an event names is missed, whoever took it away and whatever it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from db.engine import is_sqlite
from db.integrity import find_faults
from db.link import link_on
from db.readers.contradictions import contradictions
from db.store import SqlStore
from tests.casework import Casework
from tests.db.test_contradictions import unguarded
from tests.intake_desk import IntakeDesk, NoInspector, take
from tests.package_samples import package
from tests.stage_desks import CallDesk, DecisionDesk


@pytest.mark.parametrize("hours", [0, 48])
def test_a_decision_that_was_deleted_is_missed(hours: int, store: SqlStore, engine: Engine) -> None:
    office = Casework(store)
    decisions = DecisionDesk(office)
    decisions.hold(hours)
    decisions.approve(CallDesk(office).validated(office.case(holder="validator")))
    with unguarded(engine) as connection:
        assert list(contradictions(link_on(connection))) == []
        assert connection.execute(text("DELETE FROM decisions")).rowcount == 1
        assert {one.code for one in contradictions(link_on(connection))} == {"DECISION_ALTERED"}
        assert "DECISION_ALTERED" in {one.code for one in find_faults(connection)}


TAKEN = {
    "DELETE FROM packages": "PACKAGE_ALTERED",
    "UPDATE packages SET content_hash = 'x' || content_hash": "PACKAGE_ALTERED",
    "UPDATE packages SET number = 'x' || number": "PACKAGE_ALTERED",
    "UPDATE packages SET status = 'rejected'": "PACKAGE_ALTERED",
    "UPDATE cases SET number = 'ADC-2026-999999'": "CASE_NUMBER_ALTERED",
    "UPDATE cases SET package_number = 'x' || package_number": "CASE_NUMBER_ALTERED",
    "DELETE FROM cases": "CASE_MISSING",
}


@pytest.mark.parametrize("statement", TAKEN)
def test_what_was_taken_in_keeps_its_number_and_its_package(
    statement: str, store: SqlStore, engine: Engine, tmp_path: Path
) -> None:
    take(IntakeDesk(store, tmp_path / "quarantine", NoInspector()), tmp_path, package(1))
    with engine.connect() as before:
        assert list(find_faults(before)) == []
    with unguarded(engine) as connection:
        if is_sqlite(engine):
            # A case that is deleted leaves rows behind that refer to it.
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        assert connection.execute(text(statement)).rowcount == 1
        assert TAKEN[statement] in {one.code for one in contradictions(link_on(connection))}


DONE = {
    "UPDATE decisions SET applied_at = (SELECT min(received_at) FROM cases)": "DECISION_ALTERED",
    "UPDATE calls SET status = 'in_progress'": "CALL_ALTERED",
    "UPDATE calls SET status = 'scheduled'": "CALL_ALTERED",
    "UPDATE outbox SET status = 'queued'": "MESSAGE_REOPENED",
}


@pytest.mark.parametrize("hours", [0, 48])
@pytest.mark.parametrize("statement", DONE)
def test_what_was_done_stays_done(
    statement: str, hours: int, store: SqlStore, engine: Engine
) -> None:
    office = Casework(store)
    decisions = DecisionDesk(office)
    decisions.hold(hours)
    ready = CallDesk(office).validated(office.case(holder="validator"))
    office.clock.forward(minutes=1)
    done = decisions.approve(ready)
    decisions.tell(done.case)
    if hours:
        decisions.wait(hours + 1)
        assert decisions.apply_holds().applied == (done.case.id,)
    with engine.connect() as before:
        assert list(find_faults(before)) == []
    with unguarded(engine) as connection:
        assert connection.execute(text(statement)).rowcount > 0
        assert DONE[statement] in {one.code for one in contradictions(link_on(connection))}
