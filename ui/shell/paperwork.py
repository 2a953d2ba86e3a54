"""The record and the mails of a case, from whichever screen they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.papers.words import PaperErrorWords
from ui.shell.screen import ScreenSpec
from ui.shell.screen_keys import RECORD

# The viewer is imported when it is made; `ui.shell.readiness` has loaded it before.
if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.ids import CaseId
    from ui.papers.record_view import RecordView
    from ui.shell.use_cases import SessionCases
    from ui.widgets.screen_context import ScreenContext


class Paperwork(QObject):
    """Owns the viewer of records and remembers which screen it was opened from.

    Signals:
        screen_wanted: bring a screen to the front (its key).
        panel_wanted: show a panel at the side (title, widget).
    """

    screen_wanted = Signal(str)
    panel_wanted = Signal(str, QWidget)

    def __init__(
        self, cases: SessionCases, context: ScreenContext, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._cases = cases
        self._context = context
        self._view: RecordView | None = None
        self._front = self._came_from = ""
        context.messages.extend(PaperErrorWords().codes)

    def spec(self) -> ScreenSpec:
        """The viewer as a screen no rail leads to."""
        return ScreenSpec(RECORD, self.tr("Acta"), "document", self.view, in_rail=False)

    def view(self) -> RecordView:
        """The viewer, made when first asked for."""
        if self._view is None:
            from ui.papers.record_presenter import RecordPresenter
            from ui.papers.record_view import RecordView

            presenter = RecordPresenter(self._cases.record, self._context)
            self._view = RecordView(presenter, self._context)
            self._view.left.connect(self._on_left)
        return self._view

    def note_front(self, key: str) -> None:
        """Another screen came to the front: a record that is out of sight is forgotten."""
        if key != RECORD and self._view is not None:
            self._view.close_record()
        self._front = key

    def show_record(self, case_id: CaseId) -> None:
        """Show the record of a case; Esc leads back to the screen in front now."""
        if self._front != RECORD:
            self._came_from = self._front
        self.view().open(case_id)
        self.screen_wanted.emit(RECORD)

    def show_mails(self, case: Case) -> None:
        """Show the mails of a case beside the screen in front."""
        from ui.papers.mails_panel import MailsPanel

        panel = MailsPanel(self._cases.ledger, self._context)
        panel.papers.record_wanted.connect(self.show_record)
        panel.show_case(case)
        self.panel_wanted.emit(self.tr("Correos de {number}").format(number=case.number), panel)

    def _on_left(self) -> None:
        self.screen_wanted.emit(self._came_from)
