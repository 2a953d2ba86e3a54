"""The queue screen: views, search, counts by time left, one primary action."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.duties import Operation, may
from app.domain.staff import Duty
from app.domain.workflow import CLOSED, CaseState
from app.ports.readers import CaseRow, QueueCounts
from ui.queueing.presenter import QueuePresenter
from ui.queueing.views_bar import ViewsBar
from ui.queueing.views_presenter import ViewsPresenter
from ui.theme import Gap
from ui.widgets.arrange import TwoEnds, column
from ui.widgets.banner import Banner
from ui.widgets.card_room import CardRoom
from ui.widgets.case_words import CaseWords
from ui.widgets.empty_state import EmptyState
from ui.widgets.filters import SearchBox
from ui.widgets.key_button import KeyHintButton
from ui.widgets.page_scroll import PageScroll
from ui.widgets.paged_table import PagedTable
from ui.widgets.screen_context import ScreenContext
from ui.widgets.table_column import Column, PageLoader
from ui.widgets.text import plain_label
from ui.widgets.time_left_badges import TimeLeftBadges

_LEAST_ROWS = 4
"""With fewer the list is no list; the screen scrolls rather than show them."""
_VALIDATED_BY_SOMEBODY = frozenset({CaseState.CALL_SCHEDULED, CaseState.TO_DECIDE})


class QueueView(QWidget):
    """The list of cases by time left.

    Signals:
        case_opened: open this case (CaseRow).
        next_wanted: take the case with least time left.
        break_wanted: take this case out of its holder's hands (CaseRow).
        reassign_wanted: take its validation away from its validator (CaseRow).
    """

    case_opened = Signal(object)
    next_wanted = Signal()
    break_wanted = Signal(object)
    reassign_wanted = Signal(object)

    def __init__(
        self,
        presenter: QueuePresenter,
        saved: ViewsPresenter,
        context: ScreenContext,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.presenter = presenter
        presenter.setParent(self)
        self._context = context
        self._words = CaseWords(context.time, self)
        self._shown = 0
        self._total = 0
        self._wants_first = False
        self._breaks: KeyHintButton | None = None
        self._reassigns: KeyHintButton | None = None
        self._takes = context.session.staff.duty in {Duty.CLERK, Duty.VALIDATOR}
        self._has_said = False
        self.banner = Banner()
        self.bar = ViewsBar(presenter, saved, self._words, context.messages)
        self.table: PagedTable[CaseRow] = PagedTable(
            self._columns(),
            lambda row: row.case_id,
            context.tasks,
            context.messages,
            accessible_name=self.tr("Casos en la cola"),
            empty=EmptyState(
                self.tr("No hay casos en esta vista"),
                self.tr("Los trámites aparecen aquí al llegar. Cambie de vista o de búsqueda."),
            ),
        )
        self._remark = plain_label("", "caption", wrap=True)
        self.table.keep_rows(_LEAST_ROWS, beside_bar=True)
        page = QWidget()
        page.setLayout(self._arrange())
        self.setLayout(column(PageScroll(page), gap=Gap.NONE))
        self._connect()

    def screen_shown(self) -> None:
        """Reload and put the focus on the list."""
        self.bar.load()
        self.presenter.reload()
        self.table.setFocus()

    def _arrange(self) -> QVBoxLayout:
        head = TwoEnds()
        head.left.addWidget(plain_label(self.tr("Cola"), "heading"))
        self._counts = TimeLeftBadges()
        head.left.addWidget(self._counts)
        self.search = SearchBox(self.tr("Número, cédula o nombre"), "/")
        head.right.addWidget(self.search)
        ends = TwoEnds()
        for button in self._buttons():
            ends.right.addWidget(button)
        foot = QWidget()
        foot.setLayout(column(self._remark, ends, gap=Gap.S))
        layout = column(head, self.bar, self.bar.banner, self.banner, gap=Gap.M)
        layout.addWidget(CardRoom(self.table, (self.bar.card,), foot), 1)
        return layout

    def _buttons(self) -> list[KeyHintButton]:
        keys, group = self._context.shortcuts, self.tr("Cola")
        session = self._context.session
        self._open_button = KeyHintButton(self.tr("&Abrir"))
        self._open_button.follow(
            self.table.bind_open(keys, "queue.open", self.tr("Abrir el caso"), group=group)
        )
        buttons = [self._open_button]
        if may(session, Operation.BREAK_CLAIM):
            self._breaks = KeyHintButton(self.tr("&Liberar caso"), "Ctrl+B")
            self._breaks.follow(
                keys.add(
                    self,
                    "queue.break",
                    self.tr("Liberar caso"),
                    "Ctrl+B",
                    self._on_break,
                    group=group,
                )
            )
            buttons.append(self._breaks)
        if may(session, Operation.REASSIGN_VALIDATION):
            self._reassigns = KeyHintButton(self.tr("&Reasignar validación"), "Ctrl+E")
            self._reassigns.follow(
                keys.add(
                    self,
                    "queue.reassign",
                    self.tr("Reasignar la validación"),
                    "Ctrl+E",
                    self._on_reassign,
                    group=group,
                )
            )
            buttons.append(self._reassigns)
        self._on_selected(None)
        if self._takes:
            take = KeyHintButton(self.tr("&Tomar siguiente"), "Ctrl+Space", kind="primary")
            take.clicked.connect(self.next_wanted)
            buttons.append(take)
        self.bar.bind(keys, self, group)
        keys.add(self, "queue.search", self.tr("Buscar"), "/", self.search.enter, group=group)
        keys.add(
            self, "queue.reload", self.tr("Actualizar"), "F5", self.presenter.reload, group=group
        )
        return buttons

    def _columns(self) -> list[Column[CaseRow]]:
        words, now = self._words, self._context.clock.now
        return [
            Column("number", self.tr("Trámite"), lambda row: row.number, whole=True),
            Column(
                "person", self.tr("Persona"), lambda row: row.person_name, strong=True, stretch=True
            ),
            Column(
                "procedure",
                self.tr("Procedimiento"),
                lambda row: words.procedure_short(row.procedure),
                ink="quiet",
                tip=lambda row: words.procedure(row.procedure),
                spare=1,
            ),
            Column("place", self.tr("Desde"), lambda row: row.place, yields=True, spare=2),
            Column(
                "due",
                self.tr("Término"),
                lambda row: words.due(row, now()).text,
                badge=lambda row: words.due(row, now()),
                tip=self._due_tip,
            ),
            Column("next", self.tr("Siguiente paso"), words.next_step, ink="accent", whole=True),
            Column("marks", self.tr("Avisos"), self._marks, ink="quiet", tip=self._marks_tip),
            Column("holder", self.tr("Lo tiene"), self._holder, ink="quiet"),
        ]

    def _due_tip(self, row: CaseRow) -> str:
        return self._context.time.full(row.due_at) if row.due_at else ""

    def _marks(self, row: CaseRow) -> str:
        if row.round > 1:
            again = self.tr("corrección {round}").format(round=row.round - 1)
            return (
                again
                if not row.warnings
                else f"{again} · {self.tr('%n aviso(s)', '', row.warnings)}"
            )
        return self.tr("%n aviso(s)", "", row.warnings) if row.warnings else ""

    def _marks_tip(self, row: CaseRow) -> str:
        # The row keeps what the last step found; what others did since is found on opening.
        if not self._marks(row) or row.state in CLOSED:
            return ""
        return self.tr("Avisos del último paso del caso; al abrirlo se buscan otra vez.")

    def _holder(self, row: CaseRow) -> str:
        is_live = row.lease_until is not None and row.lease_until > self._context.clock.now()
        if not is_live:
            return "—"
        return (
            self.tr("usted") if row.holder_id == self._context.session.staff_id else row.holder_name
        )

    def _connect(self) -> None:
        self.presenter.question_changed.connect(self._on_question)
        self.presenter.counts_changed.connect(self._on_counts)
        self.presenter.claim_broken.connect(self.presenter.reload)
        self.presenter.failed.connect(self._on_failed)
        self.bar.card_left.connect(self._on_card_left)
        self.search.search_changed.connect(self.presenter.search)
        self.search.returnPressed.connect(self._on_search_entered)
        self.search.left.connect(self.table.setFocus)
        self.table.row_activated.connect(self.case_opened)
        self.table.row_selected.connect(self._on_selected)
        self.table.page_loaded.connect(self._on_page)

    def _on_question(self, loader: PageLoader[CaseRow], is_new: bool) -> None:
        self.table.ask(loader, is_new=is_new)

    def _on_counts(self, counts: QueueCounts) -> None:
        self._counts.show_counts(counts)
        self._total = counts.total
        self._remember()

    def _on_page(self, loaded: int, _has_more: bool) -> None:
        self._shown = loaded
        self._remember()
        self._describe_empty()
        if self._wants_first:
            self._go_to_first()
        elif self.table.selected is None:
            # Enter has something to open from the first moment.
            self.table.select_first()

    def _remember(self) -> None:
        if self.presenter.refusal is not None:
            text = ""
        elif self.presenter.searches_everywhere:
            text = self.tr(
                "%n caso(s) con «{words}» en todas las vistas, también los cerrados",
                "",
                self._shown,
            )
        elif self.presenter.searched:
            text = self.tr("%n caso(s) con «{words}»", "", self._shown)
        else:
            text = self.tr(
                "%n casos · mostrando {shown} · por tiempo restante · avisos al último paso",
                "",
                max(self._total, self._shown),
            )
            if self._takes:
                text += self.tr(" · «Tomar siguiente» da el que le toca")
        self._remark.setText(text.format(shown=self._shown, words=self.presenter.searched))

    def _describe_empty(self) -> None:
        words, refusal = self.presenter.searched, self.presenter.refusal
        if refusal is not None:
            message = self._context.messages.describe(refusal)
            self.table.empty.tell(message.sentence, message.next_step)
            return
        if not words:
            self.table.empty.tell(
                self.tr("No hay casos en esta vista"),
                self.tr("Los trámites aparecen aquí al llegar. Otra vista muestra otros casos."),
            )
            return
        if self.presenter.searches_everywhere:
            self.table.empty.tell(
                self.tr("Ningún caso con «{words}», tampoco entre los cerrados").format(
                    words=words
                ),
                self.tr(
                    "Revise el número. Esc quita la búsqueda y vuelve a mostrar los casos de la vista."
                ),
            )
            return
        self.table.empty.tell(
            self.tr("Ningún caso de esta vista con «{words}»").format(words=words),
            self.tr(
                "Busque por número de trámite (basta «18»), número de identificación, o nombres y"
                " apellidos en cualquier orden y sin tildes. Esc quita la búsqueda; en la vista «Todo el país»"
                " se busca en todas las provincias, y los casos terminados están en el estado «Cerrados»."
            ),
        )

    def _on_search_entered(self) -> None:
        # What is on show may still answer the search before: the first row is not yet the one
        # that was typed.
        self._wants_first = True
        if not self.table.model.is_loading:
            self._go_to_first()

    def _go_to_first(self) -> None:
        self._wants_first = False
        if self.table.model.rowCount():
            self.table.setFocus()
            self.table.select_first()

    def _on_selected(self, row: CaseRow | None) -> None:
        # The keys may always be asked for: where they can do nothing they say why.
        for button, why in (
            (self._breaks, self._why_no_break(row)),
            (self._reassigns, self._why_no_reassign(row)),
        ):
            if button is not None:
                button.set_allowed(not why)
                button.setToolTip(why)
        if self._has_said:
            # It was about another case.
            self._has_said = False
            self._context.messages.say("")

    def _why_no_break(self, row: CaseRow | None) -> str:
        if row is None:
            return self.tr("No hay ningún caso elegido.")
        return "" if row.holder_id is not None else self.tr("Nadie tiene este caso.")

    def _why_no_reassign(self, row: CaseRow | None) -> str:
        if row is None:
            return self.tr("No hay ningún caso elegido.")
        is_validated = row.state in _VALIDATED_BY_SOMEBODY
        return "" if is_validated else self.tr("Nadie está validando este caso.")

    def _on_break(self) -> None:
        row = self.table.selected
        if self._may(self._why_no_break(row)):
            self.break_wanted.emit(row)

    def _on_reassign(self) -> None:
        row = self.table.selected
        if self._may(self._why_no_reassign(row)):
            self.reassign_wanted.emit(row)

    def _may(self, why: str) -> bool:
        if why:
            self._has_said = True
            self._context.messages.say(why)
        return not why

    def _on_card_left(self) -> None:
        # A card that is done with leaves no widget with the keyboard, nor may it go to nobody.
        if not self.search.hasFocus():
            self.table.setFocus()

    def _on_failed(self, error: Exception) -> None:
        self.banner.tell_message(self._context.messages.describe(error))
