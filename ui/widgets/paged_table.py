"""The table every list screen uses: pages on demand, selection by id, empty and failed states."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedLayout, QStyleOptionViewItem, QVBoxLayout, QWidget

from ui.messages import Messages
from ui.tasks import Tasks
from ui.theme import Gap, Metric, TextSize, current_theme
from ui.widgets.arrange import column as stack_column
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState
from ui.widgets.patience import Patience
from ui.widgets.shortcuts import ShortcutRegistry
from ui.widgets.table_column import Column, PageLoader
from ui.widgets.table_grid import TableGrid
from ui.widgets.table_model import PagedModel

R = TypeVar("R")
_MEASURED_ROWS = 60
_WIDEST_SHARE = 0.4
_YIELDED_SHARE = 0.3
QWIDGETSIZE_MAX = (1 << 24) - 1
MOST_PAGES = 25
"""So many pages are fetched by one press of End; the next press goes on from there."""


class PagedTable(QWidget, Generic[R]):
    """Table, empty state and error banner in one part.

    Signals:
        row_activated: Enter or a double click on a row (the row).
        row_selected: another row is lit (the row, or None).
        sort_requested: a sortable heading was clicked (the column's key).
        page_loaded: rows loaded so far, and whether more exist.
    """

    row_activated = Signal(object)
    row_selected = Signal(object)
    sort_requested = Signal(str)
    page_loaded = Signal(int, bool)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        row_id: Callable[[R], object],
        tasks: Tasks,
        messages: Messages,
        *,
        accessible_name: str,
        empty: EmptyState | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._messages = messages
        self._wanted: object | None = None
        self._is_sized = False
        self._wished: list[int] = []
        self._ended_at: int | None = None
        self._pages_left = 0
        self.model = PagedModel(columns, row_id, tasks, self)
        self.grid = TableGrid(accessible_name)
        self.grid.setModel(self.model)
        self.empty = empty or EmptyState(
            self.tr("Nada que mostrar"), self.tr("Aquí aparecerán los registros cuando existan.")
        )
        self.banner = Banner()
        self._patience = Patience(self)
        self._stack = QStackedLayout()
        outer: QVBoxLayout = stack_column(self.banner, gap=Gap.S)
        outer.addLayout(self._stack, 1)
        self.setLayout(outer)
        # Only now: a stacked layout without a parent shows its first part as a window of its own.
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.empty)
        self.setFocusProxy(self.grid)
        self._connect()

    def _connect(self) -> None:
        self.grid.activated.connect(self._on_activated)
        self.grid.selectionModel().selectionChanged.connect(self._on_selection)
        self.grid.horizontalHeader().sectionClicked.connect(self._on_head)
        self.grid.resized.connect(self._stretch)
        self.grid.end_wanted.connect(self._on_end)
        self.model.page_loaded.connect(self._on_page)
        self.model.load_failed.connect(self._on_failed)
        self.model.modelReset.connect(self._on_reset)
        self.model.rowsInserted.connect(self._restore_selection)
        self.banner.action_requested.connect(self._on_retry)
        self._patience.ran_out.connect(self._on_long_wait)

    def ask(self, loader: PageLoader[R], *, is_new: bool = False) -> None:
        """Show the answer to a question; the selected id stays selected if it is in it.

        Args:
            loader: asked in a worker, page by page.
            is_new: the rows on show answer another question: they give way to a word when the
                answer takes long. Rows of the same question stay until it is here.
        """
        self.banner.clear()
        if is_new or not self.model.rowCount():
            self.wait()
        else:
            self._patience.end()
        self.model.ask(loader)

    def wait(self) -> None:
        """Something will be asked or told soon; say so when it takes long."""
        self._patience.begin()

    @property
    def is_waiting(self) -> bool:
        """Whether a word stands where the rows will be."""
        return bool(self.grid.words)

    def keep_rows(self, count: int, *, beside_bar: bool = False) -> None:
        """Leave room for the heading and so many rows, however short the window is.

        ``beside_bar``: also where the columns have to be moved sideways.
        """
        # As the style sheet has it: a table is made before it hears of the sheet.
        below = current_theme().px(Gap.M) if beside_bar else 0
        self.setMinimumHeight(self._height_of(count) + below)

    def take_rows(self, count: int, least: int) -> None:
        """Take no more room than so many rows need, and no less than some of them."""
        self.setMinimumHeight(self._height_of(min(count, least) or least))
        self.setMaximumHeight(self._height_of(count) if count else QWIDGETSIZE_MAX)

    @staticmethod
    def _height_of(count: int) -> int:
        theme = current_theme()
        rows = theme.px(Metric.TABLE_HEAD) + count * theme.px(Metric.ROW)
        return rows + theme.px(Gap.XS)

    def refresh(self) -> None:
        """Ask the same question again."""
        self.model.refresh()

    @property
    def selected(self) -> R | None:
        """The row that is lit."""
        return self.model.row_at(self.grid.selected_place)

    @property
    def selected_id(self) -> object | None:
        """The id of the row that is lit."""
        return self.model.id_at(self.grid.selected_place)

    def select_id(self, row_id: object) -> None:
        """Light a row now, or as soon as it is loaded."""
        self._wanted = row_id
        self._restore_selection()

    def select_first(self) -> None:
        """Light the first row."""
        if self.model.rowCount():
            self.grid.selectRow(0)

    def bind_open(self, keys: ShortcutRegistry, key: str, label: str, *, group: str) -> QAction:
        """Let Enter open the row that is lit, and say so in the sheet of keys.

        Returns:
            The action, enabled while a row is lit; give it to the button that does the same.
        """
        action = keys.add(self.grid, key, label, "Return", self._on_enter, group=group)
        action.setEnabled(self.selected is not None)
        self.row_selected.connect(lambda row: action.setEnabled(row is not None))
        return action

    def fit_columns(self) -> None:
        """Measure the columns again, as after hiding some or when the words became longer."""
        if self._is_sized:
            self._size_columns()

    def _on_end(self, is_last: bool) -> None:
        self._ended_at = None
        if not is_last:
            self.select_first()
        elif self.model.rowCount():
            self._pages_left = MOST_PAGES
            self._go_to_end()

    def _go_to_end(self) -> None:
        """Light the last row loaded, and ask for what lies beyond it."""
        self._ended_at = self.model.rowCount() - 1
        self.grid.selectRow(self._ended_at)
        if self._pages_left > 0:
            self._pages_left -= 1
            self.model.fetchMore(QModelIndex())

    def _on_reset(self) -> None:
        self._ended_at = None
        self._restore_selection()
        if self.selected is None:
            # Qt forgets what was lit without telling.
            self.row_selected.emit(None)

    def _restore_selection(self) -> None:
        place = None if self._wanted is None else self.model.place_of(self._wanted)
        if place is not None and place != self.grid.selected_place:
            self.grid.setCurrentIndex(self.model.index(place, 0))

    def _on_selection(self) -> None:
        row = self.selected
        if row is not None:
            self._wanted = self.selected_id
        self.row_selected.emit(row)

    def _on_activated(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row())
        if row is not None:
            self.row_activated.emit(row)

    def _on_enter(self) -> None:
        row = self.selected
        if row is not None:
            self.row_activated.emit(row)

    def _on_head(self, section: int) -> None:
        column = self.model.columns[section]
        if column.sortable:
            self.sort_requested.emit(column.key)

    def _on_long_wait(self) -> None:
        self.model.drop_rows()
        # In the grid and not in its place: the focus stays where it is.
        self.grid.say("" if self.model.rowCount() else self.tr("Cargando…"))
        self._stack.setCurrentWidget(self.grid)

    def _end_wait(self) -> None:
        self._patience.end()
        self.grid.say("")

    def _on_page(self, loaded: int, has_more: bool) -> None:
        self.banner.clear()
        self._end_wait()
        self._stack.setCurrentWidget(self.grid if loaded else self.empty)
        if loaded and not self._is_sized:
            self._is_sized = True
            self._size_columns()
        # Whoever went elsewhere meanwhile is not taken to the end after all.
        if self._ended_at is not None and self.grid.selected_place == self._ended_at:
            self._go_to_end()
        self.page_loaded.emit(loaded, has_more)

    def _on_failed(self, error: Exception) -> None:
        self._end_wait()
        message = self._messages.describe(error)
        self.banner.tell(
            message.tone, message.sentence, message.next_step, action=self.tr("Reintentar")
        )

    def _on_retry(self) -> None:
        self.banner.clear()
        self.model.retry()

    def _size_columns(self) -> None:
        theme = current_theme()
        delegate = self.grid.itemDelegate()
        head = theme.metrics(TextSize.CAPTION, strong=True)
        widest = int(max(self.grid.viewport().width(), theme.px(Metric.PANEL_MIN)) * _WIDEST_SHARE)
        option = QStyleOptionViewItem()
        self._wished = []
        for section, column in enumerate(self.model.columns):
            width = head.horizontalAdvance(column.title) + 2 * theme.px(Gap.M)
            for number in range(min(self.model.rowCount(), _MEASURED_ROWS)):
                hint = delegate.sizeHint(option, self.model.index(number, section))
                width = max(width, hint.width() + theme.px(Gap.S))
            self._wished.append(min(width, widest))
        self._stretch()

    def _stretch(self) -> None:
        """Share the room out; where it is far too short, spare columns give theirs up whole."""
        if not self._is_sized:
            return
        columns = self.model.columns
        spare = sorted((c.spare, place) for place, c in enumerate(columns) if c.spare)
        for _, place in spare:
            self.grid.setColumnHidden(place, False)
        widths, lacking = self._shared()
        for _, place in spare:
            if lacking > 0:
                self.grid.setColumnHidden(place, True)
                widths, lacking = self._shared()
        for section, width in enumerate(widths):
            if not self.grid.isColumnHidden(section):
                self.grid.setColumnWidth(section, width)

    def _shared(self) -> tuple[list[int], int]:
        """Give one column the room that is left, taking some from others where it is short.

        Returns:
            The widths, and how much room they lack.
        """
        columns = self.model.columns
        # A hidden column wants no room.
        hidden = {i for i in range(len(columns)) if self.grid.isColumnHidden(i)}
        wished = [0 if i in hidden else width for i, width in enumerate(self._wished)]
        chosen = next((i for i, c in enumerate(columns) if c.stretch), len(columns) - 1)
        others = [i for i in range(len(columns)) if i != chosen and i not in hidden]
        lacking = sum(wished) - self.grid.viewport().width()
        # First some of the air, then what the person can best do without, whole, then the widest.
        shown = len(columns) - len(hidden)
        air = min(max(0, -(-lacking // shown)), current_theme().px(Gap.S))
        widths = [width - air for width in wished]
        lacking -= air * shown
        yielding = [i for i in others if columns[i].yields]
        for section in (*yielding, *sorted(others, key=lambda i: widths[i], reverse=True)):
            if columns[section].whole or columns[section].badge is not None:
                continue
            spare = widths[section] - self._least_width(section)
            most = spare if section in yielding else min(spare, widths[section] // 4)
            given = max(0, min(lacking, most))
            widths[section] -= given
            lacking -= given
        if lacking > 0 and columns[chosen].yields:
            given = min(lacking, int(widths[chosen] * _YIELDED_SHARE))
            widths[chosen] -= given
            lacking -= given
        if lacking > 0:
            # Far too little room, as at 200 %: scroll sideways rather than cut every word, but
            # not to what is never cut.
            widths = wished
            widths[chosen] -= self._given_for_sight(wished, chosen)
        room = self.grid.viewport().width() - sum(widths[i] for i in others)
        widths[chosen] = max(room, widths[chosen] if lacking > 0 else self._least_width(chosen))
        return widths, lacking

    def _given_for_sight(self, widths: Sequence[int], chosen: int) -> int:
        """What the stretching column gives so that words that stay whole need no scrolling."""
        columns = self.model.columns
        kept = (i for i, c in enumerate(columns) if widths[i] and (c.whole or c.badge is not None))
        last = max(kept, default=chosen)
        beyond = sum(widths[: last + 1]) - self.grid.viewport().width()
        # Half a name still tells people apart; the tip has it whole.
        return max(0, min(beyond, widths[chosen] // 2)) if last > chosen else 0

    def _least_width(self, section: int) -> int:
        theme = current_theme()
        title = self.model.columns[section].title
        return theme.metrics().horizontalAdvance(title) + 2 * theme.px(Gap.M)
