"""What a server tells open windows: where something changed, and nothing about whom."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, QueuePool, text

from app.domain.errors import UnavailableError
from app.domain.workflow import CaseState
from app.stages.queueing import Claims
from db.engine import open_engine
from db.news import ServerNews
from tests.central_office import CentralOffice

LONG_S = 20.0


@pytest.fixture
def central(own_postgresql_engine: Engine) -> Iterator[CentralOffice]:
    office = CentralOffice(own_postgresql_engine)
    yield office
    office.close()


@pytest.fixture
def news(central: CentralOffice) -> Iterator[ServerNews]:
    listening = ServerNews(central.engines["clerk"])
    yield listening
    listening.close()


def test_a_case_that_comes_or_changes_hands_is_told_by_its_province(
    central: CentralOffice, news: ServerNews
) -> None:
    assert news.wait(0) == frozenset()
    case = central.casework.case(CaseState.TO_REVIEW, reviewer="")
    assert news.wait(LONG_S) == {"17"}
    office = central.as_seen_by("clerk2")
    claims, session = Claims(office.store, office.clock), office.session("clerk2")
    claims.take(session, case.id)
    assert news.wait(LONG_S) == {"17"}
    # That somebody goes on holding it changes no list.
    assert claims.renew(session, case.id)
    assert news.wait(0) == frozenset()
    claims.release(session, case.id)
    assert news.wait(LONG_S) == {"17"}


def test_what_is_rolled_back_is_not_told(central: CentralOffice, news: ServerNews) -> None:
    case = central.casework.case(CaseState.TO_REVIEW, reviewer="")
    assert news.wait(LONG_S)
    with central.owner.connect() as connection:
        connection.execute(text("UPDATE cases SET round = 2 WHERE id = :id"), {"id": case.id})
        connection.rollback()
    assert news.wait(0.2) == frozenset()


def test_a_wait_is_ended_from_another_thread(news: ServerNews) -> None:
    ended = threading.Event()

    def wait() -> None:
        news.wait(LONG_S)
        ended.set()

    waiting = threading.Thread(target=wait)
    began = time.monotonic()
    waiting.start()
    news.wake()
    waiting.join(LONG_S)
    assert ended.is_set()
    assert time.monotonic() - began < LONG_S


def test_the_end_of_the_connection_is_said(central: CentralOffice, news: ServerNews) -> None:
    with central.owner.begin() as connection:
        connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = :name"),
            {"name": central.role("clerk")},
        )
    with pytest.raises(UnavailableError, match="DATABASE_UNREACHABLE"):
        news.wait(LONG_S)


def test_whoever_listens_takes_no_place_of_those_who_work(central: CentralOffice) -> None:
    engine = open_engine(central.url("clerk"), pool_size=1)
    listening = ServerNews(engine)
    assert isinstance(engine.pool, QueuePool)
    assert engine.pool.checkedout() == 0
    listening.close()
    engine.dispose()
