"""One way of answering: text for people, or exactly one JSON object a line for programs."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum

from app.domain.errors import UnavailableError, VentanillaError

DONE = 0
REFUSED = 1
USAGE = 2
UNSAFE = 3


def plain(value: object) -> object:
    """Turn domain values into JSON values: instants as ISO 8601, enums by value, sets sorted."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(str(item) for item in value)
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        return [plain(item) for item in value]
    pairs = _pairs(value)
    return value if pairs is None else {name: plain(item) for name, item in pairs}


def _pairs(value: object) -> list[tuple[str, object]] | None:
    if isinstance(value, Mapping):
        return [(str(key), item) for key, item in value.items()]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [(field.name, getattr(value, field.name)) for field in dataclasses.fields(value)]
    return None


def emit(value: object, *, as_json: bool, text: str) -> None:
    """Write one answer to standard output."""
    line = json.dumps(plain(value), ensure_ascii=False, sort_keys=True) if as_json else text
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """Write a diagnostic to standard error."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def refuse(error: VentanillaError, *, as_json: bool) -> int:
    """Report an expected failure and return its exit code."""
    facts = ", ".join(f"{key}={plain(value)}" for key, value in error.context.items())
    if as_json:
        emit({"error": error.code, "context": dict(error.context)}, as_json=True, text="")
    else:
        say(f"{error.code}{': ' + facts if facts else ''}")
    return UNSAFE if isinstance(error, UnavailableError) else REFUSED
