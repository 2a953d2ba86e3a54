"""State of the list of decisions that ask to be looked at; knows no widget."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.ports.audit_search import EventCursor
from app.stages.oversight import FlaggedDecision, FlaggedDecisions, NoteSigns, NoteSignsCommand
from ui.tasks import Lane
from ui.widgets.screen_context import ScreenContext
from ui.widgets.table_column import Page

PERIODS = (7, 30, 90, 365)
FIRST_PERIOD = 30


@dataclass(frozen=True, slots=True)
class SignsUseCases:
    """Everything the list can ask for."""

    flagged: FlaggedDecisions
    note: NoteSigns


class SignsPresenter(QObject):
    """Lists the decisions of a period and writes down that one was looked at.

    Signals:
        question_changed: another period (the page loader).
        noted: one was looked at.
        failed: an error to show (Exception).
    """

    question_changed = Signal(object)
    noted = Signal()
    failed = Signal(object)

    def __init__(
        self, cases: SignsUseCases, context: ScreenContext, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._cases = cases
        self._context = context

    def show_period(self, days: int) -> None:
        """List what was decided in the last days."""
        context, flagged = self._context, self._cases.flagged
        since = context.time.midnight(context.clock.now(), days=-days)

        def load(cursor: object | None) -> Page[FlaggedDecision]:
            after = cursor if isinstance(cursor, EventCursor) else None
            page = flagged(context.session, since, after)
            return Page(page.rows, page.after)

        self.question_changed.emit(load)

    def note(self, row: FlaggedDecision, reason: str) -> None:
        """Write down that a decision was looked at and what came of it."""
        note = self._cases.note
        command = NoteSignsCommand(self._context.session, row.case_id, row.line.sequence, reason)
        self._context.tasks.run(
            lambda: note(command),
            owner=self,
            on_done=lambda _nothing: self.noted.emit(),
            on_error=self.failed.emit,
            lane=Lane.WRITE,
        )
