"""State of the call screen: opening a case, appointing, holding and ending its call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.domain.call import CallOutcome, CallStatus, CheckResult
from app.domain.case import Case
from app.domain.errors import RuleViolationError, UntrustedInputError
from app.domain.ids import CallId, CaseId
from app.stages.review.opening import OpenCaseCommand
from app.stages.validation import (
    AddSnapshotCommand,
    CallState,
    FreeSlotsQuery,
    OutcomeRecorded,
    PreviewInvitationQuery,
    RecordCheckCommand,
    RecordOutcomeCommand,
    RescheduleCallCommand,
    RevealExpectedCommand,
    ScheduleCallCommand,
    Scheduled,
    StartCallCommand,
    TakeOverValidationCommand,
    ValidationRestarted,
)
from ui.tasks import Generation, Lane
from ui.validation.bench import Bench, ValidationUseCases, Work, open_bench
from ui.widgets.screen_context import ScreenContext

T = TypeVar("T")
RENEW_EVERY = timedelta(seconds=60)
MAX_SLOTS = 240


class ValidationPresenter(QObject):
    """One case at a time, held by the person who works on it.

    Signals:
        bench_changed: another case, or the same after an act (Bench, or None).
        slots_found: hours for the case on the bench, free or not (tuple of Slot).
        preview_changed: the invitation as it would leave (InvitationPreview or None).
        link_refused: why the link cannot be used (Exception).
        scheduled: a call was appointed or moved (Scheduled).
        outcome_recorded: a call ended (OutcomeRecorded).
        taken_over: a colleague's call or decision is to be appointed anew (ValidationRestarted).
        holders_changed: a case was taken or given back, and that is stored.
        failed: an expected or unexpected error (Exception).
        busy_changed: an answer is awaited that the person should wait for (bool).
    """

    bench_changed = Signal(object)
    slots_found = Signal(object)
    preview_changed = Signal(object)
    link_refused = Signal(object)
    scheduled = Signal(object)
    outcome_recorded = Signal(object)
    taken_over = Signal(object)
    holders_changed = Signal()
    failed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(
        self, cases: ValidationUseCases, context: ScreenContext, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.cases = cases
        self._context = context
        self._session = context.session
        self._bench: Bench | None = None
        self._openings = Generation()
        self._previews = Generation()
        self._renewed_at = context.clock.now()
        self._is_busy = False

    @property
    def bench(self) -> Bench | None:
        """The case on the bench, or None."""
        return self._bench

    @property
    def is_busy(self) -> bool:
        """Whether an answer is awaited; a second press meanwhile does nothing."""
        return self._is_busy

    def open(self, case_id: CaseId) -> None:
        """Take a case and put it on the bench; the one there is given back unless its call runs."""
        current = self._bench
        if current is not None and current.is_live and current.case.id != case_id:
            self.failed.emit(RuleViolationError("HOLDS_ANOTHER", number=current.case.number))
            return
        session, cases, now = self._session, self.cases, self._context.clock.now()
        given_back = False

        def work() -> Bench:
            nonlocal given_back
            if current is None or current.case.id == case_id:
                cases.claims.take(session, case_id)
            else:
                cases.claims.exchange(session, case_id, instead_of=current.case.id)
                given_back = True
            view = cases.open_case(OpenCaseCommand(session, case_id))
            return open_bench(cases, view, session.staff_id, now)

        def failed(error: Exception) -> None:
            if given_back:
                # Nobody goes on with a case that is not theirs any more.
                self.leave()
                self.holders_changed.emit()
            self.failed.emit(error)

        self._openings.advance()
        self._run(work, self._show_opened, failed)

    def reopen(self) -> None:
        """Read the case again as it is stored now."""
        if self._bench is not None:
            self.open(self._bench.case.id)

    def close(self) -> None:
        """Give the case back; a running call stays where it is and must be ended first."""
        bench = self._bench
        if bench is None or bench.is_live or self._is_busy:
            return
        self.leave()
        self._context.tasks.run(
            lambda: self.cases.claims.release(self._session, bench.case.id),
            owner=self,
            on_done=lambda _given_back: self.holders_changed.emit(),
            on_error=self.failed.emit,
            lane=Lane.WRITE,
        )

    def leave(self) -> None:
        """Clear the bench; the claim has been given back with the act itself."""
        self._openings.advance()
        self._show(None)

    def move_call(self) -> None:
        """Look for another time for the appointed call; again to leave it as it is."""
        bench = self._bench
        if bench is None or bench.call is None or bench.call.status is not CallStatus.SCHEDULED:
            return
        self._show(replace(bench, is_moving=not bench.is_moving))
        self.find_slots()

    def find_slots(self) -> None:
        """Ask for the hours of the case on the bench, the free ones and what the others are."""
        bench = self._bench
        if bench is None or bench.work is not Work.SCHEDULE:
            return
        query = FreeSlotsQuery(
            self._session, bench.case.id, self._moving(bench), MAX_SLOTS, whole_days=True
        )
        self._context.tasks.run(
            lambda: self.cases.slots(query),
            owner=self,
            on_done=self.slots_found.emit,
            on_error=self.failed.emit,
            generation=self._openings,
        )

    def preview(self, starts_at: datetime | None, link: str) -> None:
        """Compose the invitation for a time and a link, or say what the link lacks."""
        self._previews.advance()
        bench = self._bench
        if bench is None or starts_at is None or not link.strip():
            self.preview_changed.emit(None)
            return
        query = PreviewInvitationQuery(
            self._session, bench.case.id, starts_at, link, self._moving(bench)
        )

        def refused(error: Exception) -> None:
            self.preview_changed.emit(None)
            if isinstance(error, RuleViolationError) and error.code.startswith("LINK_"):
                self.link_refused.emit(error)
            else:
                self.failed.emit(error)

        self._context.tasks.run(
            lambda: self.cases.preview(query),
            owner=self,
            on_done=self.preview_changed.emit,
            on_error=refused,
            generation=self._previews,
        )

    def schedule(self, starts_at: datetime, link: str) -> None:
        """Appoint the call, or move it; invitation, calendar file and reminders go with it."""
        bench = self._bench
        if bench is None:
            return
        session, case = self._session, bench.case

        def work() -> Scheduled:
            if bench.is_moving and bench.call is not None:
                return self.cases.reschedule(
                    RescheduleCallCommand(session, bench.call.id, case.version, starts_at, link)
                )
            return self.cases.schedule(
                ScheduleCallCommand(session, case.id, case.version, starts_at, link)
            )

        def done(scheduled: Scheduled) -> None:
            self.leave()
            self.scheduled.emit(scheduled)

        self._run(work, done)

    def start(self) -> None:
        """The citizen is on the line: draw the checks."""
        bench = self._bench
        if bench is None or bench.call is None:
            return
        command = StartCallCommand(self._session, bench.call.id, bench.case.version)
        self._run(lambda: self.cases.start(command), self._show_state)

    def record(self, check: str, result: CheckResult) -> None:
        """Note what was seen for a check.

        Results given faster than they are stored wait in order; none is dropped.
        """
        session = self._session
        self._in_order(
            lambda call, case: self.cases.record_check(
                RecordCheckCommand(session, call, case.version, check, result)
            )
        )

    def reveal(self, check: str) -> None:
        """Show an expected answer; that it was looked at is recorded."""
        bench = self._bench
        if bench is None or bench.call is None or bench.answer(check):
            return
        command = RevealExpectedCommand(self._session, bench.call.id, bench.case.version, check)

        def done(text: str) -> None:
            if self._bench is not None and self._bench.case.id == bench.case.id:
                self._show(self._bench.with_answer(check, text))

        self._run(lambda: self.cases.reveal(command), done)

    def add_snapshot(self, read: Callable[[], bytes], label: str) -> None:
        """Keep a picture as evidence; ``read`` runs in a worker and gives JPEG bytes."""
        session = self._session

        def keep(call: CallId, case: Case) -> CallState:
            try:
                data = read()
            except OSError as error:
                raise UntrustedInputError("SNAPSHOT_UNREADABLE") from error
            return self.cases.add_snapshot(
                AddSnapshotCommand(session, call, case.version, data, label)
            )

        self._in_order(keep)

    def end(self, outcome: CallOutcome, note: str, reasons: tuple[str, ...]) -> None:
        """Record how the call ended; the case goes where the outcome says."""
        bench = self._bench
        if bench is None or bench.call is None:
            return
        command = RecordOutcomeCommand(
            self._session, bench.call.id, bench.case.version, outcome, note, reasons
        )

        def done(recorded: OutcomeRecorded) -> None:
            after = bench.with_state(recorded.case, recorded.call)
            if after.work is Work.DECIDE:
                self._show(after)
            else:
                self.leave()
            self.outcome_recorded.emit(recorded)

        self._run(lambda: self.cases.record_outcome(command), done)

    def take_over(self, reason: str) -> None:
        """Go on where a colleague who is gone left off: the call is appointed anew."""
        bench = self._bench
        if bench is None:
            return
        command = TakeOverValidationCommand(
            self._session, bench.case.id, bench.case.version, reason
        )

        def done(restarted: ValidationRestarted) -> None:
            self.taken_over.emit(restarted)
            self.reopen()

        self._run(lambda: self.cases.take_over(command), done)

    def touch(self) -> None:
        """Prolong the claim now and then, silently (D1); a talking validator is working too."""
        bench, now = self._bench, self._context.clock.now()
        if bench is None or now - self._renewed_at < RENEW_EVERY:
            return
        self._renewed_at = now
        self._context.tasks.run(
            lambda: self.cases.claims.renew(self._session, bench.case.id),
            owner=self,
            on_error=self.failed.emit,
            lane=Lane.WRITE,
        )

    def _moving(self, bench: Bench) -> str:
        return bench.call.id if bench.is_moving and bench.call is not None else ""

    def _in_order(self, act: Callable[[CallId, Case], CallState]) -> None:
        bench = self._bench
        if bench is None or bench.call is None:
            return
        call_id, case = bench.call.id, bench.case
        self._context.tasks.run(
            lambda: act(call_id, case),
            owner=self,
            on_done=self._show_state,
            on_error=self.failed.emit,
            lane=Lane.WRITE,
        )

    def _show_state(self, state: CallState) -> None:
        if self._bench is not None and self._bench.case.id == state.case.id:
            self._show(self._bench.with_state(state.case, state.call))

    def _run(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        if self._is_busy:
            return

        def done(answer: T) -> None:
            self._set_busy(False)
            on_done(answer)

        def failed(error: Exception) -> None:
            self._set_busy(False)
            (on_error or self.failed.emit)(error)

        self._set_busy(True)
        self._context.tasks.run(
            work,
            owner=self,
            on_done=done,
            on_error=failed,
            lane=Lane.WRITE,
        )

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.busy_changed.emit(is_busy)

    def _show_opened(self, bench: Bench) -> None:
        self._renewed_at = self._context.clock.now()
        self._show(bench)
        self.find_slots()
        self.holders_changed.emit()

    def _show(self, bench: Bench | None) -> None:
        if bench is None or self._bench is None or bench.case.id != self._bench.case.id:
            # An invitation composed for one case must not be what another one would send.
            self._previews.advance()
        self._bench = bench
        self.bench_changed.emit(bench)
