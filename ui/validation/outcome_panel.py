"""How the call ended: eight outcomes, what each still needs, what follows from it (D13)."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from app.domain.call import OUTCOME_RULES, CallOutcome
from app.domain.office_zone import office_day
from app.stages.validation.outcomes import MAX_NOTE
from ui.theme import Gap
from ui.validation.bench import Bench
from ui.validation.call_turns import CallTurn, CallTurns
from ui.validation.words import CallWords
from ui.widgets.arrange import column, row
from ui.widgets.card import Card
from ui.widgets.form_field import FormField
from ui.widgets.key_button import KeyCap
from ui.widgets.reason_list import ReasonList
from ui.widgets.shortcuts import ShortcutRegistry
from ui.widgets.text import plain_label


class OutcomePanel(Card):
    """A choice of one, its reasons and note.

    ``missing`` and ``follows`` are two sentences for the foot of the page, where the primary
    action is: what the outcome still needs and what comes of it.

    Signals:
        changed: outcome, note or reasons are other ones.
    """

    changed = Signal()

    def __init__(self, words: CallWords, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.header.set_title(self.tr("Resultado de la llamada"))
        self.header.setVisible(True)
        self._words = words
        self._call = ""
        self._group = QButtonGroup(self)
        self._radios: dict[CallOutcome, QRadioButton] = {}
        lines = column(gap=Gap.NONE)
        for number, outcome in enumerate(CallOutcome, start=1):
            radio = QRadioButton(words.outcome(outcome))
            radio.setAccessibleName(words.outcome(outcome))
            radio.toggled.connect(self._on_changed)
            self._group.addButton(radio)
            self._radios[outcome] = radio
            line = row(KeyCap(f"Alt+{number}"), radio, gap=Gap.S)
            line.setStretch(1, 1)
            lines.addLayout(line)
        self.reasons = ReasonList()
        self.reasons.changed.connect(self.changed)
        self.note = QLineEdit()
        self.note.setMaxLength(MAX_NOTE)
        self.note.textEdited.connect(lambda _text: self.changed.emit())
        self._note_field = FormField(
            self.tr("Nota interna"), self.note, hint=self.tr("No se envía a la persona.")
        )
        self.missing = plain_label("", "caption-soon")
        self.follows = plain_label("", "caption", wrap=True)
        self.add_layout(lines)
        self.add(self._note_field)
        self.add(self.reasons)
        self.body.addStretch(1)
        self.reasons.hide()

    def bind(self, shortcuts: ShortcutRegistry, owner: QWidget, turns: CallTurns) -> None:
        """Bind Alt and a digit to each outcome, digits to reasons, a key to the note."""
        group = self.tr("Resultado")
        for number, outcome in enumerate(CallOutcome, start=1):
            shortcuts.add(
                owner,
                f"calls.outcome.{outcome.value}",
                self._words.outcome(outcome),
                f"Alt+{number}",
                turns.leading(CallTurn.OUTCOME, partial(self._choose, outcome)),
                group=group,
            )
        self.reasons.bind(shortcuts, owner, "calls")
        write = turns.leading(CallTurn.OUTCOME, self.note.setFocus)
        shortcuts.add(owner, "calls.note", self.tr("Escribir la nota"), "F8", write, group=group)

    def focus_choice(self) -> None:
        """Put the focus on the outcome chosen, else on the first."""
        self._radios[self.chosen or next(iter(self._radios))].setFocus()

    def leave_note(self) -> bool:
        """From the note back to the outcome chosen; says whether the focus found a place."""
        chosen = self.chosen
        if chosen is not None:
            self._radios[chosen].setFocus()
        return chosen is not None

    @property
    def chosen(self) -> CallOutcome | None:
        """The outcome chosen, or None."""
        return next((o for o, radio in self._radios.items() if radio.isChecked()), None)

    @property
    def chosen_reasons(self) -> tuple[str, ...]:
        """Reasons that go with the outcome; none where the outcome takes none."""
        outcome = self.chosen
        takes = outcome is not None and OUTCOME_RULES[outcome].needs_reason
        return self.reasons.chosen if takes else ()

    def show_bench(self, bench: Bench, now: datetime) -> None:
        """Show what is missing and what follows; another call begins with nothing chosen."""
        call = bench.call.id if bench.call else ""
        if call != self._call:
            self._call = call
            self._reset(bench, now)
        outcome = self.chosen
        self.reasons.setVisible(outcome is not None and OUTCOME_RULES[outcome].needs_reason)
        if outcome is None:
            self.missing.setText("")
            self.follows.setText(self.tr("Elija el resultado; nada se registra hasta confirmar."))
        else:
            self.missing.setText(self.lacks(bench, now))
            self.follows.setText(self._words.consequence(outcome, bench))
        self.missing.setVisible(bool(self.missing.text()))

    def lacks(self, bench: Bench, now: datetime) -> str:
        """What the chosen outcome still needs, as a sentence; empty when it can be recorded."""
        outcome = self.chosen
        if outcome is None:
            return ""
        codes = bench.missing(outcome, self.note.text(), self.chosen_reasons, now)
        return self._words.missing(codes, bench)

    def _reset(self, bench: Bench, now: datetime) -> None:
        self._group.setExclusive(False)
        for radio in self._radios.values():
            radio.blockSignals(True)
            radio.setChecked(False)
            radio.blockSignals(False)
        self._group.setExclusive(True)
        self.note.clear()
        self.reasons.show_reasons(bench.reasons(office_day(now, bench.case.province)))

    def _choose(self, outcome: CallOutcome) -> None:
        self._radios[outcome].setChecked(True)
        # The frame of the focus stands on what was chosen, not on another outcome.
        self._radios[outcome].setFocus()
        if OUTCOME_RULES[outcome].needs_note and not OUTCOME_RULES[outcome].needs_reason:
            self.note.setFocus()

    def _on_changed(self, is_on: bool) -> None:
        if is_on:
            self.changed.emit()
