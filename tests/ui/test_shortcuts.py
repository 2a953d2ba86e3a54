"""One register of keys: live where they belong, clashes found, single letters off at will."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.widgets.shortcut_sheet import ShortcutSheet
from ui.widgets.shortcuts import ShortcutRegistry, is_single_key
from ui.widgets.text import PlainLabel


class Desk(QMainWindow):
    """A window with two panes side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = QWidget(), QWidget()
        for pane in (self.first, self.second):
            pane.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body = QWidget()
        layout = QVBoxLayout(self.body)
        self.text = QLineEdit()
        QVBoxLayout(self.first).addWidget(self.text)
        layout.addWidget(self.first)
        layout.addWidget(self.second)
        self.setCentralWidget(self.body)


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme) -> Desk:
    made = Desk()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


def test_keys_live_only_in_their_pane(qtbot: QtBot, desk: Desk) -> None:
    registry = ShortcutRegistry()
    ran: list[str] = []
    registry.add(desk.first, "a1", "Conforme", "A", lambda: ran.append("first"), group="G")
    registry.add(desk.second, "a2", "Aceptar", "A", lambda: ran.append("second"), group="G")
    assert registry.clashes() == ()
    desk.first.setFocus()
    qtbot.keyClick(desk.first, Qt.Key.Key_A)
    desk.second.setFocus()
    qtbot.keyClick(desk.second, Qt.Key.Key_A)
    assert ran == ["first", "second"]


def test_letters_typed_into_a_field_stay_text(qtbot: QtBot, desk: Desk) -> None:
    registry = ShortcutRegistry()
    ran: list[str] = []
    registry.add(desk.first, "a1", "Conforme", "A", lambda: ran.append("x"), group="G")
    desk.text.setFocus()
    qtbot.keyClicks(desk.text, "ala")
    assert desk.text.text() == "ala"
    assert ran == []


def test_clashes_between_a_pane_and_what_holds_it_are_found(desk: Desk) -> None:
    registry = ShortcutRegistry()
    registry.add(desk, "w", "Bloquear", "Ctrl+L", desk.update, group="G")
    registry.add(desk.first, "p", "Lista", "Ctrl+L", desk.update, group="G")
    (pair,) = registry.clashes()
    assert {entry.key for entry in pair} == {"w", "p"}
    with pytest.raises(ValueError, match="twice"):
        registry.add(desk.first, "q", "Otra", "Ctrl+L", desk.update, group="G")
    with pytest.raises(ValueError, match="twice"):
        registry.add(desk.first, "p", "Otra", "Ctrl+M", desk.update, group="G")


def test_a_person_gives_a_shortcut_another_key(qtbot: QtBot, desk: Desk) -> None:
    registry = ShortcutRegistry()
    ran: list[str] = []
    registry.remap({"later": "K", "now": "F12"})
    registry.add(desk.first, "now", "Conforme", "A", lambda: ran.append("now"), group="G")
    registry.add(desk.first, "later", "No pasa", "X", lambda: ran.append("later"), group="G")
    desk.first.setFocus()
    for key in (Qt.Key.Key_A, Qt.Key.Key_F12, Qt.Key.Key_X, Qt.Key.Key_K):
        qtbot.keyClick(desk.first, key)
    assert ran == ["now", "later"]
    registry.remap({})
    qtbot.keyClick(desk.first, Qt.Key.Key_A)
    assert ran == ["now", "later", "now"]


def test_a_key_chosen_twice_gives_way_to_whom_it_was_shipped_for(qtbot: QtBot, desk: Desk) -> None:
    registry = ShortcutRegistry()
    ran: list[str] = []
    registry.remap({"first": "X", "beside": "Ctrl+L"})
    registry.add(desk.first, "first", "Conforme", "A", lambda: ran.append("first"), group="G")
    registry.add(desk.first, "second", "No pasa", "X", lambda: ran.append("second"), group="G")
    loose = QWidget()
    registry.add(loose, "beside", "Lista", "L", lambda: ran.append("beside"), group="G")
    registry.add(desk, "lock", "Bloquear", "Ctrl+L", lambda: ran.append("lock"), group="G")
    loose.setParent(desk.first)
    assert [entry.key for entry in registry.settle()] == ["beside"]
    assert registry.clashes() == ()
    desk.first.setFocus()
    for key in (Qt.Key.Key_A, Qt.Key.Key_X):
        qtbot.keyClick(desk.first, key)
    assert ran == ["first", "second"]


