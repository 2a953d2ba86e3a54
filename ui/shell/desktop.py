"""The desktop: application, window, session, screens and housekeeping put together."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import ExitStack
from typing import Self
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

from app.domain.errors import AccessDeniedError, RuleViolationError, UnavailableError
from app.domain.habits import Habits
from app.domain.staff import Duty, Session
from app.ports.passwords import PasswordConfirmation
from app.ports.readers import QueueCounts
from app.stages.access import (
    ActivateAccount,
    ActivateCentral,
    ActivateCommand,
    ConfirmAtDoor,
    ConfirmPassword,
    EnterCentral,
    EnterCommand,
    PasswordCheck,
    SignIn,
    SignInCommand,
    SignOut,
)
from ui.application import Application
from ui.shell.connection_watch import ConnectionBanner, ConnectionWatch
from ui.shell.error_words import GeneralErrorWords
from ui.shell.farewell import Farewell
from ui.shell.forehand import Forehand
from ui.shell.housekeeping import Housekeeping
from ui.shell.live_queue import LiveQueue
from ui.shell.main_window import MainWindow
from ui.shell.parts import DesktopParts
from ui.shell.passphrase_dialog import WindowPassphrases
from ui.shell.readiness import Entry, Readiness
from ui.shell.remembering import Remembering
from ui.shell.screen import SessionView
from ui.shell.screen_keys import QUEUE
from ui.shell.screens import Screens
from ui.tasks import Lane
from ui.theme import Mode
from ui.widgets.agency_time import AgencyTime
from ui.widgets.screen_context import ScreenContext

WARM_UP_AFTER_MS = 400
"""The page that asks who is there is painted first."""
CHORES_AFTER_MS = 1500
_SHUT_OUT = frozenset({"ACCOUNT_DISABLED", "DATABASE_LOGIN_REFUSED"})


class Desktop(QObject):
    """One running desktop.

    Use as a context manager: leaving waits for work under way and closes the window.
    """

    def __init__(
        self,
        parts: DesktopParts,
        *,
        mode: Mode = Mode.SYSTEM,
        scale: float = 1.0,
        language: str = "es",
        habits: Habits | None = None,
    ) -> None:
        self._closing = ExitStack()
        self.application = self._closing.enter_context(
            Application(mode=mode, scale=scale, language=language)
        )
        super().__init__()
        self._parts = parts
        self._language = language
        self._habits = habits or Habits()
        self.tasks = self.application.tasks
        self.messages = self.application.messages
        self.messages.extend(GeneralErrorWords(self).codes)
        self.window = MainWindow(self.tasks, self.messages)
        self.application.theme.dress(self.window)
        self.application.crashes.crashed.connect(self.window.show_crash)
        self._take_up_habits()
        self.window.signed_in.connect(self.open_session)
        self.window.locked.connect(self._note_lock)
        self.window.leaving_wanted.connect(self._on_leaving_wanted)
        self.window.session_ended.connect(self._on_session_ended)
        self._farewell = Farewell(parts, self.tasks, self)
        self._farewell.done.connect(self.window.close_now)
        self._farewell.unanswered.connect(self.window.tell_unanswered)
        self.window.closing_wanted.connect(self._on_closing_wanted)
        self.window.closing.connect(self._on_closing)
        self.window.closing_stopped.connect(self._farewell.stay)
        self._passphrases = WindowPassphrases(self.window)
        parts.passphrases = self._passphrases
        self.housekeeping = Housekeeping(parts, self.tasks, self)
        self.housekeeping.round_done.connect(self._on_round_done)
        self.housekeeping.not_copied.connect(self._on_not_copied)
        self._readiness = Readiness(parts, language)
        self._warm_up_wait = QTimer(self)
        self._warm_up_wait.setSingleShot(True)
        self._warm_up_wait.timeout.connect(self._warm_up)
        self._chores_wait = QTimer(self)
        self._chores_wait.setSingleShot(True)
        self._chores_wait.timeout.connect(self._begin_chores)
        door = parts.door
        # Of a local file it is not the password that opens it.
        self._remembering = Remembering(parts.secrets, door.place) if door is not None else None
        self.tasks.ended.connect(self._on_ended)
        self._live: list[LiveQueue] = []
        self.screens: Screens | None = None
        self.session: Session | None = None
        self._check: PasswordCheck | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._warm_up_wait.stop()
        self._chores_wait.stop()
        self.housekeeping.stop()
        for live in self._live:
            live.join()
        self.window.close_now()
        self._closing.close()
        # A window left to the interpreter would go on making its screens ahead, and die piece by piece.
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)
        # Only now: each of its widgets would be polished anew, a second of work nobody sees.
        self.application.theme.undress()

    def start(self, hint: str = "") -> None:
        """Show the sign-in, with who may enter in a demonstration, and begin the chores."""
        remembering = self._remembering
        self.window.show_sign_in(
            remembering.around(self._sign_in) if remembering else self._sign_in,
            database=self._database_words(),
            hint=hint,
            activate=self._activate,
            remembering=remembering,
        )
        self.window.show()
        self._warm_up_wait.start(WARM_UP_AFTER_MS)
        # Children and chores would fight the first screens for the processor; a person types
        # their password for longer than this.
        self._chores_wait.start(CHORES_AFTER_MS)

    def _warm_up(self) -> None:
        # What cannot be had now is asked for, and told, by the sign-in.
        self._behind(self._readiness.warm_up)

    def _take_up_habits(self) -> None:
        keys = self.window.shortcuts
        keys.set_single_keys(self._habits.single_keys)
        try:
            keys.remap(self._habits.keys)
        except ValueError as error:
            raise RuleViolationError(
                "PROFILE_INVALID", place="keys", key=str(error), problem="not a key"
            ) from error

    def _begin_chores(self) -> None:
        self._behind(self._parts.warm_up)
        # Beside a central database the sentinel does this, for everybody.
        if self._parts.door is None:
            self.housekeeping.start()

    def _behind(self, work: Callable[[], None]) -> None:
        self.tasks.run(work, owner=self, on_error=lambda _error: None, lane=Lane.CHORES)

    def run(self) -> int:
        """Enter the event loop; returns the exit code."""
        return self.application.run()

    def entry_of(self, session: Session) -> Entry:
        """What a session begins with (call in a worker: it reads)."""
        return self._readiness.entry_of(session)

    def open_session(self, entry: Entry) -> None:
        """Open the workplace of somebody who signed in."""
        self._warm_up_wait.stop()
        session = entry.session
        self.session = session
        context = self._context(session, entry.zone)
        screens = Screens(self._parts, entry.cases, context, self)
        self.screens = screens
        place = self.window.open_session(
            self._session_view(session),
            screens.specs(),
            reenter=self._reenter(session),
            idle_seconds=entry.idle_minutes * 60,
        )
        screens.screen_wanted.connect(place.go_to)
        screens.panel_wanted.connect(place.panel.open_with)
        screens.panel_done.connect(place.panel.put_away)
        place.panel.closed.connect(screens.reasons.closed)
        place.screen_opened.connect(screens.note_front)
        screens.note_front(place.current)
        screens.saved.connect(
            lambda at: place.status.set_saved(context.time.clock(at, seconds=True))
        )
        screens.counts_changed.connect(self._show_counts)
        if session.staff.duty in {Duty.CLERK, Duty.VALIDATOR}:
            self.window.shortcuts.add(
                place,
                "shell.take_next",
                self.tr("Tomar siguiente"),
                "Ctrl+Space",
                screens.take_next,
                group=self.tr("En toda la ventana"),
            )
        watch = ConnectionWatch(self._parts.store.probe, self.tasks, self.messages, place)
        ConnectionBanner(place, watch, screens.catch_up)
        self.messages.said.connect(place.status.say)
        if self._remembering is not None and self._remembering.failed is not None:
            place.status.say(self.tr("La contraseña no se guardó: el llavero no la aceptó."))
        # What a key could not do says nothing about another screen.
        place.screen_opened.connect(lambda _key: place.status.say(""))
        Forehand(place, self.tasks)
        self._follow(session)
        screens.recount()

    def _follow(self, session: Session) -> None:
        """Beside a local file the chores read the lists again; a server says when."""
        door, staff = self._parts.door, session.staff
        if door is not None:
            province = None if staff.duty is Duty.AUDITOR else staff.agency.province
            live = LiveQueue(door.news, province, self)
            live.changed.connect(lambda: self.screens.follow() if self.screens else None)
            self._live.append(live)

    def _context(self, session: Session, zone: ZoneInfo) -> ScreenContext:
        return ScreenContext(
            session,
            self.tasks,
            self.messages,
            self.window.shortcuts,
            AgencyTime(zone),
            self._parts.clock,
            self._language,
            self._habits,
        )

    def _sign_in(self, login: str, password: str, code: str = "") -> Entry:
        door = self._parts.door
        if door is not None:
            enter = EnterCentral(door, self._parts.store, self._parts.clock)
            entering = EnterCommand(login, socket.gethostname(), password, code)
            return self._readiness.receive(enter(entering))
        self._passphrases.renew()
        command = SignInCommand(login, password, socket.gethostname())
        sign_in = SignIn(self._parts.store, self._password_check(), self._parts.clock)
        return self._readiness.receive(sign_in(command))

    def _activate(self, login: str, given: str, code: str, own: str) -> Entry:
        parts, door = self._parts, self._parts.door
        command = ActivateCommand(login, socket.gethostname(), given, code, own)
        if door is not None:
            enter = EnterCentral(door, parts.store, parts.clock)
            activate = ActivateCentral(door, parts.store, parts.hasher, enter)
            return self._readiness.receive(activate(command))
        check = self._password_check()
        entered = ActivateAccount(parts.store, check, parts.hasher, parts.clock)(command)
        return self._readiness.receive(entered)

    def _password_check(self) -> PasswordCheck:
        # Made in a worker on first use: its decoy costs as much as a sign-in.
        if self._check is None:
            self._check = PasswordCheck(self._parts.store, self._parts.hasher, self._parts.clock)
        return self._check

    def _reenter(self, session: Session) -> Callable[[str], bool]:
        door = self._parts.door
        confirm: PasswordConfirmation
        if door is not None:
            confirm = ConfirmAtDoor(door)
        else:
            # Made in a worker, as the check itself is.
            def confirm(session: Session, password: str) -> None:
                ConfirmPassword(self._password_check())(session, password)

        def reenter(password: str) -> bool:
            try:
                confirm(session, password)
            except AccessDeniedError as error:
                if error.code == "SIGN_IN_REFUSED":
                    return False
                raise
            return True

        return reenter

    def _note_lock(self) -> None:
        session = self.session
        if session is None:
            return
        leave = SignOut(self._parts.store, self._parts.clock)
        # Nothing to tell whoever leaves: an account disabled meanwhile cannot even be noted.
        self.tasks.run(
            lambda: leave(session, is_lock=True), owner=self, on_error=lambda _error: None
        )

    def _on_leaving_wanted(self) -> None:
        if self.session is not None:
            self._keep_work()
            self._farewell.ask_held(self.session, self.window.ask_to_leave)

    def _on_closing_wanted(self) -> None:
        if self.session is None:
            self.window.close_now()
            return
        self._keep_work()
        self._farewell.ask_held(self.session, self.window.ask_to_close)

    def _on_closing(self) -> None:
        if self.session is None:
            self.window.close_now()
            return
        if self.screens is not None:
            self.screens.leave()
        self._farewell.leave_to_close(self.session)

    def _keep_work(self) -> None:
        if self.screens is not None:
            self.screens.keep_work()

    def _on_session_ended(self) -> None:
        for live in self._live:
            live.stop()
        if self.screens is not None:
            self.screens.leave()
        if self.session is not None:
            self._farewell.leave(self.session)
        self.session = None
        if self.screens is not None:
            self.screens.deleteLater()
        self.screens = None

    def _on_ended(self, _lane: Lane, error: BaseException | None) -> None:
        # Whoever is disabled loses the login as well; a server's first word of it may be either.
        if self._remembering is not None and getattr(error, "code", "") in _SHUT_OUT:
            self._behind(self._remembering.forget)

    def _on_round_done(self) -> None:
        if self.screens is not None:
            self.screens.refresh()

    def _on_not_copied(self, code: str) -> None:
        place = self.window.workplace
        if place is not None:
            told = self.messages.describe(UnavailableError(code))
            place.status.say(f"{told.sentence} {told.next_step}")

    def _show_counts(self, counts: QueueCounts) -> None:
        place = self.window.workplace
        if place is not None:
            place.status.set_counts(
                counts.on_time, counts.due_today, counts.overdue, counts.waiting
            )
            place.rail.set_count(QUEUE, counts.total)

    def _database_words(self) -> str:
        return {
            "local": self.tr("Local · un puesto · sellada"),
            "local_open": self.tr("Local · un puesto · sin sellar"),
            "central": self.tr("Central · PostgreSQL"),
            "demo": self.tr("Demostración"),
            "demo_central": self.tr("Demostración · PostgreSQL"),
        }[self._parts.database_name]

    def _session_view(self, session: Session) -> SessionView:
        duty = {
            Duty.CLERK: self.tr("oficinista"),
            Duty.VALIDATOR: self.tr("validación"),
            Duty.DIRECTOR: self.tr("dirección"),
            Duty.ADMINISTRATOR: self.tr("administración"),
            Duty.AUDITOR: self.tr("auditoría"),
        }[session.staff.duty]
        return SessionView(
            session.staff.full_name, duty, session.staff.agency.name, self._database_words()
        )


def run_desktop(
    parts: DesktopParts,
    *,
    mode: Mode = Mode.SYSTEM,
    language: str = "es",
    habits: Habits | None = None,
) -> int:
    """Open the window and stay until it is closed; raises ``PROFILE_INVALID`` for a wrong key."""
    with Desktop(parts, mode=mode, language=language, habits=habits) as desktop:
        desktop.start()
        return desktop.run()
