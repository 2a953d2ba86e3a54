"""Saved views in the window of the queue, by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app.domain.saved_view import MAX_NAME, SavedView
from app.domain.workflow import CaseState
from app.stages.queueing import BrowseQueue, Claims, SavedViews
from app.stages.validation import ReassignValidation
from db.store import SqlStore
from tests.casework import Casework
from tests.ui.office_window import CTRL, OfficeWindow
from ui.messages import Messages
from ui.queueing.presenter import QueuePresenter
from ui.queueing.view import QueueView
from ui.queueing.views_presenter import ViewsPresenter
from ui.shell.error_words import GeneralErrorWords
from ui.tasks import Tasks
from ui.widgets.key_button import KeyHintButton
from ui.widgets.screen_context import ScreenContext

KEY = Qt.Key
Opened = Callable[[], OfficeWindow[QueueView]]


@pytest.fixture
def office(sqlite_engine: Engine) -> Casework:
    office = Casework(SqlStore(sqlite_engine))
    for number, state in enumerate((CaseState.TO_REVIEW, CaseState.TO_REVIEW, CaseState.RECEIVED)):
        office.case(state, person=office.person(f"17{number:08d}"), reviewer="")
    return office


@pytest.fixture
def open_queue(office: Casework, qtbot: QtBot, tasks: Tasks, messages: Messages) -> Opened:
    words = GeneralErrorWords()
    messages.extend(words.codes)

    def build(context: ScreenContext) -> QueueView:
        store, clock = office.store, office.clock
        reassign = ReassignValidation(
            store, office.offices, office.procedures, office.invitations, clock
        )
        queue = QueuePresenter(BrowseQueue(store, clock), Claims(store, clock), reassign, context)
        return QueueView(queue, ViewsPresenter(SavedViews(store, clock), context), context)

    return lambda: OfficeWindow(office, qtbot, tasks, messages, build).show()


def save(screen: OfficeWindow[QueueView], name: str) -> None:
    screen.press(KEY.Key_S, CTRL)
    screen.type(name)
    screen.press(KEY.Key_Return)


def shown(screen: OfficeWindow[QueueView]) -> tuple[str, str, int]:
    """View and state as written in the lists, and how many cases are on show."""
    bar = screen.view.bar
    rows = screen.view.table.model.rowCount()
    return bar.views.currentText(), bar.states.currentText(), rows


def test_present_filters_are_saved_under_a_name_and_picked_again(open_queue: Opened) -> None:
    screen = open_queue()
    bar = screen.view.bar
    assert shown(screen) == ("Vista: Mi provincia", "Estado: Todos", 3)
    bar.states.choose("to_review")
    screen.settle()
    assert shown(screen) == ("Vista: Mi provincia", "Estado: Por revisar", 2)
    save(screen, "Por revisar")
    assert shown(screen) == ("Vista: Por revisar", "Estado: Por revisar", 2)
    assert not bar.card.isVisible()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert screen.view.table.isAncestorOf(focus)
    again = open_queue()
    assert shown(again)[2] == 3
    again.view.bar.views.setFocus()
    again.press(KEY.Key_End)
    assert shown(again) == ("Vista: Por revisar", "Estado: Por revisar", 2)
    again.view.bar.states.choose("")
    again.settle()
    assert shown(again) == ("Vista: Mi provincia", "Estado: Todos", 3)
    assert not again.view.bar.rename.isVisible()


def test_a_view_is_renamed_deleted_and_put_back(open_queue: Opened) -> None:
    screen = open_queue()
    bar = screen.view.bar
    save(screen, "Una")
    screen.press(KEY.Key_F2)
    assert bar.card.edit.text() == "Una"
    screen.type("Otra")
    screen.press(KEY.Key_Return)
    assert shown(screen)[0] == "Vista: Otra"
    screen.press(KEY.Key_Delete, CTRL)
    assert shown(screen)[0] == "Vista: Mi provincia"
    assert "Se eliminó la vista «Otra»" in bar.banner.text
    bar.banner.action_requested.emit()
    screen.settle()
    assert shown(screen)[0] == "Vista: Otra"
    assert not bar.banner.isVisible()


def test_a_deleted_view_is_put_back_by_the_key_of_every_undo(open_queue: Opened) -> None:
    screen = open_queue()
    bar = screen.view.bar
    save(screen, "Una")
    screen.press(KEY.Key_Delete, CTRL)
    (undo,) = (b for b in bar.banner.findChildren(KeyHintButton) if b.text() == "Deshacer")
    assert (undo.keys, undo.icon_name) == ("Ctrl+Z", "undo")
    screen.press(KEY.Key_Z, CTRL)
    assert shown(screen)[0] == "Vista: Una"
    screen.press(KEY.Key_Z, CTRL)
    assert shown(screen)[0] == "Vista: Una", "nothing is left to undo"


def test_a_view_put_back_over_another_state_does_not_name_that_one(open_queue: Opened) -> None:
    screen = open_queue()
    bar = screen.view.bar
    save(screen, "Una")
    screen.press(KEY.Key_Delete, CTRL)
    bar.states.choose("to_review")
    screen.settle()
    screen.press(KEY.Key_Z, CTRL)
    assert shown(screen) == ("Vista: Mi provincia", "Estado: Por revisar", 2)
    assert "Una" in bar._own, "it is back in the list"
    said: list[str] = []
    screen.messages.said.connect(said.append)
    screen.press(KEY.Key_Z, CTRL)
    assert said == ["No hay nada que deshacer."]


def test_a_name_that_cannot_be_is_refused_in_its_card(open_queue: Opened) -> None:
    screen = open_queue()
    bar = screen.view.bar
    save(screen, "Una")
    save(screen, "  ")
    assert "Escriba un nombre" in bar.card.error
    screen.press(KEY.Key_Escape)
    assert not bar.card.isVisible()
    save(screen, "UNA")
    assert "Usted ya tiene una vista «Una»." in bar.card.error
    assert QApplication.focusWidget() is bar.card.edit
    assert bar.card.edit.maxLength() == MAX_NAME


def test_a_view_whose_filter_is_gone_says_so_and_can_be_deleted(
    office: Casework, open_queue: Opened
) -> None:
    views = SavedViews(office.store, office.clock)
    me = office.session("clerk")
    for view in (SavedView("Vieja", "neighbours"), SavedView("Cerrada", "mine", "dreamt")):
        views.save(me, view)
    screen = open_queue()
    bar = screen.view.bar
    for name in ("Vieja", "Cerrada"):
        index = bar.views.findText(f"Vista: {name} (ya no sirve)")
        bar.views.setCurrentIndex(index)
        screen.settle()
        assert shown(screen) == ("Vista: Mi provincia", "Estado: Todos", 3)
        assert f"La vista «{name}» usa un filtro que ya no existe." in bar.banner.text
        bar.banner.action_requested.emit()
        screen.settle()
    assert views.mine(me) == ()
    assert bar.views.findText("Vista: Vieja (ya no sirve)") == -1
