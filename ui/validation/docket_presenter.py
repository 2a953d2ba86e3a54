"""State of the day: which one is on show, whose calls, and the cases that wait for a validator."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QObject, Signal

from app.domain.duties import Operation, may
from app.domain.staff import Duty
from app.ports.readers import CallRow, CaseRow, Cursor, QueueFilter
from app.stages.docket import DocketQuery
from app.stages.queueing import WORK_OF
from ui.validation.bench import ValidationUseCases
from ui.widgets.screen_context import ScreenContext
from ui.widgets.table_column import Page

PAGE = 100


class DocketPresenter(QObject):
    """Asks for the day and for the waiting cases; the tables run the questions in workers.

    Signals:
        day_changed: another day or another choice of whose calls (date, only mine).
        docket_asked: the loader of the day's calls.
        waiting_asked: the loader of the cases waiting for a validator.
    """

    day_changed = Signal(object, bool)
    docket_asked = Signal(object)
    waiting_asked = Signal(object)

    def __init__(
        self, cases: ValidationUseCases, context: ScreenContext, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._cases = cases
        self._context = context
        self._day = self.today
        self._only_mine = self.can_work

    @property
    def today(self) -> date:
        """The agency's day now."""
        return self._context.time.day(self._context.clock.now())

    @property
    def day(self) -> date:
        """The day on show."""
        return self._day

    @property
    def can_work(self) -> bool:
        """Whether the person may hold calls at all."""
        return may(self._context.session, Operation.HOLD_CALL)

    def reload(self) -> None:
        """Ask for everything again."""
        query = DocketQuery(self._context.session, self._day, self._only_mine)
        docket = self._cases.docket
        self.day_changed.emit(self._day, self._only_mine)

        def load_docket(_cursor: object | None) -> Page[CallRow]:
            return Page(docket(query))

        self.docket_asked.emit(load_docket)
        self._ask_waiting()

    def step(self, days: int) -> None:
        """Show a day before or after."""
        self.show_day(self._day + timedelta(days=days))

    def show_today(self) -> None:
        """Show today."""
        self.show_day(self.today)

    def show_day(self, day: date) -> None:
        """Show one day."""
        self._day = day
        self.reload()

    def toggle_mine(self) -> None:
        """Show everybody's calls, or only one's own."""
        self._only_mine = not self._only_mine
        self.reload()

    def end_of_today(self) -> datetime:
        """Midnight after the agency's day."""
        zone = self._context.time.zone
        return datetime.combine(self.today + timedelta(days=1), time(), zone)

    def _ask_waiting(self) -> None:
        session, queue = self._context.session, self._cases.queue
        wanted = QueueFilter(
            states=WORK_OF[Duty.VALIDATOR], provinces=(session.staff.agency.province,)
        )

        def load_waiting(cursor: object | None) -> Page[CaseRow]:
            after = cursor if isinstance(cursor, Cursor) else None
            page = queue.page(session, wanted, after, PAGE)
            return Page(page.rows, page.after)

        self.waiting_asked.emit(load_waiting)
