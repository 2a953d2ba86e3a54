"""Every use case that is handed a session, found in the sources and called with plausible facts."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, get_args, get_type_hints

import app.domain
import app.stages
from app.domain.staff import Session

Act = tuple[type[Any], str]


def acts() -> dict[str, Act]:
    """Name → class and method of everything in ``app.stages`` that somebody signed in can ask."""
    return {name: act for name, act in _named().items() if _asks(*act)}


def silent_acts() -> set[str]:
    """What can be called without saying who asks."""
    return set(_named()) - set(acts())


def _named() -> dict[str, Act]:
    return {f"{cls.__name__}.{method}": (cls, method) for cls, method in _methods()}


def _methods() -> Iterator[Act]:
    for info in pkgutil.walk_packages(app.stages.__path__, "app.stages."):
        module = importlib.import_module(info.name)
        for cls in vars(module).values():
            if not inspect.isclass(cls) or cls.__module__ != module.__name__:
                continue
            if (
                cls.__name__.startswith("_")
                or is_dataclass(cls)
                or issubclass(cls, (Enum, BaseException))
            ):
                continue
            for name, _method in inspect.getmembers(cls, inspect.isfunction):
                if name == "__call__" or not name.startswith("_"):
                    yield cls, name


def _asks(cls: type[Any], method: str) -> bool:
    return any(_holds_session(hint) for hint in _parameters(getattr(cls, method)).values())


def _holds_session(hint: object) -> bool:
    if Session in {hint, *get_args(hint)}:
        return True
    return (
        isinstance(hint, type)
        and is_dataclass(hint)
        and any(one.name == "session" for one in fields(hint))
    )


def _parameters(function: Callable[..., Any]) -> dict[str, object]:
    hints = get_type_hints(inspect.unwrap(function))
    return {name: hint for name, hint in hints.items() if name not in {"self", "return"}}


def perform(act: Act, parts: Mapping[str, object], facts: Mapping[str, object]) -> object:
    """Make the use case of its parts and call it; what is not among the facts is made up."""
    cls, method = act
    wanted = inspect.signature(cls).parameters
    made = cls(**{name: parts[name] for name in wanted if name in parts})
    hints = _parameters(getattr(cls, method))
    needed = [
        name
        for name, parameter in inspect.signature(
            inspect.unwrap(getattr(cls, method))
        ).parameters.items()
        if name in hints and (parameter.default is parameter.empty or name in facts)
    ]
    keywords = {name: _value(name, hints[name], facts) for name in needed}
    return getattr(made, method)(**keywords)


@cache
def words() -> dict[str, object]:
    """Names that ports import for the type checker only, so that the start stays light."""
    words: dict[str, object] = {"datetime": datetime, "Mapping": Mapping, "Sequence": Sequence}
    for info in pkgutil.walk_packages(app.domain.__path__, "app.domain."):
        words.update(vars(importlib.import_module(info.name)))
    return words


def _value(name: str, hint: object, facts: Mapping[str, object]) -> object:
    if name in facts:
        return facts[name]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    if isinstance(hint, type) and is_dataclass(hint):
        hints = get_type_hints(hint, localns=words())
        needed = [
            one.name
            for one in fields(hint)
            if one.name in facts or (one.default is MISSING and one.default_factory is MISSING)
        ]
        return hint(**{name: _value(name, hints[name], facts) for name in needed})
    return _MADE_UP.get(getattr(hint, "__supertype__", hint), ())


_MADE_UP: dict[object, object] = {
    str: "Palabras suficientes.",
    int: 1,
    bool: False,
    date: date(2026, 10, 1),
    datetime: None,
}
