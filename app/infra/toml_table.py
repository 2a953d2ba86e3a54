"""Reading a TOML table so that wrong types and unknown keys are found, never ignored."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import TypeVar

from app.domain.errors import RuleViolationError
from app.domain.languages import LANGUAGES

T = TypeVar("T")


class TomlTable:
    """One table of a shipped file; every key must be asked for before :meth:`finish`.

    Attributes:
        code: error code raised for anything wrong.
        place: where the table stands, for the person mending the file.
    """

    def __init__(self, values: dict[str, object], code: str, place: str) -> None:
        self._values = dict(values)
        self.code = code
        self.place = place

    def fault(self, problem: str, key: str = "") -> RuleViolationError:
        """Return (not raise) the error for a problem in this table."""
        return RuleViolationError(self.code, place=self.place, key=key, problem=problem)

    def _take(self, key: str, kind: type[T], default: T | None) -> T:
        if key not in self._values:
            if default is None:
                raise self.fault("missing", key)
            return default
        value = self._values.pop(key)
        # bool is an int in Python; a switch where a number belongs is still a mistake.
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.fault(f"not a {kind.__name__}", key)
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """A text; mandatory without a default."""
        return self._take(key, str, default)

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        return self._take(key, int, default)

    def switch(self, key: str, default: bool | None = None) -> bool:
        """True or false."""
        return self._take(key, bool, default)

    def day(self, key: str, default: date | None = None) -> date:
        """A date without time."""
        return self._take(key, date, default)

    def optional_day(self, key: str) -> date | None:
        """A date without time, or None."""
        return self.day(key) if key in self._values else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty when the key is absent."""
        items: list[object] = self._take(key, list, [])
        if not all(isinstance(item, str) for item in items):
            raise self.fault("not a list of texts", key)
        return tuple(str(item) for item in items)

    def languages(self, key: str, *, mandatory: bool = False) -> dict[str, str]:
        """A table from language to text."""
        table = self._take(key, dict, None if mandatory else {})
        if not all(isinstance(item, str) and str(item).strip() for item in table.values()):
            raise self.fault("not a table of texts", key)
        return {str(language): str(text) for language, text in table.items()}

    def named_texts(self, key: str) -> dict[str, str]:
        """A table from names to texts, empty ones too; empty when the key is absent."""
        table: dict[str, object] = self._take(key, dict, {})
        if not all(isinstance(item, str) for item in table.values()):
            raise self.fault("not a table of texts", key)
        return {name: str(text) for name, text in table.items()}

    def said(self, key: str, language: str, default: str | None = None) -> str:
        """A text staff read, in one language; every language must be there all the same.

        Nobody sees a text missing in the language they do not use, so it is refused here. With a
        default the whole text may be absent, but not one language of it.
        """
        if key not in self._values and default is not None:
            return default
        words = self.table(key)
        texts = {name: words.text(name) for name in LANGUAGES}
        words.finish()
        for name, text in texts.items():
            if not text.strip():
                raise words.fault("empty", name)
        return texts[language]

    def table(self, key: str) -> TomlTable:
        """A mandatory table inside this one."""
        return TomlTable(self._take(key, dict, None), self.code, f"{self.place}.{key}")

    def tables(self, key: str) -> tuple[TomlTable, ...]:
        """A list of tables; empty when the key is absent."""
        items: list[object] = self._take(key, list, [])
        found = []
        for index, item in enumerate(items):
            if not isinstance(item, dict):
                raise self.fault("not a list of tables", key)
            name = str(item.get("code", index))
            found.append(TomlTable(item, self.code, f"{self.place}.{key}[{name}]"))
        return tuple(found)

    def names(self) -> tuple[str, ...]:
        """Names not asked for yet, in file order."""
        return tuple(self._values)

    def finish(self) -> None:
        """Refuse what nobody asked for."""
        for key in self._values:
            raise self.fault("unknown key", key)


def read_toml(path: Path, code: str) -> dict[str, object]:
    """Read a shipped TOML file.

    Raises:
        RuleViolationError: ``code`` when it is missing or no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RuleViolationError(code, place=path.name, key="", problem="unreadable") from error
