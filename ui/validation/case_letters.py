"""What leads out of the call screen: the mails of the case, and what is copied from it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.case import Case
from app.stages.notification import InviteText
from ui.papers.case_papers import PAPERS_KEY
from ui.papers.desk import LedgerUseCases
from ui.papers.ledger_presenter import LedgerPresenter
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.key_button import KeyHintButton
from ui.widgets.screen_context import ScreenContext


class CaseLetters(QObject):
    """Leads to the mails of the case on the bench and copies its invitation.

    Signals:
        mails_wanted: show the mails of a case (Case).
        failed: why the invitation was not copied (Exception).
    """

    mails_wanted = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        cases: LedgerUseCases,
        context: ScreenContext,
        banner: Banner,
        case: Callable[[], Case | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._banner = banner
        self._case = case
        self._presenter = LedgerPresenter(cases, context, self)
        self._presenter.invitation_copied.connect(self._on_copied)
        self._presenter.failed.connect(self.failed)
        self.button = KeyHintButton(self.tr("Correos del caso"), PAPERS_KEY, icon="mail")
        self.button.hide()

    def bind(self, owner: QWidget, group: str) -> None:
        """Bind the key that shows the mails, live in the whole screen."""
        label = self.tr("Ver los correos del caso")
        keys = self._context.shortcuts
        self.button.follow(
            keys.add(owner, "calls.mails", label, PAPERS_KEY, self._on_mails, group=group)
        )

    def copy_invitation(self) -> None:
        """Copy the words of the invitation in force."""
        case = self._case()
        if case is not None:
            self._presenter.copy_invitation(case.id)

    def tell_nothing_copied(self) -> None:
        """There was no picture to paste."""
        self._banner.tell(
            Tone.INFO,
            self.tr("No hay ninguna imagen copiada."),
            self.tr("Copie la captura de pantalla y pulse Ctrl+V otra vez."),
        )

    def _on_mails(self) -> None:
        case = self._case()
        if case is not None:
            self.mails_wanted.emit(case)

    def _on_copied(self, invite: InviteText) -> None:
        QGuiApplication.clipboard().setText(f"{invite.subject}\n\n{invite.text}")
        self._banner.tell(
            Tone.DONE,
            self.tr("La convocatoria está copiada."),
            self.tr("Péguela donde la persona pueda leerla; queda registrado."),
        )
