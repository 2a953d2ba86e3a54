"""Read a TOML file of ours and refuse anything it should not hold."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from app.domain.errors import RuleViolationError, UnavailableError

T = TypeVar("T")


def read_toml(path: Path) -> Mapping[str, object]:
    """Return the content of a file.

    Raises:
        UnavailableError: DATA_FILE_MISSING when it cannot be read.
        RuleViolationError: DATA_FILE_FORM when it is not TOML in UTF-8.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnavailableError("DATA_FILE_MISSING", file=path.name) from error
    except ValueError as error:
        raise RuleViolationError("DATA_FILE_FORM", file=path.name, where="") from error


class Table:
    """A table whose keys are taken one by one with their type; leftovers are refused."""

    def __init__(self, file: str, where: str, content: object) -> None:
        """Take a value that must be a table, e.g. the third `[[day]]`, as `where`."""
        self._file, self._where = file, where
        if not isinstance(content, dict):
            raise self.wrong(where)
        self._left: dict[str, object] = dict(content)

    def wrong(self, where: str) -> RuleViolationError:
        """Return the error for a place in this file."""
        return RuleViolationError("DATA_FILE_FORM", file=self._file, where=where)

    def take(self, key: str, wanted: type[T], default: T | None = None) -> T:
        """Return and strike out a value of exactly that type.

        Raises:
            RuleViolationError: DATA_FILE_FORM when it is missing without default, or of another
                type (a bool is not an int, a date-time not a date).
        """
        value = self._left.pop(key, default)
        if type(value) is not wanted:
            raise self.wrong(f"{self._where}.{key}")
        return value

    def tables(self, key: str) -> Sequence[Table]:
        """Return and strike out an array of tables; a missing key is an empty one."""
        rows = self._left.pop(key, [])
        if not isinstance(rows, list):
            raise self.wrong(f"{self._where}.{key}")
        return [
            Table(self._file, f"{self._where}.{key}[{index}]", row)
            for index, row in enumerate(rows)
        ]

    def table(self, key: str) -> Table:
        """Return and strike out a table."""
        return Table(self._file, f"{self._where}.{key}", self._left.pop(key, None))

    def finish(self) -> None:
        """Refuse keys nobody took: a misspelt one would silently change nothing."""
        for key in self._left:
            raise self.wrong(f"{self._where}.{key}")
