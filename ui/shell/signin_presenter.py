"""State of signing in; knows no widget and keeps no password."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ui.messages import Messages
from ui.tasks import Tasks

SignIn = Callable[[str, str], object]
"""Takes login and password in a worker; returns the session or raises an error with a code."""


class SignInPresenter(QObject):
    """Checks input, asks the use case in a worker, and says what came of it.

    Signals:
        signed_in: the session the use case returned.
        refused: what to show (Message).
        busy_changed: an answer is awaited (bool).
        login_missing, password_missing: a field was left empty.
    """

    signed_in = Signal(object)
    refused = Signal(object)
    busy_changed = Signal(bool)
    login_missing = Signal()
    password_missing = Signal()

    def __init__(
        self, sign_in: SignIn, tasks: Tasks, messages: Messages, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._sign_in = sign_in
        self._tasks = tasks
        self._messages = messages
        self._is_busy = False

    def submit(self, login: str, password: str) -> None:
        """Try to sign in; ignored while an answer is awaited."""
        login = login.strip()
        if self._is_busy:
            return
        if not login:
            self.login_missing.emit()
            return
        if not password:
            self.password_missing.emit()
            return
        self._set_busy(True)
        self._tasks.run(
            lambda: self._sign_in(login, password),
            owner=self,
            on_done=self._on_done,
            on_error=self._on_error,
        )

    def _on_done(self, session: object) -> None:
        self._set_busy(False)
        self.signed_in.emit(session)

    def _on_error(self, error: Exception) -> None:
        self._set_busy(False)
        self.refused.emit(self._messages.describe(error))

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.busy_changed.emit(is_busy)
