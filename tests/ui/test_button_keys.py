"""Whoever has no mouse presses a button by Enter or the space bar, wherever the button is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QMainWindow,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.workflow import CaseState
from tests.casework import CEDULAS
from tests.ui.office_window import add_administrator
from tests.ui.quiet_program import QuietProgram, office_of, quiet_program, settle
from ui.messages import Messages
from ui.shell.desktop import Desktop
from ui.shell.main_window import MainWindow
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.arrange import column
from ui.widgets.icon_button import IconButton
from ui.widgets.key_button import KeyHintButton
from ui.widgets.reason_panel import ReasonPanel
from ui.widgets.shortcuts import ShortcutRegistry

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    return window


@pytest.mark.parametrize("key", PRESSES)
@pytest.mark.parametrize("kind", ["word", "icon"])
def test_a_focused_button_is_pressed_and_not_the_key_of_its_pane(
    qtbot: QtBot, shown: QMainWindow, key: Qt.Key, kind: str
) -> None:
    button = KeyHintButton("Cancelar") if kind == "word" else IconButton("clear", "Cerrar")
    pane, registry, done = QWidget(), ShortcutRegistry(), []
    pane.setLayout(column(button))
    shown.setCentralWidget(pane)
    registry.add(pane, "open", "Abrir", "Return", lambda: done.append("pane"), group="G")
    registry.add(pane, "play", "Reproducir", "Space", lambda: done.append("pane"), group="G")
    button.clicked.connect(lambda: done.append("button"))
    button.setFocus()
    qtbot.keyClick(button, key)
    assert done == ["button"]
    button.setEnabled(False)
    qtbot.keyClick(button, key)
    assert done == ["button"]


def test_a_key_held_down_presses_once(qtbot: QtBot, shown: QMainWindow) -> None:
    button, done = KeyHintButton("Añadir"), []
    shown.setCentralWidget(button)
    button.clicked.connect(lambda: done.append(1))
    for is_again in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, NONE, "\r", is_again)
        QApplication.sendEvent(button, event)
    assert done == [1]


def test_signing_in_by_the_button(qtbot: QtBot, tasks: Tasks, messages: Messages) -> None:
    window = MainWindow(tasks, messages)
    qtbot.addWidget(window)
    sessions: list[object] = []
    window.signed_in.connect(sessions.append)
    view = window.show_sign_in(lambda login, password: (login, password), database="Local")
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    qtbot.keyClicks(view.login, "ana")
    qtbot.keyClick(view.login, Qt.Key.Key_Tab)
    qtbot.keyClicks(view.password, "secreta")
    qtbot.keyClick(view.password, Qt.Key.Key_Tab)
    qtbot.waitUntil(view.button.hasFocus)
    qtbot.keyClick(view.button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sessions == [("ana", "secreta")])


def test_a_reason_is_given_by_the_key_on_its_button(qtbot: QtBot, shown: QMainWindow) -> None:
    registry = ShortcutRegistry()
    given: list[str] = []
    panel = ReasonPanel("Diga por qué.", "Ver el caso", registry)
    panel.given.connect(given.append)
    shown.setCentralWidget(panel)
    panel.setFocus()
    qtbot.waitUntil(lambda: panel.edit.isVisible() and panel.edit.hasFocus())
    assert "Ctrl+Enter" in panel.go.accessibleDescription()
    qtbot.keyClick(panel.edit, Qt.Key.Key_Return, CTRL)
    assert given == []
    assert panel.error
    qtbot.keyClicks(panel.edit, "La persona llama")
    qtbot.keyClick(panel.edit, Qt.Key.Key_Return)
    qtbot.keyClicks(panel.edit, "por segunda vez")
    qtbot.keyClick(panel.edit, Qt.Key.Key_Return, CTRL)
    assert given == ["La persona llama\npor segunda vez"]
    qtbot.keyClick(panel.edit, Qt.Key.Key_Tab)
    assert panel.go.hasFocus()
    qtbot.keyClick(panel.go, Qt.Key.Key_Return)
    assert len(given) == 2


@pytest.fixture
def program(tmp_path: Path, sqlite_template: Path) -> Iterator[QuietProgram]:
    with quiet_program(tmp_path, sqlite_template) as made:
        yield made


@pytest.mark.parametrize("login", ["clerk", "validator", "director", "auditor", "boss"])
def test_every_button_of_every_screen(
    program: QuietProgram, qapp: QApplication, login: str
) -> None:
    office = office_of(program)
    add_administrator(office)
    office.case(CaseState.TO_REVIEW, reviewer="")
    office.case(person=office.person(CEDULAS[2], names=("Luis", "Mora")))
    with Desktop(program) as desktop:
        desktop.start()
        dead = deaf(desktop.window)
        desktop.open_session(desktop.entry_of(office.session(login)))
        place = desktop.window.workplace
        assert place is not None
        assert desktop.screens is not None
        for spec in desktop.screens.specs():
            place.go_to(spec.key)
            settle(desktop)
            dead += deaf(desktop.window)
    assert dead == []


def deaf(window: QWidget) -> list[str]:
    """Buttons in sight that leave Enter or the space bar to somebody else."""
    found = []
    for button in window.findChildren(QAbstractButton):
        takes = button.focusPolicy() & Qt.FocusPolicy.TabFocus
        if isinstance(button, QCheckBox | QRadioButton) or not takes or not button.isVisible():
            continue
        if button.isEnabled():
            found += [button.accessibleName() for key in PRESSES if not _hears(button, key)]
    return found


def _hears(button: QAbstractButton, key: Qt.Key) -> bool:
    # What the button does is another test's business: here only whether it is pressed.
    button.blockSignals(True)
    try:
        return all(
            _takes(button, kind, key)
            for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        )
    finally:
        QApplication.sendEvent(button, QKeyEvent(QEvent.Type.KeyRelease, key, NONE))
        button.blockSignals(False)


def _takes(button: QAbstractButton, kind: QEvent.Type, key: Qt.Key) -> bool:
    event = QKeyEvent(kind, key, NONE)
    # As the application sends them: what is not wanted is let go, what overrides a key is claimed.
    event.setAccepted(kind is QEvent.Type.KeyPress)
    # Past the application: it would hand on to the parents what the button does not take.
    button.event(event)
    return event.isAccepted()
