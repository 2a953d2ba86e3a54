"""The call screen by keyboard: a whole case, other ends of a call, what is refused and how."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from app.domain.call import CallOutcome, CallStatus, CheckResult
from app.domain.errors import UnavailableError
from app.domain.masking import BULLET
from app.domain.workflow import CaseState
from tests.casework import LINK, NEW, PASSWORD
from tests.stage_desks import CallDesk
from tests.ui.calls_window import ALT, CTRL, at_call, begin, calls_of, work_of
from ui.theme import Tone
from ui.validation.bench import Work
from ui.widgets.accessibility import unnamed_widgets
from ui.widgets.panes import Panes

KEY = Qt.Key


# The whole case


def test_a_whole_case_is_appointed_held_and_decided_by_keyboard(office, screen, report_counts):
    case = office.case()
    finished: list[object] = []
    screen.view.case_finished.connect(finished.append)
    screen.show()

    screen.press(KEY.Key_Down)
    screen.press(KEY.Key_Return)
    assert work_of(screen) is Work.SCHEDULE
    screen.press(KEY.Key_Down)
    screen.press(KEY.Key_Return)
    assert screen.view.schedule.link.hasFocus()
    screen.paste(LINK)
    screen.press(KEY.Key_Return)
    assert LINK in screen.view.schedule.message.toPlainText()
    screen.press(KEY.Key_Return, CTRL)
    appointing = screen.presses

    assert office.now_case(case.id).state is CaseState.CALL_SCHEDULED
    assert len(office.messages(case.id)) >= 1
    assert "convocada" in screen.view.banner.text

    (call,) = calls_of(office, case.id)
    office.clock.to(call.starts_at)
    screen.presses = 0
    screen.view.days.show_today()
    screen.settle()
    screen.press(KEY.Key_F6)
    screen.press(KEY.Key_Down)
    screen.press(KEY.Key_Return)
    assert work_of(screen) is Work.CALL
    opening = screen.presses

    screen.presses = 0
    screen.press(KEY.Key_Return, CTRL)
    for _ in calls_of(office, case.id)[0].checks:
        screen.press(KEY.Key_A)
    screen.keep_picture()
    office.clock.forward(minutes=3)
    screen.press(KEY.Key_1, ALT)
    screen.press(KEY.Key_Return, CTRL)
    holding = screen.presses
    assert office.now_case(case.id).state is CaseState.TO_DECIDE

    screen.presses = 0
    screen.press(KEY.Key_1, ALT)
    screen.type(PASSWORD)
    screen.press(KEY.Key_Return)
    deciding = screen.presses - len(PASSWORD)
    screen.press(KEY.Key_Return, CTRL)

    with office.store.read() as readers:
        view = readers.case.view(case.id)
    assert view.case.state is CaseState.APPROVED
    assert view.contact.value == NEW
    assert finished == [case.id]
    assert screen.view.presenter.bench is None
    report_counts(
        f"keys: appoint {appointing}, open {opening}, hold {holding}, "
        f"decide {deciding} plus the password"
    )
    assert holding <= 8
    assert deciding <= 3


# Holding


def test_esc_leaves_the_note_and_the_letters_work_again(office, screen):
    done = begin(office, screen)
    outcome = screen.view.call.outcome
    screen.press(KEY.Key_F8)
    screen.type("Se corta la voz")
    screen.press(KEY.Key_Escape)
    assert not outcome.note.hasFocus()
    screen.press(KEY.Key_A)
    assert calls_of(office, done.case.id)[0].checks[0].result is CheckResult.PASSED
    screen.press(KEY.Key_6, ALT)
    screen.press(KEY.Key_F8)
    screen.press(KEY.Key_Escape)
    assert outcome._radios[outcome.chosen].hasFocus()
    assert outcome.note.text() == "Se corta la voz"


def test_the_focus_stands_on_the_outcome_that_is_chosen(office, screen):
    begin(office, screen)
    outcome = screen.view.call.outcome
    screen.press(KEY.Key_8, ALT)
    screen.press(KEY.Key_Escape)
    screen.press(KEY.Key_1, ALT)
    assert outcome.chosen is CallOutcome.VALIDATED
    assert outcome._radios[CallOutcome.VALIDATED].hasFocus()


def test_answers_stay_hidden_until_asked_for_and_that_is_recorded(office, screen):
    done = begin(office, screen)
    checks = screen.view.call.checks
    with office.store.look() as stored:
        (call,) = stored.calls.of_case(done.case.id)
    expected = next(c.expected for c in call.checks if c.code == checks.current.code)
    assert checks.current.expected == ""
    assert BULLET in checks._answer.text()
    screen.press(KEY.Key_V)
    assert checks._answer.text() == expected
    assert "call.answer_revealed" in office.actions(done.case.id)


def test_results_typed_fast_are_all_kept(office, screen):
    done = begin(office, screen)
    for key in "axna":
        screen.qtbot.keyClicks(QApplication.focusWidget(), key)
    screen.settle()
    results = [check.result.value for check in calls_of(office, done.case.id)[0].checks]
    assert results == ["passed", "failed", "not_done", "passed"]


def test_a_validated_identity_needs_its_checks_and_its_time(office, screen):
    done = begin(office, screen)
    outcome = screen.view.call.outcome
    screen.press(KEY.Key_1, ALT)
    said = outcome.missing.text()
    assert "comprobación" in said
    assert "2:00" in said
    screen.press(KEY.Key_Return, CTRL)
    assert office.now_case(done.case.id).state is CaseState.CALL_SCHEDULED
    for _ in range(4):
        screen.press(KEY.Key_A)
    office.clock.forward(minutes=2)
    screen.view.call.tick()
    assert "captura" in outcome.missing.text()
    assert "al menos una" in screen.view.call.facts.kept.text()
    screen.press(KEY.Key_Return, CTRL)
    assert office.now_case(done.case.id).state is CaseState.CALL_SCHEDULED
    screen.keep_picture()
    assert outcome.missing.text() == ""
    assert "al menos una" not in screen.view.call.facts.kept.text()
    assert screen.view.call.timer.badge.tone is Tone.DONE


def test_where_pictures_are_not_allowed_nobody_asks_for_one(office, screen):
    with office.store.write() as uow:
        now = office.clock.now()
        uow.settings.put("call.snapshot_needed", "false", now.date(), None, now)
        uow.commit()
    begin(office, screen)
    for _ in range(4):
        screen.press(KEY.Key_A)
    office.clock.forward(minutes=2)
    screen.press(KEY.Key_1, ALT)
    assert screen.view.call.outcome.missing.text() == ""
    assert "al menos una" not in screen.view.call.facts.kept.text()


@pytest.mark.parametrize("outcome", list(CallOutcome), ids=lambda item: item.value)
def test_every_outcome_is_reached_by_keys_and_has_one_successor(office, screen, outcome):
    starts = outcome not in {CallOutcome.NO_SHOW, CallOutcome.POSTPONED_BY_CITIZEN}
    done = begin(office, screen) if starts else at_call(office, screen)
    if outcome is CallOutcome.VALIDATED:
        for _ in range(4):
            screen.press(KEY.Key_A)
        screen.keep_picture()
    office.clock.forward(minutes=11)
    number = list(CallOutcome).index(outcome) + 1
    screen.press(KEY(KEY.Key_0 + number), ALT)
    if outcome is CallOutcome.NOT_VALIDATED:
        screen.press(KEY.Key_3)
    screen.press(KEY.Key_F8)
    screen.type("No se ve bien")
    screen.press(KEY.Key_Return, CTRL)
    (call,) = calls_of(office, done.case.id)
    assert (call.status, call.outcome) == (CallStatus.DONE, outcome)
    state = office.now_case(done.case.id).state
    wanted = {
        CallOutcome.VALIDATED: CaseState.TO_DECIDE,
        CallOutcome.NOT_VALIDATED: CaseState.TO_DECIDE,
        CallOutcome.DOUBT: CaseState.ESCALATED,
    }
    assert state is wanted.get(outcome, CaseState.TO_SCHEDULE)
    is_open = screen.view.presenter.bench is not None
    assert is_open is (state is CaseState.TO_DECIDE)


def test_at_twice_the_size_the_question_is_read_while_it_is_answered(office, screen, theme):
    theme.apply(scale=2.0)
    screen.window.resize(1262, 584)
    begin(office, screen)
    screen.press(KEY.Key_A)
    checks = screen.view.call.checks
    panes = screen.view.call.findChild(Panes)
    assert checks.list.hasFocus()
    top = checks.question.mapTo(panes.viewport(), QPoint(0, 0)).y()
    assert top >= 0
    assert top + checks.question.height() <= panes.viewport().height()


def test_a_running_call_is_unfinished_work_and_cannot_be_left(office, screen):
    done = begin(office, screen)
    other = office.case(person=office.person("1769999994"))
    assert done.case.number in screen.view.unfinished_work()
    screen.press(KEY.Key_R, CTRL)
    screen.view.open_case(other.id)
    screen.settle()
    assert screen.view.presenter.bench.case.id == done.case.id
    assert done.case.number in screen.view.banner.text


def test_a_case_that_cannot_be_opened_leaves_the_other_one_in_hand(office, screen):
    mine = office.case(holder="validator")
    theirs = office.case(holder="second", person=office.person("1769999994"))
    screen.show()
    screen.view.open_case(mine.id)
    screen.settle()
    screen.view.open_case(theirs.id)
    screen.settle()
    assert "no permite" in screen.view.banner.text
    assert screen.view.presenter.bench.case.id == mine.id
    claim = office.now_case(mine.id).claim
    assert claim is not None
    assert claim.staff_id == office.people["validator"].id
    free = office.case(person=office.person("1779999992"))
    screen.view.open_case(free.id)
    screen.settle()
    assert screen.view.presenter.bench.case.id == free.id
    assert office.now_case(mine.id).claim is None


def test_a_case_given_back_does_not_stay_where_the_next_one_cannot_be_read(
    office, screen, monkeypatch
):
    mine = office.case(holder="validator")
    other = office.case(person=office.person("1769999994"))
    screen.show()
    screen.view.open_case(mine.id)
    screen.settle()

    def unreachable(_command: object) -> None:
        raise UnavailableError("DATABASE_UNREACHABLE")

    monkeypatch.setattr(
        screen.view.presenter,
        "cases",
        replace(screen.view.presenter.cases, open_case=unreachable),
    )
    screen.view.open_case(other.id)
    screen.settle()
    assert screen.view.presenter.bench is None
    assert "no responde" in screen.view.banner.text
    assert office.now_case(mine.id).claim is None


def test_a_case_that_is_refused_takes_no_focus_from_the_call(office, screen):
    done = begin(office, screen)
    outcome = screen.view.call.outcome
    screen.press(KEY.Key_6, ALT)
    screen.press(KEY.Key_F8)
    screen.type("Se corta")
    assert outcome.note.hasFocus()
    screen.view.open_case(office.case(person=office.person("1769999994")).id)
    screen.settle()
    (call,) = calls_of(office, done.case.id)
    screen.view.presenter.record(call.checks[0].code, CheckResult.PASSED)
    screen.settle()
    assert outcome.note.hasFocus()
    assert done.case.number in screen.view.banner.text


def test_the_claim_is_kept_while_people_talk(office, screen):
    done = begin(office, screen)
    for _ in range(5):
        office.clock.forward(minutes=6)
        screen.view.call.tick()
        screen.settle()
    assert office.now_case(done.case.id).claim.lease_until > office.clock.now()


def test_a_case_released_by_key_is_free_again(office, screen):
    done = at_call(office, screen)
    screen.press(KEY.Key_R, CTRL)
    assert office.now_case(done.case.id).claim is None
    assert screen.view.presenter.bench is None
    assert screen.view.docket.isAncestorOf(QApplication.focusWidget())


def test_who_reviewed_the_documents_is_told_why_not(office, screen):
    case = office.case(reviewer="validator")
    screen.show()
    screen.view.open_case(case.id)
    screen.settle()
    assert "revisó los documentos" in screen.view.banner.text
    assert screen.view.presenter.bench is None


def test_a_call_that_began_on_another_screen_is_read_again(office, screen):
    done = at_call(office, screen)
    CallDesk(office).start(done)
    screen.press(KEY.Key_Return, CTRL)
    assert "Volver a cargar" in screen.view.banner.text
    screen.view.banner._action.click()
    screen.settle()
    assert screen.view.presenter.bench.is_live


# The day


def test_the_day_is_left_and_found_again_by_key(office, screen):
    done = CallDesk(office).schedule(office.case(holder="validator"))
    screen.show()
    screen.view.days.show_day(done.call.starts_at.date())
    screen.settle()
    docket = screen.view.docket.docket
    assert docket.model.rowCount() == 1
    screen.press(KEY.Key_Right, ALT)
    assert docket.model.rowCount() == 0
    screen.press(KEY.Key_Left, ALT)
    assert docket.model.rowCount() == 1
    screen.press(KEY.Key_Home, ALT)
    assert screen.view.days.day == screen.view.days.today


def test_nothing_is_offered_to_open_where_nothing_is_listed(office, screen):
    screen.show()
    assert not screen.view._open.isEnabled()
    office.case(holder="validator")
    screen.press(KEY.Key_F5)
    assert screen.view._open.isEnabled()
    listed = {one.chosen: one.label for one in screen.shortcuts.here()}
    assert listed["Return"] == "Abrir el caso"
    screen.press(KEY.Key_Return)
    assert work_of(screen) is Work.SCHEDULE


def test_others_calls_are_shown_on_demand(office, screen):
    done = CallDesk(office).schedule(office.case(holder="second"), login="second")
    screen.show()
    screen.view.days.show_day(done.call.starts_at.date())
    screen.settle()
    assert screen.view.docket.docket.model.rowCount() == 0
    screen.press(KEY.Key_T, ALT)
    assert screen.view.docket.docket.model.rowCount() == 1


# The house


def test_no_two_keys_clash_and_everything_can_be_read_out(office, screen):
    begin(office, screen)
    assert screen.shortcuts.clashes() == ()
    assert unnamed_widgets(screen.window) == ()
