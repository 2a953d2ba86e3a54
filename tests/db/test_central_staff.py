"""A member of staff and their login: both sides or neither, and real passwords at the door."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from app.domain.errors import AccessDeniedError, RuleViolationError, UnavailableError
from app.infra import scram_hasher
from app.infra.scram_hasher import ScramHasher
from app.infra.system_clock import SystemClock
from app.stages.access import ActivateCentral, ActivateCommand, EnterCentral, EnterCommand
from db.central_door import CentralDoor, CentralStore, DoorClock
from db.engine import open_engine
from db.store import SqlStore
from tests.casework import Casework
from tests.central_office import totp
from tests.console import Console, Done

PASSWORD = "Correcta-clave-9"


@pytest.fixture
def mark() -> str:
    return uuid.uuid4().hex[:8]


@pytest.fixture
def server(own_postgresql_engine: Engine, mark: str) -> Iterator[Engine]:
    """A database on which passwords are asked for; its roles are taken away afterwards."""
    engine = own_postgresql_engine
    with engine.connect() as connection:
        rules = Path(str(connection.execute(text("SHOW hba_file")).scalar()))
    before = rules.read_text()
    name = engine.url.database
    own = f"local {name} {engine.url.username} trust\nlocal {name} all scram-sha-256\n"
    rules.write_text(own + before)
    _reload(engine)
    yield engine
    rules.write_text(before)
    _reload(engine)
    with engine.begin() as connection:
        for role in connection.scalars(
            text("SELECT rolname FROM pg_roles WHERE rolname LIKE :mark"), {"mark": f"%{mark}"}
        ).all():
            connection.execute(text(f"DROP OWNED BY {role}"))
            connection.execute(text(f"DROP ROLE {role}"))


def _reload(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_reload_conf()"))


@pytest.fixture
def console(tmp_path: Path) -> Console:
    return Console(tmp_path)


def _url(server: Engine) -> str:
    return server.url.render_as_string(hide_password=False).replace("+psycopg", "")


OWN = "Propia-de-cada-uno-7"


def _say(console: Console, server: Engine, acting: str, *words: str) -> Done:
    """A command by an administrator, whose own password is the first one's or one they chose."""
    secret = console.secret("acting", PASSWORD if acting.startswith("admin") else OWN)
    done = console.run(
        "staff", "--json", "--as", acting, "--as-password-file", secret, *words, db=_url(server)
    )
    assert done.code == 0, done
    return done


def _let_in(console: Console, server: Engine, login: str, by: str) -> None:
    """Enable an account by somebody else than who prepared it, and come in for the first time."""
    code = _say(console, server, by, "enable", login).one["code"]
    done = console.run(
        "staff", "activate", login, "--password-file", console.secret("given", PASSWORD),
        "--code-file", console.secret("code", code), "--new-password-file",
        console.secret("own", OWN), db=_url(server),
    )  # fmt: skip
    assert done.code == 0, done


def _two(console: Console, server: Engine, mark: str) -> tuple[str, str]:
    """Two administrators, as the DBA begins an office."""
    admin, other = f"admin{mark}", f"other{mark}"
    _add(console, server, admin, "administrator", "1709999997")
    _add(console, server, other, "administrator", "1759999996", admin)
    _let_in(console, server, other, admin)
    return admin, other


def _add(
    console: Console, server: Engine, login: str, duty: str, cedula: str, admin: str = ""
) -> None:
    secret = console.secret("password", PASSWORD)
    acting = ("--as", admin, "--as-password-file", secret) if admin else ()
    done = console.run(
        "staff", *acting, "add", login, "--name", login.title(), "--cedula", cedula,
        "--duty", duty, "--agency", "PIC-01", "--province", "17", "--password-file", secret,
        db=_url(server),
    )  # fmt: skip
    assert done.code == 0, done


def _enter(server: Engine, login: str, password: str = OWN, code: str = "") -> CentralDoor:
    url = server.url._replace(username=None, password=None).render_as_string()
    door = CentralDoor(url)
    enter = EnterCentral(door, CentralStore(door), DoorClock(door, SystemClock()))
    try:
        enter(EnterCommand(login, "PUESTO-1", password, code))
    except BaseException:
        door.close()
        raise
    return door


