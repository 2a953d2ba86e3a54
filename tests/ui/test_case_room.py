"""The case desk keeps its three columns at 1366 x 768, with the undo bar and after it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app.domain.review import FaceVerdict
from app.domain.risk import RiskCode, RiskMark, RiskSeverity
from app.domain.workflow import CaseState
from app.ports.media import MediaReader
from db.store import SqlStore
from tests.casework import Casework
from tests.ui.cut_words import cut_words
from tests.ui.office_window import OfficeWindow
from tests.ui.review_window import review_use_cases
from tests.ui.still import let_layouts_follow
from ui.messages import Messages
from ui.review.view import ReviewView
from ui.tasks import Tasks
from ui.theme import Metric, Theme
from ui.widgets.arrange import column
from ui.widgets.banner import Banner
from ui.widgets.icon_button import IconButton
from ui.widgets.key_button import KeyHintButton
from ui.widgets.letter_text import LetterText, changed_part
from ui.widgets.panes import Panes
from ui.widgets.scrolled import Cover, scrolled
from ui.widgets.text import PlainLabel

ROOM = (1158, 654)
"""What header, rail and status line leave of 1366 x 768."""
EVIDENCE = (300, 250)


@pytest.fixture
def screen(
    sqlite_engine: Engine, qtbot: QtBot, tasks: Tasks, messages: Messages, media: MediaReader
) -> OfficeWindow[ReviewView]:
    office = Casework(SqlStore(sqlite_engine))
    case = office.case(CaseState.TO_REVIEW, reviewer="")
    cases = review_use_cases(office, media)
    made = OfficeWindow(
        office, qtbot, tasks, messages, lambda context: ReviewView(cases, context)
    ).show()
    made.view.presenter.take(case.id)
    made.settle()
    return made


def frame(view: QWidget, part: QWidget) -> QRect:
    return QRect(part.mapTo(view, part.rect().topLeft()), part.size())


def assert_side_by_side(view: ReviewView) -> None:
    panes = view.findChild(Panes)
    assert panes is not None
    assert not panes.is_stacked
    left, middle, right = (frame(view, part) for part in (view.requirements, view.area, view.facts))
    assert left.right() < middle.left()
    assert middle.right() < right.left()
    assert not middle.intersects(frame(view, view.faces))
    assert middle.width() >= EVIDENCE[0]
    assert middle.height() >= EVIDENCE[1]


def test_undo_bar_leaves_the_columns_side_by_side(screen: OfficeWindow[ReviewView]) -> None:
    view = screen.view
    top = view.window()
    top.resize(top.width() + ROOM[0] - view.width(), top.height() + ROOM[1] - view.height())
    let_layouts_follow()
    assert_side_by_side(view)
    view.undo_bar.offer("Se pedirá la corrección por correo.", 1)
    screen.settle()
    let_layouts_follow()
    assert_side_by_side(view)
    view.undo_bar.finish()
    screen.settle()
    let_layouts_follow()
    assert_side_by_side(view)


@pytest.fixture
def twice(theme: Theme) -> None:
    theme.apply(scale=2.0)


@pytest.mark.usefixtures("twice")
def test_at_twice_the_size_the_undo_bar_cuts_no_button(screen: OfficeWindow[ReviewView]) -> None:
    # As the window of the program, which is never larger than the screen.
    screen.window.setMinimumSize(600, 400)
    screen.window.resize(1230, 616)
    view = screen.view
    view.undo_bar.offer("Se pedirá la corrección por correo.", "prueba")
    screen.settle()
    for button in view.verdicts.findChildren(KeyHintButton):
        assert frame(view, button).bottom() < view.height(), button.text()


def test_the_zone_is_in_sight_when_it_takes_the_keys_and_esc_gives_them_back(
    screen: OfficeWindow[ReviewView], qtbot: QtBot
) -> None:
    review = screen.view
    review.facts.focus_zone()
    field = review.facts.zone.text
    assert field.hasFocus()
    qtbot.waitUntil(lambda: not field.visibleRegion().isEmpty())
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not field.hasFocus()
    elsewhere = QApplication.focusWidget()
    assert elsewhere is not None
    QTest.keyClicks(elsewhere, "a")
    assert field.toPlainText() == ""


def test_fields_that_a_message_leaves_no_room_for_are_counted_and_opened(
    screen: OfficeWindow[ReviewView], qtbot: QtBot
) -> None:
    view = screen.view
    top = view.window()
    top.resize(top.width() + ROOM[0] - view.width(), top.height() + ROOM[1] - view.height())
    facts, sign = view.facts, view.facts.change.sign
    changes = facts._changes
    port = facts._first.viewport()

    def unseen() -> int:
        edge = port.height() + facts._first.verticalScrollBar().value()
        return changes.fields_below(edge - changes.y())

    QTest.keyClick(view, Qt.Key.Key_1)
    screen.settle()
    assert view.preview.text.isVisible()
    qtbot.waitUntil(lambda: sign.isVisible() and str(unseen()) in sign.text())
    assert "más" in sign.text()
    before = unseen()
    mark = changes.findChildren(PlainLabel)[0]
    assert mark.text().startswith("Atención: ")
    assert port.rect().contains(frame(port, mark)), "the mark of risk is read, whatever is not"
    qtbot.waitUntil(lambda: not frame(view, sign).intersects(frame(view, port)))
    assert view.rect().contains(frame(view, sign))
    sign.click()
    qtbot.waitUntil(lambda: unseen() < before)
    if sign.isVisible():
        sign.click()
    qtbot.waitUntil(lambda: not sign.isVisible())
    focus = QApplication.focusWidget()
    assert focus is not None
    assert facts.isAncestorOf(focus)


def test_a_mark_of_risk_stays_in_sight_beside_the_message(
    screen: OfficeWindow[ReviewView], qtbot: QtBot
) -> None:
    view = screen.view
    desk = view.presenter.desk
    assert desk is not None
    marks = (
        RiskMark(RiskCode.EMAIL_OF_OTHERS, RiskSeverity.NOTICE, (("count", "2"),)),
        RiskMark(RiskCode.EMAIL_OF_OTHERS, RiskSeverity.ALARM, (("count", "2"),)),
    )
    seen = replace(desk, view=replace(desk.view, risk_marks=marks))
    view.facts.show_desk(seen, is_new=True)
    top = view.window()
    top.resize(top.width() + ROOM[0] - view.width(), top.height() + ROOM[1] - view.height())
    QTest.keyClick(view, Qt.Key.Key_1)
    screen.settle()
    assert view.preview.text.isVisible()
    port = view.facts._first.viewport()
    said = [one for one in view.facts._changes.findChildren(PlainLabel) if one.isVisible()]
    assert said[0].text().startswith("Alarma: "), "the gravest first"
    qtbot.waitUntil(lambda: port.rect().contains(frame(port, said[0])))


LONG = (
    RiskMark(RiskCode.EMAIL_AND_PHONE, RiskSeverity.WARNING, ()),
    RiskMark(RiskCode.PHONE_COUNTRY, RiskSeverity.ALARM, (("country", "ES"), ("regions", "FR"))),
)


@pytest.mark.parametrize("count", [1, 2])
def test_no_mark_is_cut_and_a_field_that_changes_stays_beside_message_and_undo_bar(
    screen: OfficeWindow[ReviewView], qtbot: QtBot, count: int
) -> None:
    view = screen.view
    desk = view.presenter.desk
    assert desk is not None
    seen = replace(desk, view=replace(desk.view, risk_marks=LONG[:count]))
    view.facts.show_desk(seen, is_new=True)
    top = view.window()
    top.resize(top.width() + ROOM[0] - view.width(), top.height() + ROOM[1] - view.height())
    view.setFocus()
    screen.press(Qt.Key.Key_1)
    view.undo_bar.offer("Se pedirá la corrección por correo.", 1)
    screen.settle()
    assert view.preview.text.isVisible()
    port, changes = view.facts._first.viewport(), view.facts._changes
    lines = view.preview.text.fontMetrics().lineSpacing()

    def is_read() -> bool:
        field = changes._ends[0][0]
        parts = [*changes._marks, field]
        return len(parts) == count + 1 and all(port.rect().contains(frame(port, p)) for p in parts)

    qtbot.waitUntil(is_read)
    assert view.preview.text.viewport().height() >= 5 * lines, "and the message is still read"
    assert cut_words(view) == []


@pytest.mark.parametrize("height", range(120, 200, 7))
def test_a_list_that_scrolls_cuts_no_line(qtbot: QtBot, height: int) -> None:
    inside = QWidget()
    lines = [PlainLabel(f"Línea {number}") for number in range(12)]
    long = PlainLabel("Una señal de riesgo que ocupa varias líneas. " * 3, wrap=True)
    inside.setLayout(column(*lines[:3], long, *lines[3:]))
    area = scrolled(inside, "Prueba")
    qtbot.addWidget(area)
    area.resize(220, height)
    area.show()
    let_layouts_follow()
    edge = area.viewport().height()
    for label in lines:
        place = frame(inside, label)
        assert not place.top() < edge <= place.bottom(), label.text()
    assert height - edge < 2 * Metric.ROW
    bar = area.verticalScrollBar()
    for value in (5, bar.maximum() // 2, bar.maximum()):
        bar.setValue(value)
        let_layouts_follow()
        assert area.viewport().height() == area.contentsRect().height()
        covers = [one.geometry() for one in area.findChildren(Cover) if one.isVisible()]
        port = area.viewport().geometry()
        for label in lines:
            place = QRect(label.mapTo(area, QPoint(0, 0)), label.size())
            if place.intersects(port) and not port.contains(place):
                left = place.intersected(port)
                assert any(cover.contains(left) for cover in covers), (value, label.text())
            elif port.contains(place):
                assert not any(cover.contains(place) for cover in covers), label.text()


def lines_in_sight(letter: LetterText) -> list[str]:
    """What the eye can read: only lines that fit as a whole."""
    port, line = letter.viewport().rect(), letter.fontMetrics().lineSpacing()
    count = port.height() // line
    found = []
    for row in range(count):
        cursor = letter.cursorForPosition(QPoint(6, row * line + line // 2 + 4))
        cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfLine, QTextCursor.MoveMode.KeepAnchor)
        found.append(cursor.selectedText())
    return found


def test_the_message_has_room_to_be_read_and_cuts_no_line(
    screen: OfficeWindow[ReviewView],
) -> None:
    view = screen.view
    top = view.window()
    top.resize(top.width() + ROOM[0] - view.width(), top.height() + ROOM[1] - view.height())
    view.presenter.select("request_form")
    screen.settle()
    view.setFocus()
    screen.press(Qt.Key.Key_4)
    letter = view.preview.text
    line = letter.fontMetrics().lineSpacing()
    assert letter.viewport().height() >= 12 * line
    port = letter.viewport().height() - round(letter.document().documentMargin())
    assert port % line == 0, "the last line is cut"
    assert any("La firma parece pegada" in text for text in lines_in_sight(letter))
    screen.press(Qt.Key.Key_F8)
    assert view.preview.line.hasFocus()
    assert any("La firma parece pegada" in text for text in lines_in_sight(letter))


def test_a_changed_letter_tells_what_is_new_in_it() -> None:
    assert changed_part("", "uno dos") is None
    assert changed_part("uno dos", "uno y dos") == (4, 6)
    assert changed_part("aa", "aaa") == (2, 3)
    assert changed_part("uno", "uno") == (3, 3)


def test_the_sheet_lists_only_digits_that_mean_something(
    screen: OfficeWindow[ReviewView],
) -> None:
    desk = screen.view.presenter.desk
    assert desk is not None
    listed = [one.chosen for one in screen.shortcuts.here(screen.view)]
    count = len(desk.procedure.requirements)
    assert f"Alt+{count}" in listed
    assert f"Alt+{count + 1}" not in listed
    shown = sum(key in listed for key in "123456789")
    assert shown == min(9, len(desk.reasons))


def test_every_tool_of_pictures_video_and_faces_says_its_key(
    screen: OfficeWindow[ReviewView],
) -> None:
    view = screen.view
    assert view.area.video.player.isEnabled(), "made when first asked for"
    tools = [*view.area.findChildren(IconButton), *view.faces.findChildren(IconButton)]
    tools = [tool for tool in tools if not isinstance(tool.parentWidget(), Banner)]
    assert len(tools) > 24
    for tool in tools:
        keys = tool.accessibleDescription()
        assert keys, tool.accessibleName()
        assert f"({keys})" in tool.toolTip()
    (speed,) = [b for b in view.area.findChildren(KeyHintButton) if b.text() == "1×"]
    assert ">" in speed.accessibleDescription()
    assert speed.accessibleDescription() in speed.toolTip()
    assert not screen.shortcuts.clashes()


def test_no_words_of_the_desk_are_cut(screen: OfficeWindow[ReviewView]) -> None:
    view = screen.view
    top = view.window()
    top.resize(top.width() + ROOM[0] - view.width(), top.height() + ROOM[1] - view.height())
    screen.settle()
    for requirement in ("id_front", "request_form", "video", "reception"):
        view.presenter.select(requirement)
        view.faces.answered.emit(FaceVerdict.SAME)
        screen.settle()
        for tab in range(view.facts.count()):
            view.facts.setCurrentIndex(tab)
            let_layouts_follow()
            assert cut_words(view) == [], (requirement, tab)


def test_cut_words_are_found(qtbot: QtBot) -> None:
    label = PlainLabel("¿La misma persona en las cuatro?")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    holder = QWidget()
    qtbot.addWidget(holder)
    label.setParent(holder)
    holder.show()
    label.show()
    assert cut_words(holder) == [label.text()]
