"""The call screen: the day at the left, the case being worked on at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from app.domain.errors import VentanillaError
from app.domain.ids import CaseId
from app.stages.decision import Decided
from app.stages.validation import OutcomeRecorded, Scheduled, Slot, ValidationRestarted
from ui.decision.panel import DecisionPanel
from ui.decision.presenter import DecisionPresenter
from ui.theme import Gap, Metric, current_theme
from ui.validation.bench import Bench, Work
from ui.validation.call_page import CallPage
from ui.validation.case_letters import CaseLetters
from ui.validation.docket_pane import DocketPane
from ui.validation.docket_presenter import DocketPresenter
from ui.validation.error_words import CallErrorWords
from ui.validation.face_reader import FaceReader
from ui.validation.presenter import ValidationPresenter
from ui.validation.schedule_page import SchedulePage
from ui.validation.take_over_page import TakeOverPage
from ui.validation.tidings import CallTidings
from ui.validation.words import CallWords
from ui.validation.work_header import WorkHeader
from ui.widgets.arrange import TwoEnds, column, row
from ui.widgets.banner import Banner
from ui.widgets.key_button import KeyHintButton
from ui.widgets.screen_context import ScreenContext
from ui.widgets.text import plain_label

P = TypeVar("P", bound=QWidget)
_LOW = 3 * Metric.PANEL_MIN
"""A screen lower than this has no room for its name above a call, or above hours in a column."""
_RELOADABLE = frozenset({"CASE_CHANGED", "CLAIM_EXPIRED", "CALL_STATUS"})


class ValidationView(QWidget):
    """Wires the day, the pages and the decision panel; a page is made with its first case.

    Signals:
        case_finished: the case was decided, or its call sent it elsewhere (its id).
        status: a short sentence about what was just stored.
        record_wanted: show the record of a case (its id).
    """

    case_finished = Signal(object)
    record_wanted = Signal(object)
    status = Signal(str)

    def __init__(
        self,
        presenter: ValidationPresenter,
        decision: DecisionPresenter,
        context: ScreenContext,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.presenter = presenter
        presenter.setParent(self)
        self._decision = decision
        self._context = context
        # Without a parent: the catalogue outlives this screen and asks it again.
        context.messages.extend(CallErrorWords().codes)
        self._words = CallWords(context.time, presenter.cases.wording, context.language, self)
        self.banner = Banner()
        self._tidings = CallTidings(self.banner, self._words, self)
        self.days = DocketPresenter(presenter.cases, context)
        self.docket = DocketPane(self.days, context, self._words)
        self.work = QWidget()
        self.header = WorkHeader(context, self.work)
        mails = presenter.cases.mails
        self.letters = CaseLetters(mails, context, self.banner, lambda: self.header.case, self)
        self.faces = FaceReader(presenter.cases, context, self)
        self._pages = QStackedWidget()
        self._made: set[Work] = set()
        self._shown: CaseId | None = None
        self._arrange()
        self._bind()
        self._connect()
        self._on_bench(None)

    @cached_property
    def schedule(self) -> SchedulePage:
        """Appointing a call."""
        page, presenter = SchedulePage(self._context, self._words), self.presenter
        presenter.slots_found.connect(page.show_slots)
        presenter.preview_changed.connect(page.show_preview)
        page.preview_wanted.connect(self._on_preview)
        page.schedule_wanted.connect(self._on_schedule)
        page.leave_wanted.connect(presenter.move_call)
        page.panes.stacked_changed.connect(lambda _is: self._share_room(presenter.bench))
        return self._added(Work.SCHEDULE, page)

    @cached_property
    def call(self) -> CallPage:
        """Holding a call."""
        presenter = self.presenter
        page = CallPage(self._context, self._words, presenter.cases.countries)
        page.start_wanted.connect(presenter.start)
        page.move_wanted.connect(presenter.move_call)
        page.result_given.connect(presenter.record)
        page.reveal_wanted.connect(presenter.reveal)
        page.snapshot_taken.connect(lambda *_: self.banner.clear())
        page.snapshot_taken.connect(presenter.add_snapshot)
        page.nothing_copied.connect(self.letters.tell_nothing_copied)
        page.outcome_wanted.connect(presenter.end)
        page.invite_wanted.connect(self.letters.copy_invitation)
        page.ticked.connect(presenter.touch)
        page.turns.narrowed.connect(lambda _is: self._share_room(presenter.bench))
        self.faces.face_ready.connect(page.facts.likeness.show_face)
        self.faces.nothing_found.connect(page.facts.likeness.show_nothing)
        return self._added(Work.CALL, page)

    @cached_property
    def decision(self) -> DecisionPanel:
        """Deciding."""
        page = DecisionPanel(self._decision, self._context)
        page.decided.connect(self._on_decided)
        page.finished.connect(self.presenter.leave)
        page.left.connect(self.presenter.close)
        page.failed.connect(self._on_failed)
        page.record_wanted.connect(self.record_wanted)
        return self._added(Work.DECIDE, page)

    @cached_property
    def take_over(self) -> TakeOverPage:
        """Beginning anew what somebody else left."""
        page = TakeOverPage(self._context.shortcuts, self._context.messages)
        page.taken.connect(self.presenter.take_over)
        return self._added(Work.TAKE_OVER, page)

    def _added(self, work: Work, page: P) -> P:
        self._pages.addWidget(page)
        self._made.add(work)
        return page

    def _page_of(self, work: Work) -> QWidget:
        if work is Work.CALL:
            return self.call
        if work is Work.DECIDE:
            return self.decision
        return self.take_over if work is Work.TAKE_OVER else self.schedule

    def parts_ahead(self) -> tuple[Callable[[], QWidget], ...]:
        """A page for each work."""
        return tuple(partial(self._page_of, work) for work in Work)

    def screen_shown(self) -> None:
        """Reload the day; the focus goes to the open case, else to the list."""
        self.days.reload()
        self.docket.focus_list()
        self._focus_work()

    def unfinished_work(self) -> str:
        """A running call without outcome, a decision half written, an appointment half made."""
        bench = self.presenter.bench
        if bench is None:
            return ""
        is_begun = bench.work is Work.SCHEDULE and self.schedule.has_typed
        is_written = bench.work is Work.DECIDE and self.decision.has_typed
        return self._words.unfinished(bench, is_begun=is_begun, is_written=is_written)

    def open_case(self, case_id: CaseId) -> None:
        """Open a case from anywhere: appoint, hold its call, or decide, as it stands."""
        self.banner.clear()
        self._shown = None if self._shown == case_id else self._shown
        self.presenter.open(case_id)

    def _arrange(self) -> None:
        head = self._head = TwoEnds()
        head.left.addWidget(plain_label(self.tr("Videollamadas"), "heading"))
        # Up here: a line about the case has no room for it at 200 %.
        head.right.addWidget(self.letters.button)
        self._open = KeyHintButton(self.tr("Abrir"), "Return", kind="primary")
        self._open.clicked.connect(self._on_open)
        self._foot = TwoEnds()
        self._foot.left.addWidget(
            plain_label(self.tr("Enter abre la cita o el caso elegido."), "caption")
        )
        self._foot.right.addWidget(self._open)
        inside = column(self.header, gap=Gap.S)
        inside.addWidget(self._pages, 1)
        self.work.setLayout(inside)
        beside = row(self.docket, gap=Gap.L)
        beside.addWidget(self.work, 1)
        layout = column(head, self.banner, gap=Gap.S)
        layout.addLayout(beside, 1)
        layout.addWidget(self._foot)
        self.setLayout(layout)

    def _bind(self) -> None:
        keys, group = self._context.shortcuts, self.tr("Videollamadas")
        for key, label, sequence, run in (
            ("reload", self.tr("Actualizar"), "F5", self.days.reload),
            ("list", self.tr("Ir a la lista"), "F6", self._focus_list),
            ("waiting", self.tr("Ir a los casos por convocar"), "F7", self._focus_waiting),
            ("work", self.tr("Ir al caso abierto"), "F10", self._focus_work),
        ):
            keys.add(self, f"calls.{key}", label, sequence, run, group=group)
        self.letters.bind(self, group)

    def _connect(self) -> None:
        presenter = self.presenter
        self.docket.case_chosen.connect(self.open_case)
        for table in (self.docket.docket, self.docket.waiting):
            table.row_selected.connect(self._on_lit)
        self._on_lit()
        self.header.release_wanted.connect(presenter.close)
        self.letters.failed.connect(self._on_failed)
        presenter.bench_changed.connect(self._on_bench)
        presenter.link_refused.connect(self._on_link)
        presenter.scheduled.connect(self._on_scheduled)
        presenter.outcome_recorded.connect(self._on_outcome)
        presenter.taken_over.connect(self._on_taken_over)
        presenter.holders_changed.connect(self.days.reload)
        presenter.failed.connect(self._on_failed)
        self.banner.action_requested.connect(self._on_retry)

    def _on_bench(self, bench: Bench | None) -> None:
        is_open = bench is not None
        if bench is not None:
            # First, because the room is shared by what it holds.
            self._page_of(bench.work)
        # What goes, goes first: both at their widest would push the window wider.
        if not is_open:
            self.work.hide()
            self.header.case = None
        self.docket.set_narrow(is_open)
        self._share_room(bench)
        self.work.setVisible(is_open)
        self.letters.button.setVisible(is_open)
        self._foot.setVisible(not is_open)
        self._show_faces(bench)
        if bench is None or bench.work is not Work.DECIDE or bench.case.id != self._shown:
            # Whatever else comes next, the case that stood there to be decided has left.
            self._decision.clear()
        if bench is None:
            self.banner.clear()
            self._stop_call()
            if Work.SCHEDULE in self._made:
                self.schedule.forget()
            self.days.reload()
            self.docket.focus_list()
            return
        self.header.show_bench(bench)
        page = self._page_of(bench.work)
        was_other = self._pages.currentWidget() is not page or self._shown != bench.case.id
        self._shown = bench.case.id
        self._pages.setCurrentWidget(page)
        if bench.work is Work.CALL:
            self.call.show_bench(bench)
        else:
            self._stop_call()
        if was_other:
            self._enter(bench)
        self.presenter.touch()

    def _stop_call(self) -> None:
        if Work.CALL in self._made:
            self.call.stop()

    def _show_faces(self, bench: Bench | None) -> None:
        if bench is not None and bench.work is Work.CALL:
            if not self.faces.is_about(bench):
                self.call.facts.likeness.clear()
                self.faces.look(bench)
        elif not self.faces.is_idle:
            self.faces.forget()
            self.call.facts.likeness.clear()

    def _share_room(self, bench: Bench | None) -> None:
        # On the line and in deciding nobody reads the day's list; the case needs its room.
        least = current_theme().px(3 * Metric.PANEL_MIN + Metric.FACE)
        # Where one part is seen at a time, its room is worth more than the name of the screen.
        is_call = bench is not None and bench.work is Work.CALL and Work.CALL in self._made
        is_low = self.height() < current_theme().px(_LOW)
        is_hours = bench is not None and bench.work is Work.SCHEDULE and Work.SCHEDULE in self._made
        is_stacked = is_hours and self.schedule.panes.is_stacked
        is_narrow = is_call and self.call.turns.is_narrow
        self._head.setHidden(is_narrow or (is_low and (is_call or is_stacked)))
        # Without the name of the screen its button stands beside the case, if a line has room.
        is_beside = self._head.isHidden() and not (is_narrow or is_stacked)
        head = self.header if is_beside else self._head
        if self.letters.button.parentWidget() is not head:
            head.right.insertWidget(0, self.letters.button)
        has_room = self.width() >= least and bench is not None and bench.work is Work.SCHEDULE
        self.docket.setVisible(bench is None or has_room)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the open case the whole width where there is no room for the list."""
        super().resizeEvent(event)
        self._share_room(self.presenter.bench)

    def _enter(self, bench: Bench) -> None:
        self.banner.clear()
        if bench.work is Work.SCHEDULE:
            self.schedule.show_bench(bench)
        elif bench.work is Work.DECIDE:
            self._decision.show(bench.view)
        elif bench.work is Work.TAKE_OVER:
            self.take_over.show_bench(bench)
        self._focus_work()

    def _focus_list(self) -> None:
        if self.docket.isVisible():
            self.docket.focus_list()

    def _focus_waiting(self) -> None:
        if self.docket.isVisible():
            self.docket.waiting.setFocus()

    def _focus_work(self) -> None:
        bench = self.presenter.bench
        if bench is None:
            return
        match bench.work:
            case Work.SCHEDULE:
                self.schedule.grid.setFocus()
            case Work.CALL:
                self.call.focus_work()
            case Work.DECIDE:
                self.decision.focus_verdict()
            case Work.TAKE_OVER:
                self.take_over.setFocus()
            case _:
                self.work.setFocus()

    def _on_lit(self, _row: object = None) -> None:
        lit = (self.docket.docket.selected, self.docket.waiting.selected)
        self._open.setEnabled(any(row is not None for row in lit))

    def _on_open(self) -> None:
        waiting, docket = self.docket.waiting.selected, self.docket.docket.selected
        if self.docket.waiting.grid.hasFocus() or docket is None:
            if waiting is not None:
                self.open_case(waiting.case_id)
        else:
            self.open_case(docket.call.case_id)

    def _on_preview(self, slot: Slot | None, link: str) -> None:
        self.presenter.preview(slot.starts_at if slot else None, link)

    def _on_schedule(self, slot: Slot, link: str) -> None:
        self.presenter.schedule(slot.starts_at, link)

    def _on_link(self, error: Exception) -> None:
        message = self._context.messages.describe(error)
        self.schedule.refuse_link(f"{message.sentence} {message.next_step}")

    def _on_scheduled(self, done: Scheduled) -> None:
        self._tidings.scheduled(done)
        self.status.emit(self.tr("Convocatoria guardada"))

    def _on_outcome(self, done: OutcomeRecorded) -> None:
        self.status.emit(self.tr("Resultado guardado"))
        if self._tidings.outcome(done):
            self.case_finished.emit(done.case.id)

    def _on_taken_over(self, _done: ValidationRestarted) -> None:
        self.status.emit(self.tr("La videollamada se convoca otra vez"))

    def _on_decided(self, decided: Decided) -> None:
        bench = self.presenter.bench
        if bench is not None and bench.case.id == decided.case.id:
            self.header.show_decided(decided.case)
        self.days.reload()
        self.status.emit(self.tr("Decisión guardada"))
        self.case_finished.emit(decided.case.id)

    def _on_failed(self, error: Exception) -> None:
        message = self._context.messages.describe(error)
        is_stale = isinstance(error, VentanillaError) and error.code in _RELOADABLE
        action = self.tr("Volver a cargar") if is_stale or message.can_retry else ""
        self.banner.tell(message.tone, message.sentence, message.next_step, action=action)

    def _on_retry(self) -> None:
        self.banner.clear()
        if self.presenter.bench is not None:
            self._shown = None
            self.presenter.reopen()
        else:
            self.days.reload()
