"""A server on another machine proves who it is before anything is said to it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from app.domain.errors import AccessDeniedError, RuleViolationError, VentanillaError
from db.central_door import CentralDoor
from db.engine import open_engine, require_address
from db.errors import translated
from db.server_tls import secured
from tests.throwaway_ca import Authority, server_context
from tests.tls_postgresql import PASSWORD, TlsServer, in_the_middle, tls_server

__all__ = ["tls_server"]


@pytest.fixture
def ca(tmp_path: Path) -> Path:
    file = tmp_path / "ca.pem"
    file.write_text("any")
    return file


def _refused(url: str) -> str:
    with pytest.raises(RuleViolationError) as caught:
        require_address(url)
    return caught.value.code


@pytest.mark.parametrize(
    "url",
    [
        "postgresql:///x",
        "postgresql:///x?host=/run/postgresql",
        "postgresql://localhost/x",
        "postgresql://127.0.0.1:5433/x",
        "postgresql://[::1]/x",
    ],
)
def test_a_server_on_this_machine_is_reached_as_the_address_says(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PGHOST", "PGHOSTADDR", "PGSERVICE"):
        monkeypatch.delenv(name, raising=False)
    assert secured(make_url(url)) == make_url(url)


def test_another_machine_is_asked_for_everything(ca: Path) -> None:
    made = secured(make_url(f"postgresql://me:x@db.example/x?sslrootcert={ca}")).query
    assert made["sslmode"] == "verify-full"
    assert made["channel_binding"] == "require"
    assert made["gssencmode"] == "disable"
    # A machine's own login may have a certificate in place of a password.
    alone = f"postgresql://me@db.example/x?sslrootcert={ca}&sslcert={ca}&sslkey={ca}"
    assert "channel_binding" not in secured(make_url(alone)).query
    assert secured(make_url(alone)).query["sslcertmode"] == "require"


@pytest.mark.parametrize(
    "option",
    [
        "sslmode=require",
        "sslmode=prefer",
        "sslmode=disable",
        "sslmode=verify-ca",
        "channel_binding=prefer",
        "gssencmode=prefer",
        "ssl_min_protocol_version=TLSv1",
        "require_auth=password",
        "service=x",
        "sslkeylogfile=/tmp/keys",
        "sslrootcert=system",
    ],
)
def test_an_address_that_weakens_it_is_refused(option: str, ca: Path) -> None:
    pin = "" if "sslrootcert" in option else f"&sslrootcert={ca}"
    assert _refused(f"postgresql://db.example/x?{option}{pin}") == "SERVER_TLS_WEAK"


@pytest.mark.parametrize(
    "where",
    [
        "db.example/x",
        "10.1.2.3/x",
        "/x?host=localhost:1&host=db.example:2",
        "localhost/x?host=db.example",
        "localhost/x?hostaddr=10.1.2.3",
        "localhost/x?host=127.0.0.1,db.example",
    ],
)
def test_no_other_machine_without_an_authority_to_believe(where: str) -> None:
    assert _refused(f"postgresql://{where}") == "SERVER_CA_NEEDED"


def test_what_the_environment_adds_counts_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("PGHOST", "db.example"), ("PGHOSTADDR", "10.1.2.3"), ("PGSERVICE", "x")):
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            assert _refused("postgresql:///x") == "SERVER_CA_NEEDED"


def test_a_file_that_is_not_there_is_named(ca: Path) -> None:
    files = f"sslrootcert={ca}&sslcert=/nowhere/own.pem&sslkey=/nowhere/own.key"
    with pytest.raises(RuleViolationError, match="SERVER_FILE_UNREADABLE") as caught:
        require_address(f"postgresql://db.example/x?{files}")
    assert caught.value.context["file"] == "/nowhere/own.pem"


# ---- against a real server ---------------------------------------------------------------


def _ask(url: str) -> str:
    """Protocol of the connection and who is in, or the code of the refusal."""
    engine = open_engine(url, pool_size=1)
    try:
        with translated(), engine.connect() as connection:
            row = connection.execute(
                text("SELECT version, session_user FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
            ).one()
            return " ".join(row)
    except VentanillaError as error:
        return error.code
    finally:
        engine.dispose()


def test_the_right_server_is_believed(tls_server: TlsServer) -> None:
    assert _ask(tls_server.url()) == "TLSv1.3 staff"
    # The server's word: who may come in without a certificate of their own, and who not.
    mutual = tls_server.authority.certify_client("mutual")
    own = f"&sslcert={mutual}&sslkey={mutual}"
    assert _ask(tls_server.url("mutual") + own) == "TLSv1.3 mutual"
    machine = tls_server.authority.certify_client("machine")
    own = f"&sslcert={machine}&sslkey={machine}"
    assert _ask(tls_server.url("machine") + own) == "TLSv1.3 machine"


def test_six_wrong_ways_are_refused(tls_server: TlsServer, tmp_path: Path) -> None:
    good, other = tls_server.authority, Authority(tmp_path / "other")
    url = tls_server.url()
    assert _ask(tls_server.url(ca=other.ca_file)) == "SERVER_NOT_PROVEN", "unknown authority"
    assert _ask(tls_server.url(host="localhost")) == "SERVER_NOT_PROVEN", "another name"
    tls_server.show(good.certify_server(expired=True))
    assert _ask(url) == "SERVER_NOT_PROVEN", "expired"
    tls_server.show(other.certify_server())
    assert _ask(url) == "SERVER_NOT_PROVEN", "another authority's"
    tls_server.show(other.itself())
    assert _ask(url) == "SERVER_NOT_PROVEN", "signed by itself"
    tls_server.show(good.certify_server())
    with tls_server.without_tls():
        assert _ask(url) == "SERVER_TLS_ABSENT", "in the clear"
    assert _ask(tls_server.url("mutual")) == "SERVER_CLIENT_CERTIFICATE", "none of our own"
    stranger = other.certify_client("mutual")
    shown = f"&sslcert={stranger}&sslkey={stranger}"
    assert _ask(tls_server.url("mutual") + shown) == "SERVER_CLIENT_CERTIFICATE", "a stranger's"
    colleague = good.certify_client("staff")
    shown = f"&sslcert={colleague}&sslkey={colleague}"
    # The password was right; the server does not say what was not.
    assert _ask(tls_server.url("mutual") + shown) == "DATABASE_LOGIN_REFUSED", "somebody else's"
    shared = Path(shutil.copy(good.certify_client("mutual"), tmp_path / "shared.pem"))
    shared.chmod(0o644)
    shown = f"&sslcert={shared}&sslkey={shared}"
    assert _ask(tls_server.url("mutual") + shown) == "SERVER_CLIENT_CERTIFICATE", "its key is open"
    assert _ask(url) == "TLSv1.3 staff"


def test_a_machine_in_between_does_not_get_the_password(tls_server: TlsServer) -> None:
    context = server_context(tls_server.authority.certify_server())
    with in_the_middle(tls_server, context) as port:
        url = tls_server.url().replace(f":{tls_server.port}/", f":{port}/")
        assert _ask(url) == "SERVER_CHANNEL_BINDING"


def test_the_window_s_door_tells_a_wrong_password_from_a_wrong_server(
    tls_server: TlsServer, tmp_path: Path
) -> None:
    address = f"postgresql://127.0.0.1:{tls_server.port}/postgres"
    door = CentralDoor(f"{address}?sslrootcert={tls_server.authority.ca_file}")
    with pytest.raises(AccessDeniedError, match="SIGN_IN_REFUSED"):
        door.open("staff", "otra")
    other = Authority(tmp_path / "other")
    door = CentralDoor(f"{address}?sslrootcert={other.ca_file}")
    with pytest.raises(VentanillaError, match="SERVER_NOT_PROVEN"):
        door.open("staff", PASSWORD)
