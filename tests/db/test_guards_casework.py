"""Who acted, what was handed in, calls and contact history: only their own next step is let by."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text

from app.domain.call import CallOutcome, CallStatus, CheckResult, Snapshot
from app.domain.errors import RuleViolationError
from app.domain.ids import CallId, Sha256
from app.domain.staff import Duty
from db.engine import WRITES, is_sqlite
from db.link import link_on
from db.store import SqlStore
from tests import store_samples as samples
from tests.store_samples import NOW

ANA = samples.staff_member("ana")
VERA = samples.staff_member("vera", Duty.VALIDATOR)
INSTANT = {True: "1795446000000001", False: "'2026-11-23 15:00:00.000001+00'"}


@pytest.fixture
def filled(store: SqlStore) -> SqlStore:
    """A case with a hand, a file, a call, and contact data replaced once."""
    samples.furnish(store, ANA, VERA)
    with store.write() as work:
        case = samples.put_case(work, "ADC-2026-000001")
        work.cases.add_files([samples.case_file(case, work.blobs.put(b"x"))])
        work.cases.add_hand(case.id, ANA, "reviewer", NOW)
        work.people.replace_contact(case.person_id, samples.contact(), NOW, "ADC", case.id)
        work.calls.add(samples.call(case, VERA, id=CallId("call")))
        work.commit()
    return store


def refused(engine: Engine, statement: str) -> str:
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        with pytest.raises(RuleViolationError) as caught:
            link_on(connection).run(text(statement.replace("NOW", INSTANT[is_sqlite(engine)])))
        return caught.value.code


def columns(engine: Engine, table: str) -> list[str]:
    with engine.connect() as connection:
        return list(connection.execute(text(f"SELECT * FROM {table}")).keys())  # noqa: S608


FREE = {"case_hands": set(), "case_files": {"report"}, "person_contacts": set()}
CODES = {
    "case_hands": "CASE_HAND_FROZEN",
    "case_files": "CASE_FILE_FROZEN",
    "person_contacts": "CONTACT_FROZEN",
    "calls": "CALL_FROZEN",
}


@pytest.mark.parametrize("table", FREE)
def test_no_column_changes_but_the_free_ones(filled: SqlStore, engine: Engine, table: str) -> None:
    closed = " WHERE valid_to IS NOT NULL" if table == "person_contacts" else ""
    for name in columns(engine, table):
        if name in FREE[table]:
            continue
        if name in {"at", "received_at", "valid_from", "valid_to"}:
            value = "NOW"
        else:
            value = "7" if name in {"round", "position", "size"} else "'x'"
        statement = f"UPDATE {table} SET {name} = {value}{closed}"  # noqa: S608
        assert refused(engine, statement) == CODES[table], name


@pytest.mark.parametrize("table", CODES)
def test_no_row_is_removed(filled: SqlStore, engine: Engine, table: str) -> None:
    assert refused(engine, f"DELETE FROM {table}") == CODES[table]  # noqa: S608
    if not is_sqlite(engine):
        assert refused(engine, f"TRUNCATE {table} CASCADE").endswith("_FROZEN")


def test_no_row_is_replaced_on_sqlite(sqlite_engine: Engine) -> None:
    """``REPLACE`` removes a row without asking the trigger that guards removals, unless told to."""
    store = SqlStore(sqlite_engine)
    samples.furnish(store, ANA, VERA)
    with store.write() as work:
        case = samples.put_case(work, "ADC-2026-000001")
        work.cases.add_hand(case.id, ANA, "reviewer", NOW)
        work.commit()
    statement = "INSERT OR REPLACE INTO case_hands SELECT * FROM case_hands"
    assert refused(sqlite_engine, statement) == "CASE_HAND_FROZEN"


def test_contact_data_end_once_and_a_file_is_inspected_again(
    filled: SqlStore, engine: Engine
) -> None:
    for statement in (
        "UPDATE person_contacts SET valid_to = valid_from WHERE valid_to IS NULL",
        "UPDATE case_files SET report = 'a'",
        "UPDATE case_files SET report = 'b'",
    ):
        with engine.connect().execution_options(**{WRITES: True}) as connection:
            link_on(connection).run(text(statement))
            connection.commit()
    assert refused(engine, "UPDATE person_contacts SET valid_to = NULL") == "CONTACT_FROZEN"


def test_a_call_goes_its_way_and_no_other(filled: SqlStore, engine: Engine) -> None:
    def now() -> str:
        with filled.write() as work:
            return f"version = {work.calls.get(CallId('call')).version + 1}"

    def save(**changes: Any) -> None:
        with filled.write() as work:
            call = work.calls.get(CallId("call"))
            work.calls.save(replace(call, **changes), call.version)
            work.commit()

    def all_refused(*changes: str) -> None:
        for change in changes:
            statement = f"UPDATE calls SET {change}, {now()} WHERE id = 'call'"  # noqa: S608
            assert refused(engine, statement) == "CALL_FROZEN", change

    always = ("id = 'x'", "case_id = 'x'", "minutes = 3")
    all_refused(*always, "note = 'x'", "reasons = '[1]'", "snapshots = '[]'")
    assert refused(engine, "UPDATE calls SET link = 'x'") == "CALL_FROZEN"
    # It may be moved, begun, noted, and end.
    save(starts_at=NOW + timedelta(days=1), sequence=1)
    save(status=CallStatus.IN_PROGRESS, started_at=NOW + timedelta(days=1))
    begun = ("link = 'x'", "starts_at = NOW", "ends_at = NOW", "sequence = 9", "started_at = NOW")
    all_refused(*always, *begun, "validator_id = 'ana'", "status = 'scheduled'", "note = 'x'")
    with filled.write() as work:
        call = work.calls.get(CallId("call"))
    save(checks=(replace(call.checks[0], result=CheckResult.FAILED),))
    save(snapshots=(*call.snapshots, Snapshot(Sha256("b" * 64), NOW, "otra")))
    save(status=CallStatus.DONE, ended_at=NOW, outcome=CallOutcome.VALIDATED, note="Bien.")
    everything = [f"{name} = {name}" for name in columns(engine, "calls") if name != "version"]
    all_refused(*everything, "outcome = 'doubt'", "status = 'in_progress'")
