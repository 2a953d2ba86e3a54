"""A call at 200 %: one part at a time under tabs, no word cut, and held by keys to its end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.call import CallOutcome, CheckResult
from tests.casework import Casework
from tests.ui.calls_window import ALT, CTRL, CallsWindow, at_call, work_of
from tests.ui.cut_words import cut_words
from ui.messages import Messages
from ui.tasks import Tasks
from ui.theme import Theme
from ui.validation.bench import Work
from ui.validation.call_turns import CallTurn
from ui.widgets.key_button import KeyHintButton
from ui.widgets.panes import Panes

KEY = Qt.Key
ROOM = (1262, 616)
"""What header, narrow rail and status line leave of 1366 x 768 at 200 %."""


@pytest.fixture
def screen(
    office: Casework, qtbot: QtBot, tasks: Tasks, messages: Messages, theme: Theme
) -> Iterator[CallsWindow]:
    theme.apply(scale=2.0)
    made = CallsWindow(office, qtbot, tasks, messages)
    # As the window of the program, which is never larger than the screen.
    made.window.setMinimumSize(600, 400)
    made.window.resize(*ROOM)
    at_call(office, made)
    yield made
    made.window.close()


def part_of(screen: CallsWindow, turn: CallTurn) -> QWidget:
    call = screen.view.call
    return {
        CallTurn.PERSON: call.facts,
        CallTurn.CHECKS: call.checks,
        CallTurn.OUTCOME: call.outcome,
    }[turn]


def assert_turn(screen: CallsWindow, turn: CallTurn) -> None:
    """Only that part is in sight, whole, and the keys work in it."""
    assert screen.view.call.turns.turn is turn
    for other in CallTurn:
        assert part_of(screen, other).isVisible() is (other is turn), (turn, other)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert part_of(screen, turn) is focus or part_of(screen, turn).isAncestorOf(focus)
    assert cut_words(screen.view) == []
    needed = screen.view.call.minimumSizeHint().height()
    assert needed <= screen.view.call.height(), "what does not fit would be cut"


def test_each_key_brings_its_part_and_no_word_is_cut(screen: CallsWindow) -> None:
    assert_turn(screen, CallTurn.PERSON)
    for key, turn in (
        (KEY.Key_F3, CallTurn.CHECKS),
        (KEY.Key_F8, CallTurn.OUTCOME),
        (KEY.Key_F2, CallTurn.PERSON),
    ):
        screen.press(key)
        assert_turn(screen, turn)


def test_a_call_is_held_by_keys_and_nothing_unread_is_answered(
    office: Casework, screen: CallsWindow
) -> None:
    screen.press(KEY.Key_Return, CTRL)
    assert_turn(screen, CallTurn.CHECKS)
    panes, checks = screen.view.call.findChild(Panes), screen.view.call.checks
    assert panes is not None
    for button in checks.findChildren(KeyHintButton):
        place = QRect(button.mapTo(panes.viewport(), QPoint(0, 0)), button.size())
        assert panes.viewport().rect().contains(place), button.text()
    said: list[str] = []
    screen.messages.said.connect(said.append)
    screen.press(KEY.Key_A)
    screen.press(KEY.Key_F2)
    screen.press(KEY.Key_X)
    assert "la misma tecla otra vez" in said[-1]
    assert_turn(screen, CallTurn.CHECKS)
    bench = screen.view.presenter.bench
    assert bench is not None
    assert bench.call is not None
    results = [check.result for check in bench.call.checks]
    assert results[:2] == [CheckResult.PASSED, None], "the first press only shows what it answers"
    for _ in results[1:]:
        screen.press(KEY.Key_A)
    office.clock.forward(minutes=3)
    screen.keep_picture()
    screen.press(KEY.Key_1, ALT)
    assert screen.view.call.outcome.chosen is CallOutcome.VALIDATED
    assert screen.view.call.outcome.isVisible()
    screen.press(KEY.Key_Return, CTRL)
    assert work_of(screen) is Work.DECIDE


def test_in_a_wide_window_all_parts_stand_side_by_side(
    office: Casework, qtbot: QtBot, tasks: Tasks, messages: Messages
) -> None:
    made = CallsWindow(office, qtbot, tasks, messages)
    at_call(office, made)
    made.until(lambda: not made.view.call.turns.is_narrow)
    assert not made.view.call.turns.isVisible()
    assert all(part_of(made, turn).isVisible() for turn in CallTurn)
    made.window.close()
