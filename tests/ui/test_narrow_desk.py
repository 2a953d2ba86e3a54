"""The case desk at 200 %: one part at a time under tabs, and a whole review by keys."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app.domain.review import FaceVerdict, Verdict
from app.domain.workflow import CaseState
from app.ports.media import MediaReader
from db.store import SqlStore
from tests.casework import Casework
from tests.ui.cut_words import cut_words
from tests.ui.office_window import OfficeWindow
from tests.ui.review_window import review_use_cases
from ui.messages import Messages
from ui.review.desk import Desk
from ui.review.desk_turns import Turn
from ui.review.reason_picker import ReasonPicker
from ui.review.view import ReviewView
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.key_button import KeyHintButton
from ui.widgets.panes import Panes

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ROOM = QSize(1262, 616)
"""What header, narrow rail and status line leave of 1366 x 768 at 200 %."""
Screen = OfficeWindow[ReviewView]


@pytest.fixture
def office(sqlite_engine: Engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


@pytest.fixture
def screen(
    office: Casework,
    qtbot: QtBot,
    tasks: Tasks,
    messages: Messages,
    media: MediaReader,
    theme: Theme,
) -> Screen:
    theme.apply(scale=2.0)
    case = office.case(CaseState.TO_REVIEW, reviewer="")
    cases = review_use_cases(office, media)
    made = OfficeWindow(
        office, qtbot, tasks, messages, lambda context: ReviewView(cases, context), size=ROOM
    ).show()
    made.view.presenter.take(case.id)
    made.settle()
    made.press(KEY.Key_F6)
    return made


def desk_of(screen: Screen) -> Desk:
    desk = screen.view.presenter.desk
    assert desk is not None
    return desk


def part_of(screen: Screen, turn: Turn) -> tuple[QWidget, ...]:
    view = screen.view
    return {
        Turn.REQUIREMENTS: (view.requirements,),
        Turn.EVIDENCE: (view.area,),
        Turn.FACES: (view.faces,),
        Turn.FACTS: (view.facts,),
        Turn.MESSAGE: (view.reasons, view.preview),
    }[turn]


def assert_turn(screen: Screen, turn: Turn) -> None:
    """Only that part is in sight, and the keys work in it."""
    assert screen.view.turns.turn is turn
    for other in Turn:
        for part in part_of(screen, other):
            assert part.isVisible() is (other is turn), (turn, part)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.isVisible(), "keys would go where nobody looks"
    assert any(part is focus or part.isAncestorOf(focus) for part in part_of(screen, turn))


def assert_whole(screen: Screen) -> None:
    view = screen.view
    assert cut_words(view) == []
    for button in view.findChildren(KeyHintButton):
        if button.isVisible() and not inside_scroll(button, view):
            place = QRect(button.mapTo(view, QPoint(0, 0)), button.size())
            assert view.rect().contains(place), button.text()


def inside_scroll(part: QWidget, view: ReviewView) -> bool:
    panes = view.findChild(Panes)
    assert panes is not None
    return panes.isAncestorOf(part)


def test_each_tab_names_the_key_that_leads_to_it(screen: Screen) -> None:
    assert_turn(screen, Turn.EVIDENCE)
    for turn in (Turn.REQUIREMENTS, Turn.FACES, Turn.MESSAGE, Turn.EVIDENCE, Turn.FACTS):
        screen.press(KEY(KEY.Key_F1 + int(turn.value[1:]) - 1))
        assert_turn(screen, turn)
        assert_whole(screen)
    shown = screen.view.facts.currentIndex()
    assert shown == 0, "the first press only shows the facts"
    for tab in (1, 2, 3):
        screen.press(KEY.Key_F3)
        assert screen.view.facts.currentIndex() == tab
        assert_turn(screen, Turn.FACTS)
        assert_whole(screen)


def test_the_answer_given_is_marked_among_the_others(screen: Screen) -> None:
    buttons = {
        button.text(): button
        for button in screen.view.verdicts.findChildren(KeyHintButton)
        if button.isCheckable()
    }

    def marked() -> list[str]:
        return [word for word, button in buttons.items() if button.isChecked()]

    assert marked() == []
    screen.press(KEY.Key_S)
    assert marked() == ["Pedir otra vez"]
    screen.press(KEY.Key_X)
    assert marked() == ["Negar"]
    buttons["Negar"].click()
    assert marked() == ["Negar"], "the same answer again takes nothing back"
    screen.view.presenter.select("id_back")
    assert marked() == [], "the marks are those of the requirement looked at"


def test_the_tabs_are_turned_with_arrows_too(screen: Screen) -> None:
    turns = screen.view.turns
    turns.setFocus()
    screen.press(KEY.Key_Right)
    assert turns.turn is Turn.FACES
    assert turns.hasFocus()
    assert screen.view.faces.isVisible()
    screen.press(KEY.Key_A)
    assert desk_of(screen).draft.of("id_front").verdict is Verdict.CONFORMS


def test_keys_turn_to_what_they_lead_to(screen: Screen) -> None:
    view = screen.view
    screen.press(KEY.Key_F7)
    screen.press(KEY.Key_Down)
    assert_turn(screen, Turn.REQUIREMENTS)
    assert desk_of(screen).selected == "id_back"
    screen.press(KEY.Key_Return)
    assert_turn(screen, Turn.EVIDENCE)
    screen.press(KEY.Key_F3)
    screen.press(KEY.Key_Down, ALT)
    assert_turn(screen, Turn.EVIDENCE)
    screen.press(KEY.Key_F8)
    assert_turn(screen, Turn.MESSAGE)
    assert view.preview.note.hasFocus()
    screen.type("volver a mirar")
    screen.press(KEY.Key_Escape)
    assert_turn(screen, Turn.EVIDENCE)
    screen.press(KEY.Key_F7)
    screen.press(KEY.Key_1, ALT)
    assert_turn(screen, Turn.EVIDENCE)
    screen.press(KEY.Key_F4)
    assert view.facts.zone.isHidden() or view.turns.turn is Turn.FACTS


def test_what_is_out_of_sight_is_shown_before_it_is_answered(screen: Screen) -> None:
    said: list[str] = []
    screen.messages.said.connect(said.append)
    screen.press(KEY.Key_Y)
    assert_turn(screen, Turn.FACES)
    assert desk_of(screen).draft.faces is None
    screen.press(KEY.Key_Y)
    assert desk_of(screen).draft.faces is FaceVerdict.SAME
    assert "Mire los rostros" in said[0]
    assert said[-1] == "", "what was answered is asked for no more"


def ticked(screen: Screen) -> tuple[str, ...]:
    desk = desk_of(screen)
    return desk.draft.of(desk.selected).reasons


def test_one_press_of_a_digit_ticks_and_shows_what_it_ticked(screen: Screen) -> None:
    picker = screen.view.reasons
    last = min(9, len(picker.codes))
    for number in (1, last):
        screen.press(KEY.Key_F6)
        screen.press(KEY(KEY.Key_0 + number))
        assert_turn(screen, Turn.MESSAGE)
        code = picker.codes[number - 1]
        assert code in ticked(screen)
        screen.qtbot.waitUntil(partial(is_read, picker, code))


def is_read(picker: ReasonPicker, code: str) -> bool:
    """Whether the line of a reason is in sight as a whole."""
    line, port = picker._lines_of[code], picker._area.viewport()
    return port.rect().contains(QRect(line.mapTo(port, QPoint(0, 0)), line.size()))


def test_a_digit_takes_back_no_reason_that_is_out_of_sight(screen: Screen) -> None:
    said: list[str] = []
    screen.messages.said.connect(said.append)
    screen.press(KEY.Key_1)
    (chosen,) = ticked(screen)
    screen.press(KEY.Key_F6)
    screen.press(KEY.Key_1)
    assert_turn(screen, Turn.MESSAGE)
    assert ticked(screen) == (chosen,)
    assert "ya está elegido" in said[-1]
    screen.press(KEY.Key_1)
    assert ticked(screen) == ()
    assert said[-1] == ""


def test_a_page_out_of_sight_is_not_seen(screen: Screen) -> None:
    told: list[tuple[int, int]] = []
    view = screen.view
    view.area.page_seen.connect(lambda page, total: told.append((page, total)))
    screen.press(KEY.Key_F7)
    view.area._tell_seen(0, 1)
    assert told == []
    screen.press(KEY.Key_F6)
    assert told == [(0, 1)]


def test_a_whole_review_by_keys(screen: Screen, office: Casework) -> None:
    case = desk_of(screen).view.case
    for number, requirement in enumerate(desk_of(screen).procedure.requirements, start=1):
        screen.press(KEY(KEY.Key_0 + number), ALT)
        assert_turn(screen, Turn.EVIDENCE)
        assert desk_of(screen).selected == requirement.code
        assert_whole(screen)
        screen.press(KEY.Key_S)
        assert_turn(screen, Turn.MESSAGE)
        assert_whole(screen)
        screen.press(KEY.Key_1)
        assert desk_of(screen).draft.of(requirement.code).reasons
        assert screen.view.preview.text.isVisible()
        assert_whole(screen)
    screen.press(KEY.Key_F9)
    screen.press(KEY.Key_F2)
    screen.press(KEY.Key_Y)
    assert_turn(screen, Turn.FACES)
    assert screen.view.verdicts.commit.isVisible(), [*desk_of(screen).blockers]
    assert_whole(screen)
    screen.press(KEY.Key_Return, CTRL)
    assert office.now_case(case.id).state is CaseState.AWAITING_CITIZEN
    assert screen.view.undo_bar.is_open
    assert cut_words(screen.view) == []


def test_with_more_room_all_parts_come_back(screen: Screen, theme: Theme) -> None:
    view = screen.view
    screen.press(KEY.Key_F3)
    theme.apply(scale=1.0)
    view.turns._panes._row_from = 300
    screen.window.resize(ROOM.width() + 8, ROOM.height())
    screen.settle()
    assert not view.turns.isVisible()
    for turn in Turn:
        assert all(part.isVisible() for part in part_of(screen, turn))
    view.turns._panes._row_from = 3000
    screen.window.resize(ROOM)
    screen.settle()
    assert_turn(screen, Turn.FACTS)
