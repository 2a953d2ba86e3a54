"""The keys of the screen in front hold although the focus is beside it: header, rail, status."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.messages import Messages
from ui.shell.main_window import MainWindow
from ui.shell.screen import ScreenSpec, SessionView
from ui.shell.workplace import Workplace
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.arrange import column
from ui.widgets.shortcut_sheet import ShortcutSheet
from ui.widgets.shortcuts import ShortcutRegistry
from ui.widgets.text import PlainLabel

CTRL = Qt.KeyboardModifier.ControlModifier
SESSION = SessionView("Ana Quishpe", "oficinista", "CAU Quito Matriz", "Local · SQLite")


class Screen(QWidget):
    """A screen with a field and two panes that share a letter."""

    def __init__(self, keys: ShortcutRegistry, name: str) -> None:
        super().__init__()
        self.ran: list[str] = []
        self.first, self.second, self.field = QLineEdit(), QLineEdit(), QLineEdit()
        self.setLayout(column(self.first, self.second, self.field))
        self._bind(keys, self, f"Soltar {name}", "Ctrl+R")
        self._bind(keys, self, f"Pregunta {name}", "*")
        for pane, word in ((self.first, "primero"), (self.second, "segundo")):
            pane.setReadOnly(True)
            self._bind(keys, pane, f"Conforme {word}", "Ctrl+E")
        self._bind(keys, self.second, "Solo segundo", "F4")

    def _bind(self, keys: ShortcutRegistry, owner: QWidget, word: str, sequence: str) -> None:
        keys.add(owner, word, word, sequence, lambda: self.ran.append(word), group="G")

    def screen_shown(self) -> None:
        self.field.setFocus()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, tasks: Tasks, messages: Messages) -> MainWindow:
    made = MainWindow(tasks, messages)
    qtbot.addWidget(made)
    specs = [
        ScreenSpec(name, name, "list", partial(Screen, made.shortcuts, name))
        for name in ("uno", "dos")
    ]
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    made.open_session(SESSION, specs, reenter=lambda _: True, idle_seconds=0)
    return made


def place_of(window: MainWindow) -> Workplace:
    assert window.workplace is not None
    return window.workplace


def screen(window: MainWindow, name: str = "uno") -> Screen:
    page = place_of(window).page(name)
    assert isinstance(page, Screen)
    return page


def beside(window: MainWindow) -> tuple[QWidget, ...]:
    place = place_of(window)
    return (place.header.lock_button, place.rail._items["dos"], place.status.keys_button)


def test_keys_of_the_screen_hold_from_everywhere_beside_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    for widget in beside(window):
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_R, CTRL)
        qtbot.keyClick(widget, Qt.Key.Key_Asterisk, Qt.KeyboardModifier.ShiftModifier)
        qtbot.keyClick(widget, Qt.Key.Key_F4)
        assert screen(window).ran == ["Soltar uno", "Pregunta uno", "Solo segundo"]
        screen(window).ran.clear()


def test_of_two_panes_the_one_that_had_the_focus_answers(qtbot: QtBot, window: MainWindow) -> None:
    button = place_of(window).header.lock_button
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_E, CTRL)
    assert screen(window).ran == [], "nobody can tell which is meant"
    screen(window).second.setFocus()
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_E, CTRL)
    assert screen(window).ran == ["Conforme segundo"]


def test_only_the_screen_in_front_answers(qtbot: QtBot, window: MainWindow) -> None:
    place_of(window).go_to("dos")
    button = place_of(window).header.lock_button
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_R, CTRL)
    assert screen(window).ran == []
    assert screen(window, "dos").ran == ["Soltar dos"]


def test_what_is_typed_into_and_what_lies_on_top_comes_first(
    qtbot: QtBot, window: MainWindow
) -> None:
    page, place = screen(window), place_of(window)
    page.field.setFocus()
    qtbot.keyClick(page.field, Qt.Key.Key_Asterisk)
    assert page.field.text() == "*"
    qtbot.keyClick(page.field, Qt.Key.Key_F4)
    note = QLineEdit()
    place.panel.open_with("Motivo", note)
    for widget in (note, place.header.lock_button):
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_R, CTRL)
    place.panel.put_away()
    place.header.lock_button.setFocus()
    window.show_keys()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_R, CTRL)
    window.show_keys()
    window.lock()
    qtbot.keyClick(window, Qt.Key.Key_R, CTRL)
    assert page.ran == []


def test_a_key_that_may_not_now_and_letters_switched_off_rest(
    qtbot: QtBot, window: MainWindow
) -> None:
    button = place_of(window).header.lock_button
    button.setFocus()
    window.shortcuts.set_single_keys(False)
    qtbot.keyClick(button, Qt.Key.Key_Asterisk)
    for entry in window.shortcuts.entries():
        entry.action.setEnabled(entry.chosen != "Ctrl+R")
    qtbot.keyClick(button, Qt.Key.Key_R, CTRL)
    assert screen(window).ran == []


def test_who_has_no_single_keys_finds_the_sheet_all_the_same(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.shortcuts.set_single_keys(False)
    place_of(window).header.lock_button.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    sheet = window.findChild(ShortcutSheet)
    assert sheet is not None
    assert sheet.isVisible()


def test_the_sheet_lists_the_keys_of_the_screen_too(qtbot: QtBot, window: MainWindow) -> None:
    for widget in beside(window):
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_Question)
        sheet = window._sheet
        assert sheet.isVisible()
        shown = {label.text() for label in sheet.findChildren(PlainLabel) if label.isVisible()}
        assert {"Soltar uno", "Pregunta uno", "Solo segundo", "Bloquear el puesto"} <= shown
        assert "Soltar dos" not in shown
        sheet.put_away()
