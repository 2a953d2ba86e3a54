"""The drivers without anything of ours: one open connection, one statement, all rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import Engine, make_url

from app.ports.readers import Cursor, QueueFilter
from db import cipher
from db.engine import PRAGMAS
from db.link import link_on
from db.readers.case_queue import SqlQueueReader

Fetch = Callable[[str, Any], list[tuple[Any, ...]]]


@contextmanager
def bare_driver(url: str) -> Iterator[Any]:
    """A connection of ``sqlcipher3`` (with our settings) or ``psycopg``, in autocommit."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database is None:
            raise ValueError(url)
        local = cipher.library().connect(parsed.database, isolation_level=None)
        for setting in PRAGMAS:
            local.execute(setting)
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


def page_statement(
    engine: Engine, wanted: QueueFilter, after: Cursor | None, limit: int
) -> tuple[str, Any]:
    """The very statement the program reads a page with, and its values as the driver takes them."""
    with engine.connect() as connection:
        # One line more than the page holds: it tells whether there is another.
        asked = SqlQueueReader(link_on(connection)).question(wanted, after, limit + 1)
    statement, values = asked
    return statement.text, statement.values(values)
