"""State of the mail server's password on this machine; knows no widget."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.stages.mail_password import MailPasswordState
from ui.administration.staff_presenter import AdministrationUseCases
from ui.tasks import Lane
from ui.widgets.screen_context import ScreenContext


class MailPresenter(QObject):
    """Tells whether a password is kept, keeps another one, takes it away.

    Signals:
        state_changed: what this machine has (MailPasswordState).
        kept: a password was stored.
        removed: the password was taken away.
        failed: an error to show (Exception).
    """

    state_changed = Signal(object)
    kept = Signal()
    removed = Signal()
    failed = Signal(object)

    def __init__(
        self, cases: AdministrationUseCases, context: ScreenContext, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._cases = cases
        self._context = context

    @property
    def signs_by_code(self) -> bool:
        """Whether acts are confirmed by a one-time code."""
        return self._cases.signs_by_code

    def reload(self) -> None:
        """Look again; the store may ask the person to open it."""
        session, mail = self._context.session, self._cases.mail_password
        self._context.tasks.run(
            lambda: mail.state(session),
            owner=self,
            on_done=self.state_changed.emit,
            on_error=self.failed.emit,
            lane=Lane.QUIET,
        )

    def put(self, secret: str, own_password: str) -> None:
        """Keep a password after one's own was checked."""
        session, cases = self._context.session, self._cases

        def work() -> MailPasswordState:
            cases.confirm(session, own_password)
            cases.mail_password.put(session, secret)
            return cases.mail_password.state(session)

        def done(state: MailPasswordState) -> None:
            self.state_changed.emit(state)
            self.kept.emit()

        self._context.tasks.run(
            work, owner=self, on_done=done, on_error=self.failed.emit, lane=Lane.WRITE
        )

    def forget(self, own_password: str) -> None:
        """Take the password away after one's own was checked."""
        session, cases = self._context.session, self._cases

        def work() -> MailPasswordState:
            cases.confirm(session, own_password)
            cases.mail_password.forget(session)
            return cases.mail_password.state(session)

        def done(state: MailPasswordState) -> None:
            self.state_changed.emit(state)
            self.removed.emit()

        self._context.tasks.run(
            work, owner=self, on_done=done, on_error=self.failed.emit, lane=Lane.WRITE
        )
