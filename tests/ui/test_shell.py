"""The window: sign-in, lazy screens, lock, closing without loss, names for everything."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import RuleViolationError, UnavailableError
from tests.patience import PATIENCE_S
from tests.ui.gallery_pages import parts, window
from tests.ui.still import let_layouts_follow
from ui.application import Application
from ui.messages import CrashReport, Messages
from ui.shell.lock_page import LockPage
from ui.shell.main_window import MainWindow
from ui.shell.screen import ScreenSpec, SessionView
from ui.tasks import Tasks
from ui.theme import Metric, Mode, Theme
from ui.widgets.accessibility import unnamed_widgets
from ui.widgets.key_button import KeyHintButton
from ui.widgets.text import PlainLabel


class Screen(QWidget):
    """A screen with a field, told when it is shown, holding work when asked to."""

    def __init__(self, log: list[str], name: str) -> None:
        super().__init__()
        self.log, self.name, self.work = log, name, ""
        self.field = QLineEdit(self)
        self.field.setAccessibleName("Campo")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        log.append(f"made {name}")

    def screen_shown(self) -> None:
        self.log.append(f"shown {self.name}")
        self.field.setFocus()

    def unfinished_work(self) -> str:
        return self.work


SESSION = SessionView("Ana Quishpe", "oficinista", "CAU Quito Matriz", "Local · SQLite")


@pytest.fixture
def log() -> list[str]:
    return []


@pytest.fixture
def bare(qtbot: QtBot, tasks: Tasks, messages: Messages, theme: Theme) -> MainWindow:
    made = MainWindow(tasks, messages)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def opened(bare: MainWindow, log: list[str]) -> MainWindow:
    screens = (
        ScreenSpec("queue", "Cola", "list", lambda: Screen(log, "queue"), 128, "Ctrl+1"),
        ScreenSpec("calls", "Videollamadas", "video", lambda: Screen(log, "calls"), 6, "Ctrl+2"),
    )
    bare.open_session(
        SESSION, screens, reenter=lambda given: given == "clave buena", idle_seconds=0
    )
    return bare


def lock_page(window: MainWindow) -> LockPage:
    (page,) = window.findChildren(LockPage)
    return page


def test_the_card_of_signing_in_grows_with_the_words(
    qtbot: QtBot, bare: MainWindow, theme: Theme
) -> None:
    view = bare.show_sign_in(lambda login, password, _code: (login, password), database="Local")
    before = view._card.width()
    theme.apply(scale=2.0)
    assert view._card.minimumWidth() == 2 * before


def test_signing_in_hands_the_session_over(qtbot: QtBot, bare: MainWindow) -> None:
    sessions: list[object] = []
    bare.signed_in.connect(sessions.append)
    view = bare.show_sign_in(lambda login, password, _code: (login, password), database="Local")
    qtbot.keyClicks(view.login, " ana ")
    qtbot.keyClick(view.login, Qt.Key.Key_Return)
    qtbot.keyClicks(view.password, "secreta")
    qtbot.keyClick(view.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sessions == [("ana", "secreta")])
    assert view.password.text() == ""


def test_refusals_and_empty_fields_are_told_in_their_place(
    qtbot: QtBot, bare: MainWindow, messages: Messages
) -> None:
    messages.extend(
        lambda: {"SIGN_IN_LOCKED": ("La cuenta está bloqueada.", "Espere {minutes} minutos.")}
    )

    def refuse(_login: str, _password: str, _code: str) -> object:
        raise RuleViolationError("SIGN_IN_LOCKED", minutes=15)

    view = bare.show_sign_in(refuse, database="Local")
    view.submit()
    assert view.login_field.error
    view.login.setText("ana")
    view.submit()
    assert view.password_field.error
    view.password.setText("x")
    view.submit()
    qtbot.waitUntil(view.banner.isVisible)
    assert view.banner.text == "La cuenta está bloqueada. Espere 15 minutos."
    assert view.button.isEnabled()


def test_screens_are_made_when_first_opened(opened: MainWindow, log: list[str]) -> None:
    assert log == ["made queue", "shown queue"]
    place = opened.workplace
    assert place is not None
    assert not place.is_made("calls")
    place.rail.chosen.emit("calls")
    opened.go_to("queue")
    assert log == [
        "made queue",
        "shown queue",
        "made calls",
        "shown calls",
        "shown queue",
    ]
    with pytest.raises(KeyError):
        opened.go_to("nothing")


def test_keys_open_screens(qtbot: QtBot, opened: MainWindow) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert opened.workplace is not None
    assert opened.workplace.current == "calls"


def test_the_sheet_of_keys_holds_the_focus_and_gives_it_back(
    qtbot: QtBot, opened: MainWindow
) -> None:
    place = opened.workplace
    assert place is not None
    item = place.rail._items["queue"]
    sheet = opened._sheet
    for closing in (Qt.Key.Key_Question, Qt.Key.Key_Escape):
        item.setFocus()
        qtbot.keyClick(item, Qt.Key.Key_Question)
        for _ in range(5):
            focus = QApplication.focusWidget()
            assert focus is not None
            assert sheet.isAncestorOf(focus)
            qtbot.keyClick(focus, Qt.Key.Key_Tab)
        qtbot.keyClick(QApplication.focusWidget(), closing)
        assert not sheet.isVisible()
        assert item.hasFocus()
    qtbot.keyClick(item, Qt.Key.Key_Question)
    place.go_to("calls")
    assert not sheet.isVisible(), "it never covers a screen that has the focus"


def test_locked_desk_shows_and_does_nothing_until_the_password(
    qtbot: QtBot, opened: MainWindow
) -> None:
    place = opened.workplace
    assert place is not None
    qtbot.keyClick(opened, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert opened.is_locked
    assert not place.isVisible()
    qtbot.keyClick(opened, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert place.current == "queue"
    page = lock_page(opened)
    page.password.setText("mala")
    page.submit()
    qtbot.waitUntil(page.banner.isVisible)
    assert opened.is_locked
    page.password.setText("clave buena")
    qtbot.keyClick(page.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not opened.is_locked)
    assert place.isVisible()
    qtbot.keyClick(opened, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert place.current == "calls"


def test_keys_of_the_whole_window_rest_while_locked(qtbot: QtBot, opened: MainWindow) -> None:
    ran: list[bool] = []
    opened.shortcuts.add(
        opened, "any", "Cualquiera", "Ctrl+K", lambda: ran.append(True), group="Ventana"
    )
    for is_locked in (False, True):
        if is_locked:
            opened.lock()
        qtbot.keyClick(opened, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert ran == [True]


def test_a_lock_whose_check_fails_stays_locked(
    qtbot: QtBot, bare: MainWindow, log: list[str]
) -> None:
    def down(_: str) -> bool:
        raise UnavailableError("DATABASE_UNAVAILABLE")

    spec = ScreenSpec("queue", "Cola", "list", lambda: Screen(log, "queue"))
    bare.open_session(SESSION, [spec], reenter=down, idle_seconds=0)
    bare.lock()
    page = lock_page(bare)
    page.password.setText("clave buena")
    page.submit()
    qtbot.waitUntil(page.banner.isVisible)
    assert "base de datos" in page.banner.text
    assert bare.is_locked


def test_leaving_asks_who_is_there_again(qtbot: QtBot, bare: MainWindow, log: list[str]) -> None:
    bare.show_sign_in(lambda _login, _password, _code: None, database="Local")
    spec = ScreenSpec("queue", "Cola", "list", lambda: Screen(log, "queue"))
    bare.open_session(SESSION, [spec], reenter=lambda _: True, idle_seconds=0)
    ended: list[bool] = []
    bare.session_ended.connect(lambda: ended.append(True))
    bare.lock()
    lock_page(bare).sign_out_requested.emit()
    assert ended == [True]
    assert bare.workplace is None


def answer_closing(window: MainWindow, held: tuple[str, ...] | None = ()) -> None:
    """Stand for the desktop: nothing has to be stored."""
    window.closing_wanted.connect(lambda: window.ask_to_close(held))
    window.closing.connect(window.close_now)


def words_on(window: MainWindow) -> str:
    return "\n".join(x.text() for x in window.findChildren(PlainLabel) if x.isVisible())


def test_closing_asks_only_when_somebody_is_bound(qtbot: QtBot, opened: MainWindow) -> None:
    answer_closing(opened)
    place = opened.workplace
    assert place is not None
    screen = place.page("queue")
    assert isinstance(screen, Screen)
    screen.work = "ADC-2026-000001: 3 veredictos sin resolver."
    assert not opened.close()
    assert screen.work in words_on(opened)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert opened.isVisible(), "a habitual Enter loses nothing"
    assert screen.field.hasFocus()
    screen.work = ""
    assert opened.close()


def test_closing_a_locked_desk_does_not_show_the_work(qtbot: QtBot, opened: MainWindow) -> None:
    answer_closing(opened, ("ADC-2026-000001",))
    assert opened.workplace is not None
    screen = opened.workplace.page("queue")
    assert isinstance(screen, Screen)
    screen.work = "ADC-2026-000001 secreto"
    opened.lock()
    assert not opened.close()
    assert "vuelve a la cola" in words_on(opened)
    assert "ADC-2026" not in words_on(opened)
    leave = next(b for b in opened.findChildren(KeyHintButton) if b.property("kind") == "danger")
    leave.click()
    assert not opened.isVisible()


def test_closing_during_work_is_safe(qtbot: QtBot, opened: MainWindow, tasks: Tasks) -> None:
    gate = threading.Event()
    seen: list[object] = []
    tasks.run(lambda: gate.wait(PATIENCE_S), owner=opened, on_done=seen.append)
    answer_closing(opened)
    assert opened.close()
    gate.set()
    tasks.close()
    qtbot.wait(20)
    assert seen == []


def test_panel_gives_the_focus_back(qtbot: QtBot, opened: MainWindow) -> None:
    place = opened.workplace
    assert place is not None
    screen = place.page("queue")
    assert isinstance(screen, Screen)
    qtbot.waitUntil(screen.field.hasFocus)
    inside = QLineEdit()
    place.panel.open_with("Detalle", inside)
    assert inside.hasFocus()
    qtbot.keyClick(inside, Qt.Key.Key_Escape)
    assert not place.panel.isVisible()
    assert screen.field.hasFocus()


def test_crashes_are_told_with_their_number(qtbot: QtBot, opened: MainWindow) -> None:
    assert opened.workplace is not None
    opened.show_crash(CrashReport("AB12CD34", "x:1:f", "ValueError", 1))
    assert "AB12CD34" in opened.workplace.banner.text


def test_status_line_counts_and_loses_connection(qtbot: QtBot, opened: MainWindow) -> None:
    assert opened.workplace is not None
    status = opened.workplace.status
    status.set_counts(96, 25, 7)
    status.set_saved("10:42:07")
    status.set_connected(False)
    words = {label.text() for label in status.findChildren(PlainLabel)}
    assert {
        "Sin conexión",
        "96 a tiempo",
        "25 vencen hoy",
        "7 vencidos",
        "Guardado 10:42:07",
    } <= words


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_status_line_cuts_no_word(
    qtbot: QtBot, opened: MainWindow, theme: Theme, scale: float
) -> None:
    assert opened.workplace is not None
    theme.apply(scale=scale)
    status = opened.workplace.status
    status.set_counts(28, 8, 5, 5)
    status.set_saved("10:42:07")
    let_layouts_follow()
    for label in status.findChildren(PlainLabel):
        if label.isVisible():
            assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width(), (
                label.text()
            )
    counts = status._counts["done"].word
    assert counts.accessibleName() == "28 a tiempo"
    assert counts.text() == ("28 a tiempo" if scale == 1.0 else "28")


@pytest.fixture
def application(qtbot: QtBot, theme: Theme) -> Application:
    return Application(mode=Mode.LIGHT)


@pytest.mark.parametrize("make", [window, parts])
def test_everything_that_takes_the_focus_has_a_name(
    qtbot: QtBot, application: Application, make: Callable[[Application], QWidget]
) -> None:
    with application:
        made = make(application)
        qtbot.addWidget(made)
        made.show()
        qtbot.waitUntil(lambda: application.tasks.under_way == 0)
        assert unnamed_widgets(made) == ()


def test_no_two_keys_clash_in_the_window(qtbot: QtBot, application: Application) -> None:
    with application:
        made = window(application)
        qtbot.addWidget(made)
        assert isinstance(made, MainWindow)
        assert made.shortcuts.clashes() == ()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_window_fits_a_small_screen_and_cuts_nothing(
    qtbot: QtBot, application: Application, theme: Theme, scale: float
) -> None:
    theme.apply(scale=scale)
    with application:
        made = window(application)
        qtbot.addWidget(made)
        made.resize(Metric.WINDOW_WIDTH, Metric.WINDOW_HEIGHT)
        made.show()
        qtbot.waitUntil(lambda: application.tasks.under_way == 0)
        let_layouts_follow()
        assert made.width() <= Metric.WINDOW_WIDTH
        assert made.height() <= Metric.WINDOW_HEIGHT
        for button in made.findChildren(KeyHintButton):
            if button.isVisible():
                assert button.width() >= button.sizeHint().width(), button.text()
                corner = button.mapTo(made, QPoint(button.width(), button.height()))
                assert corner.x() <= made.width(), button.text()


def test_tab_walks_in_reading_order_and_comes_back(qtbot: QtBot, bare: MainWindow) -> None:
    view = bare.show_sign_in(lambda _login, _password, _code: None, database="Local")
    view.login.setFocus()
    walked = []
    for _ in range(3):
        walked.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert walked == [view.login, view.password, view.button]
