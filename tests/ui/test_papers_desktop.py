"""Mails and records reached from every screen of the whole window, by keys."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.domain.audit import case_chain
from app.domain.case import Case
from app.domain.staff import Duty
from app.domain.workflow import CaseState
from app.infra.sandbox.pool import SandboxPool
from app.infra.sandbox.reader import SandboxMediaReader
from tests.casework import Casework
from tests.stage_desks import CallDesk, DecisionDesk
from tests.ui.cut_words import cut_words
from tests.ui.quiet_program import QuietProgram, office_of, quiet_program, settle
from ui.shell.desktop import Desktop
from ui.shell.screen_keys import CALLS, QUEUE, RECORD, REGISTRY, REVIEW
from ui.shell.screens import Screens
from ui.theme import Metric
from ui.widgets.accessibility import unnamed_widgets

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
REASON = "la persona pregunta por su acta"


@pytest.fixture
def program(
    tmp_path: Path, sqlite_template: Path, sandbox_pool: SandboxPool
) -> Iterator[QuietProgram]:
    with quiet_program(tmp_path, sqlite_template) as made:
        # What is on show here are our own records, drawn for real.
        made.__dict__["media"] = SandboxMediaReader(sandbox_pool)
        yield made


@pytest.fixture
def office(program: QuietProgram) -> Casework:
    return office_of(program)


@pytest.fixture
def decided(office: Casework) -> Case:
    case = CallDesk(office).validated(office.case(holder="validator"))
    return DecisionDesk(office).approve(case).case


@pytest.fixture
def desktop(program: QuietProgram, office: Casework, qapp: QApplication) -> Iterator[Desktop]:
    with Desktop(program, language="es") as made:
        made.window.show_sign_in(made._sign_in, database="prueba")
        made.window.resize(Metric.WINDOW_WIDTH, Metric.WINDOW_HEIGHT)
        made.window.show()
        made.window.activateWindow()
        yield made


def enter(desktop: Desktop, office: Casework, login: str) -> Screens:
    desktop.open_session(desktop.entry_of(office.session(login)))
    settle(desktop)
    assert desktop.screens is not None
    return desktop.screens


def press(desktop: Desktop, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None, "the focus was lost"
    QTest.keyClick(focus, key, modifiers)
    settle(desktop)


def front(desktop: Desktop) -> str:
    place = desktop.window.workplace
    assert place is not None
    return place.current


def words(widget: QWidget) -> str:
    return " | ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def wait_for(is_so: Callable[[], object]) -> None:
    for _ in range(1000):
        if is_so():
            return
        QTest.qWait(20)
    pytest.fail("it did not come")


def read_from_the_queue(desktop: Desktop, screens: Screens, case: Case) -> None:
    """Open a closed case that the queue lists, with a reason where one is asked."""
    queue = screens.queue()
    desktop.window.go_to(QUEUE)
    queue.presenter.choose_view("closed")
    wait_for(lambda: [one.case_id for one in queue.table.model.rows] == [case.id])
    queue.table.setFocus()
    queue.table.select_first()
    press(desktop, KEY.Key_Return)
    assert desktop.session is not None
    if desktop.session.staff.duty is not Duty.AUDITOR:
        asked = QApplication.focusWidget()
        assert asked is not None
        QTest.keyClicks(asked, REASON)
        press(desktop, KEY.Key_Return, CTRL)
    settle(desktop)


@pytest.mark.parametrize("login", ["clerk", "validator", "director", "auditor"])
def test_a_decided_case_is_read_with_its_mails_and_its_record_by_every_duty_that_may(
    desktop: Desktop, office: Casework, decided: Case, login: str
) -> None:
    screens = enter(desktop, office, login)
    read_from_the_queue(desktop, screens, decided)
    assert front(desktop) == REVIEW
    desk = screens.review().presenter.desk
    assert desk is not None
    assert desk.is_read_only
    facts = screens.review().facts
    wait_for(lambda: "Convocatoria a videollamada" in words(facts))
    wait_for(lambda: "Aprobó el cambio" in words(facts))
    said = words(facts)
    assert "Cambio aplicado (contacto anterior)" in said
    opened = json.loads(office.events(case_chain(decided.id))[-1].canonical)
    assert opened["actor"] == office.people[login].id
    read = {json.loads(e.canonical)["action"] for e in office.events(case_chain(decided.id))}
    assert {"case.opened", "case.read"} <= read
    assert unnamed_widgets(desktop.window) == ()
    assert desktop.window.shortcuts.clashes() == ()

    if login == "auditor":
        return
    press(desktop, KEY.Key_J, CTRL)
    assert front(desktop) == RECORD
    assert f"ACTA-{decided.number}" in words(screens.papers.view())
    assert unnamed_widgets(desktop.window) == ()
    press(desktop, KEY.Key_Escape)
    assert front(desktop) == REVIEW
    assert screens.papers.view().presenter.record is None
    press(desktop, KEY.Key_R, CTRL)
    assert front(desktop) == (QUEUE if login == "validator" else REVIEW)


def test_a_validator_still_opens_what_waits_for_them_on_the_call_screen(
    desktop: Desktop, office: Casework
) -> None:
    case = office.case()
    screens = enter(desktop, office, "validator")
    desktop.window.go_to(QUEUE)
    settle(desktop)
    screens.queue().table.setFocus()
    screens.queue().table.select_first()
    press(desktop, KEY.Key_Return)
    assert front(desktop) == CALLS
    bench = screens.calls().presenter.bench
    assert bench is not None
    assert bench.case.id == case.id


def test_the_mails_stand_beside_the_call_and_the_invitation_is_copied(
    desktop: Desktop, office: Casework
) -> None:
    done = CallDesk(office).schedule(office.case(holder="validator"))
    office.clock.to(done.call.starts_at)
    screens = enter(desktop, office, "validator")
    screens.open_call_case(done.case.id)
    settle(desktop)
    press(desktop, KEY.Key_H, CTRL)
    place = desktop.window.workplace
    assert place is not None
    wait_for(lambda: "Convocatoria a videollamada" in words(place.panel))
    assert done.case.declared.contact.email not in words(place.panel)
    assert cut_words(place.panel) == []
    assert unnamed_widgets(desktop.window) == ()
    press(desktop, KEY.Key_Escape)
    assert not place.panel.isVisible()

    QApplication.clipboard().clear()
    press(desktop, KEY.Key_I)
    assert done.call.link in QApplication.clipboard().text()
    assert "copiada" in words(screens.calls().banner)
    assert office.actions(done.case.id)[-1] == "message.invitation_copied"


def test_who_decided_opens_the_record_at_once_and_comes_back(
    desktop: Desktop, office: Casework
) -> None:
    case = CallDesk(office).validated(office.case(holder="validator"))
    screens = enter(desktop, office, "validator")
    screens.open_call_case(case.id)
    settle(desktop)
    panel = screens.calls().decision
    assert not panel.record.isVisible()
    approved = DecisionDesk(office).approve(office.now_case(case.id))
    panel._on_decided(approved)
    settle(desktop)
    assert panel.record.isVisible()
    press(desktop, KEY.Key_J, CTRL)
    assert front(desktop) == RECORD
    assert not screens.papers.view().panel.view.image.isNull()
    actions = office.actions(case.id)
    assert actions[-2:] == ["document.issued", "document.read"]
    press(desktop, KEY.Key_Escape)
    assert front(desktop) == CALLS
    assert "Decisión registrada" in words(panel)


def test_the_record_is_opened_from_the_cases_of_a_person(
    desktop: Desktop, office: Casework, decided: Case
) -> None:
    screens = enter(desktop, office, "clerk")
    registry = screens.registry()
    desktop.window.go_to(REGISTRY)
    registry.presenter.open(decided.person_id, "pregunta en ventanilla")
    settle(desktop)
    cases = registry.page.cases
    assert not cases.record.isEnabled()
    cases.table.setFocus()
    cases.table.select_first()
    settle(desktop)
    assert cases.record.isEnabled()
    press(desktop, KEY.Key_J, CTRL)
    assert front(desktop) == RECORD
    assert f"ACTA-{decided.number}" in words(screens.papers.view())
    press(desktop, KEY.Key_Escape)
    assert front(desktop) == REGISTRY
    assert registry.presenter.file is not None


def test_another_screen_puts_the_record_away(
    desktop: Desktop, office: Casework, decided: Case
) -> None:
    screens = enter(desktop, office, "clerk")
    desktop.window.go_to(QUEUE)
    screens.papers.show_record(decided.id)
    settle(desktop)
    viewer = screens.papers.view()
    assert f"ACTA-{decided.number}" in words(viewer)
    press(desktop, KEY.Key_1, CTRL)
    assert viewer.presenter.record is None
    assert viewer.panel.view.image.isNull()


def test_the_case_waits_for_review_is_no_record(desktop: Desktop, office: Casework) -> None:
    office.case(CaseState.TO_REVIEW, reviewer="")
    screens = enter(desktop, office, "clerk")
    screens.take_next()
    settle(desktop)
    papers = screens.review().facts.papers
    assert papers.record.isHidden()
    papers.open_record()
    settle(desktop)
    assert front(desktop) == REVIEW
