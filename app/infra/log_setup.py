"""Logs as JSON lines that cannot carry personal data.

What is written of a record: time, level, logger, the sentence as it stands in the code, those of
its arguments that are numbers or codes, allowed extras, and of an error its type, our code and
the places in the code. Sentences are constants: ruff's G and LOG rules refuse built ones. An
argument or extra that could be a name, a number of a document or a
file name is left out and the line says so.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from enum import Enum
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from typing_extensions import override

from app.domain.errors import VentanillaError

ALLOWED_EXTRAS: Final = frozenset(
    {"case_id", "code", "message_id", "call_id", "staff_id", "file_id", "count", "elapsed_ms"}
)
"""Extra fields a record may carry; their values are held to the same rule as arguments."""

HIDDEN: Final = "[…]"
_FILE_BYTES = 5_000_000
_FILES_KEPT = 5

# Error codes (they have an underscore, names in capitals have none), case numbers, hexadecimal
# ids. A plain run of digits may be somebody's document, so it is not in here.
_CODE = re.compile(r"[A-Z]+(?:_[A-Z0-9]+)+|[A-Z]{3}-[0-9]{4}-[0-9]{1,9}|[0-9a-f]{32}|[0-9a-f]{64}")
_MAX_PLAIN_NUMBER = 99_999_999
_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


_TALKATIVE = ("mail", "alembic", "pikepdf", "fontTools", "PIL")
"""Libraries that tell every step at INFO; only what goes wrong there is of use to us."""


class JsonLines(logging.Formatter):
    """Formats a record as one line of JSON."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        """Return the line; never raises for an odd record."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": _sentence(record),
        }
        line |= _extras(record)
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = _error(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, separators=(",", ":"))


def configure_logging(
    log_file: Path | None = None, level: int = logging.INFO, *, to_stderr: bool = True
) -> None:
    """Send every log of the program to standard error and, if named, a rotating file.

    Handlers set up earlier by this function are replaced, so that calling it twice is harmless.
    """
    root = logging.getLogger()
    for handler in [item for item in root.handlers if isinstance(item.formatter, JsonLines)]:
        root.removeHandler(handler)
        handler.close()
    handlers: list[logging.Handler] = []
    if to_stderr:
        handlers.append(logging.StreamHandler(sys.stderr))
    if log_file is not None:
        log_file.parent.mkdir(parents=True, exist_ok=True)
        handlers.append(
            RotatingFileHandler(
                log_file, maxBytes=_FILE_BYTES, backupCount=_FILES_KEPT, encoding="utf-8",
                delay=True,
            )
        )  # fmt: skip
    for handler in handlers:
        handler.setFormatter(JsonLines())
        root.addHandler(handler)
    root.setLevel(level)
    # No news to anybody at every start.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)


def _sentence(record: logging.LogRecord) -> str:
    """The sentence of the code, with the arguments that may be shown."""
    sentence = str(record.msg) if isinstance(record.msg, str) else HIDDEN
    arguments = record.args
    if not arguments:
        return sentence
    shown: object
    if isinstance(arguments, dict):
        shown = {str(key): _shown(value) for key, value in arguments.items()}
    else:
        shown = tuple(_shown(value) for value in arguments)
    try:
        return sentence % shown
    except (TypeError, ValueError, KeyError):
        return sentence


def _shown(value: object) -> object:
    """The value when it can only be a count or a code, else a mark that something was there."""
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        return value if abs(value) <= _MAX_PLAIN_NUMBER else HIDDEN
    if isinstance(value, Enum):
        # A member of an enumeration is a word of our own.
        return str(value.value)
    text = str(value) if isinstance(value, str) else ""
    return text if _CODE.fullmatch(text) else HIDDEN


def _extras(record: logging.LogRecord) -> dict[str, object]:
    given = {key: value for key, value in record.__dict__.items() if key not in _STANDARD}
    allowed = {key: _shown(value) for key, value in given.items() if key in ALLOWED_EXTRAS}
    refused = len(given) - len(allowed)
    return {**allowed, "extras_refused": refused} if refused else dict(allowed)


def _error(error: BaseException) -> dict[str, object]:
    frames = traceback.extract_tb(error.__traceback__)
    told: dict[str, object] = {
        "type": type(error).__qualname__,
        "at": [f"{Path(item.filename).name}:{item.lineno}:{item.name}" for item in frames],
    }
    if isinstance(error, VentanillaError):
        told["code"] = error.code
    if error.__cause__ is not None:
        told["cause"] = _error(error.__cause__)
    return told
