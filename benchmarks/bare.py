"""The drivers without anything of ours: one open connection, one statement, all rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import Engine, event, make_url

Fetch = Callable[[str, Any], list[tuple[Any, ...]]]


@contextmanager
def bare_driver(url: str) -> Iterator[Any]:
    """A connection of ``sqlite3`` (with our journal, durability and cache) or ``psycopg``, in autocommit."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database is None:
            raise ValueError(url)
        local = sqlite3.connect(parsed.database, isolation_level=None)
        for setting in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "temp_store = MEMORY",
            "cache_size = -65536",
        ):
            local.execute(f"PRAGMA {setting}")
        try:
            yield local
        finally:
            local.close()
        return
    with psycopg.connect(url, autocommit=True, options="-c jit=off -c timezone=UTC") as central:
        yield central


def fetcher(connection: Any) -> Fetch:
    """Runs one statement and fetches all of it."""

    def fetch(statement: str, parameters: Any) -> list[tuple[Any, ...]]:
        return list(connection.execute(statement, parameters).fetchall())

    return fetch


def last_query(engine: Engine, action: Callable[[], object]) -> tuple[str, Any]:
    """The last SELECT that an action sends, with its parameters."""
    seen: list[tuple[str, Any]] = []

    def note(_c: Any, _u: Any, statement: str, parameters: Any, _x: Any, _m: bool) -> None:
        if statement.startswith(("SELECT", "WITH")):
            seen.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        action()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return seen[-1]
