"""A demonstration goes to a server of this machine alone, however its address is written."""

from __future__ import annotations

import pytest
from sqlalchemy import make_url

from app.domain.errors import RuleViolationError
from db.demo_server import DemoServer
from db.server_tls import is_here

VARIABLES = ("PGHOST", "PGHOSTADDR", "PGSERVICE")


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    "rest",
    [
        "localhost/v?host=127.0.0.9",
        "localhost/v?host=db.prod.example",
        "localhost/v?host=localhost&host=db.prod.example",
        "localhost/v?hostaddr=10.0.0.9",
        "/v?service=production",
        "db.prod.example/v",
    ],
)
def test_an_address_that_also_names_another_machine_is_refused(rest: str) -> None:
    with pytest.raises(RuleViolationError, match="DEMO_NOT_HERE"):
        DemoServer(f"postgresql://{rest}")


@pytest.mark.parametrize("name", VARIABLES)
def test_so_is_one_that_the_environment_completes(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "10.0.0.9")
    with pytest.raises(RuleViolationError, match="DEMO_NOT_HERE"):
        DemoServer("postgresql:///v")


@pytest.mark.parametrize("rest", ["/v", "localhost/v", "[::1]/v", "/v?host=/run/postgresql"])
def test_this_machine_is_here(rest: str) -> None:
    assert is_here(make_url(f"postgresql://{rest}"))
