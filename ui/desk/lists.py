"""The lists of the desk: cases that come next and calls of today."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.ids import CallId, CaseId
from app.domain.staff import Duty
from app.ports.readers import CallRow, CaseRow
from ui.desk.words import DeskWords
from ui.widgets.card import Card
from ui.widgets.case_words import CaseWords
from ui.widgets.empty_state import EmptyState
from ui.widgets.paged_table import PagedTable
from ui.widgets.screen_context import ScreenContext
from ui.widgets.table_column import Column, Page

LEAST_ROWS = 3
BESIDE_CALLS = 2


class ComingCases(Card):
    """The free cases in the order in which *take next* gives them.

    Signals:
        case_opened: open this case (its id).
    """

    case_opened = Signal(object)

    def __init__(self, context: ScreenContext, duty: Duty, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        title = self.tr("Lo que sigue")
        self.header.set_title(title)
        self.header.set_remark(self.tr("en este orden los da «Tomar siguiente»"))
        self.header.setVisible(True)
        self.setAccessibleName(title)
        self._context = context
        self._words = CaseWords(context.time, self)
        waiting = (
            self.tr("Cuando la inspección automática termina con un trámite, aparece aquí.")
            if duty is Duty.CLERK
            else self.tr("Cuando la revisión acepta los documentos, el caso aparece aquí.")
        )
        self.table: PagedTable[CaseRow] = PagedTable(
            self._columns(),
            _case_id,
            context.tasks,
            context.messages,
            accessible_name=title,
            empty=EmptyState(self.tr("Nada espera por ahora"), waiting, icon="check"),
        )
        self.table.row_activated.connect(lambda row: self.case_opened.emit(row.case_id))
        label = self.tr("Abrir el caso")
        self.table.bind_open(context.shortcuts, "desk.open.case", label, group=title)
        self.table.keep_rows(LEAST_ROWS if duty is Duty.CLERK else BESIDE_CALLS)
        self.add(self.table, 1)

    def show_cases(self, rows: tuple[CaseRow, ...]) -> None:
        """Show these rows."""
        self.table.ask(lambda _cursor: Page(rows))

    def _columns(self) -> list[Column[CaseRow]]:
        words, now, time = self._words, self._context.clock.now, self._context.time
        return [
            # Of a number only the end tells two cases apart.
            Column("number", self.tr("Trámite"), lambda row: row.number, whole=True),
            Column(
                "person",
                self.tr("Persona"),
                lambda row: row.person_name,
                strong=True,
                stretch=True,
                yields=True,
                tip=lambda row: row.person_name,
            ),
            Column("next", self.tr("Siguiente paso"), words.next_step, ink="accent", whole=True),
            Column(
                "due",
                self.tr("Término"),
                lambda row: words.due(row, now()).text,
                badge=lambda row: words.due(row, now()),
                tip=lambda row: time.full(row.due_at) if row.due_at else "",
            ),
        ]


class CallsToday(Card):
    """Today's calls of this validator, in time order.

    Signals:
        call_opened: open this call (CallRow).
    """

    call_opened = Signal(object)

    def __init__(
        self, context: ScreenContext, words: DeskWords, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        title = self.tr("Videollamadas de hoy")
        self.header.set_title(title)
        self.header.setVisible(True)
        self.setAccessibleName(title)
        self._context = context
        self._words = words
        self.table: PagedTable[CallRow] = PagedTable(
            self._columns(),
            _call_id,
            context.tasks,
            context.messages,
            accessible_name=title,
            empty=EmptyState(
                self.tr("Hoy no tiene videollamadas"),
                self.tr("Las que convoque para hoy aparecen aquí con su hora."),
                icon="calendar",
            ),
        )
        self.table.row_activated.connect(self.call_opened)
        label = self.tr("Abrir la cita")
        self.table.bind_open(context.shortcuts, "desk.open.call", label, group=title)
        self.table.keep_rows(BESIDE_CALLS)
        self.add(self.table, 1)

    def show_calls(self, rows: tuple[CallRow, ...]) -> None:
        """Show these rows in the room they need: the rest is for the cases that come next."""
        self.table.take_rows(len(rows), BESIDE_CALLS)
        self.table.ask(lambda _cursor: Page(rows))

    def _columns(self) -> list[Column[CallRow]]:
        words, now, time = self._words, self._context.clock.now, self._context.time
        return [
            Column(
                "time",
                self.tr("Hora"),
                lambda row: time.clock(row.call.starts_at),
                strong=True,
                tip=lambda row: time.full(row.call.starts_at),
            ),
            Column(
                "person",
                self.tr("Persona"),
                lambda row: row.person_name,
                stretch=True,
                yields=True,
                tip=lambda row: row.person_name,
            ),
            Column("number", self.tr("Trámite"), lambda row: row.case_number, whole=True),
            Column("place", self.tr("Desde"), lambda row: row.place, ink="quiet"),
            Column(
                "state",
                self.tr("Estado"),
                lambda row: words.call(row, now()).text,
                badge=lambda row: words.call(row, now()),
            ),
        ]


def _case_id(row: CaseRow) -> CaseId:
    return row.case_id


def _call_id(row: CallRow) -> CallId:
    return row.call.id
