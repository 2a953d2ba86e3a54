"""The mail server's password in *Administración*, by key: kept in the system's store, or refused."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app.domain.audit import SYSTEM_CHAIN
from app.infra import keyring_secrets
from app.infra.keyring_secrets import backend_name
from app.ports.secret_store import SMTP_SECRET
from db.store import SqlStore
from tests.casework import PASSWORD, Casework
from tests.memory_keyring import MemoryKeyring
from tests.ui.administration_rig import build_view, words
from tests.ui.office_window import CTRL, OfficeWindow, add_administrator
from ui.administration.view import AdministrationView
from ui.messages import Messages
from ui.tasks import Tasks
from ui.widgets.accessibility import unnamed_widgets

KEY = Qt.Key
SECRET = "La del servidor 7"
KEPT = ("ventanilla", SMTP_SECRET)


@pytest.fixture
def backend() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def screen(
    sqlite_engine: Engine, qtbot: QtBot, tasks: Tasks, messages: Messages, backend: MemoryKeyring
) -> OfficeWindow[AdministrationView]:
    office = Casework(SqlStore(sqlite_engine))
    add_administrator(office)
    return OfficeWindow(
        office, qtbot, tasks, messages, lambda context: build_view(office, context, backend), "boss"
    )


@pytest.fixture
def safe(monkeypatch: pytest.MonkeyPatch, backend: MemoryKeyring) -> None:
    names = keyring_secrets.ALLOWED_BACKENDS | {backend_name(backend)}
    monkeypatch.setattr(keyring_secrets, "ALLOWED_BACKENDS", names)


def open_mail(screen: OfficeWindow[AdministrationView]) -> None:
    screen.show()
    screen.press(KEY.Key_PageUp, CTRL)
    assert screen.view.tabs.tabText(screen.view.tabs.currentIndex()) == "Correo"


@pytest.mark.usefixtures("safe")
def test_a_password_is_kept_with_ones_own_and_taken_away_again(
    screen: OfficeWindow[AdministrationView], backend: MemoryKeyring
) -> None:
    open_mail(screen)
    pane = screen.view.mail
    assert "sin contraseña" in pane.badge.accessibleName()
    assert pane.password.hasFocus()
    screen.type(SECRET)
    screen.press(KEY.Key_Tab)
    screen.type("otra")
    screen.press(KEY.Key_Return, CTRL)
    assert "No es igual" in pane.again_field.error
    screen.type(SECRET)
    pane.own.setFocus()
    screen.type("No es la mía 8")
    screen.press(KEY.Key_Return)
    assert "no es su contraseña" in pane.own_field.error
    assert backend.kept == {}
    screen.type(PASSWORD)
    screen.press(KEY.Key_Return)
    assert backend.kept == {KEPT: SECRET}
    assert "guardada" in pane.badge.accessibleName()
    assert pane.password.text() == ""
    assert not screen.view.unfinished_work()
    events = screen.office.events(SYSTEM_CHAIN)
    assert "mail.password_set" in [json.loads(event.canonical)["action"] for event in events]

    pane.own.setFocus()
    screen.type(PASSWORD)
    screen.press(KEY.Key_D, CTRL)
    assert backend.kept == {}
    assert "sin contraseña" in pane.badge.accessibleName()
    assert not unnamed_widgets(screen.window)


def test_without_a_safe_store_it_says_so_and_takes_nothing(
    screen: OfficeWindow[AdministrationView], backend: MemoryKeyring
) -> None:
    open_mail(screen)
    pane = screen.view.mail
    assert "sin llavero seguro" in pane.badge.accessibleName()
    assert "en un archivo no se guarda" in pane.said.text()
    assert not pane.password.isEnabled()
    assert not pane.save.isEnabled()
    assert backend.kept == {}


@pytest.mark.usefixtures("safe")
def test_esc_empties_the_fields_only_at_the_second_time(
    screen: OfficeWindow[AdministrationView],
) -> None:
    open_mail(screen)
    pane = screen.view.mail
    screen.type(SECRET)
    screen.press(KEY.Key_Escape)
    assert pane.password.text() == SECRET
    assert "Cancele otra vez" in words(screen)
    screen.press(KEY.Key_Escape)
    assert pane.password.text() == ""
    assert "Cancele otra vez" not in words(screen)
    assert pane.password.hasFocus()
