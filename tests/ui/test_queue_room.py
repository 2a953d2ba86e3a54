"""The queue at 200 % on a small screen: rows, buttons and the card for a name are in sight whole."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QPushButton, QScrollArea, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app.domain.workflow import CaseState
from app.stages.queueing import BrowseQueue, Claims, SavedViews
from app.stages.validation import ReassignValidation
from db.store import SqlStore
from tests.casework import Casework
from tests.ui.cut_words import cut_words
from tests.ui.office_window import CTRL, OfficeWindow
from ui.messages import Messages
from ui.queueing.presenter import QueuePresenter
from ui.queueing.view import QueueView
from ui.queueing.views_presenter import ViewsPresenter
from ui.tasks import Tasks
from ui.theme import Metric, Theme
from ui.widgets.filters import SearchBox
from ui.widgets.screen_context import ScreenContext

KEY = Qt.Key
ROOM = QSize(1262, 616)
"""What header, narrow rail and status line leave of 1366 x 768 at 200 %."""
Screen = OfficeWindow[QueueView]


@pytest.fixture
def screen(
    sqlite_engine: Engine, qtbot: QtBot, tasks: Tasks, messages: Messages, theme: Theme
) -> Screen:
    theme.apply(scale=2.0)
    office = Casework(SqlStore(sqlite_engine))
    for number in range(8):
        office.case(CaseState.TO_REVIEW, person=office.person(f"17{number:08d}"), reviewer="")

    def build(context: ScreenContext) -> QueueView:
        store, clock = office.store, office.clock
        reassign = ReassignValidation(
            store, office.offices, office.procedures, office.invitations, clock
        )
        queue = QueuePresenter(BrowseQueue(store, clock), Claims(store, clock), reassign, context)
        return QueueView(queue, ViewsPresenter(SavedViews(store, clock), context), context)

    made = OfficeWindow(office, qtbot, tasks, messages, build, size=ROOM)
    # As the window of the program, which is as small as its screen whatever is in it.
    made.window.setMinimumSize(ROOM)
    return made.show()


def assert_whole(screen: Screen, part: QWidget) -> None:
    """In sight from its top to its bottom, as soon as what scrolls has followed the focus."""
    screen.qtbot.waitUntil(lambda: is_whole(screen, part))


def is_whole(screen: Screen, part: QWidget) -> bool:
    area = screen.view.findChild(QScrollArea)
    assert area is not None
    port = area.viewport()
    return part.isVisible() and port.rect().contains(
        QRect(part.mapTo(port, QPoint(0, 0)), part.size())
    )


def button(screen: Screen, name: str) -> QPushButton:
    found = screen.view.findChildren(QPushButton)
    return next(one for one in found if one.accessibleName() == name and one.isVisible())


def test_rows_and_what_is_done_with_them_are_seen_at_once(screen: Screen) -> None:
    assert screen.window.size() == ROOM
    grid = screen.view.table.grid
    assert grid.whole_rows_height >= 4 * grid.rowHeight(0)
    for part in (grid, button(screen, "Abrir"), button(screen, "Tomar siguiente")):
        assert_whole(screen, part)
    assert cut_words(screen.view) == []


def test_the_search_comes_into_sight_with_its_key_and_the_rows_after_it(screen: Screen) -> None:
    view = screen.view
    assert not is_whole(screen, view.search)
    screen.press(KEY.Key_Slash)
    assert_whole(screen, view.search)
    screen.type("quishpe")
    screen.press(KEY.Key_Return)
    assert_whole(screen, view.table.grid)


def test_the_card_for_a_name_is_whole_with_its_buttons(screen: Screen) -> None:
    card = screen.view.bar.card
    screen.press(KEY.Key_S, CTRL)
    for part in (card, card.edit, card.confirm, card.leave):
        assert_whole(screen, part)
    assert card.edit.height() >= card.edit.minimumSizeHint().height()
    screen.press(KEY.Key_Return)
    assert card.error
    assert_whole(screen, card.confirm)
    screen.press(KEY.Key_Escape)
    assert_whole(screen, screen.view.table.grid)


def test_with_room_nothing_scrolls(screen: Screen) -> None:
    screen.window.resize(ROOM.width(), 1200)
    screen.settle()
    area = screen.view.findChild(QScrollArea)
    assert area is not None
    assert area.verticalScrollBar().maximum() == 0
    assert_whole(screen, button(screen, "Tomar siguiente"))


def test_the_glass_of_a_search_grows_with_its_words(qtbot: QtBot, theme: Theme) -> None:
    box = SearchBox("Número")
    qtbot.addWidget(box)
    for scale in (1.0, 2.0, 1.0):
        theme.apply(scale=scale)
        assert box.textMargins().left() > theme.px(Metric.ICON)


@pytest.mark.parametrize("width", [ROOM.width(), 1504], ids=["1366 wide", "1920 wide"])
@pytest.mark.parametrize("state", [CaseState.TO_REVIEW, CaseState.TO_SCHEDULE])
def test_term_and_step_are_in_sight_without_moving_sideways(
    screen: Screen, width: int, state: CaseState
) -> None:
    # The longest step, beside the longest name.
    name = ("Julio Bolívar", "Basantes Llumiquinga")
    screen.office.case(state, person=screen.office.person("1709999997", names=name), reviewer="")
    screen.window.setMinimumSize(width, ROOM.height())
    screen.window.resize(width, ROOM.height())
    screen.view.screen_shown()
    screen.settle()
    screen.view.table.fit_columns()
    screen.settle()
    grid, columns = screen.view.table.grid, screen.view.table.model.columns
    right = grid.viewport().width()
    for place, column in enumerate(columns):
        if column.key in {"number", "person", "due", "next"}:
            edge = grid.columnViewportPosition(place) + grid.columnWidth(place)
            assert edge <= right, column.key
        if column.key in {"number", "due", "next"}:
            assert screen.view.table.model.rowCount() == 9
            cells = (screen.view.table.model.index(row, place) for row in range(9))
            option = QStyleOptionViewItem()
            wanted = max(grid.itemDelegate().sizeHint(option, cell).width() for cell in cells)
            assert grid.columnWidth(place) >= wanted, column.key
    hidden = {one.key for place, one in enumerate(columns) if grid.isColumnHidden(place)}
    assert hidden <= {"procedure", "place"}


def test_every_column_comes_back_with_the_room(screen: Screen, theme: Theme) -> None:
    theme.apply(scale=1.0)
    screen.view.table.fit_columns()
    screen.settle()
    grid = screen.view.table.grid
    columns = range(len(screen.view.table.model.columns))
    assert not any(grid.isColumnHidden(place) for place in columns)
