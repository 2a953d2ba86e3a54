"""The signed-in window: header, rail, screens made when first opened or ahead of it, side panel, status line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ui.shell.header import Header
from ui.shell.rail import Rail
from ui.shell.screen import BusyScreen, PreparedScreen, ScreenSpec, SessionView, ShownScreen
from ui.shell.side_panel import SidePanel
from ui.shell.status_line import StatusLine
from ui.theme import Gap, Metric, current_theme, mark
from ui.widgets.arrange import column, row
from ui.widgets.banner import Banner


class Workplace(QWidget):
    """Holds the screens of one session.

    Signals:
        screen_opened: key of the screen that came to the front.
    """

    screen_opened = Signal(str)

    def __init__(
        self, session: SessionView, screens: Sequence[ScreenSpec], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        mark(self, "ground")
        self._specs = {spec.key: spec for spec in screens}
        self._made: dict[str, QWidget] = {}
        self._current = ""
        self.header = Header()
        self.rail = Rail()
        self.status = StatusLine()
        self.banner = Banner()
        self.panel = SidePanel()
        self._pages = QStackedWidget()
        self.header.show_session(session)
        self.header.rail_toggled.connect(self._toggle_rail)
        self.rail.show_screens([spec for spec in screens if spec.in_rail])
        self.rail.chosen.connect(self.go_to)
        self._build()
        self._rail_by_hand: bool | None = None

    def _build(self) -> None:
        edge = current_theme().px(Gap.L)
        beside = row(self._pages, self.panel, gap=Gap.M)
        beside.setStretch(0, 1)
        work: QVBoxLayout = column(self.banner, gap=Gap.M)
        work.addLayout(beside, 1)
        work.setContentsMargins(edge, edge, edge, edge)
        middle = row(self.rail, gap=Gap.NONE)
        middle.addLayout(work, 1)
        outer = column(self.header, gap=Gap.NONE)
        outer.addLayout(middle, 1)
        outer.addWidget(self.status)
        self.setLayout(outer)

    @property
    def beside(self) -> tuple[QWidget, ...]:
        """Parts around the screen in front."""
        return (self.header, self.rail, self.status, self.banner)

    @property
    def current(self) -> str:
        """Key of the screen in front; empty before the first."""
        return self._current

    def page(self, key: str) -> QWidget:
        """The screen, made now if it was never opened.

        Raises:
            KeyError: there is no such screen in this session.
        """
        self._make(key)
        page = self._made[key]
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        return page

    def steps_ahead(self) -> Iterator[Callable[[], object]]:
        """What opening the screens will take, in steps that each leave the window its keys.

        Making a screen, giving it its look and making its parts are apart; what is there already
        costs nothing.
        """
        for key in self._specs:
            yield partial(self._make, key)
            yield partial(self.page, key)
            page = self._made[key]
            if isinstance(page, PreparedScreen):
                yield from page.parts_ahead()

    def _make(self, key: str) -> None:
        if key not in self._made:
            page = self._made[key] = self._specs[key].factory()
            # Owned from now on: the session may end before it stands among the pages.
            page.setParent(self)

    def is_made(self, key: str) -> bool:
        """True once the screen was made."""
        return key in self._made

    def go_to(self, key: str) -> QWidget:
        """Bring a screen to the front."""
        page = self.page(key)
        if key != self._current and self.panel.isVisible():
            # It belongs to something on the screen that goes.
            self.panel.put_away()
        self._current = key
        self._pages.setCurrentWidget(page)
        self.rail.mark_current(key)
        if isinstance(page, ShownScreen):
            page.screen_shown()
        self.screen_opened.emit(key)
        return page

    def unfinished_work(self) -> tuple[str, ...]:
        """What closing now would lose, one sentence a screen."""
        found = (
            page.unfinished_work() for page in self._made.values() if isinstance(page, BusyScreen)
        )
        return tuple(sentence for sentence in found if sentence)

    def _toggle_rail(self) -> None:
        self._rail_by_hand = not self.rail.is_narrow
        self.rail.set_narrow(self._rail_by_hand)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow the rail where the room is short, unless the person has chosen."""
        super().resizeEvent(event)
        self.panel.fit(event.size().width())
        if self._rail_by_hand is None:
            room = current_theme().px(Metric.WINDOW_MIN_WIDTH - Metric.RAIL_WIDE)
            self.rail.set_narrow(event.size().width() < room)
