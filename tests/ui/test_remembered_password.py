"""A central password kept in the system's store: offered where that is safe, gone when refused."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.errors import AccessDeniedError
from app.infra import keyring_secrets
from app.infra.keyring_secrets import KeyringSecrets, backend_name
from tests.memory_keyring import MemoryKeyring
from ui.messages import Messages
from ui.shell.error_words import GeneralErrorWords
from ui.shell.main_window import MainWindow
from ui.shell.remembering import Remembering
from ui.shell.signin_view import SignInView
from ui.tasks import Tasks
from ui.theme import Theme

KEY = Qt.Key
RIGHT = "una clave larga"


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    names = keyring_secrets.ALLOWED_BACKENDS | {backend_name(MemoryKeyring())}
    monkeypatch.setattr(keyring_secrets, "ALLOWED_BACKENDS", names)
    return MemoryKeyring()


@dataclass
class Server:
    """Lets one password in, with a code after it."""

    password: str = RIGHT
    code_needed: bool = False
    refusal: str = "SIGN_IN_REFUSED"
    entered: list[str] = field(default_factory=list)

    def __call__(self, login: str, password: str, code: str) -> object:
        if code:
            self.entered.append(login)
            return login
        if password != self.password:
            raise AccessDeniedError(self.refusal)
        if self.code_needed:
            raise AccessDeniedError("CODE_NEEDED")
        self.entered.append(login)
        return login


def _remembering(backend: MemoryKeyring) -> Remembering:
    return Remembering(KeyringSecrets(backend=backend), "postgresql://db.example/x")


@pytest.mark.parametrize("is_two_steps", [False, True])
def test_kept_once_the_server_took_it_and_used_without_typing(
    keyring: MemoryKeyring, is_two_steps: bool
) -> None:
    remembering, server = _remembering(keyring), Server(code_needed=is_two_steps)
    enter = remembering.around(server)
    assert remembering.recall() == ""
    remembering.is_wanted = True
    with pytest.raises(AccessDeniedError, match="SIGN_IN_REFUSED"):
        enter("Ana", "otra", "")
    assert not keyring.kept
    for password in (RIGHT, ""):
        if is_two_steps:
            with pytest.raises(AccessDeniedError, match="CODE_NEEDED"):
                enter("Ana ", password, "")
            enter("Ana", "", "123456")
        else:
            enter("Ana ", password, "")
        assert remembering.recall() == "ana"
    with pytest.raises(AccessDeniedError, match="SIGN_IN_REFUSED"):
        enter("eva", "", "")
    assert remembering.recall() == "ana", "somebody else's is not theirs"


def test_forgotten_when_refused_when_disabled_and_when_no_longer_wanted(
    keyring: MemoryKeyring,
) -> None:
    remembering, server = _remembering(keyring), Server()
    enter = remembering.around(server)
    remembering.is_wanted = True
    enter("ana", RIGHT, "")
    with pytest.raises(AccessDeniedError):
        enter("ana", "mal escrita", "")
    assert remembering.recall() == "ana", "what was mistyped beside it says nothing about it"
    server.password = "cambiada en el servidor"
    with pytest.raises(AccessDeniedError):
        enter("ana", "", "")
    assert not keyring.kept
    enter("ana", server.password, "")
    server.password, server.refusal = "x", "ACCOUNT_DISABLED"
    with pytest.raises(AccessDeniedError):
        enter("ana", RIGHT, "")
    assert not keyring.kept
    server.password = RIGHT
    enter("ana", RIGHT, "")
    remembering.is_wanted = False
    enter("ana", RIGHT, "")
    assert not keyring.kept


def test_a_store_that_is_not_safe_is_not_offered_and_one_that_cuts_keeps_nothing(
    keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring.cut_at = 10
    remembering = _remembering(keyring)
    remembering.is_wanted = True
    remembering.around(Server())("ana", RIGHT, "")
    assert remembering.failed is not None
    assert not keyring.kept
    assert _remembering(MemoryKeyring(locked=True)).recall() is None
    monkeypatch.setattr(keyring_secrets, "ALLOWED_BACKENDS", frozenset())
    assert _remembering(keyring).recall() is None


# ---- at the window -----------------------------------------------------------------------


def _page(
    qtbot: QtBot, tasks: Tasks, messages: Messages, server: Server, remembering: Remembering
) -> tuple[MainWindow, SignInView]:
    messages.extend(GeneralErrorWords(messages).codes)
    window = MainWindow(tasks, messages)
    qtbot.addWidget(window)
    view = window.show_sign_in(
        remembering.around(server), database="Central", remembering=remembering
    )
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: not tasks.under_way)
    return window, view


@pytest.mark.usefixtures("theme")
def test_by_keyboard_ticked_once_and_entered_with_one_key(
    qtbot: QtBot, tasks: Tasks, messages: Messages, keyring: MemoryKeyring
) -> None:
    server, remembering = Server(), _remembering(keyring)
    _, view = _page(qtbot, tasks, messages, server, remembering)
    assert view.remember.isVisible()
    assert not view.remember.isChecked()
    qtbot.keyClicks(view.login, "ana")
    qtbot.keyClick(view.login, KEY.Key_Return)
    qtbot.keyClicks(view.password, RIGHT)
    qtbot.keyClick(view.password, KEY.Key_Tab)
    qtbot.keyClick(view.remember, KEY.Key_Space)
    qtbot.keyClick(view.remember, KEY.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view.password, KEY.Key_Return)
    qtbot.waitUntil(lambda: server.entered == ["ana"])
    qtbot.waitUntil(lambda: not tasks.under_way)
    _, view = _page(qtbot, tasks, messages, server, remembering)
    assert view.login.text() == "ana"
    assert view.password.placeholderText() == "Guardada en este equipo"
    assert not view.password.text()
    qtbot.waitUntil(view.password.hasFocus)
    qtbot.keyClick(view.password, KEY.Key_Return)
    qtbot.waitUntil(lambda: server.entered == ["ana", "ana"])
    qtbot.waitUntil(lambda: not tasks.under_way)
    server.password = "cambiada"
    _, view = _page(qtbot, tasks, messages, server, remembering)
    qtbot.waitUntil(view.password.hasFocus)
    qtbot.keyClick(view.password, KEY.Key_Return)
    qtbot.waitUntil(view.banner.isVisible)
    assert "se borró" in view.banner.text
    assert not keyring.kept
    assert not view.password.placeholderText()
    assert not view.remember.isChecked()


def test_where_nothing_is_safe_it_is_typed_each_time(
    qtbot: QtBot, tasks: Tasks, messages: Messages, theme: Theme
) -> None:
    # Not on the list: as on a machine without a store.
    _, view = _page(qtbot, tasks, messages, Server(), _remembering(MemoryKeyring()))
    assert not view.remember.isVisible()
    qtbot.keyClicks(view.login, "ana")
    qtbot.keyClick(view.password, KEY.Key_Return)
    assert view.password_field.error
