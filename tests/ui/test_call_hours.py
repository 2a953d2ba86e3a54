"""What the call page says before a call may begin, and when it no longer may."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt

from app.domain.call import CallOutcome, CallStatus
from app.stages.validation.hours import EARLY
from tests.stage_desks import CallDesk
from tests.ui.calls_window import ALT, CTRL, at_call, calls_of

KEY = Qt.Key


def test_a_call_that_is_too_early_says_when_it_may_begin_and_becomes_ready(office, screen):
    done = CallDesk(office).schedule(office.case(holder="validator"))
    office.clock.to(done.call.starts_at - timedelta(minutes=30))
    screen.show()
    screen.view.open_case(done.case.id)
    screen.settle()
    page = screen.view.call
    assert not page.primary.isEnabled()
    opens = screen.view._words.here(done.call.starts_at - EARLY)
    assert opens in page._state.text()
    assert "Abra la reunión" not in page._state.text()
    screen.press(KEY.Key_Return, CTRL)
    assert screen.view.banner.text == ""
    office.clock.to(done.call.starts_at - EARLY)
    page.tick()
    assert page.primary.isEnabled()
    assert "Abra la reunión" in page._state.text()
    screen.press(KEY.Key_Return, CTRL)
    assert calls_of(office, done.case.id)[0].status is CallStatus.IN_PROGRESS


def test_a_call_that_is_too_late_says_what_is_left_to_do(office, screen):
    done = CallDesk(office).schedule(office.case(holder="validator"))
    office.clock.to(done.call.starts_at + timedelta(minutes=104))
    screen.show()
    screen.view.open_case(done.case.id)
    screen.settle()
    page = screen.view.call
    assert not page.primary.isEnabled()
    assert "60 minutos" in page._state.text()
    assert "Abra la reunión" not in page._state.text()
    screen.press(KEY.Key_Return, CTRL)
    assert screen.view.banner.text == ""
    number = list(CallOutcome).index(CallOutcome.NO_SHOW) + 1
    assert f"Alt+{number}" in page._state.text()
    screen.press(KEY(KEY.Key_0 + number), ALT)
    assert page.primary.isEnabled()


def test_the_claim_is_kept_while_the_citizen_is_awaited(office, screen):
    done = at_call(office, screen)
    for _ in range(5):
        office.clock.forward(minutes=6)
        screen.view.call.tick()
        screen.settle()
    assert office.now_case(done.case.id).claim.lease_until > office.clock.now()


def test_a_call_page_nobody_sees_keeps_no_claim(office, screen):
    done = at_call(office, screen)
    face = screen.window.takeCentralWidget()
    face.hide()  # as behind the lock
    for _ in range(5):
        office.clock.forward(minutes=6)
        screen.view.call.tick()
        screen.settle()
    assert office.now_case(done.case.id).claim.lease_until <= office.clock.now()
    screen.window.setCentralWidget(face)


def test_more_than_an_hour_is_said_in_hours(office, screen):
    words = screen.view._words
    spans = [words._span(minutes) for minutes in (0, 59, 60, 104)]
    assert spans == ["0 min", "59 min", "1 h", "1 h 44 min"]
