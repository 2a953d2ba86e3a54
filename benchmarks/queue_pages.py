"""Pages of the queue among very many cases: ours against the bare statement, deep against first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from sqlalchemy import text

from app.domain.workflow import CLOSED, CaseState
from app.infra.system_clock import SystemClock
from app.ports.readers import CasePage, Cursor, QueueFilter
from app.stages.queueing import BrowseQueue
from benchmarks.bare import bare_driver, fetcher, page_statement
from benchmarks.office import Office
from benchmarks.rows import Row, at_most
from benchmarks.scale import PAGE, Scale
from benchmarks.sessions import session_of
from benchmarks.timing import interleave
from db.engine import open_engine
from db.store import SqlStore

OPEN = tuple(state for state in CaseState if state not in CLOSED)
VIEWS = {
    "own province": QueueFilter(states=OPEN, provinces=("17",)),
    "whole country": QueueFilter(states=OPEN),
}
_DEPTHS = {"middle": 0.5, "near the end": 0.95}


def measure(office: Office, scale: Scale) -> list[Row]:
    """First page, two deeper ones, and deep against first; both databases, both views.

    The floor is our own statement on the bare driver with the same settings, its rows left as they
    come. The program adds the connection, and makes of each row the masked, dated line of a screen.
    """
    rows: list[Row] = []
    for kind, url in (
        ("SQLite", office.sqlite(scale.cases)),
        ("PostgreSQL", office.postgresql(scale.cases)),
    ):
        for view, wanted in VIEWS.items():
            rows += _view(f"{kind}, {view}", url, wanted, scale)
    return rows


def _view(title: str, url: str, wanted: QueueFilter, scale: Scale) -> list[Row]:
    engine = open_engine(url)
    store = SqlStore(engine)
    browse, session = BrowseQueue(store, SystemClock()), session_of(store)
    with bare_driver(url) as driver:
        fetch = fetcher(driver)
        actions: dict[str, Callable[[], object]] = {}
        for name, after in {"first": None, **_cursors(store, wanted, url)}.items():
            page: Callable[[], CasePage] = partial(browse.page, session, wanted, after, PAGE)
            statement, parameters = page_statement(engine, wanted, after, PAGE)
            ours, bare = page().rows, fetch(statement, parameters)[:PAGE]
            if [row.case_id for row in ours] != [row[0] for row in bare]:
                raise AssertionError("ours and the floor do not read the same rows")
            actions[name] = page
            actions[f"{name}, bare"] = partial(fetch, statement, parameters)
        times = interleave(scale.queries, actions, warm=6)
    engine.dispose()
    against = "the same statement on the bare driver, all rows fetched"
    names = [name for name in actions if not name.endswith(", bare")]
    rows = [
        at_most(f"page {name} · {title}", times[name], times[f"{name}, bare"], 1.3, against)
        for name in names
    ]
    slowest = max(names[1:], key=lambda name: sorted(times[name])[scale.queries // 2])
    rows.append(
        at_most(
            f"deepest page against first · {title}",
            times[slowest],
            times["first"],
            1.2,
            "our own first page",
        )
    )
    return rows


def _cursors(store: SqlStore, wanted: QueueFilter, url: str) -> dict[str, Cursor]:
    """Where pages deep in the queue begin; found by counting, outside what is measured."""
    engine = open_engine(url)
    place = "AND province = '17'" if wanted.provinces else ""
    # Written by hand: the statement under test must not choose its own starting point.
    query = f"SELECT id FROM cases WHERE is_open {place} ORDER BY sort_at, id"  # noqa: S608
    with engine.connect() as connection:
        ids = [row[0] for row in connection.execute(text(query))]
    engine.dispose()
    found = {}
    with store.write() as uow:
        for name, share in _DEPTHS.items():
            case = uow.cases.get(ids[int(len(ids) * share)])
            found[name] = _cursor_of(case.id, store, wanted)
    return found


def _cursor_of(case_id: str, store: SqlStore, wanted: QueueFilter) -> Cursor:
    with store.read() as readers:
        number = readers.case.view(case_id).case.number  # type: ignore[arg-type]  # CaseId of a row
        (row,) = readers.queue.page(QueueFilter(states=wanted.states, search=number), None, 1).rows
    return Cursor(row.sort_at, row.case_id)
