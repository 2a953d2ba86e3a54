"""*Mi puesto* on a real store: first minute, a case in hand, calls, drafts, every duty."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStyleOptionViewItem
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app.domain.review import ReviewDraft
from app.domain.workflow import CaseState
from app.ports.readers import CallRow
from app.stages.desk import ShowOwnWork
from app.stages.docket import Docket
from app.stages.queueing import BrowseQueue
from db.store import SqlStore
from tests.casework import Casework
from tests.stage_desks import CallDesk
from tests.ui.office_window import CTRL, OfficeWindow, add_administrator
from ui.desk.presenter import DeskPresenter, DeskUseCases
from ui.desk.view import DeskView
from ui.messages import Messages
from ui.tasks import Tasks
from ui.widgets.accessibility import unnamed_widgets
from ui.widgets.badge import Badge
from ui.widgets.key_button import KeyHintButton
from ui.widgets.screen_context import ScreenContext
from ui.widgets.text import PlainLabel
from ui.widgets.two_columns import TwoColumns

KEY = Qt.Key
DUTIES = ("clerk", "validator", "director", "auditor", "boss")


def use_cases(office: Casework) -> DeskUseCases:
    return DeskUseCases(
        queue=BrowseQueue(office.store, office.clock),
        docket=Docket(office.store, office.offices, office.clock),
        own_work=ShowOwnWork(office.store, office.clock),
    )


@pytest.fixture
def office(sqlite_engine: Engine) -> Casework:
    made = Casework(SqlStore(sqlite_engine))
    add_administrator(made)
    return made


@pytest.fixture
def open_desk(office: Casework, qtbot: QtBot, tasks: Tasks, messages: Messages):
    def build(context: ScreenContext) -> DeskView:
        return DeskView(DeskPresenter(use_cases(office), context), context)

    def opened(login: str = "clerk") -> OfficeWindow[DeskView]:
        return OfficeWindow(office, qtbot, tasks, messages, build, login).show()

    return opened


def words(screen: OfficeWindow[DeskView]) -> str:
    labels = [label.text() for label in screen.view.findChildren(QLabel) if label.isVisible()]
    badges = [mark.badge.text for mark in screen.view.findChildren(Badge) if mark.isVisible()]
    return " | ".join([*labels, *badges])


def cases(office: Casework, count: int, state: CaseState = CaseState.TO_REVIEW, **more):
    people = [office.person(f"17{number:08d}") for number in range(count)]
    return [office.case(state, person=person, reviewer="", **more) for person in people]


def test_the_first_minute_says_what_to_do_and_one_key_does_it(office, open_desk) -> None:
    screen = open_desk()
    wanted = []
    screen.view.next_wanted.connect(lambda: wanted.append(True))
    assert "Ningún caso en sus manos" in words(screen)
    assert "Nada espera por ahora" in words(screen)
    assert "todo enviado" in words(screen)
    assert screen.view.primary.hasFocus()
    screen.press(KEY.Key_Space)
    assert wanted == [True]


def test_the_case_in_hand_is_on_top_and_the_same_key_goes_on_with_it(office, open_desk) -> None:
    first, *others = cases(office, 4)
    office.claim(first.id, "clerk")
    screen = open_desk()
    opened: list[object] = []
    screen.view.case_opened.connect(opened.append)
    assert first.number in words(screen)
    assert "suyo hasta las 10:20" in words(screen)
    assert screen.view.primary.accessibleName() == "Seguir con el caso"
    screen.press(KEY.Key_Space)
    assert opened == [first.id]
    table = screen.view._coming.table
    assert table.model.rowCount() == len(others)
    table.setFocus()
    screen.press(KEY.Key_Down)
    screen.press(KEY.Key_Return)
    assert opened[1] in {case.id for case in others}


def test_cases_in_other_hands_and_other_provinces_do_not_wait_here(office, open_desk) -> None:
    mine, elsewhere = cases(office, 2)
    person = office.person("1800000001")
    office.case(CaseState.TO_REVIEW, person=person, reviewer="", province="09")
    office.claim(elsewhere.id, "second")
    screen = open_desk()
    rows = screen.view._coming.table.model
    assert [rows.row_at(place).case_id for place in range(rows.rowCount())] == [mine.id]


def test_time_left_stands_in_three_colours_with_words(office, open_desk) -> None:
    now = office.clock.now()
    cases(office, 2, due_at=now - timedelta(hours=30))
    for number, due in enumerate((now + timedelta(hours=3), now + timedelta(days=2))):
        office.case(
            CaseState.TO_REVIEW, person=office.person(f"18{number:08d}"), reviewer="", due_at=due
        )
    text = words(open_desk())
    for expected in ("2 vencidos", "1 vence hoy", "1 a tiempo"):
        assert expected in text


def test_drafts_left_behind_open_again(office, open_desk) -> None:
    stale, kept = cases(office, 2)
    me, now = office.people["clerk"].id, office.clock.now()
    with office.store.write() as uow:
        for case in (stale, kept):
            uow.drafts.put(ReviewDraft(case.id, me, 1, 1, {}, updated_at=now))
        uow.drafts.mark_stale(stale.id, None)
        uow.commit()
    office.claim(stale.id, "second")
    screen = open_desk()
    opened: list[object] = []
    screen.view.case_opened.connect(opened.append)
    assert "otra persona siguió" in words(screen)
    (button,) = [
        one
        for one in screen.view.findChildren(KeyHintButton)
        if one.accessibleName().startswith(stale.number)
    ]
    button.setFocus()
    screen.press(KEY.Key_Space)
    assert opened == [stale.id]


def test_a_validator_reads_whole_numbers_and_no_list_wastes_room(office, open_desk) -> None:
    done = CallDesk(office).schedule(office.case(holder="validator"))
    office.clock.to(done.call.starts_at - timedelta(minutes=20))
    long = ("Zoila Mercedes de los Ángeles", "Paredes Güilcapi")
    for number in range(8):
        person = office.person(f"18{number:08d}", names=long)
        office.case(CaseState.TO_SCHEDULE, person=person, reviewer="clerk")
    screen = open_desk("validator")
    coming, calls = screen.view._coming.table, screen.view._calls.table
    assert coming.model.rowCount()
    column = [one.key for one in coming.model.columns].index("number")
    wanted = coming.grid.itemDelegate().sizeHint(
        QStyleOptionViewItem(), coming.model.index(0, column)
    )
    assert coming.grid.columnWidth(column) >= wanted.width()
    assert calls.height() < coming.height()
    body = screen.view.findChild(TwoColumns)
    assert body.verticalScrollBar().maximum() == 0


def test_a_validator_reads_how_much_waits_for_each_step(office, open_desk) -> None:
    office.case(CaseState.TO_SCHEDULE)
    office.case(CaseState.TO_SCHEDULE, person=office.person("1750000017"))
    screen = open_desk("validator")
    labels = [
        one.text() for one in screen.view._waiting.findChildren(PlainLabel) if one.isVisible()
    ]
    steps = labels[1:] if labels[0].startswith("Por hacer") else labels
    pairs = dict(zip(steps[::2], steps[1::2], strict=True))
    assert pairs == {"Convocar videollamada": "2", "Resolver la duda": "0", "Decidir": "0"}


def test_a_validators_calls_of_today_open_by_enter(office, open_desk) -> None:
    done = CallDesk(office).schedule(office.case(holder="validator"))
    office.clock.to(done.call.starts_at - timedelta(minutes=20))
    screen = open_desk("validator")
    opened: list[CallRow] = []
    screen.view.call_opened.connect(opened.append)
    table = screen.view._calls.table
    assert table.model.rowCount() == 1
    assert "Por atender" in words(screen)
    table.setFocus()
    screen.press(KEY.Key_Down)
    screen.press(KEY.Key_Return)
    assert opened[0].call.id == done.call.id
    assert "1 mensaje no enviado aún" in words(screen)


@pytest.mark.parametrize(
    ("login", "targets", "tells"),
    [
        ("director", ["queue", "registry"], "Mi provincia por estado"),
        ("auditor", ["queue"], "El país por estado"),
        ("boss", ["admin"], "no ve casos"),
    ],
)
def test_other_duties_learn_what_they_see_and_go_there(office, open_desk, login, targets, tells):
    cases(office, 3)
    screen = open_desk(login)
    gone: list[object] = []
    screen.view.go_to.connect(gone.append)
    assert tells in words(screen)
    screen.press(KEY.Key_G, CTRL)
    if "registry" in targets:
        screen.press(KEY.Key_R, CTRL)
    assert gone == targets
    assert ("3 a tiempo" in words(screen)) == (login != "boss")


def test_an_administrators_desk_holds_nothing_of_any_case(office, open_desk) -> None:
    (case,) = cases(office, 1)
    text = words(open_desk("boss"))
    assert case.number not in text
    assert "Quishpe" not in text
    assert "no enviado" not in text


@pytest.mark.parametrize("login", DUTIES)
def test_everything_has_a_name_and_no_key_means_two_things(office, open_desk, login) -> None:
    cases(office, 2)
    screen = open_desk(login)
    assert unnamed_widgets(screen.view) == ()
    assert screen.shortcuts.clashes() == ()
    assert screen.strays() == ()


def test_a_lost_database_is_told_with_a_way_to_try_again(office, open_desk, tmp_path) -> None:
    screen = open_desk()
    office.store.close()
    (tmp_path / "ventanilla.db").rename(tmp_path / "fuera.db")
    (tmp_path / "ventanilla.db").mkdir()
    screen.press(KEY.Key_F5)
    assert screen.view.banner.isVisible()
    (tmp_path / "ventanilla.db").rmdir()
    (tmp_path / "fuera.db").rename(tmp_path / "ventanilla.db")
    screen.view.banner.action_requested.emit()
    screen.settle()
    assert not screen.view.banner.isVisible()
