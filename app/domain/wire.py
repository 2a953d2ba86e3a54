"""Strict conversion between our frozen dataclasses and JSON-like values.

What comes out of the sandbox, or out of a stored report, is checked field by field against the
dataclass it claims to be: exact keys, exact types, finite and bounded numbers, short plain strings.
"""

from __future__ import annotations

import math
import re
import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Final, TypeVar

T = TypeVar("T")

MAX_ITEMS: Final = 4096
MAX_NUMBER: Final = 10**13
MAX_FLOAT: Final = 1e12
_PLAIN: Final = re.compile(r"[A-Za-z0-9 ._/+:-]{0,80}")


class WireError(ValueError):
    """A value does not have the promised form; says where, never what."""


def to_plain(value: object) -> object:
    """Turn a dataclass tree into dicts, lists, strings and numbers."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: to_plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(str(to_plain(item)) for item in value)
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return value


def from_plain(wanted: type[T], value: object) -> T:
    """Build a `wanted` dataclass from plain values.

    Raises:
        WireError: anything is missing, too much, of another type or out of bounds.
    """
    built = _convert(wanted, value, wanted.__name__)
    if not isinstance(built, wanted):
        raise WireError(wanted.__name__)
    return built


@cache
def _hints(wanted: type) -> dict[str, object]:
    return dict(typing.get_type_hints(wanted))


def _convert(wanted: object, value: object, where: str) -> object:
    origin = typing.get_origin(wanted)
    if origin in (types.UnionType, typing.Union):
        return _optional(typing.get_args(wanted), value, where)
    if origin is tuple:
        return _tuple(typing.get_args(wanted), value, where)
    if isinstance(wanted, type) and is_dataclass(wanted):
        return _dataclass(wanted, value, where)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return _member(wanted, value, where)
    return _scalar(wanted, value, where)


def _optional(choices: tuple[object, ...], value: object, where: str) -> object:
    if value is None and type(None) in choices:
        return None
    rest = [choice for choice in choices if choice is not type(None)]
    if len(rest) != 1:
        raise WireError(where)
    return _convert(rest[0], value, where)


def _tuple(parts: tuple[object, ...], value: object, where: str) -> object:
    if not isinstance(value, list) or len(value) > MAX_ITEMS:
        raise WireError(where)
    if len(parts) == 2 and parts[1] is Ellipsis:
        return tuple(_convert(parts[0], item, where) for item in value)
    if len(parts) != len(value):
        raise WireError(where)
    return tuple(_convert(part, item, where) for part, item in zip(parts, value, strict=True))


def _dataclass(wanted: type, value: object, where: str) -> object:
    hints = _hints(wanted)
    if not isinstance(value, dict) or set(value) != set(hints):
        raise WireError(where)
    return wanted(
        **{name: _convert(hint, value[name], f"{where}.{name}") for name, hint in hints.items()}
    )


def _member(wanted: type[Enum], value: object, where: str) -> object:
    try:
        return wanted(value)
    except ValueError:
        raise WireError(where) from None


def _scalar(wanted: object, value: object, where: str) -> object:
    if wanted is bool:
        accepted = isinstance(value, bool)
    elif wanted is int:
        accepted = type(value) is int and abs(value) <= MAX_NUMBER
    elif wanted is float:
        accepted = type(value) in (int, float) and _is_bounded(value)
        value = float(value) if accepted and isinstance(value, int | float) else value
    else:
        accepted = wanted is str and isinstance(value, str) and bool(_PLAIN.fullmatch(value))
    if not accepted:
        raise WireError(where)
    return value


def _is_bounded(value: object) -> bool:
    return isinstance(value, int | float) and math.isfinite(value) and abs(value) <= MAX_FLOAT
