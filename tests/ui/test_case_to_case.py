"""What belongs to one case never stands on another: letters, answers that come late, secrets."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from app.domain.call import CallOutcome
from app.domain.decision import DecisionOutcome
from app.stages.queueing import Claims
from tests.casework import CEDULAS, LINK, PASSWORD, Casework
from tests.stage_desks import CallDesk
from tests.ui.calls_window import CTRL, CallsWindow

KEY = Qt.Key
REASON = ("LLA-07",)


def ended(office: Casework, cedula: str, outcome: CallOutcome = CallOutcome.NOT_VALIDATED):
    """A case to decide, held by nobody: its call ended so."""
    calls = CallDesk(office)
    case = office.case(holder="validator", person=office.person(cedula))
    state = calls.start(calls.schedule(case))
    if outcome is CallOutcome.VALIDATED:
        calls.pass_all(state)
    office.clock.forward(minutes=3)
    reasons = REASON if outcome is CallOutcome.NOT_VALIDATED else ()
    calls.outcome(state.case, state.call, outcome, note="No cuadra", reasons=reasons)
    Claims(office.store, office.clock).release(office.session("validator"), case.id)
    return office.now_case(case.id)


def opened(screen: CallsWindow, case) -> None:
    screen.view.open_case(case.id)
    screen.settle()


def test_the_letter_of_a_refusal_is_the_one_of_the_case_on_show(office, screen):
    first, second = (ended(office, cedula) for cedula in CEDULAS[5:7])
    screen.show()
    letter = screen.view.decision.letter.text
    opened(screen, first)
    assert first.number in letter.toPlainText()
    screen.press(KEY.Key_R, CTRL)
    assert first.number not in letter.toPlainText(), "what leaves takes its letter along"
    opened(screen, second)
    assert second.number in letter.toPlainText()
    assert first.number not in letter.toPlainText()


def test_nothing_of_the_case_before_is_on_the_panel_while_the_next_is_read(office, screen):
    first, second = (ended(office, cedula) for cedula in CEDULAS[5:7])
    screen.show()
    opened(screen, first)
    panel = screen.view.decision
    presenter = panel._presenter
    panel.verdict.note.setText("Nota sobre la primera")
    before = presenter.desk
    assert before is not None
    opened(screen, second)
    view = presenter.desk.view
    screen.view._decision.clear()
    presenter.show(before.view)
    screen.settle()
    panel.verdict.note.setText("Nota sobre la primera")
    presenter.show(view)
    assert not panel.is_ready
    assert panel.verdict.chosen is None
    assert panel.verdict.note.text() == ""
    assert first.number not in panel.letter.text.toPlainText()
    assert panel.letter._to.text() == ""
    assert panel.changes.layout().count() == 0
    assert not panel._action.isEnabled()
    screen.settle()
    assert presenter.desk.view.case.id == second.id


def test_a_preview_that_comes_late_says_nothing_of_the_next_case(office, screen):
    first, second = (ended(office, cedula) for cedula in CEDULAS[5:7])
    screen.show()
    opened(screen, first)
    presenter = screen.view._decision
    told: list[Any] = []
    presenter.preview(DecisionOutcome.REFUSED, ())
    screen.settle()
    presenter.preview_changed.connect(told.append)
    presenter.preview(DecisionOutcome.REFUSED, REASON)
    presenter.clear()
    screen.settle()
    assert told
    assert all(item is None for item in told)
    opened(screen, second)
    assert all(item is None or first.number not in item.message.text for item in told)


def test_a_decision_answered_late_is_not_said_of_the_next_case(office, screen):
    first, second = (ended(office, cedula) for cedula in CEDULAS[5:7])
    screen.show()
    opened(screen, second)
    other = screen.view._decision.desk.view
    opened(screen, first)
    finished: list[object] = []
    screen.view.case_finished.connect(finished.append)
    panel, presenter = screen.view.decision, screen.view._decision
    presenter.decide(DecisionOutcome.REFUSED, PASSWORD, REASON, "")
    presenter.show(other)
    screen.settle()
    assert finished == [first.id], "the lists hear of it all the same"
    assert presenter.desk.view.case.id == second.id
    assert panel.is_ready
    assert panel._stack.currentWidget() is panel._form


def test_a_refused_decision_does_not_bring_its_case_back_over_the_next(office, screen):
    first = ended(office, CEDULAS[5], CallOutcome.VALIDATED)
    second = ended(office, CEDULAS[6])
    screen.show()
    opened(screen, second)
    other = screen.view._decision.desk.view
    opened(screen, first)
    # Meanwhile somebody else comes to use the very address that is asked for.
    office.person(CEDULAS[4], first.declared.contact)
    presenter = screen.view._decision
    presenter.decide(DecisionOutcome.APPROVED, PASSWORD, (), "")
    presenter.show(other)
    screen.settle()
    assert presenter.desk.view.case.id == second.id


def test_an_invitation_composed_late_does_not_arm_the_next_case(office, screen):
    case = office.case()
    screen.show()
    opened(screen, case)
    told: list[object] = []
    presenter = screen.view.presenter
    slot = screen.view.schedule.grid.chosen
    presenter.preview_changed.connect(told.append)
    presenter.preview(slot.starts_at, LINK)
    presenter.leave()
    screen.settle()
    assert all(item is None for item in told)
