"""State of the queue: filter, counts, pages; knows no widget."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from app.domain.errors import RuleViolationError, VentanillaError
from app.domain.ids import CaseId
from app.domain.search_text import names_one, search_text
from app.domain.workflow import CLOSED, CaseState
from app.ports.readers import CaseRow, Cursor, QueueFilter
from app.stages.queueing import (
    OPEN,
    WORK_OF,
    BreakClaimCommand,
    BrowseQueue,
    Claims,
    own_cases,
)
from app.stages.validation import ReassignValidation, ReassignValidationCommand
from ui.tasks import Generation, Lane
from ui.widgets.screen_context import ScreenContext
from ui.widgets.table_column import Page

PAGE = 200


@dataclass(frozen=True, slots=True)
class ShippedView:
    """A filter everybody has; ``key`` is stable, saved views name it, the title is the bar's."""

    key: str
    states: tuple[CaseState, ...]
    own_province: bool = True
    only_mine: bool = False


VIEWS: tuple[ShippedView, ...] = (
    ShippedView("province", OPEN),
    ShippedView("work", ()),
    ShippedView("mine", OPEN, own_province=False, only_mine=True),
    ShippedView("waiting", (CaseState.AWAITING_CITIZEN,)),
    ShippedView("closed", tuple(CLOSED)),
    ShippedView("country", OPEN, own_province=False),
)


class QueuePresenter(QObject):
    """Asks the queue in workers.

    Signals:
        question_changed: the table should ask (the page loader), and whether the filter is
            another one, so that the rows on show answer it no longer (bool).
        counts_changed: live counts by time left (QueueCounts).
        claim_broken: a claim, or a validation, was taken away.
        failed: an error to show (Exception).
    """

    question_changed = Signal(object, bool)
    counts_changed = Signal(object)
    claim_broken = Signal()
    failed = Signal(object)

    def __init__(
        self,
        queue: BrowseQueue,
        claims: Claims,
        reassign: ReassignValidation,
        context: ScreenContext,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._queue = queue
        self._claims = claims
        self._reassign = reassign
        self._context = context
        self._view = self._first_view()
        self._state: CaseState | None = None
        self._search = ""
        self._counts = Generation()
        self._asked: QueueFilter | None = None

    @property
    def view(self) -> ShippedView:
        """The view on show."""
        return self._view

    @property
    def state(self) -> CaseState | None:
        """The only state of it on show; None for all."""
        return self._state

    @property
    def states(self) -> tuple[CaseState, ...]:
        """The states among which one can be chosen, in the order of the work."""
        return self._states_of(self._view)

    def can_show(self, base: str, state: str) -> bool:
        """Whether there is such a view and such a state in it."""
        view = next((one for one in VIEWS if one.key == base), None)
        if view is None:
            return False
        return not state or state in {one.value for one in self._states_of(view)}

    @property
    def searched(self) -> str:
        """The words searched for; empty when all cases of the view are shown."""
        return self._search

    @property
    def refusal(self) -> RuleViolationError | None:
        """Why these words are not searched for; None when they are."""
        try:
            search_text(self._search)
        except RuleViolationError as error:
            return error
        return None

    @property
    def shows_own(self) -> bool:
        """Whether the counts are those the rest of the window shows (`own_cases`)."""
        return self._of_view() == own_cases(self._context.session)

    def choose_view(self, key: str, state: CaseState | None = None) -> None:
        """Show another view, or one state of it."""
        self._view = next(view for view in VIEWS if view.key == key)
        self._state = state
        self.reload()

    def search(self, words: str) -> None:
        """Search among the cases of the view; empty shows all."""
        self._search = words
        self.reload()

    def reload(self) -> None:
        """Ask for the first page and the counts again."""
        wanted = self._wanted()
        session, queue = self._context.session, self._queue

        is_refused = self.refusal is not None

        def load(cursor: object | None) -> Page[CaseRow]:
            if is_refused:
                return Page(())
            after = cursor if isinstance(cursor, Cursor) else None
            page = queue.page(session, wanted, after, PAGE)
            return Page(page.rows, page.after)

        is_new, self._asked = wanted != self._asked, wanted
        self.question_changed.emit(load, is_new)
        self.recount()

    def follow(self, shown: int) -> None:
        """Somebody else changed something: ask again for what is on show, if that is one page.

        Whoever went further, or searched for somebody, keeps the rows they look at.
        """
        if shown <= PAGE and not self._search:
            self.reload()
        else:
            self.recount()

    def recount(self) -> None:
        """Ask for the counts again."""
        wanted = self._of_view()
        end = self._context.time.midnight(self._context.clock.now(), days=1)
        self._counts.advance()
        self._context.tasks.run(
            lambda: self._queue.counts(self._context.session, wanted, end),
            owner=self,
            on_done=self.counts_changed.emit,
            on_error=self._on_count_error,
            generation=self._counts,
        )

    def break_claim(self, case_id: CaseId, reason: str) -> None:
        """Take a case out of somebody's hands."""
        command = BreakClaimCommand(self._context.session, case_id, reason)
        self._context.tasks.run(
            lambda: self._claims.break_claim(command),
            owner=self,
            on_done=lambda _none: self.claim_broken.emit(),
            on_error=self.failed.emit,
            lane=Lane.WRITE,
        )

    def reassign(self, row: CaseRow, reason: str) -> None:
        """Take a validation away from its validator; it is appointed anew by a colleague."""
        command = ReassignValidationCommand(self._context.session, row.case_id, row.state, reason)
        self._context.tasks.run(
            lambda: self._reassign(command),
            owner=self,
            on_done=lambda _restarted: self.claim_broken.emit(),
            on_error=self.failed.emit,
            lane=Lane.WRITE,
        )

    @property
    def searches_everywhere(self) -> bool:
        """Whether a whole number is searched for: in every view, province and state."""
        return names_one(self._search)

    def _wanted(self) -> QueueFilter:
        """The cases to list: of the view, or of all where one is named by its whole number."""
        kept = QueueFilter() if self.searches_everywhere else self._of_view()
        return replace(kept, search=self._search)

    def _of_view(self) -> QueueFilter:
        staff, view = self._context.session.staff, self._view
        states = view.states or WORK_OF.get(staff.duty, OPEN)
        return QueueFilter(
            states=states if self._state is None else (self._state,),
            provinces=(staff.agency.province,) if view.own_province else (),
            holder=staff.id if view.only_mine else None,
        )

    def _states_of(self, view: ShippedView) -> tuple[CaseState, ...]:
        states = view.states or WORK_OF.get(self._context.session.staff.duty, OPEN)
        return tuple(state for state in CaseState if state in states)

    def _first_view(self) -> ShippedView:
        wanted = own_cases(self._context.session)
        key = "province" if wanted.provinces else "country"
        return next(view for view in VIEWS if view.key == key)

    def _on_count_error(self, error: Exception) -> None:
        # A table that cannot be read says so itself; counting is not worth a second banner.
        if not isinstance(error, VentanillaError):
            self.failed.emit(error)
