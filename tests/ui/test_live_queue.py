"""Lists of a window on a server follow what others do, as it happens."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app.domain.errors import UnavailableError
from app.domain.workflow import CaseState
from app.ports.news import News
from db.news import ServerNews
from tests.central_office import CentralOffice
from ui.shell import live_queue
from ui.shell.live_queue import LiveQueue


@pytest.fixture
def central(own_postgresql_engine: Engine) -> Iterator[CentralOffice]:
    office = CentralOffice(own_postgresql_engine, is_real_time=True)
    office.casework.clock.at = datetime.now(UTC)
    yield office
    office.close()


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_queue, "PAUSE_MS", 10)
    monkeypatch.setattr(live_queue, "_AGAIN_S", 0.01)


def test_a_case_that_arrives_is_heard_in_its_province(central: CentralOffice, qtbot: QtBot) -> None:
    engine = central.engines["clerk"]
    here = LiveQueue(lambda: ServerNews(engine), "17")
    elsewhere = LiveQueue(lambda: ServerNews(engine), "09")
    with qtbot.waitSignals([here.changed, elsewhere.changed]):
        # Once at the beginning: for what happened before anybody listened.
        pass
    told: list[str] = []
    elsewhere.changed.connect(lambda: told.append("elsewhere"))
    with qtbot.waitSignal(here.changed):
        central.casework.case(CaseState.TO_REVIEW, reviewer="")
    assert told == []
    assert all(live.join() for live in (here, elsewhere))


def test_a_server_that_was_gone_is_listened_to_again(central: CentralOffice, qtbot: QtBot) -> None:
    engine, tries = central.engines["clerk"], iter(range(3))

    def listen() -> News:
        if next(tries) < 2:
            raise UnavailableError("DATABASE_UNREACHABLE")
        return ServerNews(engine)

    live = LiveQueue(listen, None)
    qtbot.waitSignal(live.changed).wait()
    assert live.join()


def test_whoever_leaves_lets_go_of_the_connection(central: CentralOffice, qtbot: QtBot) -> None:
    before = threading.active_count()
    live = LiveQueue(lambda: ServerNews(central.engines["clerk"]), None)
    qtbot.waitSignal(live.changed).wait()
    assert live.join()
    assert threading.active_count() == before
    assert _connections(central) == 0


def _connections(central: CentralOffice) -> int:
    from sqlalchemy import text

    with central.owner.connect() as connection:
        counted = text("SELECT count(*) FROM pg_stat_activity WHERE usename = :name")
        return int(connection.execute(counted, {"name": central.role("clerk")}).scalar_one())
