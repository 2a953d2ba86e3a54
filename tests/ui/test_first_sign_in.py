"""The first sign-in with a password that somebody else gave, by keyboard on a real store."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app.domain.staff import Duty, Session
from app.stages.access import ActivateAccount, ActivateCommand
from db.store import SqlStore
from tests.casework import CEDULAS
from tests.quick_hasher import QUICK_HASHER
from tests.unit.test_stage_accounts import GIVEN, OWN, Office
from ui.messages import Messages
from ui.shell.error_words import GeneralErrorWords
from ui.shell.main_window import MainWindow
from ui.shell.signin_view import SignInView
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.accessibility import unnamed_widgets

KEY = Qt.Key


@pytest.fixture
def office(sqlite_engine: Engine) -> Office:
    made = Office(SqlStore(sqlite_engine)).bring_second()
    made.add("luis", Duty.CLERK, CEDULAS[2], made.ana)
    return made


@pytest.fixture
def sessions() -> list[Session]:
    return []


@pytest.fixture
def view(
    office: Office,
    sessions: list[Session],
    qtbot: QtBot,
    tasks: Tasks,
    messages: Messages,
    theme: Theme,
) -> SignInView:
    words = GeneralErrorWords(messages)
    messages.extend(words.codes)
    window = MainWindow(tasks, messages)
    qtbot.addWidget(window)
    window.signed_in.connect(sessions.append)
    activate = ActivateAccount(office.store, office.check, QUICK_HASHER, office.clock)
    made = window.show_sign_in(
        lambda login, password, _code: office.enter(login, password),
        database="Local",
        activate=lambda *typed: activate(
            ActivateCommand(typed[0], "PUESTO-1", typed[1], typed[2], typed[3])
        ),
    )
    window.show()
    window.activateWindow()
    return made


def code_of(office: Office) -> str:
    luis = next(one for one in office.manage.everyone(office.eva) if one.login == "luis")
    return office.enable(office.eva, luis.id).code


def begin(qtbot: QtBot, view: SignInView) -> None:
    qtbot.keyClicks(view.login, "luis")
    qtbot.keyClicks(view.password, GIVEN)
    qtbot.keyClick(view.password, KEY.Key_Return)
    qtbot.waitUntil(view.activation.isVisible)


def fill(qtbot: QtBot, view: SignInView, code: str, own: str, again: str) -> None:
    fields = view.activation
    for edit, text in ((fields.code, code), (fields.own, own), (fields.again, again)):
        edit.clear()
        qtbot.keyClicks(edit, text)
        qtbot.keyClick(edit, KEY.Key_Return)


def test_a_newcomer_chooses_a_password_by_keyboard_and_is_in(
    qtbot: QtBot, office: Office, view: SignInView, sessions: list[Session]
) -> None:
    code = code_of(office)
    begin(qtbot, view)
    assert QApplication.focusWidget() is view.activation.code
    assert not unnamed_widgets(view)
    fill(qtbot, view, code.lower(), OWN, OWN)
    qtbot.waitUntil(lambda: len(sessions) == 1)
    assert sessions[0].staff.login == "luis"
    assert office.enter("luis", OWN).staff.login == "luis"


def test_each_mistake_is_told_under_its_field(
    qtbot: QtBot, office: Office, view: SignInView, sessions: list[Session]
) -> None:
    code = code_of(office)
    begin(qtbot, view)
    fields = view.activation
    view.submit()
    assert fields.code_field.error
    assert fields.own_field.error
    fill(qtbot, view, code, OWN, "Otra-cosa-2026")
    assert "No es igual" in fields.again_field.error
    fill(qtbot, view, code, GIVEN, GIVEN)
    qtbot.waitUntil(lambda: "la contraseña que le dieron" in fields.own_field.error)
    assert QApplication.focusWidget() is fields.own
    fill(qtbot, view, "0000-0000-0000", OWN, OWN)
    qtbot.waitUntil(lambda: "no es correcto" in fields.code_field.error)
    # The code and the password may be tried again without typing all anew.
    assert view.password.text() == GIVEN
    fill(qtbot, view, code, OWN, OWN)
    qtbot.waitUntil(lambda: len(sessions) == 1)


def test_a_spent_code_leads_back_to_the_beginning(
    qtbot: QtBot, office: Office, view: SignInView, sessions: list[Session]
) -> None:
    code_of(office)
    office.clock.forward(hours=72)
    begin(qtbot, view)
    fill(qtbot, view, "0000-0000-0000", OWN, OWN)
    qtbot.waitUntil(view.banner.isVisible)
    assert "ya no vale" in view.banner.text
    assert not view.activation.isVisible()
    assert view.password.text() == ""
    assert view.login.isEnabled()
    assert sessions == []
