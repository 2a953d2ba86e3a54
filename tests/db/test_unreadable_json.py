"""Garbage in a column of JSON is named with table and row by `db check`, and hides nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Column, Connection, Engine, Text, bindparam, func, select, text, update

from app.domain.case import Case
from app.domain.finding import Finding, ReasonCode, Severity
from app.domain.ids import Sha256
from app.domain.package import PackageRecord, PackageStatus
from app.domain.review import ReviewDraft
from app.domain.risk import RiskCode, RiskMark, RiskSeverity
from app.domain.saved_view import SavedView
from app.domain.workflow import CaseState
from app.stages.oversight import VerifyAudit
from db.integrity import Fault, find_faults
from db.json_columns import READERS, json_columns
from db.store import SqlStore
from tests.casework import CEDULAS, Casework
from tests.db.test_contradictions import unguarded
from tests.reviewing import ReviewDesk
from tests.stage_desks import CallDesk, DecisionDesk

COLUMNS = {f"{column.table.name}.{column.name}": column for column in json_columns()}
NOT_JSON = ("{", "[" * 100_000)
OTHERWISE = ("5", '{"a": {"b": [null]}}', '[[{"a": []}]]')
"""JSON of another shape; the last two may be one that a column can hold."""


@pytest.fixture
def office(store: SqlStore) -> Casework:
    """Two decided cases, and a row in each table with a column of JSON."""
    office = Casework(store)
    calls, decisions, reviews = CallDesk(office), DecisionDesk(office), ReviewDesk(office)
    decisions.hold(0)

    def decided(cedula: str) -> tuple[Case, ReviewDraft]:
        person = office.person(cedula)
        case = office.case(CaseState.TO_REVIEW, reviewer="", holder="clerk", person=person)
        draft = reviews.draft(case)
        reviews.commit_as("clerk", case, draft)
        office.clock.forward(minutes=1)
        decisions.approve(calls.validated(office.claim(case.id, "validator")))
        return case, draft

    decided(CEDULAS[5])
    case, draft = decided(CEDULAS[6])
    now, clerk = office.clock.now(), office.people["clerk"].id
    with store.write() as uow:
        (file,) = uow.cases.files(case.id)
        found = Finding(ReasonCode.BLURRED, Severity.REVIEW, {"sharpness": 1.5})
        uow.cases.put_findings(file.id, [found], '{"schema": "inspect/1"}')
        uow.cases.put_risk_marks(case.id, [RiskMark(RiskCode.RECENT_CHANGE, RiskSeverity.WARNING)])
        uow.drafts.put(replace(draft, updated_at=now))
        package = PackageRecord("VV-1", Sha256("a" * 64), PackageStatus.ACCEPTED, now, case.id)
        uow.packages.add(package)
        uow.views.add(clerk, SavedView("Mía", "open", ""), now)
        uow.commit()
    return office


def test_each_column_has_a_reader_and_a_row_to_be_read(office: Casework, engine: Engine) -> None:
    assert set(READERS) == set(COLUMNS)
    with engine.connect() as connection:
        for name, column in COLUMNS.items():
            assert connection.scalar(select(func.count(column))), name
        assert list(find_faults(connection)) == []


def test_garbage_is_named_and_hides_nothing_else(office: Casework, engine: Engine) -> None:
    with unguarded(engine) as connection:
        connection.execute(text("UPDATE cases SET state = 'refused'"))
        others = {one for one in _faults(connection) if one.code == "CASE_STATE_ALTERED"}
        assert len(others) == 2
        for name, column in COLUMNS.items():
            key = next(iter(column.table.primary_key.columns))
            row = connection.scalar(select(key).where(column.is_not(None)).limit(1))
            for value in (*NOT_JSON, *OTHERWISE):
                with connection.begin_nested() as savepoint:
                    _write(connection, column, value, key, row)
                    faults = _faults(connection)
                    savepoint.rollback()
                named = {one.place for one in faults if one.code == "JSON_UNREADABLE"}
                assert all(place.startswith(f"{name} {row}") for place in named), (name, value)
                assert named or value in OTHERWISE[1:], (name, value)
                # What cannot be compared with its chain says so; every other chain is compared.
                missed = {one.place.partition("#")[0] for one in faults if "NOT_COMP" in one.code}
                assert len(missed) <= (1 if named else 0), (name, value)
                kept = {one for one in others if one.place.partition("#")[0] not in missed}
                assert kept <= faults, (name, value)


def _faults(connection: Connection) -> set[Fault]:
    return set(find_faults(connection))


def _write(
    connection: Connection, column: Column[Any], value: str, key: Column[Any], row: object
) -> None:
    changed = update(column.table).where(key == row).values({column: bindparam(None, value, Text)})
    connection.execute(changed)


def test_audit_verify_goes_on_too(office: Casework, engine: Engine) -> None:
    with unguarded(engine) as connection:
        connection.execute(text("UPDATE case_papers SET declared = '{'"))
        connection.execute(text("UPDATE people SET frozen_at = NULL"))
        connection.commit()
    faults = VerifyAudit(office.store, office.clock)(office.session("auditor")).faults
    assert {fault.code for fault in faults} == {"NOT_COMPARED"}
