""" "No fui yo" in *Registro*: the code by keyboard, every answer in words, nothing about anybody."""

from __future__ import annotations

import json
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app.domain.audit import person_chain, staff_chain
from app.domain.case import Case
from app.domain.ids import CaseId, PersonId
from app.domain.workflow import CaseState
from app.stages.decision import NotMeEffect, NotMeReported, UnfreezeCommand
from db.store import SqlStore
from tests.casework import CEDULAS, NEW, OLD, Casework
from tests.db.test_contradictions import unguarded
from tests.stage_desks import CallDesk, DecisionDesk, not_me_code
from tests.ui.office_window import CTRL, OfficeWindow
from tests.ui.test_registry_window import look_up, use_cases
from ui.messages import Messages
from ui.registry.presenter import RegistryPresenter
from ui.registry.view import RegistryView
from ui.registry.words import NotMeWords
from ui.tasks import Tasks
from ui.theme import Tone
from ui.widgets.accessibility import unnamed_widgets
from ui.widgets.screen_context import ScreenContext

KEY = Qt.Key
WRONG = "7K2M-ABCD-EFGH-JKLM"


class Warned:
    """An office that approved one change and has told the person of it."""

    def __init__(self, engine: Engine) -> None:
        self.office = Casework(SqlStore(engine))
        self.calls, self.desk = CallDesk(self.office), DecisionDesk(self.office)
        self.person = self.office.person()

    def approved(self, hold_hours: int = 0) -> tuple[Case, str]:
        """A change, in force or on hold, and the code in its notices."""
        if hold_hours:
            self.desk.hold(hold_hours)
        case = self.calls.validated(self.office.case(person=self.person, holder="validator"))
        done = self.desk.approve(case)
        return done.case, not_me_code(self.office, done)

    def lift(self) -> None:
        director = self.office.session("director")
        self.desk.unfreeze(UnfreezeCommand(director, self.person.id, "Verificado en la agencia"))

    def is_frozen(self) -> bool:
        with self.office.store.write() as uow:
            return uow.people.get(self.person.id).frozen_at is not None

    def actions(self, chain: str) -> list[str]:
        return [json.loads(event.canonical)["action"] for event in self.office.events(chain)]


@pytest.fixture
def warned(sqlite_engine: Engine) -> Warned:
    return Warned(sqlite_engine)


@pytest.fixture
def open_registry(warned: Warned, qtbot: QtBot, tasks: Tasks, messages: Messages):
    office = warned.office

    def build(context: ScreenContext) -> RegistryView:
        return RegistryView(RegistryPresenter(use_cases(office), context), context)

    def opened(login: str = "clerk") -> OfficeWindow[RegistryView]:
        return OfficeWindow(office, qtbot, tasks, messages, build, login).show()

    return opened


def report(screen: OfficeWindow[Any], code: str) -> str:
    """Type a code as it is heard and confirm; what the banner then says."""
    screen.press(KEY.Key_N, CTRL)
    screen.type(code)
    screen.press(KEY.Key_Return)
    return str(screen.view.banner.text)


def said(screen: OfficeWindow[Any]) -> str:
    return " | ".join(one.text() for one in screen.view.findChildren(QLabel) if one.isVisible())


@pytest.mark.parametrize("login", ["clerk", "validator", "director"])
def test_whoever_has_the_register_stops_a_change_and_learns_nothing(
    warned, open_registry, login
) -> None:
    case, code = warned.approved(hold_hours=48)
    screen = open_registry(login)
    banner = report(screen, code.lower().replace("-", " ").replace("0", "o"))
    assert f"{case.number} no se aplica" in banner
    assert "levanta la detención" in banner
    assert screen.view.banner.tone == Tone.DONE
    assert not screen.view.not_me.isVisible()
    assert screen.view.search.hasFocus()
    assert warned.office.now_case(case.id).state is CaseState.REFUSED
    assert warned.is_frozen()
    for secret in (warned.person.display_name, CEDULAS[5], OLD.email, NEW.email):
        assert secret not in said(screen)


def test_whoever_takes_the_call_is_told_that_the_decision_was_taken_out(
    warned, open_registry, sqlite_engine
) -> None:
    case, code = warned.approved(hold_hours=48)
    with unguarded(sqlite_engine) as connection:
        connection.exec_driver_sql("DELETE FROM decisions")
        connection.commit()
    screen = open_registry()
    banner = report(screen, code)
    assert f"{case.number} no se aplica" in banner
    assert "Lo guardado de este trámite falta" in banner
    assert "a quien administra" in banner
    assert screen.view.banner.tone == Tone.LATE
    assert warned.is_frozen()


