"""Changing a member of staff in *Administración*, by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app.domain.staff import Duty
from db.store import SqlStore
from tests.casework import PASSWORD, Casework
from tests.stage_desks import CallDesk
from tests.ui.administration_rig import build_view
from tests.ui.office_window import CTRL, OfficeWindow, add_administrator
from tests.ui.test_administration_window import choose
from ui.administration.view import AdministrationView
from ui.administration.words import AdministrationErrorWords
from ui.messages import Messages
from ui.tasks import Tasks
from ui.widgets.accessibility import unnamed_widgets

KEY = Qt.Key


@pytest.fixture
def screen(
    sqlite_engine: Engine, qtbot: QtBot, tasks: Tasks, messages: Messages
) -> OfficeWindow[AdministrationView]:
    office = Casework(SqlStore(sqlite_engine))
    add_administrator(office)
    messages.extend(AdministrationErrorWords(messages).codes)
    made: OfficeWindow[AdministrationView] = OfficeWindow(
        office, qtbot, tasks, messages, lambda context: build_view(office, context), "boss"
    )
    return made.show()


def stored(screen: OfficeWindow[AdministrationView], login: str):
    with screen.office.store.write() as uow:
        return uow.staff.by_login(login)


def test_name_and_duty_are_changed_by_key(screen: OfficeWindow[AdministrationView]) -> None:
    pane = screen.view.staff
    choose(screen, "clerk")
    screen.press(KEY.Key_M, CTRL)
    assert pane.edit.full_name.hasFocus()
    screen.press(KEY.Key_A, CTRL)
    screen.type("Ana Quishpe")
    pane.edit.own.setFocus()
    screen.type(PASSWORD)
    screen.press(KEY.Key_Return)
    assert stored(screen, "clerk").full_name == "Ana Quishpe"
    assert "quedaron guardados" in pane.banner.text
    assert not pane.edit.isVisible()

    choose(screen, "clerk")
    screen.press(KEY.Key_M, CTRL)
    pane.edit.duty.choose(Duty.DIRECTOR)
    pane.edit.own.setFocus()
    screen.type(PASSWORD)
    screen.press(KEY.Key_Return, CTRL)
    member = stored(screen, "clerk")
    assert (member.duty, member.active) == (Duty.DIRECTOR, False)
    assert "desactivada" in pane.banner.text
    assert not unnamed_widgets(screen.window)


def test_what_stands_in_the_way_is_said_under_its_field(
    screen: OfficeWindow[AdministrationView],
) -> None:
    office = screen.office
    CallDesk(office).schedule(office.case(holder="validator"))
    pane = screen.view.staff
    choose(screen, "validator")
    screen.press(KEY.Key_M, CTRL)
    pane.edit.duty.choose(Duty.CLERK)
    pane.edit.own.setFocus()
    screen.type(PASSWORD)
    screen.press(KEY.Key_Return)
    assert "videollamadas convocadas: 1" in pane.edit.duty_field.error
    assert stored(screen, "validator").active
