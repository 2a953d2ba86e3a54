"""Stored forms of our own frozen dataclasses, for columns that hold JSON.

Unlike :mod:`app.domain.wire` this is not for untrusted bytes: what is read here was written here.
Fields that did not exist yet when a row was written take their default; a field that is no longer
known is an error, because a migration should have taken care of it.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Any, NewType, TypeVar

T = TypeVar("T")


def to_json(value: object) -> Any:
    """A tree of dicts, lists, strings, numbers; instants and days as ISO text."""
    match value:
        case Enum():
            plain: Any = value.value
        case datetime():
            plain = value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            plain = value.isoformat()
        case Mapping():
            plain = {str(to_json(key)): to_json(item) for key, item in value.items()}
        case frozenset():
            plain = sorted(to_json(item) for item in value)
        case tuple() | list():
            plain = [to_json(item) for item in value]
        case _ if is_dataclass(value):
            plain = {item.name: to_json(getattr(value, item.name)) for item in fields(value)}
        case _:
            plain = value
    return plain


def from_json(wanted: type[T], value: Any) -> T:
    """The dataclass that :func:`to_json` wrote.

    Raises:
        ValueError: the stored form has fields or types this program does not know.
    """
    built: T = _build(wanted, value)
    return built


@cache
def _hints(wanted: type) -> dict[str, Any]:
    return typing.get_type_hints(wanted)


def _build(wanted: Any, value: Any) -> Any:
    if isinstance(wanted, NewType):
        return _build(wanted.__supertype__, value)
    origin = typing.get_origin(wanted)
    if origin is not None:
        return _build_generic(origin, typing.get_args(wanted), value)
    return _build_plain(wanted, value) if isinstance(wanted, type) else value


def _build_plain(wanted: type, value: Any) -> Any:
    if is_dataclass(wanted):
        return _build_dataclass(wanted, value)
    if issubclass(wanted, Enum):
        return wanted(value)
    return wanted.fromisoformat(value) if issubclass(wanted, datetime | date) else value


def _build_generic(origin: Any, parts: tuple[Any, ...], value: Any) -> Any:
    if origin in (types.UnionType, typing.Union):
        rest = [part for part in parts if part is not type(None)]
        return value if value is None or len(rest) > 1 else _build(rest[0], value)
    if origin is frozenset:
        return frozenset(_build(parts[0], item) for item in value)
    if origin is tuple:
        if len(parts) == 2 and parts[1] is Ellipsis:
            return tuple(_build(parts[0], item) for item in value)
        return tuple(_build(part, item) for part, item in zip(parts, value, strict=True))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {_build(parts[0], key): _build(parts[1], item) for key, item in value.items()}
    return value


def _build_dataclass(wanted: type, value: Mapping[str, Any]) -> Any:
    hints = _hints(wanted)
    known = {item.name: item for item in fields(wanted)}
    unknown = set(value) - set(known)
    missing = [
        name
        for name, item in known.items()
        if name not in value and item.default is MISSING and item.default_factory is MISSING
    ]
    if unknown or missing:
        raise ValueError(f"stored {wanted.__name__}: unknown {sorted(unknown)}, missing {missing}")
    return wanted(**{name: _build(hints[name], item) for name, item in value.items()})
