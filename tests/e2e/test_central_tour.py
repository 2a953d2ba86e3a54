"""The demonstration on a server: everybody behind the windows connects with their own login.

By default a short way through the real windows; the whole tour with ``VENTANILLA_CENTRAL_TOUR=1``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from platformdirs import user_cache_path
from sqlalchemy import Engine, text

import main
from app.cli.demo import opening
from app.cli.demo.backstage import Backstage
from app.cli.demo.cast import ROLES
from app.cli.demo.clock import DemoClock
from app.cli.demo.mail_catcher import DemoAdapters
from app.cli.demo.plan import Path as PlayedPath
from app.cli.demo.plan import parts
from app.cli.demo.seeding import fill, fingerprint, keep
from app.domain.ids import CaseId
from app.infra.workstation_profile import Profile
from db import maintenance
from db.demo_server import LOGIN
from tests.console import Console
from tests.e2e.test_tour import a_handful
from ui.shell.desktop import Desktop
from ui.shell.parts import DesktopParts
from ui.tour import stage
from ui.tour.clerk_chapter import ClerkChapter
from ui.tour.driver import Driver
from ui.tour.hint import DemoHint
from ui.tour.journey import CLERK, VALIDATOR, Journey
from ui.tour.settings import Setting
from ui.tour.validator_chapter import ValidatorChapter

IS_WHOLE = os.environ.get("VENTANILLA_CENTRAL_TOUR") == "1"
TO_REVIEW = 0
ACCEPTED = next(part.person for part in parts() if part.path is PlayedPath.TO_SCHEDULE)


class DemoProgram(DemoAdapters, main.Program):
    """The program that fills the demonstration."""


@pytest.fixture
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A demonstration of few cases in the place of the kept one."""
    clock = DemoClock()
    profile = Profile(f"sqlite:///{tmp_path}/demo.db", tmp_path, is_sealed=False)
    program = DemoProgram(profile, main.RESOURCES, clock)
    few = tuple(part for part in parts() if part.person in {TO_REVIEW, ACCEPTED})
    with program.closing:
        fill(program, clock, lambda *_: None, a_handful() if IS_WHOLE else few)
        while opening.backstage(program, clock).deliver().fates:
            pass
        program.maintenance.backup(tmp_path / "filled.db")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    kept = user_cache_path("ventanilla") / f"demo-{fingerprint(main.ROOT)}.db"
    keep(tmp_path / "filled.db", kept)


@pytest.fixture
def server(empty_postgresql_engine: Engine) -> Iterator[Engine]:
    """An empty database on a server, which forgets the logins made there."""
    yield empty_postgresql_engine
    with empty_postgresql_engine.begin() as connection:
        for login in (LOGIN, *(role.login for role in ROLES)):
            connection.execute(text(f'DROP OWNED BY "{login}"'))
            connection.execute(text(f'DROP ROLE "{login}"'))


