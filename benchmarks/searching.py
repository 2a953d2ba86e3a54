"""Searches among very many cases: our reader and the audited use case against hand-written SQL."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from app.domain.staff import Session
from app.domain.workflow import CLOSED, CaseState
from app.infra.system_clock import SystemClock
from app.ports.readers import QueueFilter
from app.stages.queueing import BrowseQueue
from benchmarks.bare import bare_driver, fetcher
from benchmarks.office import Office
from benchmarks.rows import Row, at_most
from benchmarks.scale import PAGE, Scale
from benchmarks.sessions import session_of
from benchmarks.timing import interleave
from db.engine import open_engine
from db.store import SqlStore

OPEN = tuple(state for state in CaseState if state not in CLOSED)
_LAST: Final = "\U0010ffff"
_MARK: Final = re.compile(r":([a-d])\b")
_COLUMNS: Final = (
    "c.id, c.number, c.procedure, c.place, c.state, c.province, c.due_at, c.sort_at, c.round,"
    " c.warnings, c.top_warning, c.claimed_by, c.lease_until,"
    " p.family_names, p.given_names, p.main_identifier"
)
_BY_NUMBER: Final = f"""
SELECT {_COLUMNS} FROM cases c JOIN people p ON p.id = c.person_id
WHERE c.number >= :a AND c.number < :b AND c.is_open
ORDER BY c.sort_at, c.id LIMIT {PAGE}"""  # noqa: S608  # our own constants
# ``ADC-2026-5000`` also means number 5000 of that year, as it is heard on the telephone.
_BY_PREFIX: Final = f"""
SELECT {_COLUMNS} FROM cases c JOIN people p ON p.id = c.person_id
WHERE (c.number >= :a AND c.number < :b OR c.number >= :c AND c.number < :d) AND c.is_open
ORDER BY c.sort_at, c.id LIMIT {PAGE}"""  # noqa: S608
_BY_CEDULA: Final = f"""
SELECT {_COLUMNS} FROM person_identifiers i
JOIN cases c ON c.person_id = i.person_id JOIN people p ON p.id = c.person_id
WHERE i.value >= :a AND i.value < :b AND c.is_open
ORDER BY c.sort_at, c.id LIMIT {PAGE}"""  # noqa: S608
_BY_NAME: Final = f"""
SELECT {_COLUMNS} FROM (
  SELECT DISTINCT w.person_id FROM person_words w WHERE w.word >= :a AND w.word < :b
  AND EXISTS (SELECT 1 FROM person_words o WHERE o.person_id = w.person_id
              AND o.word >= :c AND o.word < :d)) f
JOIN cases c ON c.person_id = f.person_id JOIN people p ON p.id = c.person_id
WHERE c.is_open ORDER BY c.sort_at, c.id LIMIT {PAGE}"""  # noqa: S608


def measure(office: Office, scale: Scale) -> list[Row]:
    """By whole number, by number prefix, by cédula and by name, on both databases.

    The floor is one statement, known beforehand, on a connection that is open; its rows stay what
    the driver gives. Ours has, besides: telling what was typed, the connection from the pool, the
    holder's name, how common each word of a name is, and the lines the screens take. Of the rows
    *recorded*, ours commits a sealed audit event, which reads whether the account is active and the
    head of its chain, and writes event and head (D24); the floor commits one plain row.
    """
    rows: list[Row] = []
    for kind, url in (
        ("SQLite", office.sqlite(scale.cases)),
        ("PostgreSQL", office.postgresql(scale.cases)),
    ):
        rows += _searches(kind, url, scale)
    return rows


def _questions(store: SqlStore, scale: Scale) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    middle = scale.cases // 2
    with store.read() as readers:
        page = readers.queue.page(
            QueueFilter(states=OPEN, search=f"ADC-2026-{middle:06d}"[:14]), None, 1
        )
        family, given = page.rows[0].person_name.split(", ")
    surname, name = family.split()[0].casefold(), given.split()[0].casefold()
    words = tuple(map(_plain, (surname, name)))
    number = page.rows[0].number
    series, _, digits = number[:-2].rpartition("-")
    return {
        "number": (number, _BY_NUMBER, (number,)),
        "number prefix": (
            number[:-2],
            _BY_PREFIX,
            (number[:-2], f"{series}-{int(digits):06d}"),
        ),
        "cédula": (f"99{middle:08d}", _BY_CEDULA, (f"99{middle:08d}",)),
        "name": (f"{name} {surname}", _BY_NAME, words),
    }


def _plain(word: str) -> str:
    return word.translate(str.maketrans("áéíóúñ", "aeioun"))


def _searches(kind: str, url: str, scale: Scale) -> list[Row]:
    engine = open_engine(url)
    store = SqlStore(engine)
    session = session_of(store)
    actions: dict[str, Callable[[], object]] = {}
    with bare_driver(url) as driver:
        fetch = fetcher(driver)
        log = _bare_log(driver, kind)
        questions = _questions(store, scale)
        for name, (words, statement, terms) in questions.items():
            wanted = QueueFilter(states=OPEN, search=words)
            read = partial(_read, store, wanted)
            bare = partial(fetch, *_bound(statement, terms, kind))
            if [row.case_id for row in read()] != [row[0] for row in bare()]:
                raise AssertionError("ours and the floor do not find the same rows")
            actions[name] = read
            actions[f"{name}, bare"] = bare
            if name in {"number", "name"}:
                actions[f"{name}, recorded"] = partial(_first, store, session, wanted)
                actions[f"{name}, recorded, bare"] = partial(_logged, driver, log, bare)
        times = interleave(scale.queries, actions, warm=6)
        driver.execute("DROP TABLE bench_log")
    engine.dispose()
    rows = []
    for name in questions:
        against = "one hand-written indexed SELECT on the bare driver"
        title = f"search by {name} · {kind}"
        rows.append(at_most(title, times[name], times[f"{name}, bare"], 1.5, against))
        if f"{name}, recorded" in times:
            ours, floor = times[f"{name}, recorded"], times[f"{name}, recorded, bare"]
            against = "that SELECT and one committed one-row INSERT on the bare driver"
            rows.append(at_most(f"{title}, recorded", ours, floor, 1.5, against))
    return rows


def _read(store: SqlStore, wanted: QueueFilter) -> tuple[Any, ...]:
    with store.glance() as readers:
        return readers.queue.page(wanted, None, PAGE).rows


def _first(store: SqlStore, session: Session, wanted: QueueFilter) -> object:
    """The search as the first of its sitting: a repeated one is on record already."""
    return BrowseQueue(store, SystemClock()).page(session, wanted, None, PAGE)


def _bound(statement: str, terms: tuple[str, ...], kind: str) -> tuple[str, dict[str, str]]:
    values: dict[str, str] = {}
    for term, (low, high) in zip(terms, (("a", "b"), ("c", "d")), strict=False):
        values[low], values[high] = term, term + _LAST
    if kind == "PostgreSQL":
        statement = _MARK.sub(r"%(\1)s", statement)
    return statement, values


def _bare_log(driver: Any, kind: str) -> str:
    identity = "BIGINT GENERATED ALWAYS AS IDENTITY" if kind == "PostgreSQL" else "INTEGER"
    driver.execute(f"CREATE TABLE bench_log (id {identity} PRIMARY KEY, words TEXT NOT NULL)")
    mark = "%(a)s" if kind == "PostgreSQL" else ":a"
    return f"INSERT INTO bench_log (words) VALUES ({mark})"  # noqa: S608


def _logged(driver: Any, log: str, bare: Callable[[], object]) -> None:
    driver.execute(log, {"a": "x"})
    bare()
