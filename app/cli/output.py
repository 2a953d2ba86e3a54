"""One way of answering: text for people, or exactly one JSON object a line for programs."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import sys
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import TextIO

from app.cli.words import words
from app.domain.errors import UnavailableError, VentanillaError

DONE = 0
REFUSED = 1
USAGE = 2
UNSAFE = 3

_SENTENCES = Path(__file__).resolve().parents[2] / "resources" / "command_errors.toml"

_USAGE_CODES = frozenset(
    {"DATABASE_URL_INVALID", "DATABASE_KIND_UNKNOWN", "PROFILE_NOT_CHOSEN", "PROFILE_UNKNOWN"}
)
"""Refusals of what stands on the command line itself."""

_UNSAFE_CODES = frozenset(
    {"PROFILE_INVALID", "SERVER_CA_NEEDED", "SERVER_FILE_UNREADABLE", "SERVER_TLS_WEAK"}
)
"""Refusals of what stands in the profile."""


class OutputLostError(Exception):
    """Standard output cannot be written; what the command did stays done."""


def plain(value: object) -> object:
    """Turn domain values into JSON values: instants as ISO 8601, enums by value, sets sorted."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(str(item) for item in value)
    pairs = _pairs(value)
    if pairs is not None:
        return {name: plain(item) for name, item in pairs}
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        return [plain(item) for item in value]
    return value


def _pairs(value: object) -> list[tuple[str, object]] | None:
    if isinstance(value, Mapping):
        return [(str(key), item) for key, item in value.items()]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [(field.name, getattr(value, field.name)) for field in dataclasses.fields(value)]
    names: tuple[str, ...] = getattr(value, "_fields", ())
    # Fields of a named tuple; another sequence has none and stays a list.
    return list(zip(names, value, strict=True)) if names and isinstance(value, tuple) else None


def emit(value: object, *, as_json: bool, text: str) -> None:
    """Write one answer to standard output."""
    if as_json:
        # Escapes keep the line valid JSON where the locale has no such letters.
        has_letters = str(getattr(sys.stdout, "encoding", "")).lower().startswith("utf")
        text = json.dumps(plain(value), sort_keys=True, ensure_ascii=not has_letters)
    write_line(text)


def write_line(line: str, to: TextIO | None = None) -> None:
    """Write one line, to standard output if nothing else is named.

    Raises:
        OutputLostError: it is closed, full, or its reader went away.
    """
    out = sys.stdout if to is None else to
    if out is None:
        say(words("program.output_closed"))
        raise OutputLostError
    encoding = out.encoding or "utf-8"
    try:
        out.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        out.flush()
    except (OSError, ValueError) as error:
        # What is still buffered goes nowhere, or Python would fail once more at its end.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
        if not isinstance(error, BrokenPipeError):
            say(words("program.output_lost"))
        raise OutputLostError from error


def say(text: str) -> None:
    """Write a diagnostic to standard error, if there is anybody to read it."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(text + "\n")
            sys.stderr.flush()


def sentence_of(code: str) -> str:
    """What the code means and what to do next; empty where the code has no sentence here."""
    # Read when something was refused; a broken file must not hide the refusal itself.
    with contextlib.suppress(OSError, ValueError):
        return str(tomllib.loads(_SENTENCES.read_text(encoding="utf-8")).get(code, ""))
    return ""


def told(error: VentanillaError) -> str:
    """Code, facts and sentence of an expected failure, as people read it."""
    facts = ", ".join(f"{key}={plain(value)}" for key, value in error.context.items())
    sentence = sentence_of(error.code)
    code = f"{error.code}:" if facts or sentence else error.code
    return " ".join(part for part in (code, facts, sentence) if part)


def refuse(error: VentanillaError, *, as_json: bool) -> int:
    """Report an expected failure and return its exit code."""
    if as_json:
        emit({"error": error.code, "context": dict(error.context)}, as_json=True, text="")
    else:
        say(told(error))
    if error.code in _USAGE_CODES:
        return USAGE
    is_unsafe = isinstance(error, UnavailableError) or error.code in _UNSAFE_CODES
    return UNSAFE if is_unsafe else REFUSED
