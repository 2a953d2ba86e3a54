"""Top of the work pane: which case, whose, how much time is left, giving it back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.case import Case
from ui.theme import Tone
from ui.validation.bench import Bench
from ui.widgets.arrange import TwoEnds
from ui.widgets.badge import Badge, BadgeText
from ui.widgets.case_words import CaseWords
from ui.widgets.key_button import KeyHintButton
from ui.widgets.screen_context import ScreenContext
from ui.widgets.text import PlainLabel


class WorkHeader(TwoEnds):
    """One line about the case on the bench.

    Attributes:
        case: the case as it stands on show.

    Signals:
        release_wanted: give the case back.
    """

    release_wanted = Signal()

    def __init__(
        self, context: ScreenContext, owner: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.case: Case | None = None
        self._words = CaseWords(context.time, self)
        self._number = PlainLabel("", "title", keep=True)
        self._name = PlainLabel("", "strong")
        self._due = Badge()
        self._no_shows = Badge()
        self._release = KeyHintButton(self.tr("Soltar"), "Ctrl+R")
        for part in (self._number, self._name, self._due, self._no_shows):
            self.left.addWidget(part)
        self.right.addWidget(self._release)
        self._action = context.shortcuts.add(
            owner,
            "calls.release",
            self.tr("Soltar el caso"),
            "Ctrl+R",
            self.release_wanted.emit,
            group=self.tr("Caso"),
        )
        self._release.follow(self._action)

    def show_bench(self, bench: Bench) -> None:
        """Show the case; it cannot be given back while its call runs."""
        case, now = bench.case, self._context.clock.now()
        self.case = case
        self._number.setText(case.number)
        self._name.setText(bench.view.person.display_name)
        due = BadgeText(self._words.state(case.state), Tone.NEUTRAL)
        self._due.show_badge(self._words.time_left(case.due_at, now) if case.due_at else due)
        self._release.show()
        self._no_shows.setVisible(case.no_shows > 0)
        self._no_shows.show_badge(
            BadgeText(self.tr("%n ausencia(s)", "", case.no_shows), Tone.SOON)
        )
        self._action.setEnabled(not bench.is_live)

    def show_decided(self, case: Case) -> None:
        """The case has its decision: no term runs and nothing is left to give back."""
        self.case = case
        self._due.show_badge(BadgeText(self._words.state(case.state), Tone.NEUTRAL))
        self._release.hide()
        self._action.setEnabled(False)
