"""The papers of one case together: its record, to be opened, and every mail it caused."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.case import Case
from app.domain.ids import CaseId
from app.domain.workflow import CaseState
from ui.papers.desk import LedgerUseCases
from ui.papers.ledger_list import LedgerList
from ui.papers.ledger_presenter import LedgerPresenter
from ui.theme import Gap
from ui.widgets.arrange import column, row
from ui.widgets.key_button import KeyHintButton
from ui.widgets.screen_context import ScreenContext

RECORD_KEY = "Ctrl+J"
PAPERS_KEY = "Ctrl+H"
INVITE_KEY = "I"


RECORDED = frozenset({CaseState.APPROVED, CaseState.REFUSED})


def has_record(case: Case) -> bool:
    """Whether a record is issued for such a case: only what was decided has one."""
    return case.state in RECORDED


class CasePapers(QWidget):
    """Record and ledger of a case; shows what a presenter reads.

    Signals:
        record_wanted: open the record of the case (its id).
        failed: an error that belongs above (Exception).
    """

    record_wanted = Signal(object)
    failed = Signal(object)

    def __init__(
        self, cases: LedgerUseCases, context: ScreenContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._case: CaseId | None = None
        self.presenter = LedgerPresenter(cases, context, self)
        self.ledger = LedgerList(context.time, may_resend=self.presenter.may_resend)
        self.record = KeyHintButton(self.tr("Abrir acta"), RECORD_KEY, icon="document")
        self.record.clicked.connect(self.open_record)
        self.record.hide()
        self.setLayout(column(row(self.record, 1), self.ledger, gap=Gap.S))
        self.presenter.rows_changed.connect(self.ledger.show_rows)
        self.presenter.resent.connect(self.ledger.mark_resent)
        self.presenter.not_read.connect(self._on_not_read)
        self.presenter.failed.connect(self.failed)
        self.ledger.resend_wanted.connect(self.presenter.resend)

    def show_case(self, case_id: CaseId, *, has_record: bool) -> None:
        """Show the papers of a case; a case without a decision has no record."""
        self._case = case_id
        self.record.setVisible(has_record)
        self.presenter.show(case_id)

    def forget(self) -> None:
        """No case is on show."""
        self._case = None
        self.record.hide()
        self.presenter.forget()

    def open_record(self) -> None:
        """Ask for the record, where there may be one."""
        if self._case is not None and not self.record.isHidden():
            self.record_wanted.emit(self._case)

    def _on_not_read(self, error: Exception) -> None:
        self.ledger.show_failure()
        self.failed.emit(error)
