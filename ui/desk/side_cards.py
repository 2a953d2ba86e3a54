"""The narrow column of the desk: today's work, drafts left behind, messages not sent."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.call import CallStatus
from app.domain.review import ReviewOutcome
from app.domain.staff import Duty
from app.ports.readers import QueueCounts
from app.stages.desk import DraftLeft
from app.stages.queueing import WORK_OF
from ui.desk.figures import FigureList
from ui.desk.presenter import DeskState
from ui.desk.words import DeskWords
from ui.theme import Gap
from ui.widgets.arrange import clear, column, row
from ui.widgets.badge import Badge
from ui.widgets.card import Card
from ui.widgets.case_words import CaseWords
from ui.widgets.key_button import KeyHintButton
from ui.widgets.screen_context import ScreenContext
from ui.widgets.text import plain_label

MOST_DRAFTS = 4


class TodayCard(Card):
    """How many cases the person settled today, by what came of them."""

    def __init__(self, words: DeskWords, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._words = words
        self._figures = FigureList()
        self.add(self._figures)

    def show_reviews(self, state: DeskState) -> None:
        """Reviews by outcome."""
        reviews = state.own.reviews
        self._figures.show_figures(
            (self._words.outcome(outcome), reviews.get(outcome, 0)) for outcome in ReviewOutcome
        )

    def show_calls(self, state: DeskState) -> None:
        """Calls held and calls still to hold."""
        done = sum(row.call.status is CallStatus.DONE for row in state.calls)
        self._figures.show_figures(
            (
                (self.tr("Terminadas"), done),
                (self.tr("Por atender"), len(state.calls) - done),
            )
        )


class WaitingCard(Card):
    """What waits for this duty in the province, by its next step."""

    def __init__(
        self, words: CaseWords, duty: Duty, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent=parent)
        self._words = words
        self._states = WORK_OF.get(duty, ())
        self._figures = FigureList()
        self.add(self._figures)
        self.hide()

    def show_counts(self, counts: QueueCounts) -> None:
        """How many cases wait for each step."""
        self._figures.show_figures(
            (self._words.step(state), counts.by_state.get(state, 0)) for state in self._states
        )
        self.show()


class DraftsCard(Card):
    """Drafts on cases that are not in the person's hands any more.

    Signals:
        draft_opened: look at that case again (its id).
    """

    draft_opened = Signal(object)

    def __init__(
        self, words: DeskWords, context: ScreenContext, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent=parent)
        self._words = words
        self._context = context
        self._lines: QVBoxLayout = column(gap=Gap.XS)
        self.add_layout(self._lines)

    def show_drafts(self, drafts: tuple[DraftLeft, ...]) -> None:
        """Show the newest of them; without any the card hides."""
        clear(self._lines)
        self.setVisible(bool(drafts))
        now = self._context.clock.now()
        for draft in drafts[:MOST_DRAFTS]:
            button = KeyHintButton(draft.number, kind="link")
            badge = self._words.draft(draft)
            when = self._context.time.short(draft.updated_at, now) if draft.updated_at else ""
            button.setAccessibleName(f"{draft.number}, {badge.text}, {when}")
            button.clicked.connect(partial(self.draft_opened.emit, draft.case_id))
            mark = Badge(badge.text, badge.tone, badge.icon)
            # One line, the badge first: under it the link, with its room for the focus, stands in.
            self._lines.addLayout(row(mark, button, 1, plain_label(when, "caption")))
        if len(drafts) > MOST_DRAFTS:
            more = self.tr("y {n} más").format(n=len(drafts) - MOST_DRAFTS)
            self._lines.addWidget(plain_label(more, "caption"))


class MessagesCard(Card):
    """Messages of the office that have not gone out yet (D19)."""

    def __init__(self, words: DeskWords, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._words = words
        self._badge = Badge()
        self._remark = plain_label("", "caption", wrap=True)
        self.add_layout(row(self._badge, 1))
        self.add(self._remark)
        self._unwarned = plain_label("", "caption-soon", wrap=True)
        self.add(self._unwarned)

    def show_unsent(self, number: int | None, unwarned: tuple[str, ...]) -> None:
        """Show how many; for a duty that may not know, the card hides."""
        self.setVisible(number is not None)
        self._unwarned.setVisible(bool(unwarned))
        self._unwarned.setText(self._words.unwarned(unwarned))
        if number is not None:
            self._badge.show_badge(self._words.unsent(number))
            self._remark.setText(self._words.unsent_remark(number))
