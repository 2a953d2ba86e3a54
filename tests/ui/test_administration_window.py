"""*Administración* by keyboard on a real store: staff, agencies, settings, what is refused where."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app.domain.audit import staff_chain
from app.domain.errors import AccessDeniedError
from app.domain.staff import Duty
from app.domain.workflow import CaseState
from app.stages.access import (
    ActivateAccount,
    ActivateCommand,
    EnableAccount,
    ManageStaff,
    PasswordCheck,
    SignIn,
    SignInCommand,
)
from db.store import SqlStore
from tests.casework import CEDULAS, PASSWORD, Casework
from tests.quick_hasher import QUICK_HASHER
from tests.ui.administration_rig import actions, build_view, open_setting, words
from tests.ui.office_window import CTRL, NONE, OfficeWindow, add_administrator
from ui.administration.view import AdministrationView
from ui.administration.words import AdministrationErrorWords
from ui.messages import Messages
from ui.tasks import Tasks
from ui.widgets.accessibility import unnamed_widgets

KEY = Qt.Key
NEW_PASSWORD = "Primera-clave-8"


@pytest.fixture
def office(sqlite_engine: Engine) -> Casework:
    made = Casework(SqlStore(sqlite_engine))
    add_administrator(made)
    add_administrator(made, "other_boss", "2009999992")
    return made


@pytest.fixture
def screen(office: Casework, qtbot: QtBot, tasks: Tasks, messages: Messages):
    words = AdministrationErrorWords(messages)
    messages.extend(words.codes)
    made: OfficeWindow[AdministrationView] = OfficeWindow(
        office, qtbot, tasks, messages, lambda context: build_view(office, context), "boss"
    )
    return made.show()


def sign_in(office: Casework, login: str, password: str):
    check = PasswordCheck(office.store, QUICK_HASHER, office.clock)
    return SignIn(office.store, check, office.clock)(SignInCommand(login, password, "PUESTO-9"))


def fill_member(screen, login: str = "luis.vera", cedula: str = CEDULAS[5], **changes) -> None:
    """Fill the form for a new member by keys, from its first field to its last."""
    typed = [login, cedula, changes.get("name", "Luis Vera Mora"), ""]
    screen.press(KEY.Key_N, CTRL)
    for text in typed:
        screen.type(text)
        screen.press(KEY.Key_Tab)
    screen.press(KEY.Key_Down)  # the duty: one below the first
    screen.press(KEY.Key_Tab)
    screen.press(KEY.Key_Tab)
    for secret in (
        changes.get("password", NEW_PASSWORD),
        changes.get("again", NEW_PASSWORD),
        changes.get("own", PASSWORD),
    ):
        screen.type(secret)
        screen.press(KEY.Key_Tab)


def by_another(office: Casework, login: str) -> str:
    """The code with which another administrator lets an account in."""
    with office.store.look() as stored:
        member = stored.staff.by_login(login)
    assert member is not None
    enable = EnableAccount(office.store, office.clock)
    return enable(office.session("other_boss"), member.id).code


def activate(office: Casework, login: str, code: str, given: str = NEW_PASSWORD):
    check = PasswordCheck(office.store, QUICK_HASHER, office.clock)
    use_case = ActivateAccount(office.store, check, QUICK_HASHER, office.clock)
    return use_case(ActivateCommand(login, "PUESTO-9", given, code, "Una-propia-2026"))


def test_a_member_is_added_by_keyboard_and_comes_in_when_another_enables_them(
    office, screen
) -> None:
    pane = screen.view.staff
    fill_member(screen)
    screen.press(KEY.Key_Return, CTRL)
    assert not pane.new.isVisible()
    assert "Luis Vera Mora queda por activar" in pane.banner.text
    luis = pane.table.selected
    assert luis.login == "luis.vera"
    assert pane._account(luis).text == "por activar"
    assert "Lo preparó Marta Cueva" in words(screen)
    # Whoever prepared it is told so before a password is asked for.
    screen.press(KEY.Key_E, CTRL)
    assert "Usted preparó o modificó esta cuenta" in pane.banner.text
    assert not pane.account.isVisible()
    session = activate(office, "luis.vera", by_another(office, "luis.vera"))
    assert session.staff.duty is Duty.VALIDATOR
    assert session.staff.cedula == CEDULAS[5]
    assert actions(office, staff_chain(luis.id))[:3] == [
        "staff.added",
        "staff.enabled",
        "staff.activated",
    ]


def test_a_code_is_shown_once_to_who_enables_an_account(office, screen) -> None:
    pane, clock = screen.view.staff, office.clock
    manage = ManageStaff(office.store, QUICK_HASHER, clock)
    clerk = office.people["clerk"].id
    manage.give_password(office.session("other_boss"), clerk, NEW_PASSWORD)
    screen.press(KEY.Key_F5)
    choose(screen, "clerk")
    screen.press(KEY.Key_E, CTRL)
    assert "Lo preparó Marta Cueva" in words(screen)
    screen.type(PASSWORD)
    screen.press(KEY.Key_Return, CTRL)
    assert pane.code.isVisible()
    assert pane.code.leave.hasFocus()
    code = pane.code.code.text()
    pane.code.copy.click()
    assert QGuiApplication.clipboard().text() == code
    # No other form takes it away unasked.
    screen.press(KEY.Key_N, CTRL)
    assert pane.code.isVisible()
    assert not pane.new.isVisible()
    assert pane._account(pane.table.selected).text == "por entrar"
    screen.press(KEY.Key_Escape)
    assert not pane.code.isVisible()
    assert pane.code.code.text() == ""
    assert code not in words(screen)
    assert activate(office, "clerk", code).staff_id == clerk


@pytest.mark.parametrize(
    ("changes", "field", "tells"),
    [
        ({"login": "luis vera"}, "login_field", "letras sin tilde"),
        ({"login": "clerk"}, "login_field", "ya existe"),
        ({"name": " "}, "name_field", "Falta el nombre"),
        ({"cedula": CEDULAS[0]}, "cedula_field", "ya tiene una cuenta"),
        ({"password": "corta", "again": "corta"}, "password_field", "al menos 10"),
        ({"again": "otra cosa"}, "again_field", "No es igual"),
        ({"own": "no-es-la-mía"}, "own_field", "no es su contraseña"),
        ({"own": ""}, "own_field", "para confirmar"),
    ],
)
def test_each_mistake_is_told_under_its_field_and_keeps_the_rest(
    office, screen, changes, field, tells
) -> None:
    fill_member(screen, **changes)
    screen.press(KEY.Key_Return, CTRL)
    form = screen.view.staff.new
    assert form.isVisible()
    assert tells in getattr(form, field).error
    assert getattr(form, field).editor.hasFocus()
    assert form.login.text() == changes.get("login", "luis.vera")
    with office.store.write() as uow:
        assert len(uow.staff.all()) == len(office.people)


def test_every_mistake_is_marked_at_once_and_nothing_typed_is_lost(screen) -> None:
    fill_member(screen, cedula="José Pérez Ñauta", password="", again="", own="")
    screen.press(KEY.Key_Return, CTRL)
    form = screen.view.staff.new
    for field in (form.cedula_field, form.password_field, form.own_field):
        assert field.error
    assert form.cedula.hasFocus()
    assert not form.login_field.error
    assert form.cedula.text() == "José Pérez Ñauta"
    # Another form does not push this one away unasked either.
    screen.press(KEY.Key_Escape)
    screen.type("x")
    choose(screen, "clerk")
    screen.press(KEY.Key_M, CTRL)
    assert form.isVisible()
    assert form.cedula.text() == "José Pérez Ñautax"


def test_the_agency_is_read_whole_in_the_form(screen) -> None:
    screen.press(KEY.Key_N, CTRL)
    box = screen.view.staff.new.agency
    assert box.width() >= box.sizeHint().width()


def test_a_mistyped_cedula_is_told_on_leaving_its_field(screen) -> None:
    fill_member(screen, cedula="1710034066")
    assert "última cifra" in screen.view.staff.new.cedula_field.error


def choose(screen, login: str) -> None:
    table = screen.view.staff.table
    place = next(
        row for row in range(table.model.rowCount()) if table.model.row_at(row).login == login
    )
    table.setFocus()
    table.grid.selectRow(place)
    screen.settle()


def test_nothing_is_done_to_a_person_whose_row_is_not_lit(office, screen) -> None:
    pane = screen.view.staff
    assert pane.table.grid.hasFocus()
    for key in (KEY.Key_E, KEY.Key_M, KEY.Key_P):
        assert pane.table.selected is None
        screen.press(key, CTRL)
        assert "Elija primero" in pane.banner.text
        assert not any(form.isVisible() for form in pane.forms)
    with office.store.write() as uow:
        assert all(member.active for member in uow.staff.all())
    screen.press(KEY.Key_Down)
    assert pane.table.selected == pane.table.model.row_at(0)


def test_an_account_is_disabled_and_enabled_after_being_asked(office, screen) -> None:
    pane = screen.view.staff
    choose(screen, "clerk")
    for is_active, said in ((False, "ya no puede entrar"), (True, "puede entrar otra vez")):
        screen.press(KEY.Key_E, CTRL)
        assert office.people["clerk"].full_name in pane.account.accessibleName()
        assert pane.account.own.hasFocus()
        screen.press(KEY.Key_Return, CTRL)
        assert "para confirmar" in pane.account.own_field.error
        assert pane.table.selected.active is not is_active
        screen.type(PASSWORD)
        screen.press(KEY.Key_Return, CTRL)
        assert pane.table.selected.active is is_active
        assert said in pane.banner.text
        assert not pane.account.isVisible()
    assert actions(office, staff_chain(office.people["clerk"].id)) == [
        "staff.disabled",
        "staff.enabled",
    ]


def test_an_account_stays_open_for_a_wrong_password_or_a_second_thought(office, screen) -> None:
    pane = screen.view.staff
    choose(screen, "clerk")
    screen.press(KEY.Key_E, CTRL)
    screen.type("no-es-la-mía")
    screen.press(KEY.Key_Return, CTRL)
    assert "no es su contraseña" in pane.account.own_field.error
    screen.press(KEY.Key_Escape)
    assert not pane.account.isVisible()
    assert pane.table.selected.active


def test_nobody_disables_oneself(office, screen) -> None:
    choose(screen, "boss")
    screen.press(KEY.Key_E, CTRL)
    assert "su propia cuenta" in screen.view.staff.banner.text
    assert screen.view.staff.table.selected.active


def test_another_password_is_given_after_ones_own(office, screen) -> None:
    choose(screen, "clerk")
    screen.press(KEY.Key_P, CTRL)
    for secret in (NEW_PASSWORD, NEW_PASSWORD, PASSWORD):
        screen.type(secret)
        screen.press(KEY.Key_Tab)
    screen.press(KEY.Key_Return, CTRL)
    assert "contraseña de un solo uso" in screen.view.staff.banner.text
    code = by_another(office, "clerk")
    with pytest.raises(AccessDeniedError, match="ACTIVATION_NEEDED"):
        sign_in(office, "clerk", NEW_PASSWORD)
    assert activate(office, "clerk", code).staff.login == "clerk"


def test_secrets_leave_the_form_when_it_is_put_away(screen) -> None:
    fill_member(screen)
    form = screen.view.staff.new
    assert screen.view.unfinished_work()
    screen.press(KEY.Key_Escape)
    assert form.isVisible()
    assert form.login.text() == "luis.vera"
    assert "Cancele otra vez" in words(screen)
    screen.press(KEY.Key_Escape)
    assert not form.isVisible()
    assert (form.password.text(), form.again.text(), form.own.text()) == ("", "", "")
    assert not screen.view.unfinished_work()


def test_an_agency_is_added_renamed_and_kept_in_its_province(office, screen) -> None:
    screen.press(KEY.Key_PageDown, CTRL)
    pane = screen.view.agencies
    assert pane.table.grid.hasFocus()
    screen.press(KEY.Key_N, CTRL)
    screen.type("azu-01")
    screen.press(KEY.Key_Tab)
    screen.press(KEY.Key_Return)
    assert "Falta el nombre" in pane.form._fields["AGENCY_NAME"].error
    screen.type("Cuenca Centro")
    screen.press(KEY.Key_Return)
    assert not pane.form.isVisible()
    with office.store.write() as uow:
        stored = {agency.code: agency for agency in uow.staff.agencies()}
    assert stored["AZU-01"].name == "Cuenca Centro"
    assert stored["AZU-01"].province == "01"
    pane.table.select_id("PIC-01")
    screen.press(KEY.Key_M, CTRL)
    assert pane.form.code.isReadOnly()
    pane.form.province.choose("09")
    screen.press(KEY.Key_Return, CTRL)
    assert "su provincia no se cambia" in pane.form._fields["AGENCY_HAS_STAFF"].error


def test_an_agency_being_typed_is_not_thrown_away_unasked(screen) -> None:
    screen.press(KEY.Key_PageDown, CTRL)
    form = screen.view.agencies.form
    screen.press(KEY.Key_N, CTRL)
    screen.press(KEY.Key_Escape)
    assert not form.isVisible(), "nothing was typed"
    screen.press(KEY.Key_N, CTRL)
    screen.type("azu-01")
    for key, held in ((KEY.Key_Escape, NONE), (KEY.Key_N, CTRL)):
        screen.type("x")
        screen.press(key, held)
        assert form.isVisible()
        assert form.code.text().startswith("azu-01x")
        assert "Cancele otra vez" in words(screen)
    screen.press(KEY.Key_Escape)
    assert not form.isVisible()


def test_nothing_of_any_case_is_on_the_screen(office, screen) -> None:
    case = office.case(CaseState.TO_REVIEW)
    screen.press(KEY.Key_F5)
    for _ in range(3):
        text = words(screen)
        assert case.number not in text
        assert "Quishpe" not in text
        screen.press(KEY.Key_PageDown, CTRL)


def test_everything_has_a_name_and_no_key_means_two_things(office, screen) -> None:
    screen.press(KEY.Key_N, CTRL)
    open_setting(screen, "mail.security")
    assert unnamed_widgets(screen.view) == ()
    assert screen.shortcuts.clashes() == ()
    assert screen.strays() == ()


def test_a_form_has_the_room_of_a_window_low_as_at_200_percent(screen, theme) -> None:
    theme.apply(scale=2.0)
    screen.window.resize(1262, 616)
    screen.settle()
    pane = screen.view.staff
    screen.press(KEY.Key_N, CTRL)
    assert pane.new.login.hasFocus()
    assert not any(field.error for field in pane.new.fields().values()), "nothing was typed yet"
    assert not pane.table.isVisible()
    for field in (pane.new.login_field, pane.new.cedula_field):
        assert not field.visibleRegion().isEmpty()
        assert field.visibleRegion().boundingRect().size() == field.size()
    screen.press(KEY.Key_Escape)
    assert pane.table.isVisible()
    assert pane.table.grid.hasFocus()


def test_a_key_means_one_thing_in_all_parts(screen) -> None:
    for _ in range(3):  # each part is made when it is first opened
        screen.press(KEY.Key_PageDown, CTRL)
    meanings: dict[str, set[str]] = {}
    for entry in screen.shortcuts.entries():
        if screen.view.isAncestorOf(entry.owner):
            meanings.setdefault(entry.chosen, set()).add(entry.key.rpartition(".")[2])
    assert meanings["Ctrl+M"] == {"edit", "change"}
    assert meanings["Ctrl+E"] == {"active"}
    assert meanings["Ctrl+N"] == {"add"}
