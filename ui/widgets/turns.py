"""Parts of a screen in turns, where the room is short: one at a time under tabs with its key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QTabBar, QWidget

from ui.theme import mark
from ui.widgets.key_button import KeyCap
from ui.widgets.panes import Panes

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """What a turn shows, and how the focus gets into it."""

    parts: tuple[QWidget, ...]
    focus: Callable[[], object]


class Turns(QTabBar, Generic[T]):
    """The tabs, in sight only while the panels do not fit side by side.

    Signals:
        narrowed: there is room for one part at a time (True) or for all (False).
        only_shown: a key that answers a part out of sight has only shown it (the part).
    """

    narrowed = Signal(bool)
    only_shown = Signal(object)

    def __init__(
        self, panes: Panes, places: Mapping[T, Place], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._panes = panes
        self._places = dict(places)
        self._waiting: frozenset[QWidget] = frozenset()
        self.setExpanding(False)
        self.setDrawBase(False)
        mark(self, "turns")

    def begin(self, tabs: Mapping[T, tuple[str, str]], first: T) -> None:
        """Make the tabs, each with its title and the key that leads to it."""
        for number, turn in enumerate(self._places):
            title, key = tabs[turn]
            self.addTab(title)
            self.setTabButton(number, QTabBar.ButtonPosition.RightSide, KeyCap(key))
        self.setCurrentIndex(list(self._places).index(first))
        self.hide()
        self.currentChanged.connect(lambda _index: self._on_tab())
        self._panes.stacked_changed.connect(self._on_stacked)

    @property
    def turn(self) -> T:
        """The part in sight, or that would be."""
        return list(self._places)[self.currentIndex()]

    @property
    def is_narrow(self) -> bool:
        """Whether one part at a time is in sight."""
        return self._panes.is_stacked

    def is_in_sight(self, turn: T) -> bool:
        """Whether a person sees that part."""
        return not self._panes.is_stacked or turn is self.turn

    def to(self, turn: T) -> None:
        """Bring a part into sight; where all are, nothing happens."""
        if self._panes.is_stacked and turn is not self.turn:
            self.setCurrentIndex(list(self._places).index(turn))

    def leading(self, turn: T, run: Callable[[], object]) -> Callable[[], None]:
        """What a key does that works in a part: first that part comes into sight."""

        def led() -> None:
            self.to(turn)
            run()

        return led

    def seen(self, turn: T, run: Callable[[], object]) -> Callable[[], None]:
        """What a key does that answers a part: out of sight it only shows what it would answer."""

        def answered() -> None:
            if self.is_in_sight(turn):
                run()
            else:
                self.to(turn)
                self._places[turn].focus()
                self.only_shown.emit(turn)

        return answered

    def await_parts(self, *parts: QWidget) -> None:
        """Keep parts out of sight, whose turn it may be, until there is something to show."""
        self._waiting = frozenset(parts)
        self._arrange()

    def _on_tab(self) -> None:
        focus = QApplication.focusWidget()
        # Arrows in the tabs go on; from elsewhere the focus goes into the part that comes.
        follows = self.isVisible() and focus is not None and focus is not self
        place = self._places[self.turn]
        for part in place.parts:
            self._show(part)
        if follows:
            place.focus()
        self._arrange()
        self._panes.verticalScrollBar().setValue(0)

    def _on_stacked(self, is_stacked: bool) -> None:
        focus = QApplication.focusWidget()
        if is_stacked and focus is not None:
            self._begin_at(focus)
        self.setVisible(is_stacked)
        self._arrange()
        self.narrowed.emit(is_stacked)

    def _begin_at(self, focus: QWidget) -> None:
        for number, place in enumerate(self._places.values()):
            if any(part is focus or part.isAncestorOf(focus) for part in place.parts):
                self.setCurrentIndex(number)

    def _show(self, part: QWidget) -> None:
        part.setVisible(part not in self._waiting)
        panel = self._panes.panel_of(part)
        if panel is not None:
            panel.show()

    def _arrange(self) -> None:
        now = self._places[self.turn].parts
        stays = [
            p for p in self._panes.panels if any(self._panes.panel_of(one) is p for one in now)
        ]
        for place in self._places.values():
            for part in place.parts:
                is_on = not self._panes.is_stacked or part in now
                part.setVisible(is_on and part not in self._waiting)
        for panel in self._panes.panels:
            panel.setVisible(not self._panes.is_stacked or panel in stays)
