"""On PostgreSQL the program goes by the server's time; a local file by the machine's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app.domain.audit import AuditEntry
from app.domain.errors import UnavailableError
from app.infra.system_clock import SystemClock
from app.infra.workstation_profile import Profile
from db.engine import open_engine
from db.server_clock import REFRESH, ServerClock
from db.store import SqlStore
from main import RESOURCES, Program
from tests.casework import SetClock


@dataclass
class Ticks:
    """A monotonic clock the test moves."""

    at: float = 1000.0

    def __call__(self) -> float:
        return self.at


def server_time(engine: Engine) -> datetime:
    with engine.connect() as connection:
        at: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
    return at.astimezone(UTC)


def test_it_tells_the_servers_time_in_utc(postgresql_engine) -> None:
    clock = ServerClock(postgresql_engine)
    before, now, after = server_time(postgresql_engine), clock.now(), server_time(postgresql_engine)
    slack = timedelta(seconds=0.5)
    assert before - slack <= now <= after + slack
    assert now.utcoffset() == timedelta(0)


def test_between_readings_only_the_monotonic_clock_counts(postgresql_engine) -> None:
    ticks = Ticks()
    clock = ServerClock(postgresql_engine, ticks)
    first = clock.now()
    ticks.at += 30
    assert clock.now() - first == timedelta(seconds=30)


def test_whoever_takes_a_connection_refreshes_it_now_and_then(postgresql_engine) -> None:
    ticks = Ticks()
    clock = ServerClock(postgresql_engine, ticks)
    first = clock.now()
    # The counter of this machine ran an hour ahead of the server.
    ticks.at += 3600
    assert clock.now() - first == timedelta(hours=1)
    server_time(postgresql_engine)
    assert clock.now() - first < timedelta(minutes=1)
    ticks.at += REFRESH.total_seconds() - 1
    server_time(postgresql_engine)
    assert clock.now() - first >= REFRESH - timedelta(seconds=1)


def test_reading_the_time_leaves_the_connection_as_it_was(postgresql_engine) -> None:
    ticks = Ticks()
    clock, store = ServerClock(postgresql_engine, ticks), SqlStore(postgresql_engine)
    for opened in (store.look, store.read, store.glance, store.write):
        ticks.at += REFRESH.total_seconds()
        with opened():
            pass
    ticks.at += REFRESH.total_seconds()
    with store.write() as uow:
        uow.audit.append(AuditEntry("system", "test.done", None, clock.now()))
        uow.commit()
    with store.read() as readers:
        assert len(readers.audit.events("system")) == 1


def test_a_server_never_reached_is_our_own_error(tmp_path) -> None:
    engine = open_engine(f"postgresql:///nobody?host={tmp_path}")
    with pytest.raises(UnavailableError):
        ServerClock(engine).now()
    engine.dispose()


# Wiring


def program(url: str, folder: Path, **more) -> Program:
    return Program(Profile(url, folder), RESOURCES, **more)


def test_the_program_asks_the_server_where_there_is_one(postgresql_engine, tmp_path) -> None:
    url = postgresql_engine.url.render_as_string(hide_password=False)
    central = program(url, tmp_path)
    assert isinstance(central.clock, ServerClock)
    now, slack = central.clock.now(), timedelta(seconds=5)
    assert abs(now - server_time(postgresql_engine)) < slack
    central.maintenance.engine.dispose()


def test_a_local_file_keeps_the_machines_clock_and_a_given_one_stands(tmp_path) -> None:
    assert isinstance(program(f"sqlite:///{tmp_path / 'a.db'}", tmp_path).clock, SystemClock)
    given = SetClock()
    assert program(f"sqlite:///{tmp_path / 'a.db'}", tmp_path, clock=given).clock is given
    assert program("postgresql://nowhere/x", tmp_path, clock=given).clock is given