def test_the_list_found_before_says_what_is_so_now(warned, open_registry) -> None:
    _, code = warned.approved()
    screen = open_registry()
    look_up(screen)
    report(screen, code)
    screen.press(KEY.Key_Escape)
    assert [row.is_frozen for row in screen.view.table.model.rows] == [True]
    assert "una persona" not in said(screen), "said of the list while the file was on show"


def test_esc_gives_the_focus_back_and_stops_nothing(warned, open_registry) -> None:
    _, code = warned.approved()
    screen = open_registry()
    look_up(screen)
    place = screen.window.focusWidget()
    screen.press(KEY.Key_N, CTRL)
    assert screen.view.not_me.edit.hasFocus()
    assert "no muestra ningún dato" in said(screen)
    screen.type(code)
    screen.press(KEY.Key_Escape)
    assert not screen.view.not_me.isVisible()
    assert screen.window.focusWidget() is place
    assert screen.view.presenter.file is not None
    screen.press(KEY.Key_N, CTRL)
    assert screen.view.not_me.edit.text() == ""
    assert not warned.is_frozen()


def test_whoever_went_on_elsewhere_keeps_the_focus(open_registry) -> None:
    screen = open_registry()
    screen.view._not_me.setFocus()
    screen.press(KEY.Key_N, CTRL)
    screen.view.search.setFocus()
    screen.press(KEY.Key_Escape)
    assert not screen.view.not_me.isVisible()
    assert screen.view.search.hasFocus()


def test_a_change_in_force_is_told_with_what_must_follow(warned, open_registry) -> None:
    case, code = warned.approved()
    screen = open_registry()
    screen.press(KEY.Key_N, CTRL)
    screen.type(code)
    screen.view.not_me.leave.setFocus()
    screen.press(KEY.Key_Return, CTRL)
    banner = screen.view.banner.text
    assert f"{case.number} ya se había aplicado" in banner
    assert "Avise ya a dirección provincial" in banner
    assert "requiere un trámite nuevo" in banner
    assert screen.view.banner.tone == Tone.SOON


def test_a_used_code_says_how_things_stand_now(warned, open_registry) -> None:
    case, code = warned.approved()
    screen = open_registry()
    report(screen, code)
    again = report(screen, code)
    assert f"{case.number} ya se había avisado" in again
    assert "levanta la detención" in again
    assert screen.view.banner.tone == Tone.INFO
    # The change is in force: the owner's code stops the next one even after the freeze was lifted.
    warned.lift()
    report(screen, code)
    assert warned.is_frozen()


def test_a_used_code_of_a_change_that_never_applied_says_that_changes_are_allowed(
    warned, open_registry
) -> None:
    _, code = warned.approved(hold_hours=48)
    screen = open_registry()
    report(screen, code)
    warned.lift()
    again = report(screen, code)
    assert "permitidos otra vez" in again
    assert "levanta la detención" not in again
    assert screen.view.banner.tone == Tone.SOON
    assert not warned.is_frozen()


def test_pressing_twice_reports_once(warned, open_registry) -> None:
    case, code = warned.approved(hold_hours=48)
    screen = open_registry()
    screen.press(KEY.Key_N, CTRL)
    screen.type(code)
    for _ in range(3):
        QTest.keyClick(screen.view.not_me.edit, KEY.Key_Return)
    screen.settle()
    assert "no se aplica, ni ningún otro" in screen.view.banner.text
    assert "person.not_me_again" not in warned.office.actions(case.id)


def test_an_unknown_code_is_told_under_the_field_and_is_on_record(warned, open_registry) -> None:
    warned.approved()
    screen = open_registry()
    report(screen, WRONG)
    card = screen.view.not_me
    assert "no se detuvo nada" in card.error
    assert "B y V" in card.error
    assert "avise a dirección provincial" in card.error
    assert card.edit.hasFocus()
    assert card.edit.text() == WRONG
    assert not warned.is_frozen()
    clerk = warned.office.people["clerk"].id
    assert warned.actions(staff_chain(clerk)) == ["not_me.unknown_code"]


@pytest.mark.parametrize(("typed", "found"), [("", 0), ("7K2M-ABCD-EFGH-JKL", 15)])
def test_a_code_with_letters_missing_is_not_tried(warned, open_registry, typed, found) -> None:
    screen = open_registry()
    report(screen, typed)
    said = screen.view.not_me.error
    assert "16 letras y cifras" in said
    assert (f"y aquí hay {found}." in said) is (found > 0), "nobody is told that there are none"
    assert warned.actions(staff_chain(warned.office.people["clerk"].id)) == []


