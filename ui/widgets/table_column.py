"""Columns of a paged table as data, and the page a loader hands back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from ui.widgets.badge import BadgeText

R = TypeVar("R")


class Align(Enum):
    """Side a column keeps to; numbers right."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


# No slots: with them `Column[Row](…)` cannot be called on Python 3.11 (typing sets an attribute).
@dataclass(frozen=True)
class Column(Generic[R]):
    """One column.

    Attributes:
        key: stable name, used for sorting and tests.
        title: heading in the person's language.
        text: what the cell says, also read out; for a badge column the badge's word is read.
        align: side.
        strong: heavier text.
        ink: colour token of the text: ink, quiet, accent, done, soon or late.
        badge: gives a badge to paint instead of the text, or None for this row.
        tip: gives the whole story of the cell, such as the full instant.
        stretch: takes the room that is left; at most one column should. Its words stay whole
            as long as others can give room.
        yields: gives up room first where it is short; what is cut stands in the tip. A stretching
            column that yields does so last, rather than that the table scrolls sideways.
        whole: never gives room, as columns of badges: half a state or step misleads; rather the
            table scrolls sideways.
        spare: hidden, in the order of the numbers, where the table would scroll sideways; 0 never.
        sortable: a click on the heading asks for this order.
    """

    key: str
    title: str
    text: Callable[[R], str]
    align: Align = Align.LEFT
    strong: bool = False
    ink: str = "ink"
    badge: Callable[[R], BadgeText | None] | None = None
    tip: Callable[[R], str] | None = None
    stretch: bool = False
    yields: bool = False
    whole: bool = False
    spare: int = 0
    sortable: bool = False


@dataclass(frozen=True)
class Page(Generic[R]):
    """Rows in order and the cursor of the next page, None at the end."""

    rows: tuple[R, ...]
    cursor: object | None = None


PageLoader = Callable[[object | None], Page[R]]
"""Asked in a worker for the page after a cursor (None: the first). Gives plain values."""
