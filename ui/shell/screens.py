"""The screens of one session, by duty, and what leads from one to another."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.duties import Operation, may
from app.domain.staff import Duty
from app.stages.queueing import WORK_OF, BrowseQueue, Claims, SavedViews, own_cases
from ui.shell.oversight import Oversight
from ui.shell.paperwork import Paperwork
from ui.shell.reason_panels import ReasonPanels
from ui.shell.screen import ScreenSpec
from ui.shell.screen_keys import (
    ADMIN,
    AUDIT,
    CALLS,
    DESK,
    ICONS,
    OF_DUTY,
    QUEUE,
    REGISTRY,
    REVIEW,
    SIGNS,
    UNLISTED,
)
from ui.shell.screen_titles import ScreenTitles
from ui.tasks import Generation, Lane
from ui.theme import Tone

# A screen is imported when it is first made; `ui.shell.readiness` has loaded it before.
if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.case import Case
    from app.domain.ids import CaseId
    from app.ports.readers import CallRow, CaseRow, QueueCounts
    from ui.administration.view import AdministrationView
    from ui.desk.presenter import DeskState
    from ui.desk.view import DeskView
    from ui.queueing.presenter import QueuePresenter
    from ui.queueing.view import QueueView
    from ui.registry.view import RegistryView
    from ui.review.view import ReviewView
    from ui.shell.parts import DesktopParts
    from ui.shell.use_cases import SessionCases
    from ui.validation.view import ValidationView
    from ui.widgets.screen_context import ScreenContext

W = TypeVar("W", bound=QWidget)


class Screens(QObject):
    """Makes the screens when they are first opened and connects them.

    Signals:
        screen_wanted: bring a screen to the front (its key).
        panel_wanted: show a panel at the side (title, widget).
        panel_done: put the side panel away.
        saved: something was stored (datetime).
        counts_changed: live counts by time left (QueueCounts).
    """

    screen_wanted = Signal(str)
    panel_wanted = Signal(str, QWidget)
    panel_done = Signal()
    saved = Signal(object)
    counts_changed = Signal(object)

    def __init__(
        self,
        parts: DesktopParts,
        cases: SessionCases,
        context: ScreenContext,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._cases = cases
        self._context = context
        self._made: dict[str, QWidget] = {}
        self._counts = Generation()
        self._front = self._read_from = ""
        self.reasons = ReasonPanels(context, self)
        self.papers = Paperwork(cases, context, self)
        self.oversight = Oversight(cases, context, self)
        for other in (self.papers, self.oversight):
            other.screen_wanted.connect(self.screen_wanted)
        for source in (self.reasons, self.papers):
            source.panel_wanted.connect(self.panel_wanted)
        self.reasons.panel_done.connect(self.panel_done)

    def specs(self) -> list[ScreenSpec]:
        """The rail of this duty, in order, and the screens it does not list."""
        duty, titles = self._context.session.staff.duty, ScreenTitles()
        listed = [
            ScreenSpec(
                key, titles.title(key), ICONS[key], self._factory(key), None, f"Ctrl+{place + 1}"
            )
            for place, key in enumerate(OF_DUTY[duty])
        ]
        others = [
            ScreenSpec(key, titles.title(key), ICONS[key], self._factory(key), in_rail=False)
            for key in UNLISTED.get(duty, ())
        ]
        return [*listed, *others, self.papers.spec()]

    def note_front(self, key: str) -> None:
        """Another screen came to the front."""
        self._front = key
        self.papers.note_front(key)

    def take_next(self) -> None:
        """Claim the next case of this duty and show it."""
        duty = self._context.session.staff.duty
        if duty is Duty.CLERK:
            self.review().presenter.take_next()
            self.screen_wanted.emit(REVIEW)
        elif duty is Duty.VALIDATOR:
            self.screen_wanted.emit(CALLS)
            self._take_next_call()

    def _take_next_call(self) -> None:
        claims, session = Claims(self._parts.store, self._parts.clock), self._context.session

        def done(case: Case | None) -> None:
            if case is not None:
                self.calls().open_case(case.id)
                return
            self.calls().banner.tell(
                Tone.INFO,
                self.tr("No queda ningún caso por convocar."),
                self.tr("Los casos aparecen aquí cuando sus documentos se aceptan."),
            )

        def failed(error: Exception) -> None:
            self.calls().banner.tell_message(self._context.messages.describe(error))

        self._context.tasks.run(
            lambda: claims.take_next(session),
            owner=self,
            on_done=done,
            on_error=failed,
            lane=Lane.WRITE,
        )

    def open_row(self, row: CaseRow) -> None:
        """Open a case of a list: to work on it if that is this duty's work, else to read it."""
        session = self._context.session
        now = self._context.clock.now()
        is_free = row.holder_id in {None, session.staff_id} or (
            row.lease_until is None or row.lease_until <= now
        )
        works = row.state in WORK_OF.get(session.staff.duty, ())
        if works and is_free and session.staff.duty is Duty.CLERK:
            self.screen_wanted.emit(REVIEW)
            self.review().presenter.take(row.case_id)
        elif works and session.staff.duty is Duty.VALIDATOR:
            self.open_call_case(row.case_id)
        else:
            self._ask_to_read(row.case_id, row.number)

    def open_case(self, case_id: CaseId) -> None:
        """Open one of the cases the person holds."""
        if self._context.session.staff.duty is Duty.VALIDATOR:
            self.open_call_case(case_id)
        else:
            self.screen_wanted.emit(REVIEW)
            self.review().presenter.take(case_id)

    def open_call_case(self, case_id: CaseId) -> None:
        """Open a case on the call screen."""
        self.screen_wanted.emit(CALLS)
        self.calls().open_case(case_id)

    def refresh(self) -> None:
        """Something changed behind the screens: read again what is in front, and the counts."""
        if self._is_in_front(DESK):
            self.desk().presenter.reload()
        elif self._is_in_front(QUEUE) and self.queue().presenter.shows_own:
            self.queue().presenter.recount()
        else:
            self.recount()

    def follow(self) -> None:
        """Others changed something: the same, and the rows of the queue where it is in front."""
        if self._is_in_front(QUEUE):
            queue = self.queue()
            queue.presenter.follow(queue.table.model.rowCount())
        else:
            self.refresh()

    def catch_up(self) -> None:
        """The database works again: store what it did not take, and read again what is in front."""
        if REVIEW in self._made:
            self.review().presenter.drafts.keep_again()
        self.follow()

    def keep_work(self) -> None:
        """Store what is still being typed, before the screens go."""
        if REVIEW in self._made:
            self.review().keep_work()

    def leave(self) -> None:
        """Store what is still being typed and take nothing more: the person goes."""
        self.keep_work()
        if REVIEW in self._made:
            self.review().presenter.stop_taking()

    def recount(self) -> None:
        """Count the person's cases anew, for rail and status line."""
        context = self._context
        if not may(context.session, Operation.BROWSE_QUEUE):
            return
        queue = BrowseQueue(self._parts.store, self._parts.clock)
        end = context.time.midnight(context.clock.now(), days=1)
        self._counts.advance()
        context.tasks.run(
            lambda: queue.counts(context.session, own_cases(context.session), end),
            owner=self,
            on_done=self.counts_changed.emit,
            # Whatever is in front says that the store cannot be read; a count need not.
            on_error=lambda _error: None,
            generation=self._counts,
        )

    def _is_in_front(self, key: str) -> bool:
        screen = self._made.get(key)
        return screen is not None and screen.isVisible()

    def _ask_to_read(self, case_id: CaseId, number: str) -> None:
        if self._context.session.staff.duty is Duty.AUDITOR:
            self._read(case_id, "")
            return
        self.reasons.to_read(case_id, number, partial(self._read, case_id))

    def _read(self, case_id: CaseId, reason: str) -> None:
        self.panel_done.emit()
        self._read_from = self._front
        self.screen_wanted.emit(REVIEW)
        self.review().presenter.look_at(case_id, reason)

    def _on_desk_left(self) -> None:
        """Where no rail leads to the desk, whoever is done reading goes back."""
        is_unlisted = REVIEW in UNLISTED.get(self._context.session.staff.duty, ())
        if is_unlisted and self._front == REVIEW and self._read_from:
            self.screen_wanted.emit(self._read_from)

    def _ask_to_break(self, row: CaseRow) -> None:
        give = self.queue().presenter.break_claim
        self.reasons.to_break(row, lambda why: give(row.case_id, why))

    def _ask_to_reassign(self, row: CaseRow) -> None:
        self.reasons.to_reassign(row, partial(self.queue().presenter.reassign, row))

    def _factory(self, key: str) -> Callable[[], QWidget]:
        makers: dict[str, Callable[[], QWidget]] = {
            DESK: self.desk,
            QUEUE: self.queue,
            REVIEW: self.review,
            CALLS: self.calls,
            REGISTRY: self.registry,
            ADMIN: self.admin,
            AUDIT: self.oversight.events,
            SIGNS: self.oversight.signs,
        }
        return makers[key]

    def _kept(self, key: str, make: Callable[[], W]) -> W:
        if key not in self._made:
            self._made[key] = make()
        # Only ``make`` of this key ever stands there.
        return cast("W", self._made[key])

    def desk(self) -> DeskView:
        """The person's own desk, made when first asked for."""
        return self._kept(DESK, self._make_desk)

    def _make_desk(self) -> DeskView:
        from ui.desk.presenter import DeskPresenter
        from ui.desk.view import DeskView

        presenter = DeskPresenter(self._cases.desk, self._context)
        presenter.state_changed.connect(self._on_desk_read)
        view = DeskView(presenter, self._context)
        view.case_opened.connect(self.open_case)
        view.next_wanted.connect(self.take_next)
        view.call_opened.connect(self._on_call)
        view.go_to.connect(self.screen_wanted)
        return view

    def _on_desk_read(self, state: DeskState) -> None:
        if state.counts is not None:
            self._tell_counts(state.counts)

    def _tell_counts(self, counts: QueueCounts) -> None:
        # Newer than any count still on its way.
        self._counts.advance()
        self.counts_changed.emit(counts)

    def _on_call(self, row: CallRow) -> None:
        self.open_call_case(row.call.case_id)

    def queue(self) -> QueueView:
        """The queue, made when first asked for."""
        return self._kept(QUEUE, self._make_queue)

    def _make_queue(self) -> QueueView:
        from ui.queueing.presenter import QueuePresenter
        from ui.queueing.view import QueueView
        from ui.queueing.views_presenter import ViewsPresenter

        store, clock = self._parts.store, self._parts.clock
        queue, claims = BrowseQueue(store, clock), Claims(store, clock)
        presenter = QueuePresenter(queue, claims, self._cases.reassign, self._context)
        saved = ViewsPresenter(SavedViews(store, clock), self._context)
        view = QueueView(presenter, saved, self._context)
        view.case_opened.connect(self.open_row)
        view.next_wanted.connect(self.take_next)
        view.break_wanted.connect(self._ask_to_break)
        view.reassign_wanted.connect(self._ask_to_reassign)
        view.table.row_selected.connect(self.reasons.follow)
        presenter.counts_changed.connect(partial(self._on_queue_counts, presenter))
        presenter.claim_broken.connect(self.recount)
        return view

    def _on_queue_counts(self, presenter: QueuePresenter, counts: QueueCounts) -> None:
        if presenter.shows_own:
            self._tell_counts(counts)

    def review(self) -> ReviewView:
        """The case desk, made when first asked for."""
        return self._kept(REVIEW, self._make_review)

    def _make_review(self) -> ReviewView:
        from ui.review.view import ReviewView

        view = ReviewView(self._cases.review, self._context)
        view.draft_saved.connect(self.saved)
        view.case_left.connect(self._on_desk_left)
        view.facts.papers.record_wanted.connect(self.papers.show_record)
        view.presenter.committed.connect(lambda _review: self.recount())
        view.presenter.undone.connect(self.recount)
        view.list_wanted.connect(lambda: self.screen_wanted.emit(QUEUE))
        return view

    def calls(self) -> ValidationView:
        """The calls, made when first asked for."""
        return self._kept(CALLS, self._make_calls)

    def _make_calls(self) -> ValidationView:
        from ui.decision.presenter import DecisionPresenter
        from ui.validation.presenter import ValidationPresenter
        from ui.validation.view import ValidationView

        view = ValidationView(
            ValidationPresenter(self._cases.validation, self._context),
            DecisionPresenter(self._cases.decision, self._context),
            self._context,
        )
        view.letters.mails_wanted.connect(self.papers.show_mails)
        view.record_wanted.connect(self.papers.show_record)
        return view

    def registry(self) -> RegistryView:
        """The register, made when first asked for."""
        return self._kept(REGISTRY, self._make_registry)

    def _make_registry(self) -> RegistryView:
        from ui.registry.presenter import RegistryPresenter
        from ui.registry.view import RegistryView

        presenter = RegistryPresenter(self._cases.registry, self._context)
        view = RegistryView(presenter, self._context)
        view.case_opened.connect(self.open_row)
        view.record_wanted.connect(self.papers.show_record)
        return view

    def admin(self) -> AdministrationView:
        """Staff, agencies and settings, made when first asked for."""
        return self._kept(ADMIN, self._make_admin)

    def _make_admin(self) -> AdministrationView:
        from ui.administration.mail_presenter import MailPresenter
        from ui.administration.settings_presenter import SettingsPresenter
        from ui.administration.staff_presenter import StaffPresenter
        from ui.administration.view import AdministrationView

        cases, context = self._cases.administration, self._context
        staff, settings = StaffPresenter(cases, context), SettingsPresenter(cases, context)
        return AdministrationView(staff, settings, MailPresenter(cases, context), context)
