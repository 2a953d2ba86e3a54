"""State of signing in; knows no widget and keeps no password."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.messages import Messages
from ui.tasks import Lane, Tasks

if TYPE_CHECKING:
    from ui.shell.remembering import Remembering

SignIn = Callable[[str, str, str], object]
"""Takes login, password and one-time code in a worker; returns the session or raises an error with
a code. The code is empty until one is asked for, and then the password is."""

Activate = Callable[[str, str, str, str], object]
"""Takes login, the password that was given, the activation code and a password of one's own."""

CODE_NEEDED = "CODE_NEEDED"
ACTIVATION_NEEDED = "ACTIVATION_NEEDED"
OF_THE_ACTIVATION = frozenset(
    {
        ACTIVATION_NEEDED, "ACTIVATION_CODE_WRONG", "PASSWORD_TOO_SHORT", "PASSWORD_TOO_LONG",
        "PASSWORD_HOLDS_LOGIN", "PASSWORD_NOT_NEW",
    }
)  # fmt: skip
ENDS = frozenset({"SIGN_IN_REFUSED", "ACCOUNT_DISABLED"})
"""What the server says when a kept password is worth nothing any more."""
OF_THE_CODE = frozenset({CODE_NEEDED, "CODE_WRONG", "CODE_INVALID"})


class SignInPresenter(QObject):
    """Checks input, asks the use case in a worker, and says what came of it.

    Signals:
        signed_in: the session the use case returned.
        refused: what to show (Message).
        busy_changed: an answer is awaited (bool).
        login_missing, password_missing, code_missing: a field was left empty.
        code_wanted: the password was right and a one-time code is owed (Message, or None at first).
        kept_changed: a login whose password this machine keeps (empty: none), or None where it may
            keep none.
        activation_wanted: the password was right and given by somebody else: one's own is owed,
            with the activation code (Message, or None at first).
    """

    signed_in = Signal(object)
    refused = Signal(object)
    busy_changed = Signal(bool)
    login_missing = Signal()
    password_missing = Signal()
    code_missing = Signal()
    code_wanted = Signal(object)
    activation_wanted = Signal(object)
    kept_changed = Signal(object)

    def __init__(
        self,
        sign_in: SignIn,
        tasks: Tasks,
        messages: Messages,
        activate: Activate | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._activate = activate
        self._remembering: Remembering | None = None
        self._sign_in = sign_in
        self._tasks = tasks
        self._messages = messages
        self._is_busy = False
        self._kept_login = ""
        self._is_by_kept = False

    def recall(self, remembering: Remembering) -> None:
        """Look what this machine keeps, and let the person choose whether it may."""
        self._remembering = remembering
        self._tasks.run(
            remembering.recall,
            owner=self,
            on_done=self._on_recalled,
            on_error=lambda _error: None,
            lane=Lane.QUIET,
        )

    def want_kept(self, is_wanted: bool) -> None:
        """Whether the password is to be kept once the server took it."""
        if self._remembering is not None:
            self._remembering.is_wanted = is_wanted

    def is_kept(self, login: str) -> bool:
        """Whether this machine keeps the password of that login."""
        return bool(self._kept_login) and login.strip().casefold() == self._kept_login

    def submit(self, login: str, password: str) -> None:
        """Try to sign in; ignored while an answer is awaited."""
        login = login.strip()
        if self._is_busy:
            return
        if not login:
            self.login_missing.emit()
            return
        if not password and not self.is_kept(login):
            self.password_missing.emit()
            return
        self._is_by_kept = not password
        self._ask(login, password, "")

    def submit_code(self, login: str, code: str) -> None:
        """Go on with the one-time code; ignored while an answer is awaited."""
        if self._is_busy:
            return
        if not code:
            self.code_missing.emit()
            return
        self._ask(login.strip(), "", "".join(code.split()))

    def submit_activation(self, login: str, given: str, code: str, own: str) -> None:
        """Choose a password of one's own; ignored while an answer is awaited."""
        activate = self._activate
        if not self._is_busy and activate is not None:
            self._run(lambda: activate(login.strip(), given, code, own))

    def _ask(self, login: str, password: str, code: str) -> None:
        self._run(lambda: self._sign_in(login, password, code))

    def _run(self, work: Callable[[], object]) -> None:
        self._set_busy(True)
        self._tasks.run(
            work,
            owner=self,
            on_done=self._on_done,
            on_error=self._on_error,
        )

    def _on_done(self, session: object) -> None:
        self._set_busy(False)
        self.signed_in.emit(session)

    def _on_error(self, error: Exception) -> None:
        self._set_busy(False)
        message = self._messages.describe(error)
        if message.code in OF_THE_CODE:
            self.code_wanted.emit(None if message.code == CODE_NEEDED else message)
        elif message.code in OF_THE_ACTIVATION and self._activate is not None:
            self.activation_wanted.emit(None if message.code == ACTIVATION_NEEDED else message)
        elif self._is_by_kept and message.code in ENDS:
            self._forget_kept()
            gone = self.tr("La contraseña guardada en este equipo se borró: escríbala.")
            self.refused.emit(replace(message, next_step=gone))
        else:
            self.refused.emit(message)

    def _on_recalled(self, login: str | None) -> None:
        self._kept_login = login or ""
        self.want_kept(bool(login))
        self.kept_changed.emit(login)

    def _forget_kept(self) -> None:
        self._kept_login, self._is_by_kept = "", False
        self.kept_changed.emit("")

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.busy_changed.emit(is_busy)