@pytest.mark.parametrize("sequence", ["Ctrl+Ñandú", "tecla", "Ctrl+"])
def test_what_names_no_key_is_refused(desk: Desk, sequence: str) -> None:
    with pytest.raises(ValueError, match=r"^shell\.lock$"):
        ShortcutRegistry().remap({"shell.lock": sequence})


def test_single_letters_can_be_switched_off(qtbot: QtBot, desk: Desk) -> None:
    registry = ShortcutRegistry()
    ran: list[str] = []
    registry.add(desk.second, "a", "Conforme", "A", lambda: ran.append("a"), group="G")
    registry.add(desk.second, "c", "Resolver", "Ctrl+Return", lambda: ran.append("c"), group="G")
    registry.set_single_keys(False)
    desk.second.setFocus()
    qtbot.keyClick(desk.second, Qt.Key.Key_A)
    qtbot.keyClick(desk.second, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert ran == ["c"]
    registry.set_single_keys(True)
    qtbot.keyClick(desk.second, Qt.Key.Key_A)
    assert ran == ["c", "a"]
    registry.suspend(True)
    qtbot.keyClick(desk.second, Qt.Key.Key_A)
    assert ran == ["c", "a"]


@pytest.mark.parametrize(
    ("sequence", "is_single"),
    [("A", True), ("?", True), ("Shift+R", True), ("Ctrl+A", False), ("F6", False), ("Esc", False)],
)
def test_what_counts_as_a_single_key(sequence: str, is_single: bool) -> None:
    assert is_single_key(sequence) is is_single


def test_the_sheet_lists_what_is_live_here(qtbot: QtBot, desk: Desk) -> None:
    registry = ShortcutRegistry()
    registry.add(desk, "w", "Bloquear", "Ctrl+L", desk.update, group="Ventana")
    registry.add(desk.first, "p", "&Conforme", "A", desk.update, group="Revisión")
    registry.add(desk.second, "s", "Otra cosa", "B", desk.update, group="Otra")
    sheet = ShortcutSheet(registry, desk.body)
    desk.text.setFocus()
    sheet.open_for(desk.text)
    shown = {label.text() for label in sheet.findChildren(PlainLabel) if label.isVisible()}
    assert {"Ventana", "Bloquear", "Revisión", "Conforme"} <= shown
    assert "Otra cosa" not in shown
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert desk.text.hasFocus()


def groups(registry: ShortcutRegistry, focus: QWidget) -> list[str]:
    return list(dict.fromkeys(entry.group for entry in registry.here(focus)))


def test_the_sheet_begins_with_the_part_in_front_and_ends_with_what_is_so_everywhere(
    desk: Desk,
) -> None:
    registry = ShortcutRegistry()
    registry.add(desk, "w", "Bloquear", "Ctrl+L", desk.update, group="Ventana")
    registry.add(desk.body, "s", "Tomar", "Ctrl+T", desk.update, group="Pantallas")
    registry.add(desk.first, "p", "Conforme", "A", desk.update, group="Mesa")
    registry.add(desk.text, "t", "Acercar", "Ctrl+E", desk.update, group="Imagen")
    assert groups(registry, desk.text) == ["Imagen", "Mesa", "Pantallas", "Ventana"]
    registry.set_front(desk.first, (desk.second,), QWidget(desk))
    assert groups(registry, desk.text) == ["Imagen", "Mesa", "Pantallas", "Ventana"]
    desk.second.setFocus()
    assert groups(registry, desk.second)[0] == "Mesa", "as the focus were where it was last"


def test_the_sheet_turns_its_pages_as_it_opens(qtbot: QtBot, desk: Desk) -> None:
    registry = ShortcutRegistry()
    for number in range(1, 30):
        registry.add(
            desk, f"k{number}", f"Acto {number}", f"Ctrl+F{number}", desk.update, group="Actos"
        )
    sheet = ShortcutSheet(registry, desk.body)
    sheet.open_for(desk.text)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert sheet.isAncestorOf(focus)
    bar = sheet._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(focus, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    sheet.put_away()


def test_entries_of_a_deleted_pane_are_gone(qtbot: QtBot, desk: Desk) -> None:
    registry = ShortcutRegistry()
    pane = QWidget(desk)
    registry.add(pane, "x", "X", "X", desk.update, group="G")
    pane.deleteLater()
    qtbot.waitUntil(lambda: registry.entries() == ())