def test_staff_added_by_the_command_come_in_with_their_password(
    server: Engine, console: Console, mark: str
) -> None:
    admin, other = _two(console, server, mark)
    clerk = f"clerk{mark}"
    _add(console, server, clerk, "clerk", "1719999995", admin)
    with pytest.raises(AccessDeniedError, match="SIGN_IN_REFUSED"):
        _enter(server, clerk, PASSWORD)
    _let_in(console, server, clerk, other)
    _enter(server, clerk).close()
    with pytest.raises(AccessDeniedError, match="SIGN_IN_REFUSED"):
        _enter(server, clerk, "otra-clave-99")
    # Disabling ends the session that is open, takes the login its right and says so at the door.
    door = _enter(server, clerk)
    _say(console, server, admin, "disable", clerk)
    with pytest.raises((UnavailableError, AccessDeniedError)), CentralStore(door).look() as stored:
        stored.staff.all()
    door.close()
    with pytest.raises(AccessDeniedError, match="SIGN_IN_REFUSED"):
        _enter(server, clerk)


def test_a_validator_enters_with_the_factor_they_were_given(
    server: Engine, console: Console, mark: str
) -> None:
    admin, other = _two(console, server, mark)
    validator = f"validator{mark}"
    _add(console, server, validator, "validator", "1729999993", admin)
    _let_in(console, server, validator, other)
    with pytest.raises(AccessDeniedError, match="CODE_NEEDED"):
        _enter(server, validator)
    with pytest.raises(AccessDeniedError, match="SECOND_FACTOR_MISSING"):
        _enter(server, validator, code="123456")
    picture = console.home / "factor.svg"
    given = _say(console, server, other, "factor", validator, "--qr", str(picture))
    assert picture.read_text().startswith("<?xml")
    with pytest.raises(AccessDeniedError, match="SIGN_IN_REFUSED"):
        _enter(server, validator)
    _say(console, server, admin, "enable", validator)
    spoken = parse_qs(urlparse(given.one["link"]).query)["secret"][0]
    key = base64.b32decode(spoken + "=" * (-len(spoken) % 8))
    _enter(server, validator, code=totp(datetime.now(UTC), key)).close()


def _put(connection: Connection, login: str) -> None:
    """A clerk with a password, as any repository would store them."""
    connection.execute(
        text(
            "INSERT INTO staff (id, login, full_name, cedula, duty, agency_code, active, email)"
            " VALUES (:login, :login, 'Media', '2059999991', 'clerk', 'PIC-01', true, '')"
        ),
        {"login": login},
    )
    connection.execute(
        text(
            "INSERT INTO staff_credentials (staff_id, password_hash, failures)"
            " VALUES (:login, :verifier, 0)"
        ),
        {"login": login, "verifier": ScramHasher(4096).hash(PASSWORD)},
    )


def test_neither_side_stays_without_the_other(server: Engine, mark: str) -> None:
    Casework(SqlStore(server))
    login = f"half{mark}"
    with server.connect() as connection:
        _put(connection, login)
        assert _has_role(connection, login)
        connection.rollback()
        assert not _has_role(connection, login)


@pytest.mark.parametrize("name", ["postgres", "ventanilla_owner", "pg_monitor", "foreign"])
def test_nobody_elses_role_becomes_a_member_of_staff(server: Engine, mark: str, name: str) -> None:
    Casework(SqlStore(server))
    login = f"{name}{mark}" if name == "foreign" else name
    if name == "foreign":
        with server.begin() as connection:
            connection.execute(text(f"CREATE ROLE {login} LOGIN"))
    with server.connect() as connection, pytest.raises(DBAPIError, match="LOGIN_"):
        _put(connection, login)


def _has_role(connection: Connection, login: str) -> bool:
    found = connection.execute(
        text("SELECT count(*) FROM pg_roles WHERE rolname = :login"), {"login": login}
    )
    return bool(found.scalar())


