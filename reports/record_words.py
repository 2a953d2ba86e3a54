"""Words of the record of validation, and how codes, instants and sizes are written in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from app.infra.toml_table import TomlTable, read_toml

INVALID = "RECORD_DATA_INVALID"
_ZONE = ZoneInfo("America/Guayaquil")


@dataclass(frozen=True, slots=True)
class RecordWords:
    """Spanish words by code; a code without words is printed as it is."""

    words: Mapping[str, str]
    outcomes: Mapping[str, str]
    results: Mapping[str, str]
    subjects: Mapping[str, str]
    fields: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.words[key]

    def instant(self, at: datetime | None) -> str:
        """``05-03-2026 14:20:09`` on the clocks of the mainland, or a dash."""
        return at.astimezone(_ZONE).strftime("%d-%m-%Y %H:%M:%S") if at else self.words["none"]

    def size(self, size: int) -> str:
        """``1,2 MB`` or ``312 kB``, decimal; a dash for no size."""
        if size <= 0:
            return self.words["none"]
        if size >= 1_000_000:
            return f"{size / 1_000_000:.1f} MB".replace(".", ",")
        return f"{max(1, round(size / 1000))} kB"


def read_record_words(path: Path) -> RecordWords:
    """Read the words.

    Raises:
        RuleViolationError: ``RECORD_DATA_INVALID``.
    """
    root = TomlTable(read_toml(path, INVALID), INVALID, path.name)
    names = ("words", "outcomes", "results", "subjects", "fields")
    tables = {name: root.languages(name, mandatory=True) for name in names}
    root.finish()
    return RecordWords(**tables)
