"""The window: signing in, the workplace, the lock, and closing without losing work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget
from typing_extensions import override

from ui.messages import CrashReport, Messages
from ui.shell.leave_guard import LeaveGuard
from ui.shell.lock_page import IdleWatch, LockPage
from ui.shell.remembering import Remembering
from ui.shell.screen import ScreenSpec, SessionView
from ui.shell.signin_presenter import Activate, SignIn, SignInPresenter
from ui.shell.signin_view import SignInView
from ui.shell.workplace import Workplace
from ui.tasks import Tasks
from ui.theme import Metric, Mode, Tone, current_theme
from ui.widgets.shortcut_sheet import ShortcutSheet
from ui.widgets.shortcuts import ShortcutRegistry


class MainWindow(QMainWindow):
    """One window with three faces: sign-in, workplace, lock.

    Signals:
        signed_in: the session returned by the sign-in use case; answer with `open_session`.
        screen_opened: key of the screen in front.
        locked, unlocked: the desk was locked or opened again.
        leaving_wanted: the person wants to sign out; answer with `ask_to_leave`.
        session_ended: the person left; the next face is sign-in.
        closing_wanted: the window is to be closed; answer with `ask_to_close`.
        closing: nothing keeps it open; store and give back, then `close_now`.
        closing_stopped: the person stays after all.
        theme_chosen: another look was chosen (Mode), already applied; store it.
        single_keys_chosen: plain-letter keys were switched (bool), already applied; store it.
    """

    signed_in = Signal(object)
    screen_opened = Signal(str)
    locked = Signal()
    unlocked = Signal()
    leaving_wanted = Signal()
    session_ended = Signal()
    closing_wanted = Signal()
    closing = Signal()
    closing_stopped = Signal()
    theme_chosen = Signal(object)
    single_keys_chosen = Signal(bool)

    def __init__(self, tasks: Tasks, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._messages = messages
        self._sign_in: Callable[[], object] | None = None
        self._hint = ""
        self._workplace: Workplace | None = None
        self._new_lock: Callable[[], LockPage] | None = None
        self._lock_page: LockPage | None = None
        self._idle: IdleWatch | None = None
        self._may_close = False
        self.shortcuts = ShortcutRegistry(self)
        self._faces = QStackedWidget()
        self.setCentralWidget(self._faces)
        self._sheet = ShortcutSheet(self.shortcuts, self._faces)
        self._sheet.single_keys_chosen.connect(self.single_keys_chosen)
        self._leaving = LeaveGuard(self._faces)
        self._leaving.leave_chosen.connect(self.end_session)
        self._leaving.close_chosen.connect(self._begin_closing)
        self._leaving.anyway_chosen.connect(self.close_now)
        self._leaving.stayed.connect(self.closing_stopped)
        theme = current_theme()
        self.setWindowTitle("Ventanilla")
        self.setMinimumSize(Metric.WINDOW_MIN_WIDTH, Metric.WINDOW_MIN_HEIGHT)
        self.resize(Metric.WINDOW_WIDTH, Metric.WINDOW_HEIGHT)
        self.setWindowIcon(theme.icon("shield", "accent"))
        general = self.tr("En toda la ventana")
        self._lock_action = self.shortcuts.add(
            self, "shell.lock", self.tr("Bloquear el puesto"), "Ctrl+L", self.lock, group=general
        )
        self._leave_action = self.shortcuts.add(
            self,
            "shell.leave",
            self.tr("Cerrar sesión"),
            "Ctrl+Shift+L",
            self._on_leave_wanted,
            group=general,
        )
        self._keys_action = self.shortcuts.add(
            self, "shell.keys", self.tr("Ver las teclas"), "?", self.show_keys, group=general
        )
        # "?" is a single key: who switches those off still has to find the others.
        self.shortcuts.add(
            self, "shell.help", self.tr("Ayuda: las teclas"), "F1", self.show_keys, group=general
        )

    @property
    def workplace(self) -> Workplace | None:
        """The signed-in part; None before sign-in."""
        return self._workplace

    @property
    def is_locked(self) -> bool:
        """True while the lock page is in front."""
        return self._lock_page is not None and self._faces.currentWidget() is self._lock_page

    def show_sign_in(
        self,
        sign_in: SignIn,
        *,
        database: str,
        database_tone: Tone = Tone.INFO,
        hint: str = "",
        activate: Activate | None = None,
        remembering: Remembering | None = None,
    ) -> SignInView:
        """Ask who is there; `signed_in` follows. `hint` stands below, as in a demonstration."""
        self._sign_in = partial(
            self.show_sign_in,
            sign_in,
            database=database,
            database_tone=database_tone,
            activate=activate,
            remembering=remembering,
        )
        self._hint = hint or self._hint
        self.shortcuts.suspend(True)
        view = SignInView(
            SignInPresenter(sign_in, self._tasks, self._messages, activate),
            database=database,
            database_tone=database_tone,
            hint=self._hint,
        )
        view.signed_in.connect(self.signed_in)
        self._show_only(view)
        if remembering is not None:
            view.recall(remembering)
        return view

    def set_hint(self, hint: str) -> None:
        """Other words below the sign-in, now and whenever it is asked again who is there."""
        self._hint = hint
        face = self._faces.currentWidget()
        if isinstance(face, SignInView):
            face.hint.setText(hint)
            face.hint.show()

    def open_session(
        self,
        session: SessionView,
        screens: Sequence[ScreenSpec],
        *,
        reenter: Callable[[str], bool],
        idle_seconds: int,
    ) -> Workplace:
        """Show the workplace of a signed-in person, first screen in front.

        Args:
            session: what the header shows.
            screens: the rail, in order; only what this duty may open.
            reenter: checks the person's password again, in a worker.
            idle_seconds: time without keys or pointer after which the desk locks; 0 for never.
        """
        place = Workplace(session, screens)
        place.screen_opened.connect(self._on_screen_opened)
        place.header.lock_button.follow(self._lock_action)
        place.header.menu.addActions([self._lock_action, self._leave_action])
        place.header.theme_chosen.connect(self._on_theme)
        place.status.keys_button.follow(self._keys_action)
        self._show_only(place)
        self._workplace = place
        self._new_lock = partial(LockPage, session.person, reenter, self._tasks, self._messages)
        # Whoever comes in waits for the workplace, not for what will hide it.
        QTimer.singleShot(0, place, self._ready_lock)
        self.shortcuts.suspend(False)
        self._bind_screens(screens)
        if idle_seconds:
            self._idle = IdleWatch(idle_seconds, self)
            self._idle.idle.connect(self.lock)
            self._idle.start()
        if screens:
            place.go_to(screens[0].key)
        return place

    def ask_to_leave(self, held: tuple[str, ...] | None) -> None:
        """Say what signing out does to the cases in hand (their numbers), then do it if wanted.

        Without such a case and without unfinished work there is nothing to say. None: the
        database did not answer.
        """
        place = self._workplace
        if place is None:
            return
        unfinished = place.unfinished_work()
        if held == () and not unfinished:
            self.end_session()
            return
        self._leaving.ask_to_leave(held, unfinished)

    def ask_to_close(self, held: tuple[str, ...] | None) -> None:
        """Say what closing does to the cases in hand, as `ask_to_leave`, then do it if wanted."""
        unfinished = () if self._workplace is None else self._workplace.unfinished_work()
        if held == () and not unfinished:
            self._begin_closing()
        elif self.is_locked and held is not None:
            self._leaving.ask_behind_the_lock(bool(held), bool(unfinished))
        else:
            self._leaving.ask_to_close(held, () if self.is_locked else unfinished)

    def tell_unanswered(self) -> None:
        """The database keeps the closing window waiting: say so, and let it close all the same."""
        self._leaving.say_unanswered()

    def close_now(self) -> None:
        """Close without a word: everything is stored and given back, or nobody can."""
        self._may_close = True
        self.close()

    def end_session(self) -> None:
        """Leave the workplace and ask who is there."""
        self._stop_idle()
        self._workplace = self._lock_page = self._new_lock = None
        self.session_ended.emit()
        if self._sign_in is not None:
            self._sign_in()

    def go_to(self, key: str) -> QWidget | None:
        """Bring a screen to the front; None while nobody is signed in."""
        return None if self._workplace is None else self._workplace.go_to(key)

    def lock(self) -> None:
        """Hide everything behind the password; work stays open."""
        page = self._ready_lock()
        if page is None or self.is_locked:
            return
        self._sheet.hide()
        self._leaving.hide()
        self.shortcuts.suspend(True)
        self._faces.setCurrentWidget(page)
        self.locked.emit()

    def show_keys(self) -> None:
        """Show the sheet of keys for where the focus is, or put it away."""
        self._sheet.toggle_for(self.focusWidget())

    def show_crash(self, report: CrashReport) -> None:
        """Say that a bug happened, with its number; work goes on."""
        if self._workplace is not None:
            self._workplace.banner.tell(
                Tone.LATE,
                self.tr("Ocurrió un error inesperado (informe {0}).").format(report.number),
                self.tr("Su trabajo guardado está a salvo. Comunique el número si se repite."),
            )

    def _on_screen_opened(self, key: str) -> None:
        place = self._workplace
        if place is not None:
            self.shortcuts.set_front(place.page(key), place.beside, place.panel)
            # Only now the parts of the screen stand in one another.
            self.shortcuts.settle()
        self.screen_opened.emit(key)

    def _bind_screens(self, screens: Sequence[ScreenSpec]) -> None:
        place = self._workplace
        for spec in screens:
            if spec.sequence and place is not None:
                self.shortcuts.add(
                    place,
                    f"shell.open.{spec.key}",
                    spec.title,
                    spec.sequence,
                    partial(self.go_to, spec.key),
                    group=self.tr("Pantallas"),
                )

    def _ready_lock(self) -> LockPage | None:
        if self._lock_page is None and self._new_lock is not None:
            lock = self._lock_page = self._new_lock()
            lock.unlocked.connect(self._unlock)
            lock.sign_out_requested.connect(self.end_session)
            self._faces.addWidget(lock)
        return self._lock_page

    def _unlock(self) -> None:
        if self._workplace is None:
            return
        self.shortcuts.suspend(False)
        self._faces.setCurrentWidget(self._workplace)
        self.unlocked.emit()

    def _show_only(self, face: QWidget) -> None:
        while (old := self._faces.widget(0)) is not None:
            self._faces.removeWidget(old)
            old.deleteLater()
        self._faces.addWidget(face)
        self._faces.setCurrentWidget(face)

    def _stop_idle(self) -> None:
        if self._idle is not None:
            self._idle.stop()
            self._idle.deleteLater()
            self._idle = None

    def _on_leave_wanted(self) -> None:
        if self._workplace is not None:
            self.leaving_wanted.emit()

    def _on_theme(self, mode: Mode) -> None:
        current_theme().apply(mode)
        self.theme_chosen.emit(mode)

    def _begin_closing(self) -> None:
        if self._leaving.isVisible():
            self._leaving.say_closing()
        self.closing.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key nobody took in header, rail or status line is one of the screen in front."""
        if not self.shortcuts.answers(event, self.focusWidget()):
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what covers the window as large as the window."""
        super().resizeEvent(event)
        for cover in (self._sheet, self._leaving):
            cover.setGeometry(self._faces.rect())

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Close at once where nobody is signed in; else hear first what the person holds."""
        if self._workplace is not None and not self._may_close:
            self.closing_wanted.emit()
        if self._workplace is not None and not self._may_close:
            event.ignore()
            return
        self._stop_idle()
        event.accept()
