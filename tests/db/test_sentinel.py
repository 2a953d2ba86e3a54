"""The sentinel with the service's own login: intake, inspection, delivery, and the watch."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app.infra.packages.writer import write_zip
from db.watchdog import SqlWatchdog
from tests.central_office import CentralOffice
from tests.console import Console
from tests.package_samples import package


@pytest.fixture(scope="module")
def central(module_postgresql_engine: Engine) -> Iterator[CentralOffice]:
    office = CentralOffice(module_postgresql_engine, is_real_time=True)
    yield office
    office.close()


@pytest.fixture
def service(central: CentralOffice, tmp_path: Path) -> Console:
    return Console(tmp_path, {"DATABASE": central.url("service")})


def _state(central: CentralOffice, number: str) -> str:
    with central.owner.connect() as connection:
        found = connection.execute(
            text("SELECT state FROM cases WHERE number = :number"), {"number": number}
        )
        return str(found.scalar())


def test_a_package_goes_from_intake_to_review(
    central: CentralOffice, service: Console, tmp_path: Path
) -> None:
    """What the service does is what its rights allow, and nothing is missing among them."""
    file = tmp_path / "tramite.zip"
    write_zip(package(), file)
    url = central.url("service")
    taken = service.run("intake", str(file), "--json", db=url)
    assert taken.one["status"] == "accepted", taken
    assert _state(central, taken.one["case"]) == "to_review"
    done = service.run("sentinel", "--once", "--json", db=url)
    # No mail server is there; everything else is done.
    assert set(done.one["failed"]) <= {"deliver"}, done


def test_two_sentinels_at_once_do_everything_once(central: CentralOffice) -> None:
    office = central.casework
    held = [office.case(reviewer="", person=office.person(f"17100{n:05d}")) for n in range(6)]
    with central.owner.begin() as connection:
        connection.execute(
            text(
                "UPDATE cases SET claimed_by = :who, claimed_at = now() - interval '1 hour',"
                " lease_until = now() - interval '30 minutes' WHERE id = ANY (:ids)"
            ),
            {"who": office.people["clerk"].id, "ids": [case.id for case in held]},
        )
    office.clock.to(datetime.now(UTC))
    with ThreadPoolExecutor(2) as pool:
        counted = list(pool.map(lambda _: central.return_expired(), range(2)))
    assert sum(counted) >= len(held)
    for case in held:
        assert office.actions(case.id).count("case.claim_expired") == 1


def test_a_session_that_holds_everybody_up_is_ended(central: CentralOffice) -> None:
    """Its own time limits are off; that does not help it."""
    hostile = central.engines["clerk"].connect()
    hostile.execute(text("SET idle_in_transaction_session_timeout = 0"))
    hostile.commit()
    hostile.execute(text("SELECT 1"))
    watchdog = SqlWatchdog(central.engines["service"])
    assert watchdog.end_idle_transactions(60) == 0
    time.sleep(1.2)
    assert watchdog.end_idle_transactions(1) == 1
    with pytest.raises(Exception, match=r"terminat|closed"):
        hostile.execute(text("SELECT 1"))
    hostile.invalidate()
    hostile.close()


def test_a_word_now_and_then_saves_no_session(central: CentralOffice) -> None:
    """What counts is the age of the transaction, whatever is sent in it meanwhile."""
    hostile = central.engines["clerk"].connect()
    hostile.execute(text("LOCK TABLE saved_views IN ACCESS EXCLUSIVE MODE"))
    for _ in range(4):
        time.sleep(0.4)
        hostile.execute(text("SELECT 1"))
    assert SqlWatchdog(central.engines["service"]).end_idle_transactions(1) == 1
    hostile.invalidate()
    hostile.close()


def test_who_holds_up_others_is_ended_sooner_and_who_waits_is_not(central: CentralOffice) -> None:
    hostile = central.engines["clerk"].connect()
    hostile.execute(text("LOCK TABLE saved_views IN ACCESS EXCLUSIVE MODE"))
    end = text("SELECT guard.end_idle(60, 1)")
    with ThreadPoolExecutor(1) as pool, central.engines["service"].connect() as service:
        waiting = pool.submit(central.scalar, "validator", "SELECT count(*) FROM saved_views")
        ended, until = 0, time.monotonic() + 30
        while not ended and time.monotonic() < until:
            hostile.execute(text("SELECT 1"))
            ended = int(service.execute(end).scalar() or 0)
            service.commit()
            time.sleep(0.2)
        assert ended == 1
        assert waiting.result(30) == 0
    hostile.invalidate()
    hostile.close()


def test_nobody_else_ends_sessions(central: CentralOffice) -> None:
    with pytest.raises(Exception, match="permission denied"):
        central.scalar("clerk", "SELECT guard.end_idle(1)")
