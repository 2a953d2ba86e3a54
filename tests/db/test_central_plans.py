"""With the policies of the server on, a long queue is still read by its indexes, as a clerk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text

from app.domain.ids import CaseId
from app.domain.workflow import CLOSED, CaseState
from app.ports.readers import Cursor, QueueFilter
from db.link import link_on
from db.readers.case_queue import SqlQueueReader
from db.seed_bulk import seed_cases
from tests.casework import START, shipped_procedures
from tests.central_office import CentralOffice

SEEDED = 2_000
CASES = int(os.environ.get("VENTANILLA_CASES", "40000"))
OPEN = tuple(state for state in CaseState if state not in CLOSED)
DEEP = Cursor(START + timedelta(days=1), CaseId("8" * 32))

_TIMES = CASES // SEEDED - 1
_OWN = "md5({} || n)"
# Each seeded case and its person, so many times more; whatever names a row is made anew.
_MORE = {
    "people": {"id": _OWN.format("id"), "main_identifier": "main_identifier || '-' || n"},
    "person_details": {"person_id": _OWN.format("person_id")},
    "person_identifiers": {
        "person_id": _OWN.format("person_id"),
        "value": "value || '-' || n",
    },
    "person_words": {"person_id": _OWN.format("person_id")},
    "cases": {
        "id": _OWN.format("id"),
        "person_id": _OWN.format("person_id"),
        "number": "number || '-' || n",
        "package_number": "package_number || '-' || n",
    },
    "case_papers": {"case_id": _OWN.format("case_id")},
}


@pytest.fixture(scope="module")
def central(module_postgresql_engine: Engine) -> Iterator[CentralOffice]:
    engine = module_postgresql_engine
    newest = shipped_procedures().current("ADC", START.date())
    seed_cases(engine, SEEDED, START, newest.version)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for table, changed in _MORE.items():
            found = connection.execute(
                text(
                    "SELECT attname FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped"
                    f" AND attrelid = 'public.{table}'::regclass ORDER BY attnum"
                )
            ).scalars()
            columns = [str(name) for name in found]
            values = ", ".join(changed.get(name, f'"{name}"') for name in columns)
            names = ", ".join(f'"{name}"' for name in columns)
            connection.execute(
                text(
                    f"INSERT INTO {table} ({names})"
                    f" SELECT {values} FROM {table}, generate_series(1, {_TIMES}) AS n"
                )
            )
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    office = CentralOffice(engine)
    yield office
    office.close()


def _plan(central: CentralOffice, statement: str, values: Any) -> str:
    with central.engines["clerk"].connect() as connection:
        explained = connection.exec_driver_sql(f"EXPLAIN (ANALYZE) {statement}", values).fetchall()
    return "\n".join(str(row[0]) for row in explained)


def _page(central: CentralOffice, wanted: QueueFilter, after: Cursor | None = None) -> str:
    with central.engines["clerk"].connect() as connection:
        reader = SqlQueueReader(link_on(connection))
        page = reader.page(wanted, after, 50)
        assert page.rows
        assert {row.province for row in page.rows} == {"17"}
        statement, values = reader.question(wanted, after, 51)
    return _plan(central, statement.text, statement.values(values))


def _asks_once(plan: str) -> None:
    """What the policies ask is asked once a statement, not of each row; no large table is read whole."""
    for line in plan.splitlines():
        if "Filter:" in line or "Cond:" in line:
            assert "guard." not in line, plan
        assert not line.strip().startswith(("->  Seq Scan on cases", "->  Seq Scan on people")), (
            plan
        )


def test_there_are_as_many_as_it_says(central: CentralOffice) -> None:
    with central.owner.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM cases")).scalar() == CASES


@pytest.mark.parametrize("after", [None, DEEP], ids=["first", "deep"])
@pytest.mark.parametrize(
    "wanted",
    [
        QueueFilter(states=(CaseState.TO_REVIEW,)),
        QueueFilter(states=(CaseState.TO_REVIEW,), provinces=("17",)),
        QueueFilter(states=OPEN, provinces=("17",)),
        QueueFilter(states=OPEN),
    ],
    ids=["state", "state of the province", "open in the province", "open"],
)
def test_a_page_of_the_queue(
    central: CentralOffice, wanted: QueueFilter, after: Cursor | None
) -> None:
    plan = _page(central, wanted, after)
    assert "ix_cases_" in plan
    _asks_once(plan)


def test_one_case_by_its_id(central: CentralOffice) -> None:
    with central.owner.connect() as connection:
        one = connection.execute(text("SELECT max(id) FROM cases WHERE province = '17'")).scalar()
    plan = _plan(central, "SELECT * FROM cases WHERE id = %(id)s", {"id": one})
    assert "pk_cases" in plan
    assert "rows=1 " in plan
    _asks_once(plan)


@pytest.mark.parametrize("search", ["ADC-2026-00123", "9900000123"], ids=["number", "identifier"])
def test_a_search_by_number(central: CentralOffice, search: str) -> None:
    with central.engines["clerk"].connect() as connection:
        reader = SqlQueueReader(link_on(connection))
        statement, values = reader.question(QueueFilter(search=search), None, 51)
    plan = _plan(central, statement.text, statement.values(values))
    _asks_once(plan)


def test_a_policy_that_asks_of_each_row_is_seen(central: CentralOffice) -> None:
    policy = "ALTER POLICY cases_staff_select ON cases USING (province = ANY ({}))"
    per_row, once = "guard.provinces()", "(SELECT guard.provinces())::text[]"
    try:
        with central.owner.begin() as connection:
            connection.execute(text(policy.format(per_row)))
        with pytest.raises(AssertionError):
            _asks_once(_page(central, QueueFilter(states=(CaseState.TO_REVIEW,))))
    finally:
        with central.owner.begin() as connection:
            connection.execute(text(policy.format(once)))
