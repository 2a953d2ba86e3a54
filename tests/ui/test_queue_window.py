"""The queue in a window: names whole, searches that find, say and open the right thing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app.domain.audit import staff_chain
from app.domain.case import Case
from app.domain.risk import RiskCode, RiskMark, RiskSeverity
from app.domain.search_text import MAX_SEARCH
from app.domain.workflow import CaseState
from app.ports.readers import CaseRow, QueueFilter
from app.stages.queueing import BrowseQueue, Claims, SavedViews
from app.stages.validation import ReassignValidation
from db.store import SqlStore
from tests.casework import NEW, Casework
from tests.stage_desks import CallDesk
from tests.ui.office_window import OfficeWindow
from ui.messages import Messages
from ui.queueing.presenter import QueuePresenter
from ui.queueing.view import QueueView
from ui.queueing.views_presenter import ViewsPresenter
from ui.shell.error_words import GeneralErrorWords
from ui.tasks import Tasks
from ui.widgets.key_button import KeyHintButton
from ui.widgets.screen_context import ScreenContext

KEY = Qt.Key
Opened = Callable[..., OfficeWindow[QueueView]]


@pytest.fixture
def office(sqlite_engine: Engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


@pytest.fixture
def open_queue(office: Casework, qtbot: QtBot, tasks: Tasks, messages: Messages) -> Opened:
    def build(context: ScreenContext) -> QueueView:
        queue = BrowseQueue(office.store, office.clock)
        claims = Claims(office.store, office.clock)
        reassign = ReassignValidation(
            office.store, office.offices, office.procedures, office.invitations, office.clock
        )
        saved = ViewsPresenter(SavedViews(office.store, office.clock), context)
        return QueueView(QueuePresenter(queue, claims, reassign, context), saved, context)

    def opened(login: str = "clerk") -> OfficeWindow[QueueView]:
        return OfficeWindow(office, qtbot, tasks, messages, build, login).show()

    return opened


def cases(office: Casework, count: int, state: CaseState = CaseState.TO_REVIEW) -> list[Case]:
    people = [office.person(f"17{number:08d}") for number in range(count)]
    return [office.case(state, person=person, reviewer="") for person in people]


def test_a_name_is_whole_as_long_as_other_columns_can_give_room(
    office: Casework, open_queue: Opened
) -> None:
    cases(office, 3)
    screen = open_queue()
    table = screen.view.table
    keys = [column.key for column in table.model.columns]
    person = table.model.index(0, keys.index("person"))
    needed = table.grid.itemDelegate().sizeHint(QStyleOptionViewItem(), person)
    assert table.grid.columnWidth(keys.index("person")) >= needed.width()
    assert table.grid.horizontalHeader().length() <= table.grid.viewport().width()


def test_with_a_long_name_every_other_word_is_whole_too(
    office: Casework, open_queue: Opened
) -> None:
    long = office.person("1709999997", names=("Julio Bolívar", "Basantes Llumiquinga"))
    office.case(
        CaseState.TO_REVIEW,
        person=long,
        reviewer="",
        after=replace(NEW, city="Ciudad de México", country="MX"),
    )
    screen = open_queue()
    screen.window.resize(1040, 692)
    screen.settle()
    table = screen.view.table
    for section, column in enumerate(table.model.columns):
        hint = table.grid.itemDelegate().sizeHint(
            QStyleOptionViewItem(), table.model.index(0, section)
        )
        assert table.grid.columnWidth(section) >= hint.width(), column.key


def test_enter_stands_in_the_sheet_and_opens_the_lit_row_once(
    office: Casework, open_queue: Opened
) -> None:
    cases(office, 2)
    screen = open_queue()
    opened: list[object] = []
    screen.view.case_opened.connect(opened.append)
    assert screen.view._open_button.keys == "Enter"
    listed = {one.chosen: one.label for one in screen.shortcuts.here(screen.view.table.grid)}
    assert listed["Return"] == "Abrir el caso"
    screen.press(KEY.Key_Return)
    assert opened == [screen.view.table.selected]


def test_an_empty_search_says_what_can_be_searched_for(
    office: Casework, open_queue: Opened
) -> None:
    cases(office, 2)
    screen = open_queue()
    screen.press(KEY.Key_Slash)
    screen.type("zzzz")
    screen.press(KEY.Key_Return)
    empty = screen.view.table.empty
    assert empty.isVisible()
    assert "«zzzz»" in empty._title.text()
    assert not screen.view._open_button.isEnabled(), "there is nothing to open"
    for word in ("número de trámite", "apellidos", "Esc", "«Todo el país»"):
        assert word in empty._sentence.text()
    screen.press(KEY.Key_Escape)
    assert screen.view.table.model.rowCount() == 2
    assert screen.view._open_button.isEnabled()
    screen.press(KEY.Key_Slash)
    screen.type("qu")
    screen.press(KEY.Key_Escape)
    screen.press(KEY.Key_Slash)
    assert screen.view.search.hasFocus()
    assert screen.view.search.text() == "", "the key was written into the field"


@pytest.mark.parametrize("is_by_cedula", [False, True])
def test_a_whole_number_finds_its_case_in_whatever_state_and_province(
    office: Casework, open_queue: Opened, is_by_cedula: bool
) -> None:
    cases(office, 2)
    person = office.person("0912345675")
    closed = office.case(CaseState.REFUSED, person=person)
    screen = open_queue()
    screen.view.bar.states.choose("to_review")
    screen.settle()
    screen.press(KEY.Key_Slash)
    screen.type("0912345675" if is_by_cedula else closed.number)
    screen.press(KEY.Key_Return)
    model = screen.view.table.model
    assert [row.number for row in model.rows] == [closed.number]
    place = [column.key for column in model.columns].index("due")
    assert model.index(0, place).data() == "Negado", "its state is said"
    assert "también los cerrados" in screen.view._remark.text()
    counts = [mark.badge.text for mark in screen.view._counts._badges.values() if mark.isVisible()]
    assert counts == ["2 a tiempo"], "the view is counted, not the search"


def test_enter_waits_for_the_answer_to_what_was_typed(
    office: Casework, open_queue: Opened, qtbot: QtBot
) -> None:
    (first, second) = cases(office, 2)
    screen = open_queue()
    opened: list[CaseRow] = []
    screen.view.case_opened.connect(opened.append)
    gate = threading.Event()
    for _ in range(3):
        screen.tasks.run(gate.wait, owner=screen.view)
    search = screen.view.search
    search.setFocus()
    qtbot.keyClicks(search, second.number)
    qtbot.keyClick(search, KEY.Key_Return)
    assert search.hasFocus(), "the rows on show are not yet those that were searched"
    gate.set()
    screen.settle()
    screen.press(KEY.Key_Return)
    assert [row.number for row in opened] == [second.number]
    assert first.number != second.number


def test_the_counts_add_up_and_name_the_cases_at_rest(office: Casework, open_queue: Opened) -> None:
    cases(office, 2)
    office.case(CaseState.AWAITING_CITIZEN, person=office.person("1800000001"), reviewer="")
    screen = open_queue()
    view = screen.view
    shown = [mark.badge.text for mark in view._counts._badges.values() if mark.isVisible()]
    assert shown == ["2 a tiempo", "1 en pausa"]
    assert view._remark.text().startswith("3 casos")


def test_warnings_say_of_when_they_are(office: Casework, open_queue: Opened) -> None:
    warned, quiet = cases(office, 2)
    found = RiskMark(RiskCode.EMAIL_OF_OTHERS, RiskSeverity.ALARM, (("count", "2"),))
    with office.store.write() as uow:
        uow.cases.put_risk_marks(warned.id, [found])
        uow.commit()
    screen = open_queue()
    view = screen.view
    assert "avisos al último paso" in view._remark.text()
    model, said = view.table.model, {}
    place = [column.key for column in model.columns].index("marks")
    for row in range(2):
        cell = model.index(row, place)
        tip = model.data(cell, Qt.ItemDataRole.ToolTipRole)
        assert model.data(cell, Qt.ItemDataRole.AccessibleDescriptionRole) == tip
        shown = model.row_at(row)
        assert shown is not None
        said[shown.case_id] = tip
    assert "al abrirlo se buscan otra vez" in said[warned.id]
    assert said[quiet.id] == ""


def test_an_auditor_begins_with_the_cases_the_rest_of_the_window_counts(
    office: Casework, open_queue: Opened
) -> None:
    screen = open_queue("auditor")
    view = screen.view
    assert view.presenter.shows_own
    assert view.bar.views.choice == view.presenter.view.key == "country"


def test_a_director_reassigns_only_what_waits_for_a_validator(
    office: Casework, open_queue: Opened
) -> None:
    CallDesk(office).schedule(office.case(holder="validator"))
    office.case(CaseState.TO_REVIEW, person=office.person("1700000001"), reviewer="")
    screen = open_queue("director")
    asked: list[CaseState] = []
    screen.view.reassign_wanted.connect(lambda row: asked.append(row.state))
    screen.view.table.setFocus()
    for _ in range(2):
        screen.press(KEY.Key_E, Qt.KeyboardModifier.ControlModifier)
        screen.press(KEY.Key_Down)
    assert asked == [CaseState.CALL_SCHEDULED]
    row = next(row for row in office_rows(office) if row.state is CaseState.CALL_SCHEDULED)
    screen.view.presenter.reassign(row, "Está con permiso médico.")
    screen.settle()
    assert office.now_case(row.case_id).state is CaseState.TO_SCHEDULE


def test_keys_about_a_case_in_nobodys_hands_say_so_and_their_buttons_are_shut(
    office: Casework, open_queue: Opened
) -> None:
    cases(office, 1)
    screen = open_queue("director")
    view, said, asked = screen.view, list[str](), list[object]()
    screen.messages.said.connect(said.append)
    view.break_wanted.connect(asked.append)
    view.reassign_wanted.connect(asked.append)
    breaks, reassigns = button(view, "Liberar caso"), button(view, "Reasignar validación")
    assert not breaks.isEnabled()
    assert not reassigns.isEnabled()
    screen.press(KEY.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert said[-1:] == ["Nadie tiene este caso."] == [breaks.toolTip()]
    screen.press(KEY.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert said[-1:] == ["Nadie está validando este caso."] == [reassigns.toolTip()]
    assert asked == []
    held = office.claim(office_rows(office)[0].case_id, "clerk")
    view.presenter.reload()
    screen.settle()
    assert said[-1] == "", "what is no longer so is no longer said"
    assert breaks.isEnabled()
    screen.press(KEY.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert [row.case_id for row in asked if isinstance(row, CaseRow)] == [held.id]


def button(view: QueueView, word: str) -> KeyHintButton:
    return next(
        one for one in view.findChildren(KeyHintButton) if one.text().replace("&", "") == word
    )


@pytest.mark.parametrize(
    ("login", "takes"), [("clerk", True), ("director", False), ("auditor", False)]
)
def test_the_foot_names_the_next_case_only_to_whom_one_is_given(
    office: Casework, open_queue: Opened, login: str, takes: bool
) -> None:
    cases(office, 1)
    assert ("Tomar siguiente" in open_queue(login).view._remark.text()) is takes


def office_rows(office: Casework) -> tuple[CaseRow, ...]:
    with office.store.read() as readers:
        return readers.queue.page(QueueFilter(), None, 20).rows


@pytest.mark.parametrize("lead", ["", "   "])
def test_a_paste_too_long_for_a_search_says_so_and_finds_nothing_by_half(
    office: Casework, open_queue: Opened, lead: str
) -> None:
    cases(office, 2)
    screen = open_queue()
    general = GeneralErrorWords()
    screen.messages.extend(general.codes)
    view = screen.view
    QApplication.clipboard().setText(lead + "quishpe " * 400)
    screen.press(KEY.Key_Slash)
    screen.press(KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    screen.press(KEY.Key_Return)
    assert view.table.model.rowCount() == 0
    assert "No se buscó nada" in view.table.empty._title.text()
    assert f"{MAX_SEARCH} letras" in view.table.empty._sentence.text()
    assert view._remark.text() == ""
    assert office.events(staff_chain(office.session("clerk").staff_id)) == ()
    screen.press(KEY.Key_Escape)
    assert view.table.model.rowCount() == 2
