"""State of the decision panel; calls the use cases in workers and knows no widget."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal

from app.domain.decision import DecisionOutcome
from app.domain.errors import VentanillaError
from app.domain.ids import CaseId
from app.ports.readers import CaseView
from app.stages.decision import ComparisonQuery, DecideCommand, Decided
from ui.decision.desk import DecisionDesk, DecisionUseCases
from ui.tasks import Generation, Lane
from ui.widgets.screen_context import ScreenContext

_LOOK_AGAIN: Final = frozenset({"NEW_RISK_MARKS", "CONTACT_IN_FORCE_CHANGED"})
"""What stood on the panel is no longer so: it is shown anew."""


class DecisionPresenter(QObject):
    """Compares, then takes one decision with the person's password.

    Signals:
        desk_changed: a case to decide on (DecisionDesk, or None).
        decided: it is done and everybody concerned will be told (Decided).
        failed: an expected or unexpected error (Exception).
        busy_changed: an answer is awaited (bool).
        preview_changed: the notice of a refusal as it stands (RefusalPreview or None).
    """

    desk_changed = Signal(object)
    decided = Signal(object)
    failed = Signal(object)
    busy_changed = Signal(bool)
    preview_changed = Signal(object)

    def __init__(
        self, cases: DecisionUseCases, context: ScreenContext, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.cases = cases
        self._context = context
        self._desk: DecisionDesk | None = None
        self._comparisons = Generation()
        self._previews = Generation()
        self._previewed: tuple[DecisionOutcome | None, tuple[str, ...]] | None = None
        self._is_busy = False

    @property
    def desk(self) -> DecisionDesk | None:
        """The case to decide on, or None."""
        return self._desk

    @property
    def is_busy(self) -> bool:
        """Whether a decision is on its way; a second press meanwhile does nothing."""
        return self._is_busy

    def show(self, view: CaseView) -> None:
        """Compare a case and put it on the panel; another one leaves it at once."""
        if self._desk is not None and not self._is_about(view.case.id):
            self._show(None)
        session = self._context.session
        query = ComparisonQuery(session, view.case.id)

        def work() -> DecisionDesk:
            procedure = self.cases.procedures.get(view.case.procedure, view.case.procedure_version)
            return DecisionDesk(view, procedure, self.cases.comparison(query), session)

        self._comparisons.advance()
        self._context.tasks.run(
            work,
            owner=self,
            on_done=self._show,
            on_error=self.failed.emit,
            generation=self._comparisons,
        )

    def clear(self) -> None:
        """Take the case off the panel."""
        self._comparisons.advance()
        self._show(None)

    def preview(self, outcome: DecisionOutcome | None, reasons: tuple[str, ...]) -> None:
        """Compose the notice of a refusal for the reasons chosen, or none."""
        desk = self._desk
        wanted = (outcome, reasons)
        if wanted == self._previewed:
            return
        self._previewed = wanted
        if desk is None or outcome is not DecisionOutcome.REFUSED or not reasons:
            self._previews.advance()
            self.preview_changed.emit(None)
            return
        self._previews.advance()
        self._context.tasks.run(
            lambda: self.cases.preview(desk.session, desk.view, reasons),
            owner=self,
            on_done=self.preview_changed.emit,
            on_error=self.failed.emit,
            generation=self._previews,
        )

    def decide(
        self, outcome: DecisionOutcome, password: str, reasons: tuple[str, ...], note: str
    ) -> None:
        """Decide; a person is bound, so there is no undo."""
        desk = self._desk
        if desk is None or self._is_busy or desk.blockers(outcome, reasons, password):
            return
        case_id = desk.view.case.id
        command = DecideCommand(
            session=self._context.session,
            case_id=case_id,
            seen_version=desk.view.case.version,
            password=password,
            outcome=outcome,
            seen_marks=desk.seen_marks,
            seen_before=desk.comparison.before,
            reasons=reasons if outcome is DecisionOutcome.REFUSED else (),
            note=note,
        )

        def done(decided: Decided) -> None:
            self._set_busy(False)
            self.decided.emit(decided)

        def failed(error: Exception) -> None:
            self._set_busy(False)
            is_outdated = isinstance(error, VentanillaError) and error.code in _LOOK_AGAIN
            # A case that left the panel meanwhile is not brought back over the one on it.
            if is_outdated and self._is_about(case_id):
                self.show(desk.view)
            self.failed.emit(error)

        self._set_busy(True)
        self._context.tasks.run(
            lambda: self.cases.decide(command),
            owner=self,
            on_done=done,
            on_error=failed,
            lane=Lane.WRITE,
        )

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.busy_changed.emit(is_busy)

    def _show(self, desk: DecisionDesk | None) -> None:
        # A letter belongs to the case it was composed for: it goes with it, and so does a late one.
        self._previews.advance()
        self._previewed = None
        self._desk = desk
        self.preview_changed.emit(None)
        self.desk_changed.emit(desk)

    def _is_about(self, case_id: CaseId) -> bool:
        return self._desk is not None and self._desk.view.case.id == case_id
