"""How the databases go about the queries that must stay fast whatever the number of cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, func, insert, literal, select, text, update

from app.domain.ids import CaseId, PersonId
from app.domain.procedure import Procedure
from app.domain.record import DocumentKind
from app.domain.workflow import CLOSED, CaseState
from app.ports.readers import Cursor, QueueFilter
from db import migrate
from db.engine import WRITES, is_sqlite, open_engine
from db.link import link_on
from db.readers.case_queue import SqlQueueReader
from db.seed_bulk import seed_cases
from db.store import SqlStore
from db.tables import blobs, case_files, cases, documents, findings
from tests import store_samples as samples
from tests.casework import shipped_procedures
from tests.store_samples import LEASE, NOW

OPEN = tuple(state for state in CaseState if state not in CLOSED)
ANA = samples.staff_member("ana")
CASES = 10_000


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def large(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A database with very many cases."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('large') / 'large.db'}"
    else:
        url_of: Callable[[str], str] = request.getfixturevalue("postgresql_server")
        admin = open_engine(url_of("postgres"))
        with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("CREATE DATABASE large"))
        admin.dispose()
        url = url_of("large")
    engine = open_engine(url)
    migrate.upgrade(engine)
    seed_cases(engine, CASES, NOW, newest().version)
    samples.furnish(SqlStore(engine), ANA)
    yield engine
    engine.dispose()


def _scanned(engine: Engine, action: Callable[[], object], table: str) -> tuple[int, int]:
    """How often the primary key of a table was sought by ``action``, and the table read through."""
    counts: list[tuple[int, int]] = []
    asked = text(
        "SELECT pg_stat_get_xact_numscans(CAST(:key AS regclass)),"
        " pg_stat_get_xact_numscans(CAST(:all AS regclass))"
    )

    def note(connection: Any, *_: Any) -> None:
        row = connection.execute(asked, {"key": f"pk_{table}", "all": table}).one()
        counts.append((row[0], row[1]))

    event.listen(engine, "rollback", note)
    try:
        action()
    finally:
        event.remove(engine, "rollback", note)
    return counts[-1]


def _plan(engine: Engine, action: Callable[[], object]) -> str:
    """What the database says it does for every statement that ``action`` causes."""
    caused: list[tuple[str, Any]] = []

    def note(_c: Any, _u: Any, statement: str, parameters: Any, _x: Any, _m: bool) -> None:
        if statement.startswith(("SELECT", "WITH", "UPDATE")):
            caused.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        action()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    with engine.connect() as connection:
        return "\n".join(_explained(connection, *one) for one in caused)


def _explained(connection: Connection, statement: str, parameters: Any) -> str:
    word = "EXPLAIN QUERY PLAN" if is_sqlite(connection.engine) else "EXPLAIN"
    rows = connection.exec_driver_sql(f"{word} {statement}", parameters).fetchall()
    return "\n".join(str(row[-1]) for row in rows)


def _page(
    engine: Engine,
    wanted: QueueFilter,
    after: Cursor | None = None,
    *,
    may_read_all: bool = True,
) -> str:
    with engine.connect() as connection:
        if not may_read_all and not is_sqlite(engine):
            connection.execute(text("SET LOCAL enable_seqscan = off"))
        reader = SqlQueueReader(link_on(connection))
        assert reader.page(wanted, after, 50).rows
        statement, values = reader.question(wanted, after, 51)
        return _explained(connection, statement.text, statement.values(values))


def _scans(plan: str) -> list[str]:
    """Lines in which a whole large table is read."""
    large = (
        "cases",
        "people",
        "person_words",
        "person_identifiers",
        "case_papers",
        "declared_keys",
    )
    return [
        line
        for line in plan.splitlines()
        if any(line.strip().startswith((f"SCAN {t}", f"->  Seq Scan on {t}")) for t in large)
        and "USING" not in line
    ]


DEEP = Cursor(NOW + timedelta(days=1), CaseId("8" * 32))


@pytest.mark.parametrize("after", [None, DEEP], ids=["first", "deep"])
@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (QueueFilter(states=OPEN), "ix_cases_open"),
        (QueueFilter(), "ix_cases_open"),
        (QueueFilter(states=(CaseState.TO_REVIEW,)), "ix_cases_state"),
        (QueueFilter(states=(CaseState.TO_REVIEW,), provinces=("17",)), "ix_cases_province"),
        (QueueFilter(states=OPEN[:3], provinces=("17", "09")), "ix_cases_province"),
    ],
    ids=["open", "all", "state", "province", "provinces"],
)
def test_a_page_is_a_range_of_its_index(
    large: Engine, wanted: QueueFilter, index: str, after: Cursor | None
) -> None:
    plan = _page(large, wanted, after)
    assert index in plan
    assert _scans(plan) == []
    if len(wanted.states) in {1, len(OPEN)}:
        # One range: the index gives the order, nothing but the one page is sorted.
        assert "TEMP B-TREE FOR ORDER BY" not in plan.split("SCAN chosen")[0]


@pytest.mark.parametrize(
    ("search", "index"),
    [
        ("ADC-2026-00123", "cases"),
        ("ADC-2026-123", "cases"),
        ("adc 2026 000123", "cases"),
        ("000123", "cases"),
        ("123", "cases"),
        ("adc 123", "cases"),
        ("9900000123", "person_identifiers"),
        ("zamano maria", "person_words"),
        ("maria", "person_words"),
    ],
)
def test_a_search_reads_no_table_whole(large: Engine, search: str, index: str) -> None:
    # Where a word names a tenth of so few cases, PostgreSQL rightly reads all; it must not have to.
    plan = _page(large, QueueFilter(states=OPEN, search=search), may_read_all=False)
    assert _scans(plan) == []
    assert index in plan


@pytest.mark.parametrize("text_", ["99000001", "quem jose", "maria"])
def test_a_search_of_the_register_reads_no_table_whole(large: Engine, text_: str) -> None:
    def read() -> None:
        with SqlStore(large).read() as reading:
            assert reading.registry.search(text_, "", 20)

    assert _scans(_plan(large, read)) == []


def test_taking_the_next_case_reads_the_beginning_of_one_range(large: Engine) -> None:
    def take() -> None:
        with SqlStore(large).write() as work:
            assert work.cases.claim_next(ANA, (CaseState.TO_REVIEW,), NOW, LEASE) is not None

    plan = _plan(large, take)
    assert "ix_cases_province" in plan
    assert _scans(plan) == []


def test_files_given_up_are_sought_among_the_cases_of_their_state(large: Engine) -> None:
    with large.connect().execution_options(**{WRITES: True}) as connection:
        # Most files have a finding, few cases wait for review with one that counts.
        connection.execute(insert(blobs).values(sha256="f" * 64, size=0, chunks=0))
        digest = literal("f" * 64)
        file = (cases.c.id, cases.c.id, literal("video"), cases.c.round, literal(0), literal("v"))
        rows = select(*file, digest, literal(0), cases.c.state_since, literal(""))
        names = [column.name for column in case_files.c]
        connection.execute(insert(case_files).from_select(names, rows))
        late = select(case_files.c.id, literal(0), literal("NOT_INSPECTED"), literal("review"))
        finding = [column.name for column in findings.c]
        connection.execute(insert(findings).from_select(finding, late.add_columns(literal("{}"))))
        some = cases.c.number.like("ADC-2026-00123%")
        connection.execute(update(cases).where(some).values(warnings=1))
        connection.exec_driver_sql("ANALYZE")
        connection.commit()

    def seek() -> None:
        with SqlStore(large).write() as work:
            assert work.cases.late_files(CaseState.TO_REVIEW, NOW)

    plan = _plan(large, seek)
    assert "ix_cases_" in plan
    assert "ix_case_files_case" in plan
    assert _scans(plan) == []
    assert not any(f"Seq Scan on {table}" in plan for table in ("case_files", "findings"))


def test_who_else_asks_for_an_address_is_found_by_key(large: Engine) -> None:
    def ask() -> None:
        with SqlStore(large).write() as stored:
            since = NOW - timedelta(days=180)
            email = "9900000123@example.org"
            counted = stored.people.others_with_contact(PersonId("x"), email, ("+1",), since)
            assert counted == {email: 1, "+1": 0}

    if large.dialect.name == "postgresql":
        # A function of the server answers there, and no plan looks into one.
        sought, read_through = _scanned(large, ask, "declared_keys")
        assert (sought > 0, read_through) == (True, 0)
        return
    plan = _plan(large, ask)
    assert "sqlite_autoindex_declared_keys_1" in plan
    assert _scans(plan) == []


def test_open_cases_of_a_person_are_found_by_index(large: Engine) -> None:
    def ask() -> None:
        with SqlStore(large).write() as stored:
            stored.cases.open_of_person(PersonId(f"{123:032x}"))

    plan = _plan(large, ask)
    assert "ix_cases_person" in plan


def test_due_messages_are_found_by_their_own_index(large: Engine) -> None:
    with SqlStore(large).write() as work:
        for _ in range(50):
            work.outbox.add(samples.message(None))
        work.commit()

    def take() -> None:
        with SqlStore(large).write() as work:
            assert work.outbox.take_due(NOW, 10, LEASE)

    plan = _plan(large, take)
    # Fifty rows are one page: PostgreSQL rightly reads them all.
    assert "ix_outbox_due" in plan or not is_sqlite(large)


def test_what_has_no_document_yet_is_sought_among_the_newest_alone(large: Engine) -> None:
    with large.connect().execution_options(**{WRITES: True}) as connection:
        # Nearly every closed case has its paper, as in an office that has worked for years.
        digest = "e" * 64
        connection.execute(insert(blobs).values(sha256=digest, size=0, chunks=0))
        is_over = cases.c.state.in_([CaseState.APPROVED, CaseState.REFUSED])
        kind = literal(DocumentKind.VALIDATION_RECORD.value)
        paper = (cases.c.id, cases.c.id, kind, cases.c.id, literal(digest), cases.c.state_since)
        rows = select(*paper, literal("3")).where(is_over)
        names = ("id", "case_id", "kind", "number", "sha256", "issued_at", "template_version")
        connection.execute(insert(documents).from_select(names, rows))
        assert (connection.scalar(select(func.count()).select_from(documents)) or 0) > 100
        connection.exec_driver_sql("ANALYZE")
        connection.commit()

    def seek() -> None:
        with SqlStore(large).write() as work:
            since = NOW - timedelta(hours=1)
            assert work.documents.undocumented(NOW + timedelta(days=9), 20, since) == ()

    plan = _plan(large, seek)
    assert "ix_cases_waiting" in plan
    assert "ix_documents_case" in plan
    assert _scans(plan) == []
    assert "Seq Scan on documents" not in plan


def newest() -> Procedure:
    return shipped_procedures().current("ADC", NOW.date())


def test_filling_is_the_same_every_time(tmp_path: Path) -> None:
    rows = []
    for name in ("one", "two"):
        engine = open_engine(f"sqlite:///{tmp_path / name}.db")
        migrate.upgrade(engine)
        seed_cases(engine, 50, NOW, newest().version, seed=3)
        with engine.connect() as connection:
            query = "SELECT * FROM cases JOIN people ON people.id = person_id ORDER BY number"
            rows.append(connection.execute(text(query)).fetchall())
        with SqlStore(engine).read() as read:
            line = read.queue.page(QueueFilter(search="ADC-2026-000007"), None, 1).rows[0]
            view = read.case.view(line.case_id)
        assert view.case.declared.given_names in view.person.given_names
        assert shipped_procedures().get("ADC", view.case.procedure_version) == newest()
        engine.dispose()
    assert rows[0] == rows[1]
    assert len(rows[0]) == 50
