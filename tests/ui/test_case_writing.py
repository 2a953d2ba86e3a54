"""Where the keys go on the desk: into the note of a doubt, among the fields of the form, and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QWidget

from app.domain.review import Verdict
from app.domain.workflow import CaseState
from tests.casework import Casework
from tests.ui.office_window import OfficeWindow
from ui.review.view import ReviewView
from ui.widgets.text import PlainLabel

KEY = Qt.Key
ROOM = (1158, 654)
"""What header, rail and status line leave of 1366 x 768."""


@pytest.fixture
def desk(office: Casework, review_screen: OfficeWindow[ReviewView]) -> OfficeWindow[ReviewView]:
    """A case on the desk of a small screen, its signed form chosen."""
    case = office.case(CaseState.TO_REVIEW, reviewer="")
    view, top = review_screen.view, review_screen.view.window()
    view.presenter.take(case.id)
    review_screen.settle()
    top.resize(top.width() + ROOM[0] - view.width(), top.height() + ROOM[1] - view.height())
    view.presenter.select("request_form")
    review_screen.settle()
    view.setFocus()
    return review_screen


def verdict_of(view: ReviewView) -> Verdict | None:
    assert view.presenter.desk is not None
    return view.presenter.desk.draft.of("request_form").verdict


def test_a_doubt_leads_to_the_note_and_words_are_no_keys(desk: OfficeWindow[ReviewView]) -> None:
    view = desk.view
    desk.press(KEY.Key_D)
    assert verdict_of(view) is Verdict.DOUBT
    assert view.preview.note.hasFocus()
    assert view.preview.note.isVisible()
    desk.type("sax")
    desk.press(KEY.Key_Escape)
    assert verdict_of(view) is Verdict.DOUBT, "no letter of the note was taken for a key"
    assert view.presenter.desk is not None
    assert view.presenter.desk.draft.note == "sax"
    desk.press(KEY.Key_D)
    assert view.preview.note.hasFocus()
    desk.press(KEY.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert view.presenter.desk.selected != "request_form"
    assert not view.preview.is_writing, "the next letter is an answer again"


def in_sight(box: QWidget, port: QWidget) -> bool:
    return port.rect().contains(QRect(box.mapTo(port, box.rect().topLeft()), box.size()))


def test_fields_are_named_in_the_room_there_is_and_esc_goes_back(
    desk: OfficeWindow[ReviewView],
) -> None:
    view = desk.view
    reasons = view.reasons
    desk.press(Qt.Key(KEY.Key_1 + reasons.codes.index("SOL-02")))
    boxes: tuple[QCheckBox, ...] = tuple(reasons._fields["SOL-02"].boxes.values())
    port = reasons._area.viewport()
    low = reasons.height()
    desk.press(KEY.Key_F9)
    assert boxes[0].hasFocus()
    desk.qtbot.waitUntil(lambda: sum(in_sight(box, port) for box in boxes) >= 5)
    for _ in boxes[1:]:
        desk.press(KEY.Key_Down)
    assert boxes[-1].hasFocus()
    desk.qtbot.waitUntil(lambda: in_sight(boxes[-1], port))
    desk.press(KEY.Key_Space)
    desk.press(KEY.Key_Escape)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert view.area.isAncestorOf(focus)
    assert boxes[-1].isChecked()
    desk.qtbot.waitUntil(lambda: reasons.height() == low)


def test_the_hidden_code_stands_in_the_column_of_values(desk: OfficeWindow[ReviewView]) -> None:
    pane = desk.view.facts.data
    desk.view.facts.setCurrentWidget(pane)
    case = desk.view.presenter.desk
    assert case is not None
    code = case.view.case.declared.codigo_dactilar
    assert code

    def left_of(text: str) -> int:
        labels = [one for one in pane.findChildren(QLabel) if one.isVisible()]
        (label,) = [one for one in labels if isinstance(one, PlainLabel) and one.text() == text]
        return label.mapTo(pane, label.rect().topLeft()).x()

    desk.qtbot.waitUntil(lambda: left_of(code) == left_of("manuscrita"))
