"""No words of the main screens are cut, at 1366 x 768 and at 200 %, in Spanish and English."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QTabWidget

from app.domain.call import CallOutcome
from app.domain.decision import DecisionOutcome
from app.domain.workflow import CaseState
from tests.casework import CEDULAS, LINK, Casework
from tests.stage_desks import CallDesk
from tests.ui.cut_words import cut_words
from tests.ui.office_window import add_administrator
from tests.ui.quiet_program import QuietProgram, office_of, quiet_program, settle
from ui.shell.desktop import Desktop
from ui.theme import Metric, current_theme
from ui.validation.bench import Work

ROOM = (Metric.WINDOW_WIDTH, Metric.WINDOW_HEIGHT)


@pytest.fixture
def program(tmp_path: Path, sqlite_template: Path) -> Iterator[QuietProgram]:
    with quiet_program(tmp_path, sqlite_template) as made:
        yield made


@pytest.fixture
def office(program: QuietProgram) -> Casework:
    return office_of(program)


@pytest.fixture(params=["es", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[1.0, 2.0], ids=["100", "200"])
def scale(request: pytest.FixtureRequest) -> float:
    return float(request.param)


@pytest.fixture
def desktop(
    program: QuietProgram, office: Casework, qapp: QApplication, language: str, scale: float
) -> Iterator[Desktop]:
    with Desktop(program, language=language) as made:
        current_theme().apply(scale=scale)
        made.window.show_sign_in(made._sign_in, database="test")
        made.window.resize(*ROOM)
        made.window.show()
        made.window.activateWindow()
        yield made
    # Only now: no window is left that would be translated and styled anew.
    made.application.set_language("es")
    current_theme().apply(scale=1.0)


def assert_whole(desktop: Desktop, place: str) -> None:
    settle(desktop)
    assert (desktop.window.width(), desktop.window.height()) == ROOM, place
    assert cut_words(desktop.window) == [], place


def test_signing_in(desktop: Desktop) -> None:
    assert_whole(desktop, "sign-in")


@pytest.mark.parametrize("login", ["clerk", "validator", "director", "auditor", "boss"])
def test_every_screen_of_a_duty(desktop: Desktop, office: Casework, login: str) -> None:
    add_administrator(office)
    office.case(CaseState.TO_REVIEW, reviewer="")
    office.case(person=office.person(CEDULAS[2], names=("Luis", "Mora")))
    calls = CallDesk(office)
    calls.schedule(office.case(person=office.person(CEDULAS[3]), holder="validator"))
    desktop.open_session(desktop.entry_of(office.session(login)))
    settle(desktop)
    place, screens = desktop.window.workplace, desktop.screens
    assert place is not None
    assert screens is not None
    for spec in screens.specs():
        page = place.go_to(spec.key)
        assert_whole(desktop, f"{login}-{spec.key}")
        for tabs in page.findChildren(QTabWidget):
            for tab in range(tabs.count() if tabs.isVisible() else 0):
                tabs.setCurrentIndex(tab)
                assert_whole(desktop, f"{login}-{spec.key}-{tab}")


def test_appointing_a_call(desktop: Desktop, office: Casework) -> None:
    case = office.case(holder="validator")
    desktop.open_session(desktop.entry_of(office.session("validator")))
    assert desktop.screens is not None
    view = desktop.screens.calls()
    desktop.screens.screen_wanted.emit("calls")
    view.open_case(case.id)
    assert_whole(desktop, "appointing")
    bench = view.presenter.bench
    assert bench is not None
    assert bench.work is Work.SCHEDULE
    view.schedule.link.setText(LINK)
    view.schedule.link.returnPressed.emit()
    assert_whole(desktop, "appointing-ready")


def test_the_call_and_the_decision(desktop: Desktop, office: Casework) -> None:
    calls = CallDesk(office)
    done = calls.schedule(office.case(holder="validator"))
    desktop.open_session(desktop.entry_of(office.session("validator")))
    assert desktop.screens is not None
    view = desktop.screens.calls()
    desktop.screens.screen_wanted.emit("calls")
    view.open_case(done.case.id)
    assert_whole(desktop, "before-the-call")
    state = calls.start(done)
    view.open_case(done.case.id)
    assert_whole(desktop, "call")
    calls.pass_all(state)
    office.clock.forward(minutes=5)
    calls.outcome(office.now_case(done.case.id), state.call, CallOutcome.VALIDATED)
    view.open_case(done.case.id)
    assert_whole(desktop, "decision")
    view.decision.verdict._radios[DecisionOutcome.REFUSED].setChecked(True)
    assert_whole(desktop, "decision-refused")
