"""Looking for events reads a range of an index, however many events there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from app.domain.audit import GENESIS, AuditEntry, seal
from app.domain.ids import StaffId
from app.ports.audit_search import EventCursor, EventFilter
from db.engine import WRITES, is_sqlite
from db.link import link_on
from db.readers.audit_search import SqlAuditSearch
from db.tables import audit_events
from tests.store_samples import NOW

EVENTS = 6000
ACTIONS = ("case.claimed", "case.read", "evidence.read")
CURSOR = EventCursor("2026-11-22T00:00:00.000000+00:00", "case:1", 1)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Thousands of events, few of them of one account and one kind."""
    engine: Engine = request.getfixturevalue(f"module_{request.param}_engine")
    rows = []
    for number in range(EVENTS):
        is_rare = number % 1000 == 0
        entry = AuditEntry(
            f"case:{number}",
            "person.not_me" if is_rare else ACTIONS[number % 3],
            StaffId("rare" if is_rare else f"often{number % 7}"),
            NOW - timedelta(minutes=number),
        )
        event = seal(entry, 1, GENESIS)
        rows.append({
            "chain": event.chain,
            "sequence": event.sequence,
            "canonical": event.canonical,
            "previous_hash": event.previous_hash,
            "hash": event.hash,
        })  # fmt: skip
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        connection.execute(audit_events.insert(), rows)
        if not is_sqlite(engine):
            connection.execute(text("ANALYZE audit_events"))
            connection.commit()
            yield connection.engine
            return
        connection.commit()
    yield engine


@pytest.mark.parametrize("after", [None, CURSOR], ids=["first", "deep"])
@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (EventFilter(), "ix_audit_events_at"),
        (EventFilter(since=NOW - timedelta(days=9)), "ix_audit_events_at"),
        (EventFilter(actor=StaffId("rare")), "ix_audit_events_actor"),
        (EventFilter(action="person.not_me"), "ix_audit_events_action"),
        (EventFilter(action="person.not_me", until=NOW), "ix_audit_events_action"),
    ],
    ids=["all", "period", "account", "kind", "kind in a period"],
)
def test_a_page_is_a_range_of_its_index(
    filled: Engine, wanted: EventFilter, index: str, after: EventCursor | None
) -> None:
    with filled.connect() as connection:
        reader = SqlAuditSearch(link_on(connection))
        if is_sqlite(filled):
            statement, values = reader.question(wanted, after, 51)
            rows = connection.execute(
                text(f"EXPLAIN QUERY PLAN {statement.text}").bindparams(**values)
            ).fetchall()
            plan = "\n".join(str(row[-1]) for row in rows)
            assert f"USING INDEX {index}" in plan
            assert "TEMP B-TREE" not in plan
            return
        before = _scans(connection)
        assert reader.page(wanted, after, 50).lines
        used = {name: count - before[name] for name, count in _scans(connection).items()}
        # The planner itself may look at the end of an index, to know how far it reaches.
        assert used[index] >= 1
        assert used["audit_events"] == 0


def _scans(connection) -> dict[str, int]:
    names = (
        "ix_audit_events_at",
        "ix_audit_events_actor",
        "ix_audit_events_action",
        "audit_events",
    )
    query = text("SELECT pg_stat_get_xact_numscans(CAST(:name AS regclass))")
    return {name: connection.execute(query, {"name": name}).scalar_one() for name in names}


def test_both_ways_of_finding_agree(filled: Engine) -> None:
    """A few chains are read whole and sorted here, all of them by the index: the same order."""
    wanted = EventFilter(since=NOW - timedelta(minutes=40))
    with filled.connect() as connection:
        reader = SqlAuditSearch(link_on(connection))
        by_index = reader.page(wanted, None, 100)
        chains = tuple(f"case:{number}" for number in range(100))
        by_chains = reader.page(replace(wanted, chains=chains), None, 100)
    assert len(by_index.lines) == 41
    assert by_index.lines == by_chains.lines
