"""*Señales*: decisions that ask to be looked at, why, and who has looked at them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.stages.oversight import FlaggedDecision
from ui.audit.sign_words import SignWords
from ui.audit.signs_presenter import FIRST_PERIOD, PERIODS, SignsPresenter
from ui.audit.words import AuditErrorWords, AuditWords
from ui.theme import Gap, Tone
from ui.widgets.arrange import TwoEnds, column
from ui.widgets.badge import BadgeText
from ui.widgets.banner import Banner
from ui.widgets.card_room import CardRoom
from ui.widgets.empty_state import EmptyState
from ui.widgets.filters import FilterCombo
from ui.widgets.key_button import KeyHintButton
from ui.widgets.paged_table import PagedTable
from ui.widgets.reason_card import ReasonCard
from ui.widgets.screen_context import ScreenContext
from ui.widgets.table_column import Column, PageLoader
from ui.widgets.text import PlainLabel, plain_label


class SignsView(QWidget):
    """The list, the period above it, and the question why nothing more is to be done.

    Signals:
        events_wanted: look for the events of a case (its number).
    """

    events_wanted = Signal(str)

    def __init__(
        self, presenter: SignsPresenter, context: ScreenContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.presenter = presenter
        presenter.setParent(self)
        self._context = context
        self._words = AuditWords(context.time, self)
        self._signs = SignWords(self)
        context.messages.extend(AuditErrorWords().codes)
        self._wanted: FlaggedDecision | None = None
        self._is_asked = False
        self.banner = Banner()
        self.setLayout(self._arrange())
        self._bind()
        self._connect()

    def screen_shown(self) -> None:
        """Read the list when it is first seen, and again whenever it comes back."""
        if self._is_asked:
            self.table.refresh()
        else:
            self._is_asked = True
            self.presenter.show_period(self.period.choice or FIRST_PERIOD)
        self.table.setFocus()

    def _arrange(self) -> QVBoxLayout:
        head = TwoEnds()
        head.left.addWidget(PlainLabel(self.tr("Señales"), "heading", keep=True))
        head.left.addWidget(
            plain_label(self.tr("decisiones que piden que alguien las mire"), "caption")
        )
        said = self.tr("últimos {n} días")
        self.period: FilterCombo[int] = FilterCombo(
            self.tr("Período"), [(days, said.format(n=days)) for days in PERIODS]
        )
        self.period.choose(FIRST_PERIOD)
        head.right.addWidget(self.period)
        self.table = self._list()
        self.reason = ReasonCard(
            self.tr("Dar por vista"),
            self.tr("Queda escrito en la historia del trámite con su nombre y la hora."),
            self._context.shortcuts,
        )
        foot = TwoEnds()
        self._note = KeyHintButton(self.tr("Dar por vis&ta…"))
        self._open = KeyHintButton(self.tr("&Ver sus hechos"), kind="primary")
        for button in (self._note, self._open):
            foot.right.addWidget(button)
        layout = column(head, self.banner, gap=Gap.M)
        layout.addWidget(CardRoom(self.table, (self.reason,), foot), 1)
        return layout

    def _list(self) -> PagedTable[FlaggedDecision]:
        words, signs = self._words, self._signs
        columns: list[Column[FlaggedDecision]] = [
            Column(
                "at",
                self.tr("Cuándo"),
                lambda row: words.short(row.line),
                tip=lambda row: words.when(row.line),
                ink="quiet",
                spare=3,
            ),
            Column(
                "case",
                self.tr("Trámite"),
                lambda row: words.where(row.line),
                strong=True,
                whole=True,
            ),
            Column("action", self.tr("Decisión"), lambda row: words.action(row.line), spare=2),
            Column(
                "signs",
                self.tr("Por qué"),
                lambda row: signs.all(row.signs),
                tip=lambda row: signs.all(row.signs),
                stretch=True,
                yields=True,
            ),
            Column(
                "who",
                self.tr("Quién"),
                lambda row: words.who(row.line),
                tip=lambda row: words.who(row.line),
                ink="quiet",
                spare=1,
            ),
            Column("state", self.tr("Estado"), self._state_text, badge=self._state),
        ]
        return PagedTable(
            columns,
            lambda row: (row.line.chain, row.line.sequence),
            self._context.tasks,
            self._context.messages,
            accessible_name=self.tr("Decisiones con señales"),
            empty=EmptyState(
                self.tr("Ninguna señal"),
                self.tr("Ninguna decisión de este período pide que la miren."),
                icon="shield",
            ),
        )

    def _state_text(self, row: FlaggedDecision) -> str:
        return self.tr("vista") if row.is_seen else self.tr("por mirar")

    def _state(self, row: FlaggedDecision) -> BadgeText:
        return BadgeText(self._state_text(row), Tone.DONE if row.is_seen else Tone.SOON)

    def _bind(self) -> None:
        keys, group = self._context.shortcuts, self.tr("Señales")
        label = self.tr("Ver los hechos del trámite")
        self._open.follow(self.table.bind_open(keys, "signs.open", label, group=group))
        self._note.follow(
            keys.add(
                self,
                "signs.note",
                self.tr("Dar por vista la decisión"),
                "Ctrl+M",
                self._on_note,
                group=group,
            )
        )
        keys.add(self, "signs.back", self.tr("Cancelar"), "Esc", self.reason.cancel, group=group)

    def _connect(self) -> None:
        self.period.choice_changed.connect(self.presenter.show_period)
        self.table.row_activated.connect(lambda row: self.events_wanted.emit(row.line.subject))
        self.table.page_loaded.connect(self._on_page)
        self.reason.given.connect(self._on_reason)
        self.presenter.question_changed.connect(self._on_question)
        self.presenter.noted.connect(self._on_noted)
        self.presenter.failed.connect(self._on_failed)

    def _on_question(self, loader: PageLoader[FlaggedDecision]) -> None:
        self.banner.clear()
        self.reason.cancel()
        self.table.ask(loader, is_new=True)

    def _on_page(self, _loaded: int, _has_more: bool) -> None:
        if self.table.selected is None:
            self.table.select_first()

    def _on_note(self) -> None:
        self._wanted = self.table.selected
        if self._wanted is None:
            return
        title = self.tr("Dar por vista la decisión de {number}")
        self.reason.ask(title.format(number=self._wanted.line.subject))

    def _on_reason(self, reason: str) -> None:
        if self._wanted is not None:
            self.presenter.note(self._wanted, reason)

    def _on_noted(self) -> None:
        self.reason.cancel()
        self.table.refresh()
        self.banner.tell(Tone.DONE, self.tr("Quedó escrito que la miró."))

    def _on_failed(self, error: Exception) -> None:
        message = self._context.messages.describe(error)
        self.banner.tell(message.tone, message.sentence, message.next_step)
