"""Takes from one queue and gives back, over several connections at once; one process of a crowd.

``python -m benchmarks.claim_child KIND URL FIRST COUNT SECONDS`` prints how often each of COUNT
connections (the clerks from FIRST on) took something, and how long takings lasted.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import make_url

Times = list[float]


def _ours(url: str, numbers: range, seconds: float) -> Times:
    from app.infra.system_clock import SystemClock
    from app.stages.queueing import Claims
    from benchmarks.logins import login_of
    from benchmarks.sessions import session_of
    from db.engine import open_engine
    from db.store import SqlStore

    took: Times = []
    gate = threading.Barrier(len(numbers))

    def work(number: int) -> None:
        mine = make_url(url).set(username=login_of(number))
        engine = open_engine(mine.render_as_string(hide_password=False), pool_size=2)
        store = SqlStore(engine)
        claims, session = Claims(store, SystemClock()), session_of(store, login_of(number))
        gate.wait()
        until = time.perf_counter() + seconds
        while (began := time.perf_counter()) < until:
            case = claims.take_next(session)
            took.append((time.perf_counter() - began) * 1000)
            if case is None:
                raise AssertionError("nothing to take")
            if not claims.release(session, case.id):
                raise AssertionError(case.number)
        engine.dispose()

    _together([threading.Thread(target=work, args=(number,)) for number in numbers])
    return took


def _together(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


async def _procrastinate(url: str, numbers: range, seconds: float) -> Times:
    from procrastinate import App, PsycopgConnector
    from procrastinate.jobs import Status
    from procrastinate.manager import JobManager

    connector = PsycopgConnector(conninfo=url, min_size=len(numbers), max_size=len(numbers))
    async with App(connector=connector).open_async() as app:
        jobs: JobManager = app.job_manager

        async def take(worker: int) -> None:
            job = await jobs.fetch_job(None, worker)
            if job is None or job.id is None:
                raise AssertionError("nothing to take")
            found[worker] = job.id

        async def give(worker: int) -> None:
            await jobs.finish_job_by_id_async(found[worker], Status.SUCCEEDED, delete_job=True)

        found: dict[int, int] = {}
        workers = [await jobs.register_worker() for _ in numbers]
        return await _rounds(workers, take, give, seconds)


async def _pgqueuer(url: str, numbers: range, seconds: float) -> Times:
    import psycopg
    from pgqueuer.adapters.persistence.queries import Queries
    from pgqueuer.db import PsycopgDriver
    from pgqueuer.domain.types import QueueEntrypoint, QueueManagerId
    from pgqueuer.models import Job
    from pgqueuer.ports.repository import EntrypointExecutionParameter

    connections = [await psycopg.AsyncConnection.connect(url, autocommit=True) for _ in numbers]
    queries = [Queries(PsycopgDriver(connection)) for connection in connections]
    names = [QueueManagerId(uuid4()) for _ in numbers]
    found: dict[int, Job] = {}

    async def take(worker: int) -> None:
        wanted = {QueueEntrypoint("review"): EntrypointExecutionParameter(0)}
        jobs = await queries[worker].dequeue(1, wanted, names[worker], None, timedelta(minutes=20))
        (found[worker],) = jobs

    async def give(worker: int) -> None:
        await queries[worker].log_jobs([(found[worker], "successful", None)])

    times = await _rounds(list(range(len(numbers))), take, give, seconds)
    for connection in connections:
        await connection.close()
    return times


async def _rounds(
    workers: list[int],
    take: Callable[[int], Awaitable[None]],
    give: Callable[[int], Awaitable[None]],
    seconds: float,
) -> Times:
    took: Times = []
    until = time.perf_counter() + seconds

    async def work(worker: int) -> None:
        while (began := time.perf_counter()) < until:
            await take(worker)
            took.append((time.perf_counter() - began) * 1000)
            await give(worker)

    await asyncio.gather(*(work(worker) for worker in workers))
    return took


def main(argv: list[str]) -> int:
    """Work for so long; prints ``{"took": [ms, …]}`` as its last line."""
    kind, url = argv[:2]
    first, count, seconds = int(argv[2]), int(argv[3]), float(argv[4])
    numbers = range(first, first + count)
    if kind == "ours":
        took = _ours(url, numbers, seconds)
    elif kind == "procrastinate":
        took = asyncio.run(_procrastinate(url, numbers, seconds))
    else:
        took = asyncio.run(_pgqueuer(url, numbers, seconds))
    print(json.dumps({"took": took}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
