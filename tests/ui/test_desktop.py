"""The whole window, for every duty: names, keys, no stray windows; a case on the desk."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

import main
from app.cli.demo.cast import PASSWORD, ROLES
from app.cli.demo.clock import DemoClock
from app.cli.demo.mail_catcher import DemoAdapters
from app.cli.demo.plan import parts
from app.cli.demo.seeding import fill
from app.domain.review import Verdict
from app.infra.workstation_profile import Profile
from app.stages.queueing import BreakClaimCommand
from tests.patience import PATIENCE_S
from tests.quick_hasher import QUICK_HASHER
from tests.ui.still import let_it_wait, let_layouts_follow
from tests.ui.stray_windows import StrayWindows
from ui.review.view import ReviewView
from ui.shell.desktop import Desktop
from ui.shell.screen_keys import DESK, QUEUE, REVIEW
from ui.shell.screens import Screens
from ui.shell.status_line import StatusLine
from ui.tasks import Lane
from ui.widgets.accessibility import unnamed_widgets

pytestmark = pytest.mark.timeout(300)  # the first one fills the office
FEW = {0, 5, 36}
LOGINS = tuple(role.login for role in ROLES if role.agency.code == "PIC-01")


class DemoProgram(DemoAdapters, main.Program):
    """The program with its mailbox, as ``main.open_demo`` makes it; its passwords cost little."""

    hasher = QUICK_HASHER


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoProgram]:
    folder = tmp_path_factory.mktemp("office")
    clock = DemoClock()
    profile = Profile(f"sqlite:///{folder}/demo.db", folder, is_sealed=False)
    program = DemoProgram(profile, main.RESOURCES, clock)
    with program.closing:
        fill(program, clock, lambda *_: None, tuple(p for p in parts() if p.person in FEW))
        yield program


@pytest.fixture
def desktop(program: DemoProgram, qapp: QApplication) -> Iterator[Desktop]:
    with Desktop(program, language="es") as desktop:
        # The machine may be slow, the database of most tests is not silent.
        let_it_wait(desktop, 1000 * PATIENCE_S)
        desktop.window.show_sign_in(desktop._sign_in, database="prueba")
        desktop.window.show()
        desktop.window.activateWindow()
        yield desktop


@pytest.fixture
def strays(desktop: Desktop, qapp: QApplication) -> Iterator[StrayWindows]:
    noted = StrayWindows(desktop.window)
    qapp.installEventFilter(noted)
    yield noted
    qapp.removeEventFilter(noted)


def settle(desktop: Desktop, is_so: Callable[[], bool] = lambda: True) -> None:
    wait_for(lambda: is_so() and desktop.tasks.under_way == 0)


def wait_for(is_so: Callable[[], bool]) -> None:
    """Wait although work is under way."""
    for _ in range(int(PATIENCE_S * 50)):
        let_layouts_follow()
        if is_so():
            return
        QTest.qWait(20)
    pytest.fail("it did not come")


def screens(desktop: Desktop) -> Screens:
    assert desktop.screens is not None
    return desktop.screens


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "the focus was lost"
    return widget


def enter(desktop: Desktop, login: str) -> None:
    desktop.open_session(desktop._sign_in(login, PASSWORD))
    settle(desktop)


def hold_a_case(desktop: Desktop) -> ReviewView:
    enter(desktop, "ana.quishpe")
    screens(desktop).take_next()
    review = screens(desktop).review()
    settle(desktop, lambda: review.presenter.desk is not None)
    return review


@pytest.mark.parametrize("login", LOGINS)
def test_every_screen_of_a_duty_is_named_unclashing_and_inside_one_window(
    desktop: Desktop, strays: StrayWindows, login: str
) -> None:
    enter(desktop, login)
    place = desktop.window.workplace
    assert place is not None
    for spec in screens(desktop).specs():
        place.go_to(spec.key)
        settle(desktop)
        assert strays.found == [], f"{spec.key} opened another window"
        assert desktop.window.isActiveWindow(), f"{spec.key} lost the window"
        assert focused().window() is desktop.window
    assert desktop.window.shortcuts.clashes() == ()
    assert unnamed_widgets(desktop.window) == ()


def test_a_case_on_the_desk_has_names_and_its_evidence(
    desktop: Desktop, strays: StrayWindows
) -> None:
    review = hold_a_case(desktop)
    settle(desktop, lambda: not review.area.panel.view.image.isNull())
    assert unnamed_widgets(desktop.window) == ()
    assert desktop.window.shortcuts.clashes() == ()
    assert review.evidence.cached_bytes > 0
    pixels = review.area.panel.view.image
    desk = review.presenter.desk
    assert desk is not None
    files = {item.file.id for item in desk.view.files}
    assert files & set(review.evidence._loaded)
    assert strays.found == []
    assert focused().window() is desktop.window
    review.presenter.release()
    settle(desktop)
    assert review.presenter.desk is None
    assert not files & set(review.evidence._loaded), "what stays is the next case, read ahead"
    # Whoever still holds the picture holds nothing of the person.
    assert set(memoryview(pixels.constBits()).cast("I")) == {0xFF000000}, "all of it is black"
    assert review.area.panel.view.image.isNull()


@pytest.mark.parametrize("comes", [True, False], ids=["with its picture", "without waiting long"])
def test_the_facts_of_a_case_follow_its_picture(desktop: Desktop, comes: bool) -> None:
    enter(desktop, "ana.quishpe")
    review = desktop.window.go_to(REVIEW)
    assert isinstance(review, ReviewView)
    painted_before_facts = []
    if comes:
        review._patience.setInterval(60_000)
        review.area.panel.view.picture_painted.connect(
            lambda: painted_before_facts.append(not review.facts.isVisible())
        )
    else:
        review.area.settled.disconnect(review._on_settled)
    review.presenter.take_next()
    settle(desktop, review.facts.isVisible)
    assert all(painted_before_facts[:1])
    assert bool(painted_before_facts) is comes
    assert review.reasons.isVisible()
    assert review.preview.isVisible()
    review.presenter.release()
    settle(desktop)


def test_a_broken_claim_shows_both_works_and_loses_nothing(
    desktop: Desktop, program: DemoProgram
) -> None:
    enter(desktop, "ana.quishpe")
    desktop.window.go_to(REVIEW)
    screens(desktop).take_next()
    review = screens(desktop).review()
    settle(desktop, lambda: review.presenter.desk is not None)
    assert review.presenter.desk is not None
    case_id = review.presenter.desk.view.case.id
    director = desktop._sign_in("elena.jacome", PASSWORD).session
    reason = "La persona no responde desde hace horas."
    review.presenter._cases.claims.break_claim(BreakClaimCommand(director, case_id, reason))
    review.presenter.give(Verdict.DOUBT)
    settle(desktop, review.conflict.isVisible)
    assert desktop.session is not None
    with program.store.write() as uow:
        kept = uow.drafts.get(case_id, desktop.session.staff_id)
    assert kept is not None
    assert kept.is_stale
    assert Verdict.DOUBT in {item.verdict for item in kept.requirements.values()}
    review.conflict._on_adopt()
    settle(desktop, lambda: not review.conflict.isVisible())
    assert review.presenter.desk is not None
    review.presenter.release()
    settle(desktop)


def test_signing_in_again_after_leaving_leaves_no_dead_parts(desktop: Desktop) -> None:
    for login in ("ana.quishpe", "veronica.ortega", "ana.quishpe"):
        enter(desktop, login)
        desktop.window.shortcuts.set_single_keys(False)
        desktop.window.shortcuts.set_single_keys(True)
        desktop.housekeeping.round_done.emit()
        desktop.window.lock()
        assert desktop.window.is_locked
        desktop.window.end_session()
        settle(desktop)
    assert desktop.session is None


def test_every_screen_tells_the_same_number_of_cases(desktop: Desktop) -> None:
    enter(desktop, "ana.quishpe")
    place = desktop.window.workplace
    assert place is not None
    seen = []
    for key in (DESK, QUEUE, REVIEW):
        place.go_to(key)
        settle(desktop)
        seen.append((place.rail._items[QUEUE]._count, _numbers(place.status)))
        if key == QUEUE:
            assert desktop.screens is not None
            queue = desktop.screens.queue()
            assert queue._remark.text().startswith(f"{seen[-1][0]} caso")
            queue.bar.views.choose("closed")
            settle(desktop)
            seen.append((place.rail._items[QUEUE]._count, _numbers(place.status)))
    assert len(set(seen)) == 1
    total, parts = seen[0]
    assert total == sum(parts) > 0


def _numbers(status: StatusLine) -> tuple[int, ...]:
    shown = (part.word.text() for part in status._counts.values() if not part.isHidden())
    return tuple(int(text.split()[0]) for text in shown)


def test_signing_out_says_what_becomes_of_the_case_and_does_it(
    desktop: Desktop, program: DemoProgram
) -> None:
    review = hold_a_case(desktop)
    desk = review.presenter.desk
    assert desk is not None
    case = desk.view.case
    review.preview.focus_fields()
    QTest.keyClicks(focused(), "sigo luego")
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    desktop.window.lock()
    QTest.keyClick(desktop.window, Qt.Key.Key_L, control_shift)
    assert desktop.session is not None, "a locked desk knows no other key"
    desktop.window._unlock()
    QTest.keyClick(desktop.window, Qt.Key.Key_L, control_shift)
    asked = desktop.window._leaving
    settle(desktop, asked.isVisible)
    assert f"{case.number} vuelve a la cola" in asked.words
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert asked.isAncestorOf(focused())
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert review.preview.note.hasFocus()
    QTest.keyClick(desktop.window, Qt.Key.Key_L, control_shift)
    settle(desktop, asked.isVisible)
    with program.store.write() as uow:
        assert uow.cases.get(case.id).claim is not None, "a lock keeps the case"
    staff_id = desktop.session.staff_id
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    settle(desktop, lambda: desktop.session is None)
    with program.store.write() as uow:
        assert uow.cases.get(case.id).claim is None
        draft = uow.drafts.get(case.id, staff_id)
    assert draft is not None
    # The office is one for all tests here: another one's draft of this case may stand before it.
    assert draft.note.endswith("sigo luego")


def test_closing_the_window_says_what_becomes_of_the_case_and_does_it(
    desktop: Desktop, program: DemoProgram
) -> None:
    review = hold_a_case(desktop)
    desk, session = review.presenter.desk, desktop.session
    assert desk is not None
    assert session is not None
    review.preview.focus_fields()
    QTest.keyClicks(focused(), "cierro ya")
    assert not desktop.window.close()
    asked = desktop.window._leaving
    settle(desktop, asked.isVisible)
    assert f"{desk.view.case.number} vuelve a la cola" in asked.words
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert review.preview.note.hasFocus()
    assert not desktop.window.close()
    settle(desktop, asked.isVisible)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    settle(desktop, lambda: not desktop.window.isVisible())
    with program.store.write() as uow:
        assert uow.cases.get(desk.view.case.id).claim is None
        draft = uow.drafts.get(desk.view.case.id, session.staff_id)
    assert draft is not None
    assert draft.note.endswith("cierro ya")


def test_closing_without_a_case_asks_nothing(desktop: Desktop) -> None:
    enter(desktop, "elena.jacome")
    desktop.window.close()
    settle(desktop, lambda: not desktop.window.isVisible())
    assert not desktop.window._leaving.isVisible()


def test_a_silent_database_keeps_nobody_from_closing(desktop: Desktop) -> None:
    hold_a_case(desktop)
    gate = threading.Event()
    let_it_wait(desktop, 300)
    desktop.tasks.run(lambda: gate.wait(4 * PATIENCE_S), owner=desktop, lane=Lane.WRITE)
    try:
        assert not desktop.window.close()
        asked = desktop.window._leaving
        wait_for(asked.isVisible)
        assert "no responde" in asked.words
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        QTest.keyClick(focused(), Qt.Key.Key_Return)
        wait_for(lambda: asked._leave.text() == "Cerrar de todos modos")
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        QTest.keyClick(focused(), Qt.Key.Key_Return)
        wait_for(lambda: not desktop.window.isVisible())
    finally:
        gate.set()


def test_a_silent_database_keeps_nobody_from_signing_out(desktop: Desktop) -> None:
    hold_a_case(desktop)
    gate = threading.Event()
    let_it_wait(desktop, 300)
    desktop.tasks.run(lambda: gate.wait(4 * PATIENCE_S), owner=desktop, lane=Lane.WRITE)
    try:
        desktop.window.leaving_wanted.emit()
        wait_for(desktop.window._leaving.isVisible)
        assert "no responde" in desktop.window._leaving.words
        QTest.keyClick(focused(), Qt.Key.Key_Escape)
        assert desktop.session is not None
    finally:
        gate.set()


def test_closing_while_a_review_can_be_undone_says_so(desktop: Desktop) -> None:
    review = hold_a_case(desktop)
    review.presenter.release()
    settle(desktop)
    review.presenter.sent = "ADC-2026-000009"
    review.undo_bar.offer("Enviado", "x")
    assert not desktop.window.close()
    asked = desktop.window._leaving
    settle(desktop, asked.isVisible)
    assert "ADC-2026-000009 ya está registrada; después no podrá deshacerla" in asked.words
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert desktop.window.isVisible()
    review.undo_bar.finish()


def test_without_a_case_signing_out_asks_nothing(desktop: Desktop) -> None:
    enter(desktop, "elena.jacome")
    place = desktop.window.workplace
    assert place is not None
    (leave,) = [a for a in place.header.menu.actions() if a.text() == "Cerrar sesión"]
    leave.trigger()
    settle(desktop, lambda: desktop.session is None)


def test_a_panel_goes_with_what_it_is_about(desktop: Desktop) -> None:
    enter(desktop, "elena.jacome")
    place = desktop.window.workplace
    assert place is not None
    place.go_to(QUEUE)
    settle(desktop)
    queue = screens(desktop).queue()
    queue.table.select_first()
    queue._open_button.click()
    assert place.panel.isVisible()
    queue.table.grid.selectRow(1)
    assert not place.panel.isVisible(), "another case is current"
    queue._open_button.click()
    assert place.panel.isVisible()
    place.go_to(DESK)
    assert not place.panel.isVisible()
    settle(desktop)


def test_leaving_the_program_during_work_is_safe(program: DemoProgram, qapp: QApplication) -> None:
    with Desktop(program, language="es") as desktop:
        desktop.start()
        desktop.open_session(desktop._sign_in("ana.quishpe", PASSWORD))
        screens(desktop).take_next()
    assert desktop.tasks.under_way == 0
    assert not isValid(desktop.window), "it would go on making its screens ahead"
