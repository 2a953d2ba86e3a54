"""The desktop on a central database: a login of one's own, then a code; the guard stays whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import Engine, text

import main
from app.domain.workflow import CaseState
from app.infra.keyring_secrets import KeyringSecrets
from app.infra.workstation_profile import Profile
from app.stages.queueing import Claims
from db.server_clock import ServerClock
from tests.central_office import CentralOffice, totp
from tests.memory_keyring import MemoryKeyring
from tests.ui.test_desktop import settle, wait_for
from ui.shell.desktop import Desktop
from ui.shell.screen_keys import QUEUE
from ui.shell.signin_view import SignInView


@pytest.fixture
def central(own_postgresql_engine: Engine) -> Iterator[CentralOffice]:
    office = CentralOffice(own_postgresql_engine, is_real_time=True)
    office.casework.clock.at = datetime.now(UTC)
    yield office
    office.close()


@pytest.fixture
def desktop(central: CentralOffice, tmp_path: Path, qapp: QApplication) -> Iterator[Desktop]:
    url = central.owner.url._replace(username=None, password=None).render_as_string()
    program = main.Program(Profile(url, tmp_path), main.RESOURCES)
    program.has_window = True
    # Nobody's own keyring is asked: this one is not among the safe ones.
    program.secrets = KeyringSecrets(backend=MemoryKeyring())
    with program.closing, Desktop(program) as desktop:
        desktop.start()
        desktop.window.activateWindow()
        yield desktop


def _page(desktop: Desktop) -> SignInView:
    (view,) = desktop.window.findChildren(SignInView)
    return view


def _type(desktop: Desktop, login: str, password: str) -> None:
    view = _page(desktop)
    QTest.keyClicks(view.login, login)
    QTest.keyClick(view.login, Qt.Key.Key_Return)
    QTest.keyClicks(view.password, password)
    QTest.keyClick(view.password, Qt.Key.Key_Return)


def test_a_clerk_enters_with_the_password_of_their_login(
    desktop: Desktop, central: CentralOffice
) -> None:
    case = central.casework.case()
    _type(desktop, central.role("clerk"), "any")
    wait_for(lambda: desktop.session is not None)
    settle(desktop)
    assert desktop.session is not None
    assert desktop.session.staff.login == central.role("clerk")
    assert "staff.signed_in" in central.staff_actions("clerk")
    # Nobody on a desktop does the sentinel's work there.
    assert not desktop.housekeeping.is_active
    assert central.casework.now_case(case.id).claim is None


def test_the_counts_follow_what_others_do(desktop: Desktop, central: CentralOffice) -> None:
    _type(desktop, central.role("clerk"), "any")
    wait_for(lambda: desktop.session is not None)
    settle(desktop)
    assert desktop.screens is not None
    totals: list[int] = []
    desktop.screens.counts_changed.connect(lambda counts: totals.append(counts.total))
    central.casework.case()
    wait_for(lambda: 1 in totals)


def test_the_queue_in_front_follows_what_others_do(
    desktop: Desktop, central: CentralOffice
) -> None:
    case = central.casework.case(CaseState.TO_REVIEW, reviewer="")
    _type(desktop, central.role("clerk"), "any")
    wait_for(lambda: desktop.session is not None)
    settle(desktop)
    place = desktop.window.workplace
    assert place is not None
    assert desktop.screens is not None
    place.go_to(QUEUE)
    table = desktop.screens.queue().table
    wait_for(lambda: table.model.rowCount() == 1)
    assert table.selected is not None
    assert table.selected.holder_name == ""
    other = central.as_seen_by("clerk2")
    Claims(other.store, ServerClock(central.engines["clerk2"])).take(
        other.session("clerk2"), case.id
    )
    wait_for(lambda: table.selected is not None and table.selected.holder_name != "")


def test_a_validator_is_asked_for_the_code(desktop: Desktop, central: CentralOffice) -> None:
    _type(desktop, central.role("validator"), "any")
    view = _page(desktop)
    wait_for(view.code_field.isVisible)
    assert QApplication.focusWidget() is view.code
    QTest.keyClicks(view.code, "000000")
    QTest.keyClick(view.code, Qt.Key.Key_Return)
    wait_for(lambda: bool(view.code_field.error))
    assert desktop.session is None
    QTest.keyClicks(view.code, totp(datetime.now(UTC)))
    QTest.keyClick(view.code, Qt.Key.Key_Return)
    wait_for(lambda: desktop.session is not None)
    settle(desktop)
    assert "staff.second_factor_given" in central.staff_actions("validator")


def test_nobody_works_on_a_database_whose_guard_was_altered(
    desktop: Desktop, central: CentralOffice
) -> None:
    with central.owner.begin() as connection:
        connection.execute(text("ALTER TABLE decisions DISABLE TRIGGER guard_decisions"))
    _type(desktop, central.role("clerk"), "any")
    view = _page(desktop)
    wait_for(view.banner.isVisible)
    assert desktop.session is None
    assert "guard_decisions" in view.banner.text
