"""*Registro* by keyboard on a real store: search, reason, masked file, showing, freeze."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app.domain.audit import person_chain, staff_chain
from app.domain.errors import AccessDeniedError
from app.domain.staff import Session
from app.domain.workflow import CaseState
from app.infra.country_names import CldrCountryNames
from app.infra.emails import read_email
from app.ports.readers import CaseRow
from app.stages.decision import ReportNotMe, Unfreeze
from app.stages.registry import OpenPerson, SearchPeople
from db.store import SqlStore
from tests.casework import CEDULAS, NEW, OLD, Casework
from tests.ui.office_window import CTRL, OfficeWindow
from ui.messages import Messages
from ui.registry.presenter import RegistryPresenter, RegistryUseCases
from ui.registry.view import RegistryView
from ui.shell.error_words import GeneralErrorWords
from ui.tasks import Tasks
from ui.widgets.accessibility import unnamed_widgets
from ui.widgets.screen_context import ScreenContext

KEY = Qt.Key
REASON = "llamada de la persona"
RIGHT_CODE = "123456"


def use_cases(office: Casework, codes: list[str] | None = None) -> RegistryUseCases:
    """On a server where ``codes`` is given: what is typed as a fresh code goes there."""

    def confirm(session: Session, password: str) -> None:
        assert codes is not None
        codes.append(password)
        if password != RIGHT_CODE:
            raise AccessDeniedError("CODE_WRONG")

    return RegistryUseCases(
        signs_by_code=codes is not None,
        search=SearchPeople(office.store, office.clock),
        open_person=OpenPerson(office.store, office.clock),
        report_not_me=ReportNotMe(office.store, office.clock, read_email),
        unfreeze=Unfreeze(
            office.store, office.clock, read_email, confirm if codes is not None else None
        ),
        countries=CldrCountryNames(),
    )


@pytest.fixture
def office(sqlite_engine: Engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


@pytest.fixture
def open_registry(office: Casework, qtbot: QtBot, tasks: Tasks, messages: Messages):

    def build(context: ScreenContext) -> RegistryView:
        return RegistryView(RegistryPresenter(use_cases(office), context), context)

    def opened(login: str = "clerk") -> OfficeWindow[RegistryView]:
        return OfficeWindow(office, qtbot, tasks, messages, build, login).show()

    return opened


def words(screen: OfficeWindow[RegistryView]) -> str:
    labels = screen.view.findChildren(QLabel)
    return " | ".join(label.text() for label in labels if label.isVisible())


def actions(office: Casework, chain: str) -> list[str]:
    return [json.loads(event.canonical)["action"] for event in office.events(chain)]


def ask_for(screen: OfficeWindow[RegistryView], text: str = "quishpe") -> None:
    """From the search field to the question for a reason, by keys."""
    screen.type(text)
    screen.press(KEY.Key_Return)
    screen.press(KEY.Key_Return)


def look_up(screen: OfficeWindow[RegistryView], text: str = "quishpe") -> None:
    """From the search field to the open file, by keys."""
    ask_for(screen, text)
    screen.type(REASON)
    screen.press(KEY.Key_Return, CTRL)


def test_a_file_is_found_opened_shown_and_put_away_by_keyboard(office, open_registry) -> None:
    person = office.person()
    case = office.case(CaseState.TO_REVIEW, person=person)
    screen = open_registry()
    opened: list[CaseRow] = []
    screen.view.case_opened.connect(opened.append)

    look_up(screen)
    text = words(screen)
    assert person.display_name in text
    assert "España" in text
    for secret in (CEDULAS[5], OLD.email, OLD.mobile_ec):
        assert secret not in text

    screen.press(KEY.Key_M, CTRL)
    text = words(screen)
    for shown in (CEDULAS[5], OLD.email, OLD.mobile_ec, "05-04-1970"):
        assert shown in text
    screen.press(KEY.Key_M, CTRL)
    assert OLD.email not in words(screen)

    screen.view.page.cases.table.setFocus()
    screen.press(KEY.Key_Down)
    screen.press(KEY.Key_Return)
    assert [row.case_id for row in opened] == [case.id]

    screen.press(KEY.Key_Escape)
    assert screen.view.presenter.file is None
    assert screen.view.table.isVisible()
    assert actions(office, person_chain(person.id)) == ["person.opened", "person.revealed"]
    clerk = office.people["clerk"].id
    assert actions(office, staff_chain(clerk)) == ["registry.searched"]


def test_typing_alone_searches_nothing_and_leaves_no_trace(office, open_registry, qtbot) -> None:
    office.person()
    screen = open_registry()
    screen.type("quishpe")
    qtbot.wait(400)
    assert screen.view.table.model.rowCount() == 0
    assert office.events(staff_chain(office.people["clerk"].id)) == ()


def test_too_short_a_search_is_explained_in_its_place(office, open_registry) -> None:
    office.person()
    screen = open_registry()
    screen.type("qu")
    screen.press(KEY.Key_Return)
    assert "al menos tres letras" in screen.view.banner.text
    assert office.events(staff_chain(office.people["clerk"].id)) == ()
    assert screen.view.search.hasFocus()


def test_too_long_a_paste_is_explained_and_not_searched_by_half(office, open_registry) -> None:
    screen = open_registry()
    general = GeneralErrorWords()
    screen.messages.extend(general.codes)
    QApplication.clipboard().setText("quishpe " * 400)
    screen.press(KEY.Key_Slash)
    screen.press(KEY.Key_V, CTRL)
    screen.press(KEY.Key_Return)
    assert "No se buscó nada" in screen.view.banner.text
    assert screen.view.table.model.rowCount() == 0
    assert office.events(staff_chain(office.session("clerk").staff_id)) == ()


def test_nobody_found_says_so_and_what_to_try(office, open_registry) -> None:
    screen = open_registry()
    screen.type("inexistente")
    screen.press(KEY.Key_Return)
    assert "No se encontró a nadie" in words(screen)
    assert screen.view.search.hasFocus()


def test_a_reason_too_short_is_told_under_the_field_and_esc_takes_it_back(
    office, open_registry
) -> None:
    person = office.person()
    screen = open_registry()
    ask_for(screen)
    screen.type("ver")
    screen.press(KEY.Key_Return, CTRL)
    assert "al menos 10 letras" in screen.view.reason.error
    assert office.events(person_chain(person.id)) == ()
    screen.press(KEY.Key_Escape)
    assert not screen.view.reason.isVisible()
    assert screen.view.table.grid.hasFocus()
    assert screen.view.presenter.file is None


def test_a_reason_is_given_here_as_everywhere_by_the_key_on_its_button(
    office, open_registry
) -> None:
    person = office.person()
    screen = open_registry()
    ask_for(screen)
    card = screen.view.reason
    assert card.confirm.keys == "Ctrl+Enter"
    screen.type("La persona llama")
    screen.press(KEY.Key_Return)
    screen.type("por segunda vez")
    assert office.events(person_chain(person.id)) == (), "Enter begins another line"
    assert card.isVisible()
    screen.press(KEY.Key_Return, CTRL)
    assert not card.isVisible()
    (event,) = office.events(person_chain(person.id))
    said = json.loads(event.canonical)["details"]["reason"]
    assert said == "La persona llama\npor segunda vez"


def test_a_reason_longer_than_any_is_told_under_the_field(office, open_registry) -> None:
    office.person()
    screen = open_registry()
    ask_for(screen)
    screen.view.reason.edit.setPlainText("llamada de la persona " * 30)
    screen.press(KEY.Key_Return, CTRL)
    assert "caben 500" in screen.view.reason.error
    assert screen.view.presenter.file is None


def test_data_in_the_clear_are_hidden_when_the_screen_goes_out_of_sight(
    office, open_registry
) -> None:
    office.person()
    screen = open_registry()
    look_up(screen)
    screen.press(KEY.Key_M, CTRL)
    assert OLD.email in words(screen)
    screen.view.hide()
    screen.view.show()
    screen.settle()
    assert OLD.email not in words(screen)
    assert screen.view.presenter.file is not None


def test_history_shows_every_version_with_its_validity_and_case(office, open_registry) -> None:
    person = office.person()
    case = office.case(person=person)
    with office.store.write() as uow:
        uow.people.replace_contact(person.id, NEW, office.clock.now(), "ADC", case.id)
        uow.commit()
    screen = open_registry()
    opened: list[CaseRow] = []
    screen.view.case_opened.connect(opened.append)
    look_up(screen, CEDULAS[5])
    screen.press(KEY.Key_M, CTRL)
    table = screen.view.page.contacts.table
    rows = [[table.model.index(row, column).data() for column in range(5)] for row in range(2)]
    assert [row[2] for row in rows] == ["vigente", "anterior"]
    assert [row[3] for row in rows] == ["Actualización de contacto", "Registro del IESS"]
    assert rows[0][4] == case.number
    assert NEW.email in words(screen)
    assert table.grid.hasFocus()
    screen.press(KEY.Key_Return)
    assert [row.case_id for row in opened] == [case.id]
    screen.press(KEY.Key_Down)
    assert OLD.email in words(screen)


def freeze(office: Casework, person) -> None:
    with office.store.write() as uow:
        uow.people.freeze(person.id, office.clock.now(), "not_me:ADC-2026-000007")
        uow.commit()


def test_a_director_lifts_a_freeze_with_a_reason(office, open_registry) -> None:
    person = office.person()
    freeze(office, person)
    screen = open_registry("director")
    look_up(screen)
    assert "no fui yo" in screen.view.page.frozen.text
    screen.press(KEY.Key_D, CTRL)
    screen.type("aclarado en persona")
    screen.press(KEY.Key_Return, CTRL)
    assert not screen.view.page.frozen.isVisible()
    assert "otra vez" in screen.view.banner.text
    with office.store.write() as uow:
        assert uow.people.get(person.id).frozen_at is None
    assert "person.unfrozen" in actions(office, person_chain(person.id))


def test_on_a_server_a_freeze_is_lifted_with_a_fresh_code(
    office, qtbot: QtBot, tasks: Tasks, messages: Messages
) -> None:
    person, codes = office.person(), list[str]()
    freeze(office, person)

    def build(context: ScreenContext) -> RegistryView:
        return RegistryView(RegistryPresenter(use_cases(office, codes), context), context)

    screen = OfficeWindow(office, qtbot, tasks, messages, build, "director").show()
    look_up(screen)
    screen.press(KEY.Key_D, CTRL)
    screen.type("aclarado en persona")
    screen.press(KEY.Key_Return, CTRL)
    assert screen.view.unfreeze.code_field.error
    for code in ("000000", RIGHT_CODE):
        # The focus is where it is missing, and each code is typed anew.
        screen.view.unfreeze.code.setFocus()
        screen.type(code)
        screen.press(KEY.Key_Return)
    assert codes == ["000000", RIGHT_CODE]
    with office.store.write() as uow:
        assert uow.people.get(person.id).frozen_at is None


def test_others_see_the_freeze_and_cannot_lift_it(office, open_registry) -> None:
    person = office.person()
    freeze(office, person)
    screen = open_registry()
    look_up(screen)
    assert "Solo la dirección provincial" in screen.view.page.frozen.text
    screen.press(KEY.Key_D, CTRL)
    assert not screen.view.unfreeze.isVisible()


def test_a_director_does_not_lift_ones_own_freeze(office, open_registry) -> None:
    person = office.person(cedula=office.people["director"].cedula)
    freeze(office, person)
    screen = open_registry("director")
    look_up(screen)
    screen.press(KEY.Key_D, CTRL)
    screen.type("aclarado en persona")
    screen.press(KEY.Key_Return, CTRL)
    assert "su propia ficha" in screen.view.banner.text
    with office.store.write() as uow:
        assert uow.people.get(person.id).frozen_at is not None


@pytest.mark.parametrize("login", ["clerk", "validator", "director"])
def test_everything_has_a_name_and_no_key_means_two_things(office, open_registry, login) -> None:
    office.person()
    screen = open_registry(login)
    assert unnamed_widgets(screen.view) == ()
    look_up(screen)
    assert unnamed_widgets(screen.view) == ()
    assert screen.shortcuts.clashes() == ()
    assert screen.strays() == ()
