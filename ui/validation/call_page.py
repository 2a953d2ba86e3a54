"""Holding a call: whom to see at the left, checks in the middle, outcome beside them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.call import CallOutcome
from app.ports.countries import CountryNames
from ui.papers.case_papers import INVITE_KEY
from ui.theme import Gap
from ui.validation.bench import Bench, Work
from ui.validation.call_facts_panel import CallFactsPanel
from ui.validation.call_turns import CallTurn, CallTurns
from ui.validation.checks_panel import ChecksPanel
from ui.validation.outcome_panel import OutcomePanel
from ui.validation.snapshot import file_bytes, image_bytes
from ui.validation.words import CallWords
from ui.widgets.arrange import TwoEnds, column, row
from ui.widgets.badge import Badge, BadgeText
from ui.widgets.key_button import KeyHintButton
from ui.widgets.panes import Panes
from ui.widgets.screen_context import ScreenContext
from ui.widgets.text import plain_label
from ui.widgets.turns import Place

_TICK_MS = 1000


class CallPage(QWidget):
    """Before the start it waits with the validator; after it, it counts.

    Signals:
        start_wanted: the citizen is on the line.
        move_wanted: look for another time.
        result_given: code of a check and its result.
        reveal_wanted: show a check's answer (its code).
        snapshot_taken: a callable that gives the bytes in a worker, and a label.
        nothing_copied: there was no picture to paste.
        invite_wanted: copy the words of the invitation.
        outcome_wanted: record the outcome (outcome, note, reasons).
        ticked: a second went by with the citizen on the line, or with a validator who awaits them.
    """

    start_wanted = Signal()
    move_wanted = Signal()
    result_given = Signal(str, object)
    reveal_wanted = Signal(str)
    snapshot_taken = Signal(object, str)
    nothing_copied = Signal()
    invite_wanted = Signal()
    outcome_wanted = Signal(object, str, object)
    ticked = Signal()

    def __init__(
        self,
        context: ScreenContext,
        words: CallWords,
        countries: CountryNames,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._words = words
        self._bench: Bench | None = None
        self._why = ""
        self.choose_file: Callable[[], str] = self._ask_file
        self.checks = ChecksPanel(words)
        self.outcome = OutcomePanel(words)
        self.facts = CallFactsPanel(words, context, countries)
        self.timer = Badge()
        self._state = plain_label("", "caption", wrap=True)
        self.primary = KeyHintButton(self.tr("Empezar"), "Ctrl+Return", kind="primary")
        self._move = KeyHintButton(self.tr("Mover la cita"), "M", icon="calendar")
        self._invite = KeyHintButton(self.tr("Copiar convocatoria"), INVITE_KEY)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self.tick)
        self._arrange()
        self._connect()

    def show_bench(self, bench: Bench) -> None:
        """Show the call as it stands."""
        was_live = self._bench is not None and self._bench.is_live
        self._bench = bench
        self.checks.show_bench(bench)
        self.facts.show_bench(bench)
        self.tick()
        if bench.is_live and not was_live:
            self.focus_checks()
        self._clock.start()

    def focus_work(self) -> None:
        """Put the focus where work goes on: one part in sight, before the call on whom to see."""
        if self.turns.is_narrow and self._bench is not None and not self._bench.is_live:
            self.turns.to(CallTurn.PERSON)
            self.facts.focus_first()
        else:
            self.focus_checks()

    def focus_checks(self) -> None:
        """Put the focus on the checks, where they are read."""
        self.turns.to(CallTurn.CHECKS)
        self.checks.list.setFocus()

    def stop(self) -> None:
        """Another page is in front."""
        self._clock.stop()
        self._bench = None
        self._say("")

    def tick(self) -> None:
        """Draw what depends on the time."""
        bench, now = self._bench, self._context.clock.now()
        if bench is None or bench.call is None or bench.work is not Work.CALL:
            return
        self.outcome.show_bench(bench, now)
        self.timer.setVisible(bench.is_live)
        if bench.is_live:
            self.timer.show_badge(self._words.elapsed(bench, now))
        # Whoever waits for the citizen touches nothing; whom the lock hides is not waiting.
        if bench.is_live or self.isVisible():
            self.ticked.emit()
        self._draw_primary(bench, now)

    def _draw_primary(self, bench: Bench, now: datetime) -> None:
        chosen = self.outcome.chosen
        starts = not bench.is_live and chosen is None
        label = self.tr("Empezar la llamada") if starts else self.tr("Registrar resultado")
        self._primary_action.setText(label)
        self.primary.set_label(label)
        # The key may always be asked for: where it can do nothing it says why.
        why = self._why_not(bench, now)
        self.primary.set_allowed(not why)
        if why != self._why:
            self._say("")
        self._move_action.setEnabled(not bench.is_live)
        self._move.setVisible(not bench.is_live)
        self._state.setVisible(not bench.is_live)
        self.outcome.follows.setVisible(bench.is_live or chosen is not None)
        if bench.call is not None and not bench.is_live:
            self._state.setText(self._words.before_start(bench, now))

    def _arrange(self) -> None:
        shares = ((self.facts, 12), (self.checks, 12), (self.outcome, 11))
        panes = Panes(shares, self.tr("Videollamada"))
        panes.look_at(self.checks.question, of=self.checks.list)
        places = {
            CallTurn.PERSON: Place((self.facts,), self.facts.focus_first),
            CallTurn.CHECKS: Place((self.checks,), self.checks.list.setFocus),
            CallTurn.OUTCOME: Place((self.outcome,), self.outcome.focus_choice),
        }
        self.turns = CallTurns(panes, places)
        self.turns.narrowed.connect(self._on_narrowed)
        self.turns.only_shown.connect(self._on_only_shown)
        foot = TwoEnds()
        foot.left.addWidget(self._move)
        foot.left.addWidget(self._invite)
        foot.left.addWidget(self.timer)
        foot.right.addWidget(self.primary)
        layout = column(self.turns, gap=Gap.S)
        layout.addWidget(panes, 1)
        said = row(self.outcome.missing, self.outcome.follows, gap=Gap.M)
        said.setStretch(1, 1)
        layout.addWidget(self._state)
        layout.addLayout(said)
        layout.addWidget(foot)
        self.setLayout(layout)

    def _connect(self) -> None:
        keys, group = self._context.shortcuts, self.tr("Llamada")
        self._primary_action = keys.add(
            self,
            "calls.primary",
            self.tr("Empezar o registrar"),
            "Ctrl+Return",
            self._on_primary,
            group=group,
        )
        self.primary.follow(self._primary_action)
        self._move_action = keys.add(
            self, "calls.move", self.tr("Mover la cita"), "M", self.move_wanted.emit, group=group
        )
        self._move.follow(self._move_action)
        invite = keys.add(
            self,
            "calls.invite",
            self.tr("Copiar la convocatoria"),
            INVITE_KEY,
            self.invite_wanted.emit,
            group=group,
        )
        self._invite.follow(invite)
        keys.add(
            self,
            "calls.back",
            self.tr("Volver de la nota"),
            "Esc",
            self._on_back,
            group=group,
        )
        lead = self.turns.leading
        for key, label, sequence, run in (
            (
                "person",
                self.tr("Ir a quién debe ver"),
                "F2",
                lead(CallTurn.PERSON, self.facts.focus_first),
            ),
            ("checks", self.tr("Ir a las comprobaciones"), "F3", self.focus_checks),
        ):
            keys.add(self, f"calls.{key}", label, sequence, run, group=group)
        for panel in (self.checks, self.outcome, self.facts):
            panel.bind(keys, self, self.turns)
        self.checks.result_given.connect(self.result_given)
        self.checks.reveal_wanted.connect(self.reveal_wanted)
        self.outcome.changed.connect(self.tick)
        self.facts.file_wanted.connect(self._on_file)
        self.facts.paste_wanted.connect(self._on_paste)
        self.timer.show_badge(BadgeText(""))
        self.timer.hide()

    def _on_narrowed(self, is_narrow: bool) -> None:
        # The tab says what the part is.
        for panel in (self.facts, self.checks, self.outcome):
            panel.header.setHidden(is_narrow)

    def _on_only_shown(self, _turn: CallTurn) -> None:
        sentence = self.tr("Lea la comprobación y responda con la misma tecla otra vez.")
        self._context.messages.say(sentence)

    def _on_back(self) -> None:
        """What was written stays; the single letters work again."""
        if self.outcome.note.hasFocus() and not self.outcome.leave_note():
            self.focus_checks()

    def _on_primary(self) -> None:
        bench, outcome = self._bench, self.outcome.chosen
        if bench is None:
            return
        why = self._why_not(bench, self._context.clock.now())
        if why:
            self._say(self._short(why), why)
        elif outcome is None:
            self.start_wanted.emit()
        else:
            self._record(outcome)

    def _say(self, sentence: str, why: str = "") -> None:
        """Say in the status line what stands in the way; nothing, once it does no more."""
        if sentence or self._why:
            self._why = why
            self._context.messages.say(sentence)

    def _short(self, why: str) -> str:
        """The whole stands above the foot where it does: told twice, one of both would be cut."""
        above = (self._state, self.outcome.missing)
        is_above = any(one.isVisible() and one.text() == why for one in above)
        return self.tr("Todavía no: vea encima del botón.") if is_above else why

    def _why_not(self, bench: Bench, now: datetime) -> str:
        """Why the call can neither begin nor end now; empty where it can."""
        if self.outcome.chosen is not None:
            return self.outcome.lacks(bench, now)
        if bench.is_live:
            return self.tr("Elija primero el resultado de la llamada.")
        return "" if bench.may_start(now) else self._words.before_start(bench, now)

    def _record(self, outcome: CallOutcome) -> None:
        reasons = self.outcome.chosen_reasons
        self.outcome_wanted.emit(outcome, self.outcome.note.text(), reasons)

    def _on_file(self) -> None:
        path = self.choose_file()
        if path:
            self.snapshot_taken.emit(lambda: file_bytes(path), self._label())

    def _on_paste(self) -> None:
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            self.nothing_copied.emit()
        else:
            self.snapshot_taken.emit(lambda: image_bytes(image), self._label())

    def _label(self) -> str:
        """What a picture kept now shows, as a code: the record has words of its own for it."""
        check = self.checks.current
        return check.group if check is not None else ""

    def _ask_file(self) -> str:
        path, _kind = QFileDialog.getOpenFileName(
            self, self.tr("Captura de la llamada"), "", self.tr("Imágenes JPEG (*.jpg *.jpeg)")
        )
        return path