def test_a_local_file_has_no_second_factor(console: Console) -> None:
    secret = console.secret("password", PASSWORD)
    console.run("staff", "add", "ana", "--name", "Ana", "--cedula", "1709999997", "--duty",
                "administrator", "--agency", "PIC-01", "--province", "17", "--password-file", secret)  # fmt: skip
    done = console.run("staff", "--as", "ana", "--as-password-file", secret, "factor", "ana")
    assert done.code == 1
    assert "NO_SECOND_FACTOR_HERE" in done.out + done.err


def test_verifiers_are_those_the_server_itself_would_make() -> None:
    """RFC 7677: user "user", password "pencil", salt and iterations of its example."""
    salt = base64.b64decode("W22ZaJ0SNY7soEsUEjb6gQ==")
    made = scram_hasher._verifier("pencil", salt, 4096)
    assert made == (
        "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY="
        ":wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="
    )
    hasher = ScramHasher(4096)
    assert hasher.verify(made, "pencil")
    assert not hasher.verify(made, "Pencil")
    assert not hasher.verify("$argon2id$", "pencil")


def test_a_newcomer_is_nobody_until_they_have_come_with_their_code(
    server: Engine, console: Console, mark: str
) -> None:
    admin, other = _two(console, server, mark)
    clerk = f"clerk{mark}"
    _add(console, server, clerk, "clerk", "1719999995", admin)
    code = _say(console, server, other, "enable", clerk).one["code"]
    with pytest.raises(AccessDeniedError, match="ACTIVATION_NEEDED"):
        _enter(server, clerk, PASSWORD)
    # Over the very connection of whoever knows the password: nothing is to be seen or done.
    url = server.url.set(username=clerk, password=PASSWORD)
    beside = open_engine(url.render_as_string(hide_password=False), pool_size=1)
    with beside.connect() as connection:
        assert connection.scalar(text("SELECT guard.my_id()")) is None
        assert connection.execute(text("SELECT 1 FROM cases")).all() == []
        hashed = {"hash": "0" * 64, "verifier": ScramHasher(4096).hash("Mia-y-de-nadie-3")}
        # A try that is rolled back is none; one of the same transaction is not judged.
        offer = connection.scalar(text("SELECT guard.offer_activation(:hash)"), hashed)
        with pytest.raises(DBAPIError, match="OFFER_INVALID"):
            connection.execute(
                text("SELECT guard.activate(:offer, :verifier)"), {**hashed, "offer": offer}
            )
        connection.rollback()
        told = []
        for _ in range(5):
            offer = connection.scalar(text("SELECT guard.offer_activation(:hash)"), hashed)
            connection.commit()
            told.append(
                connection.scalar(
                    text("SELECT guard.activate(:offer, :verifier)"), {**hashed, "offer": offer}
                )
            )
            # Taking the answer back takes no try back.
            connection.rollback()
        assert told == [False] * 5
        with pytest.raises(DBAPIError, match="ACTIVATION_CODE_SPENT"):
            connection.execute(text("SELECT guard.offer_activation(:hash)"), hashed)
        connection.rollback()
    beside.dispose()
    with pytest.raises(AccessDeniedError, match="ACTIVATION_CODE_SPENT"):
        _activate(server, clerk, code)
    code = _say(console, server, other, "enable", clerk).one["code"]
    with pytest.raises(AccessDeniedError, match="ACTIVATION_CODE_WRONG"):
        _activate(server, clerk, "0000-0000-0000")
    with pytest.raises(RuleViolationError, match="PASSWORD_NOT_NEW"):
        _activate(server, clerk, code, PASSWORD)
    _activate(server, clerk, code).close()
    _enter(server, clerk).close()
    with pytest.raises(AccessDeniedError, match="SIGN_IN_REFUSED"):
        _enter(server, clerk, PASSWORD)
    check = console.run("db", "check", "--json", db=_url(server))
    assert check.code == 0, check


def _activate(server: Engine, login: str, code: str, own: str = OWN) -> CentralDoor:
    url = server.url._replace(username=None, password=None).render_as_string()
    door = CentralDoor(url)
    store = CentralStore(door)
    enter = EnterCentral(door, store, DoorClock(door, SystemClock()))
    try:
        ActivateCentral(door, store, ScramHasher(4096), enter)(
            ActivateCommand(login, "PUESTO-1", PASSWORD, code, own)
        )
    except BaseException:
        door.close()
        raise
    return door
