"""The papers of a case for the side of a screen, with errors told where they are."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.case import Case
from ui.papers.case_papers import CasePapers, has_record
from ui.papers.desk import LedgerUseCases
from ui.theme import Gap
from ui.widgets.arrange import column
from ui.widgets.banner import Banner
from ui.widgets.screen_context import ScreenContext
from ui.widgets.scrolled import scrolled


class MailsPanel(QWidget):
    """Mails and record of one case, scrolled where they are many."""

    def __init__(
        self, cases: LedgerUseCases, context: ScreenContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.banner = Banner()
        self.papers = CasePapers(cases, context)
        inside = QWidget()
        inside.setLayout(column(self.papers, 1))
        area = scrolled(inside, self.tr("Correos del caso"))
        layout = column(self.banner, gap=Gap.S)
        layout.addWidget(area, 1)
        self.setLayout(layout)
        self.setFocusProxy(area)
        self.papers.failed.connect(self._on_failed)

    def show_case(self, case: Case) -> None:
        """Show the papers of a case."""
        self.papers.show_case(case.id, has_record=has_record(case))

    def _on_failed(self, error: Exception) -> None:
        self.banner.tell_message(self._context.messages.describe(error))
