"""Texts every database keeps, wherever in a command they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from app.domain.errors import RuleViolationError
from app.domain.staff import Session


def is_readable(text: str) -> bool:
    """No database keeps halves of characters, and not every one keeps NUL."""
    return not any(char == "\0" or "\ud800" <= char <= "\udfff" for char in text)


def require_readable(*values: object) -> None:
    """Pass only what both databases keep alike.

    Args:
        values: texts, or anything that holds some: commands, drafts, mappings, sequences.

    Raises:
        RuleViolationError: ``TEXT_UNREADABLE``.
    """
    if not all(is_readable(text) for value in values for text in texts_in(value)):
        raise RuleViolationError("TEXT_UNREADABLE")


def texts_in(value: object) -> Iterator[str]:
    """Every text in a value; a session is none of whoever calls, it was checked when opened."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from texts_in(key)
            yield from texts_in(item)
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from texts_in(item)
    elif is_dataclass(value) and not isinstance(value, type | Session):
        for one in fields(value):
            yield from texts_in(getattr(value, one.name))
