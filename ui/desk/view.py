"""*Mi puesto*: what I hold, what comes next, today's calls, what I did, what has not gone out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.staff import Duty
from ui.desk.duty_panel import DutyPanel
from ui.desk.held_card import HeldCard
from ui.desk.lists import CallsToday, ComingCases
from ui.desk.presenter import DeskPresenter, DeskState
from ui.desk.side_cards import DraftsCard, MessagesCard, TodayCard, WaitingCard
from ui.desk.words import DeskWords
from ui.theme import Gap
from ui.widgets.arrange import TwoEnds, column
from ui.widgets.banner import Banner
from ui.widgets.case_words import CaseWords
from ui.widgets.key_button import KeyHintButton
from ui.widgets.screen_context import ScreenContext
from ui.widgets.text import PlainLabel, plain_label
from ui.widgets.time_left_badges import TimeLeftBadges
from ui.widgets.two_columns import TwoColumns


class DeskView(QWidget):
    """The first screen of the day.

    Signals:
        case_opened: open this case (its id).
        next_wanted: take the case with least time left.
        call_opened: open this call (CallRow).
        go_to: show another screen (its key: ``queue``, ``registry`` or ``admin``).
    """

    case_opened = Signal(object)
    next_wanted = Signal()
    call_opened = Signal(object)
    go_to = Signal(str)

    def __init__(
        self,
        presenter: DeskPresenter,
        context: ScreenContext,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.presenter = presenter
        presenter.setParent(self)
        self._context = context
        self._words = DeskWords(self)
        self.banner = Banner()
        self._counts = TimeLeftBadges()
        self.primary: KeyHintButton | None = None
        self._panel: DutyPanel | None = None
        self._drawn: DeskState | None = None
        self.setLayout(self._arrange())
        self._bind()
        presenter.state_changed.connect(self._on_state)
        presenter.failed.connect(self._on_failed)
        self.banner.action_requested.connect(presenter.reload)

    def screen_shown(self) -> None:
        """Read anew and put the focus where work starts."""
        if self._drawn is None and self.primary is not None:
            self._coming.table.wait()
            if self.presenter.has_calls:
                self._calls.table.wait()
        self.presenter.reload()
        start = self.primary or (self._panel.first_button if self._panel else None)
        if start is not None:
            start.setFocus()

    def _arrange(self) -> QVBoxLayout:
        head = TwoEnds()
        head.left.addWidget(PlainLabel(self.tr("Mi puesto"), "heading", keep=True))
        head.left.addWidget(self._counts)
        head.right.addWidget(PlainLabel(self._today(), "quiet", keep=True))
        layout = column(head, self.banner, gap=Gap.M)
        layout.addWidget(self._body(), 1)
        if self.presenter.takes_cases:
            layout.addWidget(self._foot())
        return layout

    def _body(self) -> QWidget:
        self._messages = MessagesCard(self._words, self.tr("Correos a las personas"))
        if not self.presenter.takes_cases:
            self._panel = DutyPanel(self.presenter.duty, self._context, self._words)
            self._panel.go_to.connect(self.go_to)
            self._panel.add_beside(self._messages)
            return self._panel
        body = TwoColumns(self.tr("Mi trabajo de hoy"))
        self._fill_work(body.wide)
        self._fill_side(body.narrow)
        return body

    def _fill_work(self, work: QVBoxLayout) -> None:
        self._held = HeldCard(self._context)
        self._coming = ComingCases(self._context, self.presenter.duty)
        self._coming.case_opened.connect(self.case_opened)
        work.addWidget(self._held)
        if self.presenter.has_calls:
            self._calls = CallsToday(self._context, self._words)
            self._calls.call_opened.connect(self.call_opened)
            # As high as its calls; the rest is for what comes next.
            work.addWidget(self._calls)
        work.addWidget(self._coming, 1)

    def _fill_side(self, side: QVBoxLayout) -> None:
        is_clerk = self.presenter.duty is Duty.CLERK
        title = self.tr("Lo que resolví hoy") if is_clerk else self.tr("Mis llamadas de hoy")
        self._today_card = TodayCard(self._words, title)
        self._drafts = DraftsCard(
            self._words, self._context, self.tr("Borradores que dejé a medias")
        )
        self._drafts.draft_opened.connect(self.case_opened)
        self._drafts.hide()
        self._waiting = WaitingCard(
            CaseWords(self._context.time, self),
            self.presenter.duty,
            self.tr("Por hacer en mi provincia"),
        )
        for card in (self._waiting, self._today_card, self._drafts, self._messages):
            side.addWidget(card)
        side.addStretch(1)

    def _foot(self) -> QWidget:
        foot = TwoEnds()
        foot.left.addWidget(
            plain_label(self.tr("F5 actualiza · ? muestra todas las teclas"), "caption")
        )
        self._queue_button = KeyHintButton(self.tr("Ver la &cola"), "Ctrl+G")
        self.primary = KeyHintButton(self.tr("&Tomar siguiente"), "Ctrl+Space", kind="primary")
        foot.right.addWidget(self._queue_button)
        foot.right.addWidget(self.primary)
        return foot

    def _bind(self) -> None:
        keys, group = self._context.shortcuts, self.tr("Mi puesto")
        keys.add(
            self, "desk.reload", self.tr("Actualizar"), "F5", self.presenter.reload, group=group
        )
        if self.primary is None:
            return
        queue = keys.add(
            self,
            "desk.queue",
            self.tr("Ver la cola"),
            "Ctrl+G",
            lambda: self.go_to.emit("queue"),
            group=group,
        )
        self._queue_button.follow(queue)
        # The window binds the key of the primary action, so that it works from every screen.
        self.primary.clicked.connect(self._on_primary)

    def _today(self) -> str:
        days = (
            self.tr("lunes"),
            self.tr("martes"),
            self.tr("miércoles"),
            self.tr("jueves"),
            self.tr("viernes"),
            self.tr("sábado"),
            self.tr("domingo"),
        )
        today = self._context.time.day(self._context.clock.now())
        return f"{days[today.weekday()]} {today:%d-%m-%Y}"

    def _on_primary(self) -> None:
        state = self.presenter.state
        if state is not None and state.held:
            self.case_opened.emit(state.held[0].case_id)
        else:
            self.next_wanted.emit()

    def _on_state(self, state: DeskState) -> None:
        self.banner.clear()
        if state == self._drawn:
            # Read again from time to time: what did not change keeps focus and place.
            return
        self._drawn = state
        if state.counts is not None:
            self._counts.show_counts(state.counts)
        self._messages.show_unsent(state.own.unsent, state.own.unwarned)
        if self._panel is not None:
            self._panel.show_counts(state.counts)
        if self.primary is None:
            return
        self.primary.set_label(
            self.tr("&Seguir con el caso") if state.held else self.tr("&Tomar siguiente")
        )
        if state.counts is not None:
            self._waiting.show_counts(state.counts)
        self._held.show_held(state.held)
        self._coming.show_cases(state.coming)
        self._drafts.show_drafts(state.own.drafts)
        if self.presenter.has_calls:
            self._calls.show_calls(state.calls)
            self._today_card.show_calls(state)
        else:
            self._today_card.show_reviews(state)

    def _on_failed(self, error: Exception) -> None:
        self.banner.tell_message(self._context.messages.describe(error))
