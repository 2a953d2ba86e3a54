"""In whose hands the cases of the call screen are: the list says so, and what a colleague left."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.domain.workflow import CaseState
from tests.stage_desks import CallDesk
from tests.ui.calls_window import CTRL, work_of
from ui.validation.bench import Work
from ui.widgets.accessibility import unnamed_widgets

KEY = Qt.Key


def set_active(office, login, *, active):
    with office.store.write() as uow:
        uow.staff.save(replace(office.people[login], active=active))
        uow.commit()


def test_the_list_says_who_has_a_case_once_that_is_stored(office, screen):
    case = office.case()
    screen.show()
    waiting = screen.view.docket.waiting
    holder = [column.key for column in waiting.model.columns].index("holder")

    def held_by() -> str:
        return str(waiting.model.index(0, holder).data())

    assert held_by() == "—"
    screen.view.open_case(case.id)
    screen.settle()
    assert held_by() == "usted"
    screen.press(KEY.Key_R, CTRL)
    assert office.now_case(case.id).claim is None
    assert held_by() == "—"


def test_a_list_that_is_not_on_show_takes_the_focus_from_nobody(office, screen):
    """The screen is made ahead while somebody works on another one."""
    office.case()
    other = QLineEdit(screen.window)
    screen.view.hide()
    screen.window.show()
    other.show()
    screen.window.activateWindow()
    other.setFocus()
    screen.view.days.reload()
    screen.settle()
    assert screen.view.docket.waiting.model.rowCount() == 1
    assert other.hasFocus()


@pytest.mark.parametrize("is_running", [True, False], ids=["running call", "undecided case"])
def test_what_a_colleague_who_is_gone_left_is_appointed_anew(office, screen, is_running):
    calls = CallDesk(office)
    if is_running:
        done = calls.schedule(office.case(holder="second"), "second")
        case = calls.start(done, "second").case
    else:
        case = calls.validated(office.case(holder="second"), "second")
    office.clock.forward(hours=1)
    screen.show()
    screen.view.open_case(case.id)
    screen.settle()
    assert work_of(screen) is Work.TAKE_OVER
    assert screen.view.unfinished_work() == ""
    page = screen.view.take_over
    assert "Second sigue" in page.refused.text(), "told before anybody writes a reason"
    assert not page.reason.isVisible()
    assert page.hasFocus()
    set_active(office, "second", active=False)
    screen.press(KEY.Key_R, CTRL)
    screen.view.open_case(case.id)
    screen.settle()
    assert not page.refused.isVisible()
    screen.type("Se fue de la agencia.")
    # Back again meanwhile.
    set_active(office, "second", active=True)
    page.reason.go.click()
    screen.settle()
    assert "Second sigue" in screen.view.banner.text
    set_active(office, "second", active=False)
    page.reason.go.click()
    screen.settle()
    assert work_of(screen) is Work.SCHEDULE
    assert office.now_case(case.id).state is CaseState.TO_SCHEDULE
    assert not unnamed_widgets(screen.view.take_over)


def test_a_refusal_goes_with_its_case(office, screen):
    case = CallDesk(office).validated(office.case(holder="second"), "second")
    set_active(office, "second", active=False)
    office.clock.forward(hours=1)
    screen.show()
    screen.view.open_case(case.id)
    screen.settle()
    screen.type("Se fue de la agencia.")
    set_active(office, "second", active=True)
    screen.view.take_over.reason.go.click()
    screen.settle()
    assert screen.view.banner.isVisible()
    screen.press(KEY.Key_R, CTRL)
    assert screen.view.presenter.bench is None
    assert not screen.view.banner.isVisible()
