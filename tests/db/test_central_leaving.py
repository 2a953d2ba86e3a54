"""Whoever leaves a server leaves no connection open, not even one that was in use just then."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine, text

from db.central_door import CentralDoor
from tests.central_office import CentralOffice, totp


@pytest.fixture
def central(own_postgresql_engine: Engine) -> Iterator[CentralOffice]:
    office = CentralOffice(own_postgresql_engine)
    yield office
    office.close()


def give_code(central: CentralOffice, door: CentralDoor) -> None:
    central.casework.clock.forward(seconds=31)
    door.give_code(totp(central.casework.clock.now()))


WAYS: dict[str, Callable[[CentralOffice, CentralDoor], None]] = {
    "the code is given": give_code,
    "somebody signs out": lambda _, door: door.close(),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_connection_in_use_is_closed_when_it_comes_back(way: str, central: CentralOffice) -> None:
    url = central.owner.url._replace(username=None, password=None).render_as_string()
    door = CentralDoor(url)
    door.open(central.role("validator"), "any")
    held = door.engine.connect()
    held.execute(text("SELECT 1"))
    driver = held.connection.driver_connection
    assert driver is not None
    WAYS[way](central, door)
    held.close()
    try:
        assert driver.closed
    finally:
        driver.close()
        door.close()
