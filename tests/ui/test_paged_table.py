"""Pages on demand: no row twice, none lost, old answers dropped, selection by id."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import UnavailableError
from tests.patience import PATIENCE_S
from tests.ui.still import let_layouts_follow
from ui.messages import Messages
from ui.tasks import Tasks
from ui.theme import Metric, Theme, Tone
from ui.widgets.badge import BadgeText
from ui.widgets.paged_table import PagedTable
from ui.widgets.patience import LONG_MS
from ui.widgets.table_column import Align, Column, Page
from ui.widgets.table_model import BADGE_ROLE, ROW_ROLE, PagedModel


@dataclass(frozen=True, slots=True)
class Case:
    number: int
    name: str


COLUMNS = (
    Column[Case]("number", "Número", lambda r: str(r.number), align=Align.RIGHT, sortable=True),
    Column[Case]("name", "Nombre", lambda r: r.name, strong=True, tip=lambda r: f"todo {r.name}"),
    Column[Case](
        "state", "Estado", lambda _: "a tiempo", badge=lambda _: BadgeText("a tiempo", Tone.DONE)
    ),
)


class Store:
    """950 rows behind a keyset cursor, asked from workers."""

    def __init__(self, count: int = 950, size: int = 200) -> None:
        self.rows = [Case(n, f"Persona {n}") for n in range(count)]
        self.size = size
        self.asked: list[object] = []
        self.fail_next = False

    def page(self, cursor: object | None) -> Page[Case]:
        self.asked.append(cursor)
        if self.fail_next:
            self.fail_next = False
            raise UnavailableError("DATABASE_UNAVAILABLE")
        start = 0 if cursor is None else int(str(cursor))
        rows = tuple(self.rows[start : start + self.size])
        end = start + len(rows)
        return Page(rows, end if end < len(self.rows) else None)


@pytest.fixture
def model(tasks: Tasks) -> Iterator[PagedModel[Case]]:
    made = PagedModel(COLUMNS, lambda r: r.number, tasks)
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    tester.deleteLater()


def test_all_rows_come_once_in_order(qtbot: QtBot, model: PagedModel[Case]) -> None:
    store = Store()
    model.ask(store.page)
    qtbot.waitUntil(lambda: model.rowCount() == 200 or not model.is_loading)

    def everything() -> bool:
        if model.canFetchMore(model.index(-1, -1)):
            model.fetchMore(model.index(-1, -1))
        return model.rowCount() == 950

    qtbot.waitUntil(everything)
    assert [row.number for row in model.rows] == list(range(950))
    assert store.asked == [None, 200, 400, 600, 800]


def test_a_row_that_moved_between_pages_shows_once(qtbot: QtBot, model: PagedModel[Case]) -> None:
    pages = {None: Page((Case(1, "a"), Case(2, "b")), 2), 2: Page((Case(2, "b"), Case(3, "c")))}
    model.ask(lambda cursor: pages[cursor])  # type: ignore[index]  # cursors are ours
    qtbot.waitUntil(lambda: model.rowCount() >= 2)
    root = model.index(-1, -1)
    if model.canFetchMore(root):
        model.fetchMore(root)
    qtbot.waitUntil(lambda: model.rowCount() == 3)
    assert [row.number for row in model.rows] == [1, 2, 3]


def test_an_older_question_never_answers(
    qtbot: QtBot, tasks: Tasks, model: PagedModel[Case]
) -> None:
    gate = threading.Event()

    def slow(_: object) -> Page[Case]:
        gate.wait(PATIENCE_S)
        return Page((Case(1, "old"),))

    model.ask(slow)
    model.ask(lambda _: Page((Case(2, "new"),)))
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    gate.set()
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    assert [row.name for row in model.rows] == ["new"]


def test_old_rows_stay_until_the_new_ones_are_here(qtbot: QtBot, model: PagedModel[Case]) -> None:
    gate = threading.Event()
    model.ask(lambda _: Page((Case(1, "old"),)))
    qtbot.waitUntil(lambda: model.rowCount() == 1)

    def slow(_: object) -> Page[Case]:
        gate.wait(PATIENCE_S)
        return Page(())

    model.ask(slow)
    qtbot.wait(20)
    assert model.rowCount() == 1
    gate.set()
    qtbot.waitUntil(lambda: model.rowCount() == 0)


def test_roles(qtbot: QtBot, model: PagedModel[Case]) -> None:
    model.ask(Store(3).page)
    qtbot.waitUntil(lambda: model.rowCount() == 3)
    cell = model.index(1, 1)
    assert cell.data() == "Persona 1"
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == "todo Persona 1"
    assert cell.data(ROW_ROLE) == Case(1, "Persona 1")
    assert model.index(0, 2).data(BADGE_ROLE) == BadgeText("a tiempo", Tone.DONE)
    assert Qt.AlignmentFlag.AlignRight in model.index(0, 0).data(Qt.ItemDataRole.TextAlignmentRole)


@pytest.fixture
def table(qtbot: QtBot, tasks: Tasks, messages: Messages, theme: Theme) -> PagedTable[Case]:
    made: PagedTable[Case] = PagedTable(
        COLUMNS, lambda r: r.number, tasks, messages, accessible_name="Casos"
    )
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    return made


def test_selection_follows_the_id_through_a_reload(qtbot: QtBot, table: PagedTable[Case]) -> None:
    table.ask(Store(10).page)
    qtbot.waitUntil(lambda: table.model.rowCount() == 10)
    table.select_id(7)
    assert table.selected == Case(7, "Persona 7")
    moved = (Case(99, "primero"), *(Case(n, "x") for n in range(10)))
    table.ask(lambda _: Page(moved))
    qtbot.waitUntil(lambda: table.model.rowCount() == 11)
    assert table.selected_id == 7
    assert table.grid.currentIndex().row() == 8


def test_a_row_that_is_gone_is_told_to_be_lit_no_more(
    qtbot: QtBot, table: PagedTable[Case]
) -> None:
    lit: list[Case | None] = []
    table.row_selected.connect(lit.append)
    table.ask(Store(10).page)
    qtbot.waitUntil(lambda: table.model.rowCount() == 10)
    table.select_id(7)
    table.ask(lambda _: Page(()))
    qtbot.waitUntil(lambda: table.model.rowCount() == 0)
    assert lit[-1] is None


def test_rows_have_the_token_height_and_columns_fit(
    qtbot: QtBot, table: PagedTable[Case], theme: Theme
) -> None:
    table.ask(Store(10).page)
    qtbot.waitUntil(lambda: table.model.rowCount() == 10)
    assert table.grid.rowHeight(0) == Metric.ROW
    total = sum(table.grid.columnWidth(i) for i in range(3))
    assert total <= table.grid.viewport().width() + 1
    theme.apply(scale=2.0)
    assert table.grid.rowHeight(0) == 2 * Metric.ROW


def test_failure_is_told_with_a_way_on_and_retry_continues(
    qtbot: QtBot, table: PagedTable[Case]
) -> None:
    store = Store(10)
    store.fail_next = True
    table.ask(store.page)
    qtbot.waitUntil(table.banner.isVisible)
    assert "base de datos" in table.banner.text
    table.banner.action_requested.emit()
    qtbot.waitUntil(lambda: table.model.rowCount() == 10)
    assert not table.banner.isVisible()


def test_empty_answer_shows_what_to_do(qtbot: QtBot, table: PagedTable[Case]) -> None:
    table.ask(lambda _: Page(()))
    qtbot.waitUntil(table.empty.isVisible)
    assert not table.grid.isVisible()


def test_a_long_wait_is_told_and_never_taken_for_an_empty_answer(
    qtbot: QtBot, table: PagedTable[Case]
) -> None:
    gate = threading.Event()

    def slow(_: object) -> Page[Case]:
        gate.wait(PATIENCE_S)
        return Page(())

    table.ask(lambda _: Page(()))
    qtbot.waitUntil(table.empty.isVisible)
    table.ask(slow)
    qtbot.waitUntil(lambda: table.is_waiting)
    assert not table.empty.isVisible()
    gate.set()
    qtbot.waitUntil(table.empty.isVisible)
    assert not table.is_waiting


def test_rows_of_another_question_give_way_but_a_reload_keeps_them(
    qtbot: QtBot, table: PagedTable[Case]
) -> None:
    gate = threading.Event()

    def slow(_: object) -> Page[Case]:
        gate.wait(PATIENCE_S)
        return Page((Case(3, "nueva"),))

    table.ask(Store(10).page)
    qtbot.waitUntil(lambda: table.model.rowCount() == 10)
    table.activateWindow()
    table.grid.setFocus()
    table.ask(slow)
    qtbot.wait(3 * LONG_MS)
    assert table.model.rowCount() == 10
    assert not table.is_waiting
    table.ask(slow, is_new=True)
    qtbot.waitUntil(lambda: table.is_waiting)
    assert table.model.rowCount() == 0
    assert table.grid.hasFocus()
    gate.set()
    qtbot.waitUntil(lambda: table.model.rowCount() == 1)
    assert not table.is_waiting


def test_a_short_wait_says_nothing(qtbot: QtBot, table: PagedTable[Case]) -> None:
    # Short is what this machine calls short: all that counts is that the answer came before.
    table._patience._timer.setInterval(int(1000 * PATIENCE_S))
    said: list[str] = []
    table.model.loading_changed.connect(lambda _is_loading: said.append(table.grid.words))
    table.ask(lambda _: Page((Case(1, "a"),)), is_new=True)
    qtbot.waitUntil(lambda: table.model.rowCount() == 1)
    assert said == ["", ""]
    assert not table._patience._timer.isActive(), "nor does it say anything afterwards"


def test_enter_opens_and_tab_leaves(qtbot: QtBot, table: PagedTable[Case]) -> None:
    after = QLineEdit()
    layout = table.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addWidget(after)
    table.ask(Store(10).page)
    qtbot.waitUntil(lambda: table.model.rowCount() == 10)
    table.activateWindow()
    table.grid.setFocus()
    qtbot.waitUntil(table.grid.hasFocus)
    table.select_first()
    opened: list[Case] = []
    table.row_activated.connect(opened.append)
    qtbot.keyClick(table.grid, Qt.Key.Key_Down)
    qtbot.keyClick(table.grid, Qt.Key.Key_Return)
    assert opened == [Case(1, "Persona 1")]
    qtbot.keyClick(table.grid, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_a_hundred_thousand_rows_paint_without_a_widget_each(
    qtbot: QtBot, table: PagedTable[Case]
) -> None:
    table.ask(Store(100_000, 100_000).page)
    qtbot.waitUntil(lambda: table.model.rowCount() == 100_000)
    table.grid.scrollToBottom()
    table.grid.grab()
    assert len(table.grid.viewport().findChildren(QWidget)) == 0


def test_headings_ask_for_an_order(qtbot: QtBot, table: PagedTable[Case]) -> None:
    asked: list[str] = []
    table.sort_requested.connect(asked.append)
    table.grid.horizontalHeader().sectionClicked.emit(0)
    table.grid.horizontalHeader().sectionClicked.emit(1)
    assert asked == ["number"]


def test_no_row_is_seen_by_half(qtbot: QtBot, table: PagedTable[Case]) -> None:
    table.ask(Store().page)
    qtbot.waitUntil(lambda: table.model.rowCount() > 0)
    row = table.grid.rowHeight(0)
    for height in (200, 211, 229, 243):
        table.resize(600, height)
        for place in (0, 7, 199):
            table.grid.setCurrentIndex(table.model.index(place, 0))
            let_layouts_follow()
            first = table.grid.rowAt(0)
            assert table.grid.rowViewportPosition(first) == 0
            whole = table.grid.whole_rows_height
            assert whole % row == 0 or whole == table.grid.viewport().height()
            assert table.grid.rowViewportPosition(place) + row <= whole
            picture = table.grid.viewport().grab().toImage()
            below = [
                picture.pixelColor(x, y).name()
                for y in range(whole + 1, picture.height())
                for x in range(20, 300, 3)
            ]
            assert len(set(below)) <= 1, "words below the last whole row"


def test_the_last_row_of_all_leaves_none_cut_above(qtbot: QtBot, table: PagedTable[Case]) -> None:
    table.ask(Store(30).page)
    qtbot.waitUntil(lambda: table.model.rowCount() == 30)
    row = table.grid.rowHeight(0)
    for height in (200, 211, 229, 243):
        table.resize(600, height)
        table.grid.scrollToBottom()
        assert table.grid.rowViewportPosition(table.grid.rowAt(0)) == 0
        assert table.grid.rowViewportPosition(29) + row <= table.grid.whole_rows_height
        table.resize(600, height - 40)
        table.resize(600, height)
        assert table.grid.rowViewportPosition(table.grid.rowAt(0)) == 0


def test_a_badge_is_never_cut(qtbot: QtBot, table: PagedTable[Case]) -> None:
    table.ask(Store().page)
    qtbot.waitUntil(lambda: table.model.rowCount() > 0)
    wished = table.grid.itemDelegate().sizeHint(QStyleOptionViewItem(), table.model.index(0, 2))
    for width in (500, 260, 180):
        table.resize(width, 200)
        let_layouts_follow()
        assert table.grid.columnWidth(2) >= wished.width()


def lit(table: PagedTable[Case]) -> object:
    return table.selected_id


def test_home_and_end_go_to_the_first_and_the_last_row_of_all_pages(
    qtbot: QtBot, table: PagedTable[Case]
) -> None:
    table.ask(Store().page)
    qtbot.waitUntil(lambda: table.model.rowCount() == 200)
    table.setFocus()
    qtbot.keyClick(table.grid, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: lit(table) == 949)
    qtbot.keyClick(table.grid, Qt.Key.Key_Home)
    assert lit(table) == 0
    qtbot.keyClick(table.grid, Qt.Key.Key_End)
    assert lit(table) == 949


def test_whoever_turns_round_on_the_way_to_the_end_is_not_taken_there(
    qtbot: QtBot, table: PagedTable[Case]
) -> None:
    store, may_answer = Store(), threading.Event()
    table.ask(store.page)
    qtbot.waitUntil(lambda: table.model.rowCount() == 200)

    def held(cursor: object | None) -> Page[Case]:
        assert may_answer.wait(PATIENCE_S)
        return store.page(cursor)

    table.model._loader = held
    table.setFocus()
    qtbot.keyClick(table.grid, Qt.Key.Key_End)
    assert lit(table) == 199
    qtbot.keyClick(table.grid, Qt.Key.Key_Up)
    may_answer.set()
    qtbot.waitUntil(lambda: table.model.rowCount() > 200 and not table.model.is_loading)
    assert lit(table) == 198