def test_the_open_file_of_that_person_shows_the_freeze(warned, open_registry) -> None:
    case, code = warned.approved(hold_hours=48)
    screen = open_registry()
    look_up(screen)
    assert not screen.view.page.frozen.isVisible()
    banner = report(screen, code)
    assert case.number in screen.view.page.frozen.text
    assert f"{case.number} no se aplica" in banner
    assert screen.view.page.contacts.table.grid.hasFocus()
    assert warned.actions(person_chain(warned.person.id))[-1] == "person.opened"


def test_only_one_card_stands_open(warned, open_registry) -> None:
    screen = open_registry()
    screen.type("quishpe")
    screen.press(KEY.Key_Return)
    screen.press(KEY.Key_Return)
    screen.press(KEY.Key_N, CTRL)
    assert screen.view.not_me.isVisible()
    assert not screen.view.reason.isVisible()
    screen.press(KEY.Key_Escape)
    assert screen.view.table.grid.hasFocus()
    screen.press(KEY.Key_N, CTRL)
    screen.view.table.setFocus()
    screen.press(KEY.Key_Return)
    assert screen.view.reason.isVisible()
    assert not screen.view.not_me.isVisible()


@pytest.mark.parametrize(("height", "is_short"), [(300, True), (692, False)])
def test_no_word_of_the_panel_is_cut_where_room_is_short(
    open_registry, qtbot, height, is_short
) -> None:
    screen = open_registry()
    look_up(screen)
    screen.view.setFixedHeight(height)
    place = screen.window.focusWidget()
    report(screen, WRONG)
    card = screen.view.not_me
    qtbot.waitUntil(lambda: card.height() >= card.heightForWidth(card.width()))
    assert card.edit.isVisible()
    assert screen.view.page.isVisible() is not is_short
    screen.press(KEY.Key_Escape)
    assert screen.view.page.isVisible()
    assert screen.window.focusWidget() is place


def test_a_lost_database_keeps_the_code_and_tries_again(warned, open_registry, tmp_path) -> None:
    case, code = warned.approved(hold_hours=48)
    screen = open_registry()
    warned.office.store.close()
    file, away = tmp_path / "ventanilla.db", tmp_path / "fuera.db"
    file.rename(away)
    file.mkdir()
    report(screen, code)
    assert screen.view.not_me.edit.text() == code
    assert screen.view.banner.isVisible()
    file.rmdir()
    away.rename(file)
    screen.view.banner.action_requested.emit()
    screen.settle()
    assert f"{case.number} no se aplica" in screen.view.banner.text
    assert warned.is_frozen()


def test_a_lost_database_lets_a_file_be_opened_again(warned, open_registry, tmp_path) -> None:
    screen = open_registry()
    screen.type("quishpe")
    screen.press(KEY.Key_Return)
    screen.press(KEY.Key_Return)
    screen.type("llamada de la persona")
    warned.office.store.close()
    file, away = tmp_path / "ventanilla.db", tmp_path / "fuera.db"
    file.rename(away)
    file.mkdir()
    screen.press(KEY.Key_Return, CTRL)
    assert not screen.view.page.isVisible()
    file.rmdir()
    away.rename(file)
    screen.view.banner.action_requested.emit()
    screen.settle()
    assert screen.view.page.isVisible()
    assert not screen.view.banner.isVisible()


def test_another_case_that_froze_first_is_named(qtbot: QtBot) -> None:
    done = NotMeReported(
        effect=NotMeEffect.FROZEN_AFTER_CHANGE,
        case_id=CaseId("b"),
        case_number="ADC-2026-000002",
        person_id=PersonId("p"),
        needs_new_case=True,
        is_frozen=True,
        frozen_by="ADC-2026-000001",
    )
    answer = NotMeWords().answer(done)
    assert "ADC-2026-000002" in answer.sentence
    assert "código del trámite ADC-2026-000001" in answer.next_step


def test_the_panel_has_names_keys_of_its_own_and_stands_in_the_sheet(open_registry) -> None:
    screen = open_registry()
    screen.press(KEY.Key_N, CTRL)
    assert unnamed_widgets(screen.view) == ()
    assert screen.shortcuts.clashes() == ()
    assert screen.strays() == ()
    listed = {one.chosen: one.label for one in screen.shortcuts.here()}
    assert listed["Ctrl+N"] == "Atender un aviso «no fui yo»"
    assert listed["Ctrl+Return"] == "Detener los cambios con el código"
    assert screen.view._not_me.keys == "Ctrl+N"
