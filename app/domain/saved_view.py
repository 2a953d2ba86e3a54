"""Views of the queue that a person keeps under a name of their own."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Final

from app.domain.errors import RuleViolationError

MAX_NAME: Final = 40
MAX_KEY: Final = 40
MAX_VIEWS: Final = 20
"""A person's views stand in one list, which has to be read at a glance."""
_KEY: Final = re.compile(rf"[a-z_]{{0,{MAX_KEY}}}")
_MOST_MARKS: Final = 8
"""Before a name is composed a letter stands there with its marks; more would be slow to order."""
_UNSEEN: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8"
    "\U000e0000-\U000e0fff]"
)
"""What leaves no trace on paper though Python would print it (Default_Ignorable_Code_Point), and
the braille blank."""


@dataclass(frozen=True, slots=True)
class SavedView:
    """Filters under a name; words somebody searched for are never kept, they may name a person.

    Attributes:
        base: which cases, a key of the screen (``province``, ``mine``, …).
        state: one state among them; empty for all. Both are text, because a later program may
            not know them any more.
    """

    name: str
    base: str
    state: str = ""


def sound_view(view: SavedView) -> SavedView:
    """The view as it is kept: its name whole, its filters short keys.

    Raises:
        RuleViolationError: as :func:`view_name` does, or ``VIEW_FILTER_UNSOUND``.
    """
    name = view_name(view.name)
    keys: tuple[object, ...] = (view.base, view.state)
    for key in keys:
        if not isinstance(key, str) or _KEY.fullmatch(key) is None:
            raise RuleViolationError("VIEW_FILTER_UNSOUND")
    return replace(view, name=name)


def view_name(text: str) -> str:
    """The name as it is kept: single blanks, none around it, letters composed with their marks.

    Raises:
        RuleViolationError: ``VIEW_NAME_MISSING``, ``VIEW_NAME_TOO_LONG`` or ``TEXT_UNREADABLE``.
    """
    if len(text) > MAX_NAME * _MOST_MARKS:
        raise RuleViolationError("VIEW_NAME_TOO_LONG", maximum=MAX_NAME)
    name = unicodedata.normalize("NFC", " ".join(text.split()))
    if not name:
        raise RuleViolationError("VIEW_NAME_MISSING")
    if len(name) > MAX_NAME:
        raise RuleViolationError("VIEW_NAME_TOO_LONG", maximum=MAX_NAME)
    if not name.isprintable() or _UNSEEN.search(name):
        raise RuleViolationError("TEXT_UNREADABLE")
    return name


def is_same_name(one: str, other: str) -> bool:
    """Whether a person would take the two for the same: small and capital letters are alike."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    # Names kept by earlier programs were not composed.
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())
