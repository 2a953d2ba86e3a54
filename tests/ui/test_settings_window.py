"""*Ajustes* by keyboard: what is changed, from when, what is refused and told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app.domain.audit import SYSTEM_CHAIN
from db.store import SqlStore
from tests.casework import Casework
from tests.ui.administration_rig import actions, build_view, open_setting, words
from tests.ui.office_window import CTRL, OfficeWindow, add_administrator
from ui.administration.view import AdministrationView
from ui.administration.words import AdministrationErrorWords
from ui.messages import Messages
from ui.tasks import Tasks
from ui.theme import Tone

KEY = Qt.Key


@pytest.fixture
def office(sqlite_engine: Engine) -> Casework:
    made = Casework(SqlStore(sqlite_engine))
    add_administrator(made)
    return made


@pytest.fixture
def screen(office: Casework, qtbot: QtBot, tasks: Tasks, messages: Messages):
    words = AdministrationErrorWords(messages)
    messages.extend(words.codes)
    made: OfficeWindow[AdministrationView] = OfficeWindow(
        office, qtbot, tasks, messages, lambda context: build_view(office, context), "boss"
    )
    return made.show()


def test_a_setting_is_changed_from_today_by_keyboard(office, screen) -> None:
    pane = open_setting(screen, "decision.hold_hours")
    assert pane.editor.value.line.hasFocus()
    screen.press(KEY.Key_A, CTRL)
    screen.type("24")
    screen.press(KEY.Key_Tab)
    screen.press(KEY.Key_Tab)
    screen.type("acuerdo de la dirección 14")
    screen.press(KEY.Key_Return, CTRL)
    assert not pane.editor.isVisible()
    assert pane.banner.tone is Tone.DONE
    assert pane.table.selected.value == "24"
    with office.store.write() as uow:
        assert uow.settings.get("decision.hold_hours", office.clock.now().date()) == "24"
    assert actions(office, SYSTEM_CHAIN)[-1] == "setting.changed"


def test_the_first_setting_is_chosen_on_arrival_and_enter_opens_it(screen) -> None:
    screen.press(KEY.Key_PageDown, CTRL)
    screen.press(KEY.Key_PageDown, CTRL)
    screen.settle()
    pane = screen.view.settings
    assert pane.table.selected is pane.table.model.row_at(0) is not None
    screen.press(KEY.Key_Return)
    assert pane.editor.isVisible()


def test_what_is_typed_takes_the_place_of_the_value(screen) -> None:
    line = open_setting(screen, "decision.hold_hours").editor.value.line
    before = line.text()
    assert before
    assert line.cursorPosition() == len(before)
    screen.type("24")
    assert line.text() == "24"


def test_an_arrow_keeps_the_value_and_goes_on_at_its_end(screen) -> None:
    line = open_setting(screen, "decision.hold_hours").editor.value.line
    before = line.text()
    screen.press(KEY.Key_End)
    screen.type("5")
    assert line.text() == f"{before}5"


def test_a_value_out_of_bounds_is_told_while_typing_and_not_stored(office, screen) -> None:
    pane = open_setting(screen, "decision.hold_hours")
    screen.press(KEY.Key_A, CTRL)
    screen.type("9000")
    assert "de 0 a 720" in pane.editor.value.error
    screen.press(KEY.Key_Return, CTRL)
    assert pane.editor.isVisible()
    with office.store.write() as uow:
        assert uow.settings.history() == ()


def test_a_reason_is_asked_for_and_an_unchanged_value_is_refused(office, screen) -> None:
    pane = open_setting(screen, "decision.hold_hours")
    screen.press(KEY.Key_Return, CTRL)
    assert "al menos 10 letras" in pane.editor.errors[2]
    screen.type("acuerdo de la dirección 14")
    screen.press(KEY.Key_Return, CTRL)
    assert "ya rige ese día" in pane.editor.errors[0]


def test_a_later_day_shows_as_coming_and_in_the_history(office, screen) -> None:
    pane = open_setting(screen, "mail.security")
    pane.editor.value.choice.choose("tls")
    later = office.clock.now().date() + timedelta(days=20)
    pane.editor.begins.set_day(later, earliest=pane.editor.begins.earliest)
    pane.editor.reason.setPlainText("el proveedor lo pide así")
    screen.press(KEY.Key_Return, CTRL)
    state = pane.table.selected
    assert (state.value, state.coming.stored.value) == ("starttls", "tls")
    screen.press(KEY.Key_Return)
    assert "TLS, desde el 06-10-2026" in words(screen)
    assert "Marta Cueva" in words(screen)


def test_a_day_is_typed_or_moved_and_never_lies_in_the_past(office, screen) -> None:
    pane = open_setting(screen, "decision.hold_hours")
    begins = pane.editor.begins
    screen.press(KEY.Key_A, CTRL)
    screen.type("24")
    pane.editor.reason.setPlainText("acuerdo de la dirección 14")
    begins.setFocus()
    for key, shown in (
        (KEY.Key_Down, "16-09-2026"),
        (KEY.Key_Up, "17-09-2026"),
        (KEY.Key_PageUp, "24-09-2026"),
        (KEY.Key_PageDown, "17-09-2026"),
    ):
        screen.press(key)
        assert begins.text() == shown
    for text in ("15-09-2026", "31-09-2026", "mañana", ""):
        begins.setText(text)
        screen.press(KEY.Key_Return, CTRL)
        assert "o uno posterior" in pane.editor.errors[1]
    begins.setText("1/10/2026")
    screen.press(KEY.Key_Return, CTRL)
    assert not pane.editor.isVisible()
    assert pane.table.selected.coming.stored.valid_from.isoformat() == "2026-10-01"


def test_somebody_elses_change_meanwhile_is_told_and_shown(office, screen) -> None:
    pane = open_setting(screen, "decision.hold_hours")
    with office.store.write() as uow:
        now = office.clock.now()
        uow.settings.put("decision.hold_hours", "48", now.date(), None, now)
        uow.commit()
    screen.press(KEY.Key_A, CTRL)
    screen.type("24")
    pane.editor.reason.setPlainText("acuerdo de la dirección 14")
    screen.press(KEY.Key_Return, CTRL)
    assert "Otra persona cambió" in pane.editor.errors[0]
    assert pane.editor.value.line.text() == "24"
    assert "48, desde el 16-09-2026" in words(screen)
    screen.press(KEY.Key_Return, CTRL)
    assert not pane.editor.isVisible()
    assert pane.table.selected.value == "24"


def test_what_is_typed_into_a_setting_is_not_thrown_away_unasked(screen) -> None:
    pane = open_setting(screen, "decision.hold_hours")
    assert "Obligatorio" in words(screen), "said before a refusal"
    screen.press(KEY.Key_Escape)
    assert not pane.editor.isVisible(), "nothing was typed"
    screen.press(KEY.Key_Return)
    pane.editor.reason.setFocus()
    screen.type("acuerdo")
    screen.press(KEY.Key_Escape)
    assert pane.editor.isVisible()
    assert pane.editor.reason.text() == "acuerdo"
    assert "Cancele otra vez" in words(screen)
    # Nor does another setting push it away.
    screen.type(" 14")
    pane.table.select_id("mail.security")
    screen.press(KEY.Key_M, CTRL)
    assert pane.editor.key == "decision.hold_hours"
    assert pane.editor.reason.text() == "acuerdo 14"
    screen.press(KEY.Key_Escape)
    assert not pane.editor.isVisible()


def test_no_value_is_cut_in_the_table_and_the_names_have_room_beside_the_editor(screen) -> None:
    table = screen.view.settings.table
    option = QStyleOptionViewItem()

    def cut() -> list[str]:
        model, grid = table.model, table.grid
        return [
            model.index(line, section).data()
            for section in range(model.columnCount())
            if not grid.isColumnHidden(section)
            for line in range(model.rowCount())
            if grid.itemDelegate().sizeHint(option, model.index(line, section)).width()
            > grid.columnWidth(section)
        ]

    pane = open_setting(screen, "call.link_pattern")
    assert len(cut()) <= 2, "the longest names, whole in the editor"
    screen.press(KEY.Key_Escape)
    assert cut() == []
    values = [column.key for column in pane.table.model.columns].index("value")
    shown = {table.model.index(line, values).data() for line in range(table.model.rowCount())}
    assert {"una expresión", "ventanilla@iess.example"} <= shown
