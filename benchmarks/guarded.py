"""What the guard of a server costs: policies on beside off, and evidence in and out."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from functools import partial
from typing import Any

import psycopg
from sqlalchemy import make_url

from app.domain.case import Case, CaseFile
from app.domain.ids import FileId, fresh_id
from app.infra.system_clock import SystemClock
from app.ports.readers import QueueFilter
from app.stages.queueing import Claims
from app.stages.review.opening import ReadEvidence
from benchmarks.claim_floors import bare_url
from benchmarks.logins import login_of, open_logins
from benchmarks.office import Office
from benchmarks.queue_pages import OPEN
from benchmarks.rows import Row, at_most
from benchmarks.scale import PAGE, Scale
from benchmarks.sessions import session_of
from benchmarks.timing import interleave
from db.engine import open_engine
from db.store import SqlStore

MEGABYTES = 5
_SECTION = ("17",)


def measure(office: Office, scale: Scale) -> list[Row]:
    """Pages and searches as a clerk and as the owner; 5 MiB in and out beside a bare column.

    Owner and clerk run the same use case; whoever owns the tables is under no policy. A clerk sees
    one province, and both ask for that one. The floor of evidence is one statement on the bare
    driver with binary bytes, and their SHA-256, which ours takes too.
    """
    return [*_pages(office, scale), *_evidence(office, scale)]


def _as_clerk(url: str) -> SqlStore:
    mine = make_url(url).set(username=login_of(0))
    return SqlStore(open_engine(mine.render_as_string(hide_password=False), pool_size=2))


def _pages(office: Office, scale: Scale) -> list[Row]:
    url = office.postgresql(scale.cases)
    open_logins(url, 1)
    stores = {"on": _as_clerk(url), "off": SqlStore(open_engine(url))}
    with stores["off"].read() as readers:
        wanted = QueueFilter(states=OPEN, provinces=_SECTION)
        sample = readers.queue.page(wanted, None, 1).rows[0]
    questions = {
        "page": QueueFilter(states=OPEN, provinces=_SECTION),
        "search by number": QueueFilter(states=OPEN, provinces=_SECTION, search=sample.number),
        "search by name": QueueFilter(
            states=OPEN, provinces=_SECTION, search=sample.person_name.replace(",", "")
        ),
    }
    actions: dict[str, Callable[[], object]] = {}
    for name, asked in questions.items():
        for policies, store in stores.items():
            actions[f"{name}, {policies}"] = partial(_first, store, asked)
        if actions[f"{name}, on"]() != actions[f"{name}, off"]():
            raise AssertionError("the policies change what a clerk of that province finds")
    times = interleave(scale.queries, actions, warm=6)
    for store in stores.values():
        store.close()
    title = "policies on beside off"
    against = "the same use case as the owner, under no policy"
    return [
        at_most(f"{name}, {title}", times[f"{name}, on"], times[f"{name}, off"], 1.5, against)
        for name in questions
    ]


def _first(store: SqlStore, wanted: QueueFilter) -> list[str]:
    with store.read() as readers:
        return [row.case_id for row in readers.queue.page(wanted, None, PAGE).rows]


def _evidence(office: Office, scale: Scale) -> list[Row]:
    url = office.postgresql(scale.claim_cases)
    open_logins(url, 1)
    owner, clerk = SqlStore(open_engine(url)), _as_clerk(url)
    session = session_of(clerk, login_of(0))
    case = Claims(clerk, SystemClock()).take_next(session)
    if case is None:
        raise AssertionError("nothing to take")
    files = [_stored(owner, case, number) for number in range(4)]
    read = ReadEvidence(clerk, SystemClock())
    with psycopg.connect(bare_url(url), autocommit=True) as bare:
        bare.execute(
            "CREATE TABLE bare_files (id integer GENERATED ALWAYS AS IDENTITY, data bytea)"
        )
        for _ in files:
            _bare_in(bare, os.urandom(MEGABYTES * 2**20))
        actions: dict[str, Callable[[], object]] = {
            "in": lambda: _put(owner, os.urandom(MEGABYTES * 2**20)),
            "in, bare": lambda: _bare_in(bare, os.urandom(MEGABYTES * 2**20)),
            "out": partial(read, session, files[0]),
            "out, bare": partial(_bare_out, bare, 1),
        }
        times = interleave(scale.evidence, actions)
        bare.execute("DROP TABLE bare_files")
    for store in (owner, clerk):
        store.close()
    title = f"{MEGABYTES} MiB of evidence"
    against = "SHA-256 and one bare INSERT of a bytea, binary"
    rows = [at_most(f"{title} in", times["in"], times["in, bare"], 1.5, against)]
    against = "one bare SELECT of a bytea, binary, and SHA-256"
    return [*rows, at_most(f"{title} out", times["out"], times["out, bare"], 1.5, against)]


def _put(store: SqlStore, data: bytes) -> None:
    with store.write() as uow:
        uow.blobs.put(data)
        uow.commit()


def _stored(store: SqlStore, case: Case, number: int) -> FileId:
    """One more file of the case, of bytes nobody else has."""
    data = os.urandom(MEGABYTES * 2**20)
    with store.write() as uow:
        file = CaseFile(
            FileId(fresh_id()),
            case.id,
            "face_photo",
            case.round,
            f"bench-{number}.jpg",
            uow.blobs.put(data),
            len(data),
            case.received_at,
        )
        uow.cases.add_files([file])
        uow.commit()
    return file.id


def _bare_in(connection: Any, data: bytes) -> None:
    hashlib.sha256(data).hexdigest()
    connection.execute("INSERT INTO bare_files (data) VALUES (%b)", (data,))


def _bare_out(connection: Any, number: int) -> None:
    with connection.cursor(binary=True) as cursor:
        cursor.execute("SELECT data FROM bare_files WHERE id = %s", (number,))
        hashlib.sha256(cursor.fetchone()[0]).hexdigest()
