"""The one primary key of appointing, of a call and of a decision says why where it does nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from app.domain.call import CallStatus
from app.domain.workflow import CaseState
from app.stages.validation.hours import EARLY
from tests.casework import LINK, PASSWORD, Casework
from tests.stage_desks import CallDesk
from tests.ui.calls_window import ALT, CTRL, CallsWindow, begin, calls_of
from tests.ui.test_decision_panel import to_decide

KEY = Qt.Key


@pytest.fixture
def said(screen: CallsWindow) -> list[str]:
    heard: list[str] = []
    screen.messages.said.connect(heard.append)
    return heard


def test_an_invitation_that_cannot_leave_yet_says_what_it_lacks(
    office: Casework, screen: CallsWindow, said: list[str]
) -> None:
    case = office.case()
    screen.show()
    screen.view.open_case(case.id)
    screen.settle()
    schedule = screen.view.schedule
    screen.press(KEY.Key_Return, CTRL)
    assert said == ["Falta el enlace de la reunión."]
    schedule.link.setFocus()
    screen.type("https://meet.google.com.evil.example/abc-defg-hij")
    screen.press(KEY.Key_Return)
    screen.press(KEY.Key_Return, CTRL)
    assert said[-1] == schedule.link_field.error != ""
    schedule.link.selectAll()
    schedule.link.textEdited.emit(LINK)
    assert said[-1] == "", "what was wrong with the link before says nothing about this one"
    schedule._on_send()
    assert said[-1] == "La convocatoria todavía se está preparando."
    schedule.show_slots(())
    schedule._on_send()
    assert said[-1] == "No hay horas libres"
    assert office.now_case(case.id).state is CaseState.TO_SCHEDULE
    assert not schedule.send.isEnabled(), "only the key may be asked for"


def test_a_call_too_early_says_when_it_may_begin(
    office: Casework, screen: CallsWindow, said: list[str]
) -> None:
    done = CallDesk(office).schedule(office.case(holder="validator"))
    office.clock.to(done.call.starts_at - timedelta(minutes=30))
    screen.show()
    screen.view.open_case(done.case.id)
    screen.settle()
    screen.press(KEY.Key_Return, CTRL)
    assert screen.view._words.here(done.call.starts_at - EARLY) in screen.view.call._state.text()
    assert said == ["Todavía no: vea encima del botón."], "told whole once, above the foot"
    assert calls_of(office, done.case.id)[0].status is CallStatus.SCHEDULED


def test_a_call_without_its_minimum_says_what_is_missing(
    office: Casework, screen: CallsWindow, said: list[str]
) -> None:
    done = begin(office, screen)
    screen.press(KEY.Key_Return, CTRL)
    assert said == ["Elija primero el resultado de la llamada."]
    screen.press(KEY.Key_1, ALT)
    screen.press(KEY.Key_Return, CTRL)
    assert "el resultado de cada comprobación" in screen.view.call.outcome.missing.text()
    assert said[-1] == "Todavía no: vea encima del botón.", "told whole once, above the foot"
    assert not screen.view.call.primary.isEnabled()
    assert calls_of(office, done.case.id)[0].status is CallStatus.IN_PROGRESS


def test_a_decision_says_what_stands_before_it(
    office: Casework, screen: CallsWindow, said: list[str]
) -> None:
    case = to_decide(office, screen)
    panel = screen.view.decision
    screen.press(KEY.Key_2, ALT)
    screen.press(KEY.Key_Return, CTRL)
    assert said == ["Falta: un motivo del catálogo, escribir su contraseña."]
    screen.press(KEY.Key_F9)
    screen.press(KEY.Key_Return)
    assert len(said) == 2, "Enter in the password asks the same"
    assert not panel.primary.isEnabled()
    screen.press(KEY.Key_1, ALT)
    screen.type(PASSWORD)
    panel._on_primary()
    panel._on_primary()
    assert said[-1] == "La decisión se está registrando todavía."
    screen.settle()
    assert office.now_case(case.id).state is not CaseState.TO_DECIDE
    count = len(said)
    screen.press(KEY.Key_Return, CTRL)
    assert len(said) == count, "what can be done is done without a word"


def test_what_stood_before_an_appointment_is_not_said_of_the_next_case(
    office: Casework, screen: CallsWindow, said: list[str]
) -> None:
    first, second = office.case(), office.case(person=office.person("1700000009"))
    screen.show()
    screen.view.open_case(first.id)
    screen.settle()
    screen.press(KEY.Key_Return, CTRL)
    assert said[-1] == "Falta el enlace de la reunión."
    screen.view.presenter.leave()
    screen.settle()
    assert said[-1] == ""
    screen.view.open_case(second.id)
    screen.settle()
    assert said[-1] == ""


def test_what_stood_before_a_call_goes_when_it_is_chosen(
    office: Casework, screen: CallsWindow, said: list[str]
) -> None:
    begin(office, screen)
    screen.press(KEY.Key_Return, CTRL)
    assert said[-1] == "Elija primero el resultado de la llamada."
    screen.press(KEY.Key_1, ALT)
    assert said[-1] == ""


def test_what_stood_before_a_decision_goes_when_it_is_put_right(
    office: Casework, screen: CallsWindow, said: list[str]
) -> None:
    to_decide(office, screen)
    screen.press(KEY.Key_1, ALT)
    screen.view.decision._on_primary()
    assert said[-1] == "Falta: escribir su contraseña."
    screen.view.decision.verdict.password.setFocus()
    screen.type(PASSWORD)
    assert said[-1] == ""
