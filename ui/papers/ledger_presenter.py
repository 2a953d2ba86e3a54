"""State of the mails of one case; knows no widget."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.domain.duties import Operation, may
from app.domain.ids import CaseId, MessageId
from app.stages.notification import CopyInviteCommand, LedgerQuery, ResendMessageCommand
from ui.papers.desk import LedgerUseCases
from ui.tasks import Generation, Lane
from ui.widgets.screen_context import ScreenContext


class LedgerPresenter(QObject):
    """Reads the ledger of a case, sends a message once more, copies the invitation.

    Signals:
        rows_changed: the messages, oldest first (tuple of LedgerRow); None when another case is
            on its way.
        resent: a copy of a message was queued (its id).
        invitation_copied: the invitation in force (InviteText).
        not_read: why the messages could not be read (Exception).
        failed: why something was not done (Exception).
    """

    rows_changed = Signal(object)
    resent = Signal(object)
    invitation_copied = Signal(object)
    not_read = Signal(object)
    failed = Signal(object)

    def __init__(
        self, cases: LedgerUseCases, context: ScreenContext, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._cases = cases
        self._context = context
        self._case: CaseId | None = None
        self._readings = Generation()

    @property
    def may_resend(self) -> bool:
        """Whether this duty sends messages again."""
        return may(self._context.session, Operation.RESEND_MESSAGE)

    def show(self, case_id: CaseId) -> None:
        """Read the mails of a case; the use case notes that they were read."""
        if case_id != self._case:
            self.rows_changed.emit(None)
        self._case = case_id
        query, ledger = LedgerQuery(self._context.session, case_id), self._cases.ledger
        self._readings.advance()
        self._context.tasks.run(
            lambda: ledger(query),
            owner=self,
            on_done=self.rows_changed.emit,
            on_error=self.not_read.emit,
            generation=self._readings,
        )

    def forget(self) -> None:
        """No case is on show."""
        self._case = None
        self._readings.advance()
        self.rows_changed.emit(None)

    def resend(self, message_id: MessageId) -> None:
        """Queue a copy of a message."""
        command, case_id = ResendMessageCommand(self._context.session, message_id), self._case

        def done(_resent: object) -> None:
            self.resent.emit(message_id)
            if case_id is not None and case_id == self._case:
                self.show(case_id)

        self._context.tasks.run(
            lambda: self._cases.resend(command),
            owner=self,
            on_done=done,
            on_error=self.failed.emit,
            lane=Lane.WRITE,
        )

    def copy_invitation(self, case_id: CaseId) -> None:
        """Ask for the words of the invitation in force; that they were copied is on record."""
        command = CopyInviteCommand(self._context.session, case_id)
        self._context.tasks.run(
            lambda: self._cases.copy_invite(command),
            owner=self,
            on_done=self.invitation_copied.emit,
            on_error=self.failed.emit,
            lane=Lane.WRITE,
        )
