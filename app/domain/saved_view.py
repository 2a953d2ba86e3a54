"""Views of the queue that a person keeps under a name of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.domain.errors import RuleViolationError

MAX_NAME: Final = 40
MAX_VIEWS: Final = 20
"""A person's views stand in one list, which has to be read at a glance."""


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


def view_name(text: str) -> str:
    """The name as it is kept: single blanks, none around it.

    Raises:
        RuleViolationError: ``VIEW_NAME_MISSING``, ``VIEW_NAME_TOO_LONG`` or ``TEXT_UNREADABLE``.
    """
    name = " ".join(text.split())
    if not name:
        raise RuleViolationError("VIEW_NAME_MISSING")
    if len(name) > MAX_NAME:
        raise RuleViolationError("VIEW_NAME_TOO_LONG", maximum=MAX_NAME)
    if not name.isprintable():
        raise RuleViolationError("TEXT_UNREADABLE")
    return name


def is_same_name(one: str, other: str) -> bool:
    """Whether a person would take the two for the same: small and capital letters are alike."""
    return one.casefold() == other.casefold()