@pytest.mark.timeout(1200)
def test_the_windows_work_over_the_logins_of_the_staff(
    cases: None, server: Engine, tmp_path: Path, qapp, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not IS_WHOLE:
        monkeypatch.setattr(stage, "run_tour", lambda *what, **_: short_tour(server, *what))
    folder, url = tmp_path / "tour", url_of(server)
    console = Console(tmp_path)
    done = console.run("demo", "--tour", str(folder), db=url)
    assert done.code == 0, (folder / "tour.json").read_text(encoding="utf-8")
    report = json.loads((folder / "tour.json").read_text(encoding="utf-8"))
    assert report["complete"]
    assert "codigo" in {step["name"] for step in report["steps"]}
    # The one thing altered is the clock, or the demonstration would not be in November.
    (fault,) = maintenance.check(server)
    assert (fault.code, fault.place) == ("GUARD_ALTERED", "altered: function guard.now()")
    own = {CLERK: "row.claim_moved", VALIDATOR: "row.decisions_insert"}
    if IS_WHOLE:
        own |= {CLERK: "row.reviews_insert", LOGIN: "row.case_moved"}
    for login, row in own.items():
        assert noted(server, login, row), f"{row} was not done over the login {login}"
    again = console.run("demo", "--tour", str(folder), db=url)
    assert (again.code, again.err.split(":")[0]) == (1, "DEMO_IS_USED")
    with server.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    again = console.run("demo", db=url)
    assert (again.code, again.err.split(":")[0]) == (1, "DEMO_OUTDATED")


def short_tour(server: Engine, parts: DesktopParts, backstage: Backstage, folder: Path) -> int:
    """A clerk takes a case and gives it back; a validator appoints a call, holds it and decides."""
    with server.connect() as connection:
        accepted = "SELECT id FROM cases WHERE state = 'to_schedule'"
        case_id = CaseId(connection.execute(text(accepted)).scalar_one())
    clean = backstage.person(TO_REVIEW)
    setting = Setting(parts, backstage, ACCEPTED, backstage.person(ACCEPTED), clean)
    with Desktop(parts) as desktop:
        driver = Driver(desktop, folder)
        journey = Journey(setting, desktop, driver)
        desktop.start(DemoHint(desktop, backstage).words())
        driver.wait(0.5)
        clerk = ClerkChapter(setting, driver, journey.sign_in(CLERK))
        clerk.take_next(clean)
        clerk._give_back()
        journey.leave()
        assert backstage.code() in desktop.window.windowTitle()
        ValidatorChapter(setting, driver, journey.sign_in(VALIDATOR), case_id).invite()
        journey.leave()
        backstage.travel(backstage.last_call_of(case_id).starts_at)
        validator = ValidatorChapter(setting, driver, journey.sign_in(VALIDATOR), case_id)
        validator.hold_the_call()
        validator.decide()
        validator.read_the_record()
        journey.leave()
        driver.write(is_complete=True, facts={})
    return 0 if backstage.verify_audit().is_whole else 1


def noted(server: Engine, login: str, action: str) -> int:
    """How often the server noted that a login did this to a row."""
    query = (
        "SELECT count(*) FROM audit_events WHERE canonical::jsonb ->> 'action' = :action"
        " AND canonical::jsonb ->> 'workstation' = :place"
    )
    with server.connect() as connection:
        values = {"action": action, "place": f"login:{login}"}
        return int(connection.execute(text(query), values).scalar_one())


def url_of(server: Engine) -> str:
    return server.url.render_as_string(hide_password=False).replace("+psycopg", "")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://server.example/ventanilla",
        "postgresql:///ventanilla?host=server.example",
        "postgresql:///ventanilla?host=/tmp,server.example",
        "postgresql:///ventanilla?service=office",
    ],
)
def test_a_server_elsewhere_gets_no_logins_that_everybody_knows(url: str, tmp_path: Path) -> None:
    done = Console(tmp_path).run("demo", db=url)
    assert (done.code, done.err.split(":")[0]) == (1, "DEMO_NOT_HERE")


def test_a_server_that_the_environment_names_is_elsewhere_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGHOST", "server.example")
    done = Console(tmp_path).run("demo", db="postgresql:///ventanilla")
    assert (done.code, done.err.split(":")[0]) == (1, "DEMO_NOT_HERE")


def test_a_local_file_and_a_database_with_content_are_left_alone(
    tmp_path: Path, postgresql_engine: Engine
) -> None:
    console = Console(tmp_path)
    done = console.run("demo")
    assert (done.code, done.err.split(":")[0]) == (1, "DEMO_NEEDS_SERVER")
    assert not console.database.exists()
    with postgresql_engine.begin() as connection:
        connection.execute(
            text("INSERT INTO agencies (code, name, province) VALUES ('X', 'X', '17')")
        )
    done = console.run("demo", db=url_of(postgresql_engine))
    assert (done.code, done.err.split(":")[0]) == (1, "DATABASE_NOT_EMPTY")
