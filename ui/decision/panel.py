"""The decision panel: what changes and its risks, who saw it, the verdict, what went out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.domain.decision import DecisionOutcome
from app.domain.errors import VentanillaError
from app.stages.decision import Decided
from ui.decision.desk import DecisionDesk
from ui.decision.presenter import DecisionPresenter
from ui.decision.refusal_letter import RefusalLetter
from ui.decision.risk_card import RiskCard
from ui.decision.verdict_card import VerdictCard
from ui.decision.words import DecisionWords
from ui.papers.case_papers import RECORD_KEY, has_record
from ui.theme import Gap
from ui.widgets.arrange import TwoEnds, clear, column, row
from ui.widgets.badge import Badge
from ui.widgets.card import Card, hairline
from ui.widgets.change_list import ChangeList
from ui.widgets.key_button import KeyHintButton
from ui.widgets.panes import Panes
from ui.widgets.screen_context import ScreenContext
from ui.widgets.text import PlainLabel, plain_label

_PASSWORD_CODES = frozenset({"SIGN_IN_REFUSED", "LOCKED_OUT"})


class DecisionPanel(QWidget):
    """Before and after at the left, risks in the middle, verdict at the right, one primary action.

    Below the risks stands who saw what; while refusing, the notice as it would leave.

    Signals:
        decided: the case has a decision (Decided).
        finished: the person has read what went out and goes on.
        left: Esc where nothing is written that would be lost; give the case back.
        record_wanted: show the record of the decided case (its id).
        failed: an error that belongs above the panel (Exception).
    """

    decided = Signal(object)
    record_wanted = Signal(object)
    finished = Signal()
    left = Signal()
    failed = Signal(object)

    def __init__(
        self, presenter: DecisionPresenter, context: ScreenContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        presenter.setParent(self)
        self._context = context
        by_code = presenter.cases.signs_by_code
        self._words = DecisionWords(context.time, self, signs_by_code=by_code)
        self._is_done = False
        self._said = ""
        cases, language = presenter.cases, context.language
        self.changes = ChangeList(cases.wording, cases.countries, language)
        self.risks = RiskCard(cases.wording, language)
        self.letter = RefusalLetter()
        self.verdict = VerdictCard(self._words, signs_by_code=by_code)
        self._call = Badge()
        self._trail: QVBoxLayout = column(gap=Gap.XS)
        self._confirmed = plain_label("", "caption", wrap=True)
        self._result = Badge()
        self._done = plain_label("", "title", wrap=True)
        self._sent: QVBoxLayout = column(gap=Gap.XS)
        self.primary = KeyHintButton(
            self.tr("Registrar la decisión"), "Ctrl+Return", kind="primary"
        )
        self._stack = QStackedLayout()
        self._outcome = QWidget()
        self._arrange()
        self._connect()

    @property
    def is_ready(self) -> bool:
        """Whether before and after are on show, so that a decision can be taken."""
        return self._presenter.desk is not None and not self._is_done

    @property
    def has_typed(self) -> bool:
        """Whether something would be lost by leaving."""
        is_open = self._presenter.desk is not None and not self._is_done
        return is_open and bool(self.verdict.note.text().strip())

    def _arrange(self) -> None:
        changes = Card(self.tr("Antes y después"), margin=Gap.M)
        changes.add(self.changes, 1)
        self._who = Card(self.tr("Quién lo vio"), margin=Gap.M)
        self._who.add_layout(row(self._call, 1))
        self._who.add_layout(self._trail)
        self._who.add(hairline())
        self._who.add(self._confirmed)
        self._who.body.addStretch(1)
        middle = QWidget()
        beside = column(self.risks, gap=Gap.M)
        beside.addWidget(self._who, 1)
        beside.addWidget(self.letter, 1)
        middle.setLayout(beside)
        self.letter.hide()
        shares = ((changes, 4), (middle, 4), (self.verdict, 4))
        self._form = Panes(shares, self.tr("Decisión"))
        done = Card(self.tr("Decisión registrada"), margin=Gap.L, gap=Gap.M)
        done.add_layout(row(self._result, 1))
        done.add(self._done)
        done.add(hairline())
        done.add(plain_label(self.tr("Sale ahora"), "strong"))
        done.add_layout(self._sent)
        self._outcome.setLayout(column(done, 1))
        self.record = KeyHintButton(self.tr("Abrir acta"), RECORD_KEY, icon="document")
        self.record.hide()
        foot = TwoEnds()
        foot.left.addWidget(self.record)
        foot.right.addWidget(self.primary)
        layout = column(gap=Gap.M)
        layout.addLayout(self._stack, 1)
        layout.addWidget(foot)
        self.setLayout(layout)
        # Last: a stack that stands in no window yet shows its first page as one of its own.
        self._stack.addWidget(self._form)
        self._stack.addWidget(self._outcome)

    def _connect(self) -> None:
        self._action = self._context.shortcuts.add(
            self,
            "decision.primary",
            self.tr("Registrar la decisión"),
            "Ctrl+Return",
            self._on_primary,
            group=self.tr("Decisión"),
        )
        self.primary.follow(self._action)
        self._record = self._context.shortcuts.add(
            self,
            "decision.record",
            self.tr("Abrir el acta"),
            RECORD_KEY,
            self._on_record,
            group=self.tr("Decisión"),
        )
        self.record.follow(self._record)
        self._context.shortcuts.add(
            self,
            "decision.back",
            self.tr("Volver a la decisión, o soltar el caso"),
            "Esc",
            self._on_back,
            group=self.tr("Decisión"),
        )
        self.verdict.bind(self._context.shortcuts, self)
        self.verdict.changed.connect(self._on_changed)
        self._presenter.preview_changed.connect(self.letter.show_preview)
        self.verdict.confirmed.connect(self._on_primary)
        self._presenter.desk_changed.connect(self._on_desk)
        self._presenter.decided.connect(self._on_decided)
        self._presenter.failed.connect(self._on_failed)

    def _on_desk(self, desk: DecisionDesk | None) -> None:
        self._is_done = False
        self.record.hide()
        self._stack.setCurrentWidget(self._form)
        if desk is None:
            self._forget()
            return
        view = desk.view
        before = view.contact.value if view.contact else None
        # The marks have a place of their own, where no length of the change pushes them out.
        self.changes.show_change(before, view.case.declared.contact, ())
        self.risks.show_marks(desk.comparison.marks)
        self._call.show_badge(self._words.call_badge(desk))
        self._show_trail(self._words.trail(desk))
        self._confirmed.setText(self._words.confirmed(desk))
        self.verdict.begin(desk, self._context.time.day(self._context.clock.now()))
        self._on_changed()
        if self.isVisible():
            self.focus_verdict()

    def _forget(self) -> None:
        """Nothing of the case that left stays in sight, and nothing can be decided."""
        self.changes.forget()
        self.risks.show_marks(())
        self._show_trail([])
        self._confirmed.setText("")
        self._done.setText("")
        clear(self._sent)
        self.verdict.forget()
        self._action.setEnabled(False)

    def focus_verdict(self) -> None:
        """Put the focus on the choice made, else on the first that is open; then on going on."""
        if self._is_done:
            self.primary.setFocus()
            return
        radios = [radio for radio in self.verdict.choices if radio.isEnabled()]
        for radio in sorted(radios, key=lambda radio: not radio.isChecked()):
            radio.setFocus()
            return

    def _show_trail(self, rows: list[tuple[str, str]]) -> None:
        clear(self._trail)
        for label, text in rows:
            value = PlainLabel(text, "body", wrap=True)
            self._trail.addLayout(column(plain_label(label, "caption"), value, gap=Gap.NONE))

    def _on_changed(self) -> None:
        # What was wrong with the password before says nothing about what is chosen or typed now.
        self.verdict.password_field.set_error("")
        chosen = self.verdict.chosen
        refuses = chosen is DecisionOutcome.REFUSED
        self._who.setVisible(not refuses)
        self.letter.setVisible(refuses)
        self._presenter.preview(chosen, self.verdict.reasons.chosen)
        self._draw()

    def _draw(self) -> None:
        desk = self._presenter.desk
        if self._said and self._said != self._why_not(desk):
            # What is no longer so is no longer said.
            self._said = ""
            self._context.messages.say("")
        if desk is None:
            return
        label = {
            None: self.tr("Registrar la decisión"),
            DecisionOutcome.APPROVED: self.tr("Aprobar y aplicar"),
            DecisionOutcome.REFUSED: self.tr("Negar el cambio"),
        }[self.verdict.chosen]
        if self._is_done:
            label = self.tr("Seguir")
        self._action.setText(label)
        self.primary.set_label(label)
        self.verdict.show_desk(desk)
        # The key may always be asked for: where it can do nothing it says why.
        self._action.setEnabled(True)
        self.primary.set_allowed(self._is_done or not self.verdict.blockers(desk))

    def _on_primary(self) -> None:
        desk, outcome = self._presenter.desk, self.verdict.chosen
        is_open = not self._presenter.is_busy
        if self._is_done:
            self._is_done = False
            self.finished.emit()
        elif desk and outcome and is_open and not self.verdict.blockers(desk):
            note, reasons = self.verdict.note.text(), self.verdict.reasons.chosen
            self._presenter.decide(outcome, self.verdict.password.take(), reasons, note)
            self._draw()
        elif desk is not None:
            self._tell_why_not(desk)

    def _tell_why_not(self, desk: DecisionDesk) -> None:
        self._said = self._why_not(desk)
        self._context.messages.say(self._said)

    def _why_not(self, desk: DecisionDesk | None) -> str:
        if desk is None:
            return ""
        if self._presenter.is_busy:
            return self.tr("La decisión se está registrando todavía.")
        return self._words.missing(self.verdict.blockers(desk))

    def _on_record(self) -> None:
        desk = self._presenter.desk
        if desk is not None and not self.record.isHidden():
            self.record_wanted.emit(desk.view.case.id)

    def _on_back(self) -> None:
        """From a field to the choice; from there out, unless something would be lost."""
        if self._is_done:
            self._on_primary()
        elif self.verdict.is_in_field:
            self.verdict.password.clear()
            self._on_changed()
            self.focus_verdict()
        elif not self.has_typed:
            self.left.emit()

    def _on_decided(self, decided: Decided) -> None:
        desk = self._presenter.desk
        if desk is None or desk.view.case.id != decided.case.id:
            # It left the panel before the answer came: the lists hear of it, the panel says nothing.
            self.decided.emit(decided)
            return
        badge, sentence = self._words.result(decided)
        self._result.show_badge(badge)
        self._done.setText(sentence)
        clear(self._sent)
        for line in self._words.sent(decided, desk):
            self._sent.addWidget(plain_label(line, "body", wrap=True))
        self._is_done = True
        self.record.setVisible(has_record(decided.case))
        self._stack.setCurrentWidget(self._outcome)
        self._draw()
        self.primary.setFocus()
        self.decided.emit(decided)

    def _on_failed(self, error: Exception) -> None:
        self._draw()
        if isinstance(error, VentanillaError) and error.code in _PASSWORD_CODES:
            message = self._context.messages.describe(error)
            self.verdict.password_field.set_error(f"{message.sentence} {message.next_step}")
            self.verdict.password.setFocus()
            return
        self.failed.emit(error)
