"""How much one draft may hold: it is stored at every key, whoever calls (D2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Final

from app.domain.errors import RuleViolationError
from app.domain.review import ReviewDraft

MAX_DRAFT: Final = 65_536
"""Letters, a mark counting as eight of them. The windows take no more than a note and one line,
which with every mark of a long case is a tenth of this."""

_MARK: Final = 8
_LARGEST: Final = 2**31 - 1
"""Neither a page, nor a second, nor a version is greater, and databases hold no more."""


def require_bounded(draft: ReviewDraft) -> None:
    """Pass only a draft that a person can have written.

    Raises:
        RuleViolationError: ``DRAFT_TOO_LARGE`` with ``maximum``.
    """
    # Frames are kept one by one, each bounded by the use case that does.
    if _size(replace(draft, snapshots=())) > MAX_DRAFT:
        raise RuleViolationError("DRAFT_TOO_LARGE", maximum=MAX_DRAFT)


def _size(value: object) -> int:
    if isinstance(value, str):
        return _MARK + len(value)
    if isinstance(value, int | float):
        return MAX_DRAFT + 1 if abs(value) > _LARGEST else _MARK
    if isinstance(value, Mapping):
        return sum(_size(key) + _size(item) for key, item in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return sum(map(_size, value))
    if is_dataclass(value) and not isinstance(value, type):
        return sum(_size(getattr(value, one.name)) for one in fields(value))
    return _MARK
