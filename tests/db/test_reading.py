"""What a reading may not do, and what a glance leaves behind."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import Engine, column, table, text

from app.domain.errors import UnavailableError
from app.ports.readers import QueueFilter
from db.column_types import FAR_FUTURE, as_microseconds, read_microseconds
from db.engine import reading_engine
from db.link import Link
from db.prepared import Prepared
from db.store import SqlStore
from db.unit_of_work import SqlGlance, SqlReaders
from tests import store_samples as samples

ANA = samples.staff_member("ana")


def _link(reading: SqlReaders) -> Link:
    link = reading._link  # nobody else may have it
    assert link is not None
    return link


@pytest.mark.parametrize("kind", ["read", "glance"])
def test_nothing_can_be_written_through_a_local_reading(sqlite_engine: Engine, kind: str) -> None:
    store = SqlStore(sqlite_engine)
    samples.furnish(store, ANA)
    reading: SqlReaders = getattr(store, kind)()
    with reading, pytest.raises(UnavailableError, match="DATABASE_READ_ONLY"):
        _link(reading).run(text("DELETE FROM agencies"))
    # The connections that write are others.
    samples.furnish(store, samples.staff_member("luis"))


def test_a_glance_holds_no_transaction_open(store: SqlStore) -> None:
    samples.furnish(store, ANA)
    with store.glance() as glance:
        assert isinstance(glance, SqlGlance)
        assert glance.queue.page(QueueFilter(), None, 5).rows == ()
        with store.write() as work:
            samples.put_case(work, "ADC-2026-000001")
            work.commit()
        # A reading would still see the office as it was.
        assert len(glance.queue.page(QueueFilter(), None, 5).rows) == 1
    for _ in range(12):
        with store.glance() as glance, store.read() as reading:
            assert len(glance.queue.page(QueueFilter(), None, 5).rows) == 1
            assert len(reading.queue.page(QueueFilter(), None, 5).rows) == 1


def test_an_error_of_the_driver_is_translated_there_too(store: SqlStore) -> None:
    nowhere = table("nowhere", column("id"))
    with store.glance() as glance:
        link = _link(glance)
        prepared = Prepared(nowhere.select(), link.dialect)
        with pytest.raises(UnavailableError, match="DATABASE_DAMAGED"):
            link.fetch(prepared)


def test_the_same_local_engine_reads_for_every_store(sqlite_engine: Engine) -> None:
    assert reading_engine(sqlite_engine) is reading_engine(sqlite_engine)
    assert reading_engine(sqlite_engine) is not sqlite_engine


@given(st.integers(-(10**16), 10**16))
@example(2**52 - 1)
@example(2**52)
@example(as_microseconds(FAR_FUTURE))
def test_an_instant_is_read_to_the_microsecond(stored: int) -> None:
    assert as_microseconds(_given(read_microseconds(stored))) == stored


def _given(instant: datetime | None) -> datetime:
    assert instant is not None
    return instant
