"""The day as a docket, and below it the cases that wait for a validator."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.ports.readers import CallRow, CaseRow
from ui.theme import Gap, Metric, current_theme
from ui.validation.docket_presenter import DocketPresenter
from ui.validation.words import CallWords
from ui.widgets.arrange import TwoEnds, column
from ui.widgets.case_words import CaseWords
from ui.widgets.empty_state import EmptyState
from ui.widgets.icon_button import IconButton
from ui.widgets.key_button import KeyHintButton
from ui.widgets.paged_table import PagedTable
from ui.widgets.screen_context import ScreenContext
from ui.widgets.table_column import Column, PageLoader
from ui.widgets.text import plain_label

R = TypeVar("R")
_LEAST_ROOM = 4 * Metric.PANEL_MIN
"""Device-independent pixels below which the tables leave columns out."""

_ANY_WIDTH = 16_777_215
"""Qt's own "no limit" for a widget's width."""
_NARROW_DOCKET = frozenset({"here", "person"})
_NARROW_WAITING = frozenset({"person"})
_SHORT_DOCKET = _NARROW_DOCKET | {"there", "state"}
_SHORT_WAITING = _NARROW_WAITING | {"due", "next"}


class DocketPane(QWidget):
    """Two tables with all they have to say, or only the essential while a case is open.

    Signals:
        case_chosen: open this case (its id).
    """

    case_chosen = Signal(object)

    def __init__(
        self,
        presenter: DocketPresenter,
        context: ScreenContext,
        words: CallWords,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        presenter.setParent(self)
        self._context = context
        self._words = words
        self._case_words = CaseWords(context.time, self)
        self.docket: PagedTable[CallRow] = PagedTable(
            self._docket_columns(),
            lambda row: row.call.id,
            context.tasks,
            context.messages,
            accessible_name=self.tr("Videollamadas del día"),
            empty=EmptyState(
                self.tr("Ninguna videollamada este día"),
                self.tr("Las citas convocadas aparecen aquí a su hora."),
                icon="calendar",
            ),
        )
        self.waiting: PagedTable[CaseRow] = PagedTable(
            self._waiting_columns(),
            lambda row: row.case_id,
            context.tasks,
            context.messages,
            accessible_name=self.tr("Casos por convocar o decidir"),
            empty=EmptyState(
                self.tr("Nada por convocar"),
                self.tr("Los casos llegan aquí cuando se aceptan sus documentos."),
                icon="check",
            ),
        )
        self._day = plain_label("", "strong")
        self._mine = KeyHintButton(self.tr("Ver todas"), "Alt+T")
        self._wants_focus = False
        self._is_narrow = False
        self._is_short = False
        self._small: list[QWidget] = []
        self._large: list[QWidget] = []
        self.setLayout(self._arrange_parts())
        self._connect()

    def set_narrow(self, is_narrow: bool) -> None:
        """Show the essential columns only, in a fixed width; or everything."""
        width = current_theme().px(Metric.PANEL_MIN + Metric.FACE)
        self.setMinimumWidth(width if is_narrow else 0)
        self.setMaximumWidth(width if is_narrow else _ANY_WIDTH)
        self._is_narrow = is_narrow
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """At 200 % or in a small window the essential columns are shown whole, not all cut."""
        super().resizeEvent(event)
        is_short = event.size().width() < current_theme().px(_LEAST_ROOM)
        if is_short is not self._is_short:
            self._is_short = is_short
            self._fit()

    def _fit(self) -> None:
        docket, waiting = None, None
        if self._is_narrow:
            docket, waiting = _NARROW_DOCKET, _NARROW_WAITING
        elif self._is_short:
            docket, waiting = _SHORT_DOCKET, _SHORT_WAITING
        _keep_columns(self.docket, docket)
        _keep_columns(self.waiting, waiting)
        self.docket.fit_columns()
        self.waiting.fit_columns()
        is_small = self._is_narrow or self._is_short
        for button in self._small:
            button.setVisible(is_small)
        for button in self._large:
            button.setVisible(not is_small)
        self._mine.setVisible(not self._is_narrow)

    def focus_list(self) -> None:
        """Put the focus on the list that has something to do; never from a screen made ahead."""
        if not self.isVisible():
            return
        has_calls = self.docket.model.rowCount() > 0
        (self.docket if has_calls else self.waiting).setFocus()
        self._wants_focus = not has_calls and not self.waiting.model.rowCount()

    def _arrange_parts(self) -> QVBoxLayout:
        head = TwoEnds()
        head.left.addWidget(self._day)
        for button in self._day_buttons():
            head.right.addWidget(button)
        layout = column(head, gap=Gap.S)
        layout.addWidget(self.docket, 3)
        layout.addWidget(plain_label(self.tr("Por convocar y decidir"), "strong"))
        layout.addWidget(self.waiting, 2)
        return layout

    def _day_buttons(self) -> list[QWidget]:
        keys, group = self._context.shortcuts, self.tr("Videollamadas")
        buttons: list[QWidget] = []
        for key, icon, word, label, sequence, run in (
            ("before", "left", self.tr("Antes"), self.tr("Día anterior"), "Alt+Left", self._back),
            (
                "today",
                "calendar",
                self.tr("Hoy"),
                self.tr("Hoy"),
                "Alt+Home",
                self._presenter.show_today,
            ),
            (
                "after",
                "right",
                self.tr("Después"),
                self.tr("Día siguiente"),
                "Alt+Right",
                self._forth,
            ),
        ):
            action = keys.add(self, f"calls.day.{key}", label, sequence, run, group=group)
            small, large = IconButton(icon, label), KeyHintButton(word, sequence)
            for button in (small, large):
                button.follow(action)
                buttons.append(button)
            self._small.append(small)
            self._large.append(large)
        everybody = self.tr("Todas o solo las mías")
        open_call, open_case = self.tr("Abrir la cita"), self.tr("Abrir el caso")
        self.docket.bind_open(keys, "calls.open.call", open_call, group=group)
        self.waiting.bind_open(keys, "calls.open.case", open_case, group=group)
        self._mine.follow(
            keys.add(
                self, "calls.mine", everybody, "Alt+T", self._presenter.toggle_mine, group=group
            )
        )
        return [*buttons, self._mine]

    def _connect(self) -> None:
        self._presenter.day_changed.connect(self._on_day)
        self._presenter.docket_asked.connect(self._on_docket)
        self._presenter.waiting_asked.connect(self._on_waiting)
        self.docket.page_loaded.connect(lambda *_page: self._on_loaded(self.docket))
        self.waiting.page_loaded.connect(lambda *_page: self._on_loaded(self.waiting))
        self.docket.row_activated.connect(lambda row: self.case_chosen.emit(row.call.case_id))
        self.waiting.row_activated.connect(lambda row: self.case_chosen.emit(row.case_id))

    def _docket_columns(self) -> list[Column[CallRow]]:
        words, now = self._words, self._context.clock.now
        return [
            Column("here", self.tr("Hora"), lambda row: words.here(row.call.starts_at)),
            Column(
                "there",
                self.tr("Allá"),
                lambda row: words.there(row.call.starts_at, row.zone),
                ink="quiet",
                tip=lambda row: words.zone_place(row.zone),
            ),
            Column(
                "person",
                self.tr("Persona"),
                lambda row: row.person_name,
                strong=True,
                stretch=True,
                tip=lambda row: f"{row.person_name} · {words.state(row, now()).text}",
            ),
            Column("place", self.tr("Desde"), lambda row: row.place),
            Column("number", self.tr("Trámite"), lambda row: row.case_number, whole=True),
            Column("validator", self.tr("Atiende"), self._validator, ink="quiet"),
            Column(
                "state",
                self.tr("Estado"),
                lambda row: words.state(row, now()).text,
                badge=lambda row: words.state(row, now()),
            ),
            Column("outcome", self.tr("Resultado"), lambda row: words.outcome(row.call.outcome)),
        ]

    def _waiting_columns(self) -> list[Column[CaseRow]]:
        words, now = self._case_words, self._context.clock.now
        return [
            Column(
                "person",
                self.tr("Persona"),
                lambda row: row.person_name,
                strong=True,
                stretch=True,
                tip=lambda row: f"{row.person_name} · {words.due(row, now()).text}",
            ),
            Column("place", self.tr("Desde"), lambda row: row.place),
            Column("number", self.tr("Trámite"), lambda row: row.number, whole=True),
            Column("next", self.tr("Siguiente paso"), words.next_step, ink="accent", whole=True),
            Column(
                "due",
                self.tr("Término"),
                lambda row: words.due(row, now()).text,
                badge=lambda row: words.due(row, now()),
                tip=lambda row: self._context.time.full(row.due_at) if row.due_at else "",
            ),
            Column("holder", self.tr("Lo tiene"), self._holder, ink="quiet"),
        ]

    def _validator(self, row: CallRow) -> str:
        is_own = row.call.validator_id == self._context.session.staff_id
        return self.tr("usted") if is_own else row.validator_name

    def _holder(self, row: CaseRow) -> str:
        if row.lease_until is None or row.lease_until <= self._context.clock.now():
            return "—"
        is_own = row.holder_id == self._context.session.staff_id
        return self.tr("usted") if is_own else row.holder_name

    def _back(self) -> None:
        self._presenter.step(-1)

    def _forth(self) -> None:
        self._presenter.step(1)

    def _on_loaded(self, table: PagedTable[CallRow] | PagedTable[CaseRow]) -> None:
        table.fit_columns()
        if table.selected is None:
            table.select_first()
        if self._wants_focus:
            self.focus_list()

    def _on_day(self, day: date, only_mine: bool) -> None:
        self._day.setText(self._words.day(day, self._presenter.today))
        self._mine.set_label(self.tr("Ver todas") if only_mine else self.tr("Solo las mías"))

    def _on_docket(self, loader: PageLoader[CallRow]) -> None:
        self.docket.ask(loader)

    def _on_waiting(self, loader: PageLoader[CaseRow]) -> None:
        self.waiting.ask(loader)


def _keep_columns(table: PagedTable[R], kept: frozenset[str] | None) -> None:
    for section, one in enumerate(table.model.columns):
        table.grid.setColumnHidden(section, kept is not None and one.key not in kept)
