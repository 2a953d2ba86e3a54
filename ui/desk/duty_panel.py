"""The desk of a duty that takes no cases: what it sees, where to go, how its cases stand."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.duties import Operation, may
from app.domain.staff import Duty
from app.domain.workflow import CLOSED, CaseState
from app.ports.readers import QueueCounts
from ui.desk.figures import FigureList
from ui.desk.words import DeskWords
from ui.theme import Gap
from ui.widgets.arrange import row
from ui.widgets.card import Card
from ui.widgets.case_words import CaseWords
from ui.widgets.key_button import KeyHintButton
from ui.widgets.screen_context import ScreenContext
from ui.widgets.text import plain_label
from ui.widgets.two_columns import TwoColumns


class DutyPanel(TwoColumns):
    """One panel of words and one of figures.

    Signals:
        go_to: show another screen (its key).
    """

    go_to = Signal(str)

    def __init__(
        self, duty: Duty, context: ScreenContext, words: DeskWords, parent: QWidget | None = None
    ) -> None:
        super().__init__(words.duty_title(duty), parent)
        self._context = context
        self._case_words = CaseWords(context.time, self)
        self.first_button: KeyHintButton | None = None
        about = Card(words.duty_title(duty), margin=Gap.L, gap=Gap.M)
        about.add(plain_label(words.duty_sees(duty), wrap=True))
        about.add_layout(row(*self._buttons(), 1))
        title = self.tr("El país por estado") if duty is Duty.AUDITOR else ""
        self._figures_card = Card(title or self.tr("Mi provincia por estado"))
        self._figures = FigureList()
        self._figures_card.add(self._figures)
        self._figures_card.hide()
        self.wide.addWidget(about)
        self.wide.addWidget(self._figures_card)
        self.wide.addStretch(1)
        self.narrow.addStretch(1)

    def add_beside(self, card: Card) -> None:
        """Put a card into the narrow column."""
        self.narrow.insertWidget(self.narrow.count() - 1, card)

    def show_counts(self, counts: QueueCounts | None) -> None:
        """Show how many cases stand where; without counts the panel hides."""
        self._figures_card.setVisible(counts is not None)
        if counts is not None:
            self._figures.show_figures(
                (self._case_words.state(state), counts.by_state.get(state, 0))
                for state in CaseState
                if state not in CLOSED
            )

    def _buttons(self) -> list[KeyHintButton]:
        session, keys = self._context.session, self._context.shortcuts
        offers = (
            ("queue", self.tr("Ver la &cola"), Operation.BROWSE_QUEUE, "Ctrl+G"),
            ("registry", self.tr("Ir al &registro"), Operation.READ_REGISTRY, "Ctrl+R"),
            (
                "admin",
                self.tr("Abrir &administración"),
                Operation.MANAGE_STAFF,
                "Ctrl+G",
            ),
        )
        buttons: list[KeyHintButton] = []
        for screen, label, operation, sequence in offers:
            if not may(session, operation):
                continue
            button = KeyHintButton(label, sequence, kind="" if buttons else "primary")
            action = keys.add(
                self,
                f"desk.{screen}",
                label.replace("&", ""),
                sequence,
                partial(self.go_to.emit, screen),
                group=self.tr("Mi puesto"),
            )
            button.follow(action)
            buttons.append(button)
        self.first_button = buttons[0] if buttons else None
        return buttons
