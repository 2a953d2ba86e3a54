"""Right side of the desk: the change asked for, the findings, the declared data, the history."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.case import Case
from app.domain.finding import Finding, ReasonCode, Severity
from app.domain.late_inspection import LATER_STATE, next_attempt
from app.domain.workflow import CLOSED, CaseState
from ui.papers.case_papers import CasePapers, has_record
from ui.review.checklist_pane import ChecklistPane
from ui.review.data_pane import DataPane
from ui.review.desk import Desk, ReviewUseCases
from ui.review.history_pane import HistoryPane
from ui.review.more_below import MoreBelow
from ui.review.zone_panel import ZonePanel
from ui.tasks import Generation
from ui.theme import Gap, Tone, current_theme, mark
from ui.widgets.arrange import clear, column, row
from ui.widgets.badge import Badge
from ui.widgets.change_list import ChangeList
from ui.widgets.screen_context import ScreenContext
from ui.widgets.scrolled import scrolled
from ui.widgets.text import plain_label

_TONES = {
    Severity.NOTE: Tone.INFO,
    Severity.REVIEW: Tone.SOON,
    Severity.REJECT: Tone.LATE,
    Severity.UNREADABLE: Tone.LATE,
}


class FactsPanel(QTabWidget):
    """Tabs of facts; the first one is what D17 asks to be always in sight.

    Signals:
        failed: an error that belongs above the desk (Exception).
        marks_changed: there are marks of risk now, or none any more.
        least_changed: what nobody may miss takes another height; read ``least``.
    """

    failed = Signal(object)
    marks_changed = Signal()
    least_changed = Signal()

    def __init__(
        self, cases: ReviewUseCases, context: ScreenContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._cases = cases
        self._context = context
        self._readings = Generation()
        self.setAccessibleName(self.tr("Hechos del caso"))
        self.setDocumentMode(True)
        mark(self.tabBar(), "close")
        self._changes = ChangeList(cases.wording, cases.countries, context.language, is_short=True)
        self._findings = QWidget()
        self._finding_lines: QVBoxLayout = column(gap=Gap.S)
        self._findings.setLayout(self._finding_lines)
        self.data = DataPane(cases.countries, context.language)
        self.papers = CasePapers(cases.mails, context)
        self.papers.failed.connect(self.failed)
        self.history = HistoryPane(context.time, self.papers)
        self._showed_closed = False
        self.has_marks = False
        first = QWidget()
        self.zone = ZonePanel()
        layout = column(self._changes, self._findings, self.zone, 1, gap=Gap.M, margin=Gap.S)
        first.setLayout(layout)
        self._first = scrolled(first, self.tr("Cambio solicitado"))
        self.change = MoreBelow(self._first, self._fields_below, self._more)
        # After the layout has settled, or the height would be that of the words before.
        self._measure = QTimer(self)
        self._measure.setSingleShot(True)
        self._measure.setInterval(0)
        self._measure.timeout.connect(self.least_changed)
        self._changes.installEventFilter(self)
        self.addTab(self.change, self.tr("Cambio"))
        self.checklist = ChecklistPane()
        self.addTab(self.checklist, self.tr("Lista"))
        self.addTab(self.data, self.tr("Datos"))
        self.addTab(self.history, self.tr("Historia"))

    def show_desk(self, desk: Desk, is_new: bool) -> None:
        """Show the facts of a case; the slow parts only when the case is new."""
        self._show_findings(desk)
        self.checklist.show_desk(desk)
        self.zone.show_desk(desk)
        if not is_new:
            return
        before = desk.view.contact.value if desk.view.contact else None
        marks = desk.view.risk_marks
        self._changes.show_change(before, desk.view.case.declared.contact, marks)
        # Marks may lie below the edge: their number is always in sight.
        self.count_marks(len(marks))
        self.data.show_case(desk.view.case, desk.form_findings)
        session, case_id = self._context.session, desk.view.case.id
        self.papers.show_case(case_id, has_record=has_record(desk.view.case))
        self._turn_to_history(is_closed=desk.view.case.state in CLOSED)
        self.history.begin()
        self._readings.advance()
        self._context.tasks.run(
            lambda: self._cases.open_case.timeline(session, case_id),
            owner=self,
            on_done=self.history.show_history,
            on_error=lambda _error: self.history.show_history(None),
            generation=self._readings,
        )

    @property
    def least(self) -> int:
        """The height in which every mark of risk and one field that changes are read."""
        above = self.tabBar().sizeHint().height() + current_theme().px(Gap.XS)
        seen = self._changes.y() + self._changes.must_see()
        is_more = self._changes.fields_below(self._changes.must_see()) > 0
        return above + seen + (self.change.sign.sizeHint().height() if is_more else 0)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Other words of the change, or another width for them, take another height."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._measure.start()
        return super().eventFilter(watched, event)

    def count_marks(self, count: int) -> None:
        """Say on the first tab how many marks of risk lie in it."""
        self.setTabText(
            0, self.tr("Cambio, %n aviso(s)", "", count) if count else self.tr("Cambio")
        )
        self.setTabToolTip(0, self.tr("%n aviso(s) de riesgo", "", count) if count else "")
        self.has_marks = count > 0
        self.marks_changed.emit()

    def next_tab(self) -> None:
        """Show the next tab, the first after the last."""
        self.setCurrentIndex((self.currentIndex() + 1) % self.count())
        self.focus_tab()

    def focus_tab(self) -> None:
        """Put the focus into the tab in front."""
        page = self.currentWidget()
        if page is not None:
            page.setFocus()

    def focus_zone(self) -> None:
        """Put the focus on the machine-readable zone, where the requirement has one."""
        if not self.zone.isHidden():
            self.setCurrentIndex(0)
            self.zone.text.setFocus()
            self._first.ensureWidgetVisible(self.zone.text)

    def _fields_below(self, edge: int) -> int:
        return self._changes.fields_below(edge - self._changes.y())

    def _more(self, count: int) -> str:
        return self.tr("%n campo(s) más", "", count)

    def _turn_to_history(self, *, is_closed: bool) -> None:
        """Of a closed case people ask how it ended and what was written; of others, what changes."""
        if is_closed:
            self.setCurrentWidget(self.history)
        elif self._showed_closed:
            self.setCurrentIndex(0)
        self._showed_closed = is_closed

    def _show_findings(self, desk: Desk) -> None:
        clear(self._finding_lines)
        for item in desk.files:
            for finding in item.findings:
                word = {
                    Severity.NOTE: self.tr("nota"),
                    Severity.REVIEW: self.tr("revise"),
                    Severity.REJECT: self.tr("no cumple"),
                    Severity.UNREADABLE: self.tr("ilegible"),
                }[finding.severity]
                sentence = self._cases.wording.finding(finding, self._context.language)
                again = self._what_follows(finding, item.file.round, desk.view.case)
                told = [text for text in (sentence, again) if text]
                self._finding_lines.addLayout(
                    column(
                        row(Badge(word, _TONES[finding.severity]), 1),
                        *(plain_label(text, "body", wrap=True) for text in told),
                        gap=Gap.XS,
                    )
                )

    def _what_follows(self, finding: Finding, round_: int, case: Case) -> str:
        """What the program does by itself about a file it found no time for."""
        if finding.code is not ReasonCode.NOT_INSPECTED or round_ != case.round:
            return ""
        if case.state is CaseState.RECEIVED:
            return self.tr("Se intentará otra vez en unos minutos.")
        at, now = next_attempt(finding), self._context.clock.now()
        if at is None or case.state is not LATER_STATE:
            return self.tr("El programa ya no lo intentará otra vez.")
        if at <= now:
            return self.tr("Se intentará otra vez en cuanto nadie tenga el caso.")
        when = self._context.time.short(at, now)
        return self.tr(
            "Se intentará otra vez desde {when}, mientras el caso espere revisión y nadie lo tenga."
        ).format(when=when)
