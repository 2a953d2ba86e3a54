"""What a screen tells the shell about itself; the shell knows nothing else of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from ui.theme import Tone


@dataclass(frozen=True, slots=True)
class ScreenSpec:
    """One entry of the rail; `factory` runs when the screen is first opened.

    Attributes:
        key: stable name.
        title: word in the rail, in the person's language.
        icon: icon name.
        factory: makes the screen.
        count: number beside the word when the rail is made; None for none.
        sequence: key that opens it from anywhere, empty for none.
        in_rail: whether the rail lists it; another screen leads to the rest.
    """

    key: str
    title: str
    icon: str
    factory: Callable[[], QWidget]
    count: int | None = None
    sequence: str = ""
    in_rail: bool = True


@dataclass(frozen=True, slots=True)
class SessionView:
    """Who works where, as the header shows it."""

    person: str
    duty: str
    agency: str
    database: str
    database_tone: Tone = Tone.INFO


@runtime_checkable
class ShownScreen(Protocol):
    """A screen that wants to know when it comes to the front."""

    def screen_shown(self) -> None:
        """Reload what may be stale and put the focus where work starts."""
        ...


@runtime_checkable
class PreparedScreen(Protocol):
    """A screen some of whose parts are made when they are first needed, or ahead of it."""

    def parts_ahead(self) -> Sequence[Callable[[], object]]:
        """What makes each part, harmless when it is made already; one is called at a time."""
        ...


@runtime_checkable
class BusyScreen(Protocol):
    """A screen that may hold work which closing the window would lose."""

    def unfinished_work(self) -> str:
        """A sentence saying what would be lost; empty when nothing."""
        ...
