"""The program in English, composed as it is started: no text of a procedure is Spanish.

What is read aloud (the declaration) and what is sent (the message to the person) are not the
windows' own words and stay in their language.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QToolButton

from app.domain.call import CallOutcome
from app.domain.decision import DecisionOutcome
from app.domain.review import Verdict
from app.domain.workflow import CaseState
from tests.casework import CEDULAS, Casework
from tests.stage_desks import CallDesk
from tests.ui.office_window import add_administrator
from tests.ui.quiet_program import QuietProgram, office_of, quiet_program, settle
from tests.ui.still import let_layouts_follow
from tests.ui.words_on_screen import words_on_screen
from tests.unit.test_staff_texts import SAID, STAFF
from ui.shell.desktop import Desktop
from ui.validation.bench import Work

SPANISH = frozenset(es for es, en in STAFF.values() if es != en) - {
    english for _, english in STAFF.values()
}
"""Texts of staff that would be Spanish on an English screen."""


@pytest.fixture
def program(tmp_path: Path, sqlite_template: Path) -> Iterator[QuietProgram]:
    with quiet_program(tmp_path, sqlite_template) as made:
        yield made


@pytest.fixture
def office(program: QuietProgram) -> Casework:
    return office_of(program)


@pytest.fixture
def desktop(program: QuietProgram, office: Casework, qapp: QApplication) -> Iterator[Desktop]:
    with Desktop(program, language="en") as made:
        made.window.show_sign_in(made._sign_in, database="test")
        made.window.show()
        made.window.activateWindow()
        yield made
        made.application.set_language("es")


def spanish_on(desktop: Desktop) -> set[str]:
    """Texts in sight that are, or hold, a Spanish text of the data."""
    shown = words_on_screen(desktop.window)
    # A single word may be a name in a table; as a whole text it is ours.
    return {
        text
        for text in shown
        if text in SPANISH or any(" " in spanish and spanish in text for spanish in SPANISH)
    }


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_tabs_of_the_facts_fit(desktop: Desktop, office: Casework, language: str) -> None:
    desktop.application.set_language(language)
    case = office.case(CaseState.TO_REVIEW, reviewer="")
    desktop.window.resize(1366, 768)
    desktop.open_session(desktop.entry_of(office.session("clerk")))
    assert desktop.screens is not None
    review = desktop.screens.review()
    desktop.screens.screen_wanted.emit("review")
    review.presenter.take(case.id)
    settle(desktop)
    bar = review.facts.tabBar()
    # With the marks of risk on the first, as on the cases that matter.
    review.facts.count_marks(3)
    for place in range(bar.count()):
        bar.setCurrentIndex(place)
        let_layouts_follow()
        needed = sum(bar.tabSizeHint(tab).width() for tab in range(bar.count()))
        assert needed <= review.facts.width(), (needed, review.facts.width())
        assert not [b for b in bar.findChildren(QToolButton) if b.isVisible()]


def english(place: str) -> str:
    return SAID["en"][place][1]


def test_the_case_desk(desktop: Desktop, office: Casework) -> None:
    case = office.case(CaseState.TO_REVIEW, reviewer="")
    desktop.open_session(desktop.entry_of(office.session("clerk")))
    assert desktop.screens is not None
    review = desktop.screens.review()
    desktop.screens.screen_wanted.emit("review")
    review.presenter.take(case.id)
    settle(desktop)
    desk = review.presenter.desk
    assert desk is not None
    seen: set[str] = set()
    review.facts.setCurrentWidget(review.facts.checklist)
    for requirement in desk.procedure.requirements:
        review.presenter.select(requirement.code)
        settle(desktop)
        assert spanish_on(desktop) == set(), requirement.code
        review.presenter.give(Verdict.DOUBT)
        settle(desktop)
        assert spanish_on(desktop) == set(), requirement.code
        seen |= words_on_screen(desktop.window)
    for place in (
        "requirements[video].short_title",
        "requirements[video].title",
        "requirements[video].hint",
        "requirements[request_form].checklist[signed].text",
        "reasons[VID-01].label",
        "notes[meet].text",
    ):
        assert english(f"ADC 2026.1.{place}") in seen, place
    review.facts.setCurrentWidget(review.facts.data)
    settle(desktop)
    assert "Spain" in words_on_screen(desktop.window)
    # The fields a reason can name.
    review.presenter.select("request_form")
    settle(desktop)
    review.reasons.reason_toggled.emit("SOL-02")
    settle(desktop)
    assert "Country of residence" in words_on_screen(desktop.window)
    assert spanish_on(desktop) == set()


def test_the_call_and_the_decision(desktop: Desktop, office: Casework) -> None:
    calls = CallDesk(office)
    done = calls.schedule(office.case(holder="validator"))
    state = calls.start(done)
    desktop.open_session(desktop.entry_of(office.session("validator")))
    assert desktop.screens is not None
    view = desktop.screens.calls()
    desktop.screens.screen_wanted.emit("calls")
    view.open_case(done.case.id)
    settle(desktop)
    for check in state.call.checks:
        view.presenter.reveal(check.code)
        settle(desktop)
        place = f"ADC 2026.1.call_checks[{check.code}]"
        shown = words_on_screen(desktop.window)
        assert english(f"{place}.prompt") in shown
        bench = view.presenter.bench
        assert bench is not None
        assert bench.answer(check.code) in shown
        assert " de " not in bench.answer(check.code)
        assert spanish_on(desktop) == set()
        view.call.checks._step(1)
    calls.pass_all(state)
    office.clock.forward(minutes=5)
    calls.outcome(office.now_case(done.case.id), state.call, CallOutcome.VALIDATED)
    view.open_case(done.case.id)
    settle(desktop)
    bench = view.presenter.bench
    assert bench is not None
    assert bench.work is Work.DECIDE
    view.decision.verdict._radios[DecisionOutcome.REFUSED].setChecked(True)
    settle(desktop)
    assert english("ADC 2026.1.reasons[LLA-05].label") in words_on_screen(desktop.window)
    assert spanish_on(desktop) == set()


def test_appointing_a_call(desktop: Desktop, office: Casework) -> None:
    case = office.case(holder="validator")
    desktop.open_session(desktop.entry_of(office.session("validator")))
    assert desktop.screens is not None
    view = desktop.screens.calls()
    desktop.screens.screen_wanted.emit("calls")
    view.open_case(case.id)
    settle(desktop)
    bench = view.presenter.bench
    assert bench is not None
    assert bench.work is Work.SCHEDULE
    assert spanish_on(desktop) == set()


@pytest.mark.parametrize("login", ["clerk", "validator", "director", "auditor", "boss"])
def test_every_screen_of_a_duty(desktop: Desktop, office: Casework, login: str) -> None:
    add_administrator(office)
    office.case(CaseState.TO_REVIEW, reviewer="")
    office.case(person=office.person(CEDULAS[2], names=("Luis", "Mora")))
    desktop.open_session(desktop.entry_of(office.session(login)))
    settle(desktop)
    place, screens = desktop.window.workplace, desktop.screens
    assert place is not None
    assert screens is not None
    for spec in screens.specs():
        place.go_to(spec.key)
        settle(desktop)
        assert spanish_on(desktop) == set(), spec.key
