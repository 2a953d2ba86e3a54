"""The model of large tables: frozen rows, fetched page by page after a cursor, in a worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from ui.tasks import Generation, Tasks
from ui.widgets.table_column import Align, Column, Page, PageLoader

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
BADGE_ROLE = ROW_ROLE + 1
COLUMN_ROLE = ROW_ROLE + 2

_ALIGN = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight,
    Align.CENTRE: Qt.AlignmentFlag.AlignHCenter,
}


class PagedModel(QAbstractTableModel, Generic[R]):
    """Holds what has been loaded so far of one question; a new question starts a generation.

    The rows on show stay until the first page of the new question is here.

    Signals:
        page_loaded: a page arrived (rows loaded so far, whether more exist).
        load_failed: a page could not be loaded (the exception); `retry` asks for it again.
        loading_changed: a page is being fetched or no longer is (bool).
    """

    page_loaded = Signal(int, bool)
    load_failed = Signal(object)
    loading_changed = Signal(bool)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        row_id: Callable[[R], object],
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._row_id = row_id
        self._tasks = tasks
        self._rows: list[R] = []
        self._places: dict[object, int] = {}
        self._loader: PageLoader[R] | None = None
        self._cursor: object | None = None
        self._is_loading = False
        self._has_failed = False
        self._is_first = True
        self._generation = Generation()

    @property
    def columns(self) -> tuple[Column[R], ...]:
        """The declared columns."""
        return self._columns

    @property
    def rows(self) -> tuple[R, ...]:
        """Rows loaded so far."""
        return tuple(self._rows)

    @property
    def is_loading(self) -> bool:
        """True while a page is on its way."""
        return self._is_loading

    def ask(self, loader: PageLoader[R]) -> None:
        """Ask a new question (filter, order, search); answers to the old one are dropped."""
        self._loader = loader
        self.refresh()

    def refresh(self) -> None:
        """Ask the same question again from its first page."""
        if self._loader is None:
            return
        self._generation.advance()
        self._is_first = True
        self._has_failed = False
        self._fetch(None)

    def drop_rows(self) -> None:
        """Show no rows: those on show answer an older question than the one under way."""
        if self._rows and self._is_first:
            self.beginResetModel()
            self._rows, self._places, self._cursor = [], {}, None
            self.endResetModel()

    def retry(self) -> None:
        """Fetch again the page that failed."""
        if self._has_failed and not self._is_loading:
            self._has_failed = False
            self._fetch(None if self._is_first else self._cursor)

    def row_at(self, number: int) -> R | None:
        """The row shown at a place, None beyond the loaded ones."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def place_of(self, row_id: object) -> int | None:
        """Where a row is shown, None if it is not loaded."""
        return self._places.get(row_id)

    def id_at(self, number: int) -> object | None:
        """The id of the row at a place."""
        row = self.row_at(number)
        return None if row is None else self._row_id(row)

    def _fetch(self, cursor: object | None) -> None:
        if self._loader is None:
            return
        self._set_loading(True)
        self._tasks.run(
            partial(self._loader, cursor),
            owner=self,
            on_done=self._on_page,
            on_error=self._on_error,
            generation=self._generation,
        )

    def _on_page(self, page: Page[R]) -> None:
        if self._is_first:
            self._replace(page)
        else:
            self._append(page)
        # Cleared only after the insert: views ask for more from inside the insert signals.
        self._set_loading(False)
        self.page_loaded.emit(len(self._rows), self._cursor is not None)

    def _replace(self, page: Page[R]) -> None:
        self.beginResetModel()
        self._rows = list(page.rows)
        self._places = {self._row_id(row): i for i, row in enumerate(self._rows)}
        self._cursor = page.cursor
        self._is_first = False
        self.endResetModel()

    def _append(self, page: Page[R]) -> None:
        self._cursor = page.cursor
        # A row that moved between two pages while we read must not appear twice.
        fresh = [row for row in page.rows if self._row_id(row) not in self._places]
        if not fresh:
            return
        start = len(self._rows)
        self.beginInsertRows(QModelIndex(), start, start + len(fresh) - 1)
        self._rows.extend(fresh)
        self._places.update((self._row_id(row), start + i) for i, row in enumerate(fresh))
        self.endInsertRows()

    def _on_error(self, error: Exception) -> None:
        self._has_failed = True
        self._set_loading(False)
        self.load_failed.emit(error)

    def _set_loading(self, is_loading: bool) -> None:
        if is_loading != self._is_loading:
            self._is_loading = is_loading
            self.loading_changed.emit(is_loading)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._columns)

    @override
    def canFetchMore(self, parent: Index) -> bool:
        has_more = self._cursor is not None and not self._is_first
        return has_more and not (parent.isValid() or self._is_loading or self._has_failed)

    @override
    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._fetch(self._cursor)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[column.align] | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None or not 0 <= index.column() < len(self._columns):
            return None
        column = self._columns[index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return column.text(row)
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole}:
            return column.tip(row) if column.tip is not None else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[column.align] | Qt.AlignmentFlag.AlignVCenter
        own = {ROW_ROLE: row, COLUMN_ROLE: column}
        if role == BADGE_ROLE:
            return column.badge(row) if column.badge is not None else None
        return own.get(role)
