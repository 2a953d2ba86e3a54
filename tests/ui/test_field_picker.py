"""A reason that is about fields of the form asks which, under itself, by key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app.domain.ids import CaseId, fresh_id
from app.domain.review import RequirementReview, ReviewDraft, Verdict
from db.store import SqlStore
from tests.casework import Casework
from ui.review.desk import Desk
from ui.review.reason_picker import ReasonPicker
from ui.theme import Theme
from ui.widgets.accessibility import unnamed_widgets

KEY = Qt.Key


@pytest.fixture
def desk(sqlite_engine: Engine) -> Desk:
    office = Casework(SqlStore(sqlite_engine))
    case = office.case()
    with office.store.read() as readers:
        view = readers.case.view(case.id)
    draft = ReviewDraft(case.id, office.people["clerk"].id, case.version, 1, {})
    procedure = office.procedures.get("ADC", case.procedure_version)
    return Desk(view, procedure, draft, "request_form", office.clock.now().date())


def chosen(desk: Desk, *reasons: str, **fields: tuple[str, ...]) -> Desk:
    named = {code.replace("_", "-"): items for code, items in fields.items()}
    review = RequirementReview("request_form", Verdict.ASK_AGAIN, reasons, fields=named)
    return desk.with_draft(desk.draft.with_requirement(review))


def test_fields_are_named_by_key_under_the_reason_that_asks_for_them(
    desk: Desk, qtbot: QtBot, theme: Theme
) -> None:
    picker = ReasonPicker()
    qtbot.addWidget(picker)
    picker.show()
    qtbot.waitExposed(picker)
    picker.activateWindow()
    qtbot.waitUntil(picker.isActiveWindow)
    named: list[tuple[str, str]] = []
    picker.field_toggled.connect(lambda reason, field: named.append((reason, field)))

    picker.show_desk(chosen(desk, "SOL-01"))
    picker.focus_fields()
    assert not any(fields.isVisible() for fields in picker._fields.values())

    picker.show_desk(chosen(desk, "SOL-01", "SOL-02"))
    picker.focus_fields()
    for key in (KEY.Key_Down, KEY.Key_Space):
        focus = QApplication.focusWidget()
        assert focus is not None, "the focus was lost"
        QTest.keyClick(focus, key)
    assert named == [("SOL-02", "family_names")]

    picker.show_desk(chosen(desk, "SOL-02", SOL_02=("email", "city")))
    boxes = picker._fields["SOL-02"].boxes
    assert [code for code, box in boxes.items() if box.isChecked()] == ["city", "email"]
    assert named == [("SOL-02", "family_names")], "showing names nothing"
    assert len(boxes) == 16
    assert not unnamed_widgets(picker)


def test_the_next_case_keeps_the_lines_and_none_of_the_ticks(
    desk: Desk, qtbot: QtBot, theme: Theme
) -> None:
    picker = ReasonPicker()
    qtbot.addWidget(picker)
    picker.show()
    picker.show_desk(chosen(desk, "SOL-02", SOL_02=("email",)))
    lines, fields = dict(picker._boxes), picker._fields["SOL-02"]
    assert (lines["SOL-02"].isChecked(), fields.boxes["email"].isChecked()) == (True, True)
    case = replace(desk.view.case, id=CaseId(fresh_id()))
    picker.show_desk(replace(desk, view=replace(desk.view, case=case)))
    assert picker._boxes == lines
    assert not any(box.isChecked() for box in (*lines.values(), *fields.boxes.values()))
    assert fields.isHidden()
