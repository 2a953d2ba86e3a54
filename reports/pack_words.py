"""Words of the evidence pack, and how instants, sizes, events and chains are written in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.infra.toml_table import TomlTable, read_toml
from app.ports.evidence_pack import PackedChain, PackedEvent
from reports.record_words import INVALID, RecordWords


@dataclass(frozen=True, slots=True)
class PackWords:
    """Spanish words by code; a code without words is printed as it is."""

    words: Mapping[str, str]
    kinds: Mapping[str, str]
    states: Mapping[str, str]
    events: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.words[key]

    def instant(self, at: datetime | None) -> str:
        """As the record writes one."""
        return self._record().instant(at)

    def size(self, size: int) -> str:
        """As the record writes one."""
        return self._record().size(size)

    def event(self, event: PackedEvent) -> str:
        """What happened."""
        action = event.action
        return self.events.get(action, action) if action else self.words["altered_event"]

    def chain(self, chain: PackedChain) -> str:
        """How a chain stands."""
        if chain.fault:
            said = self.words.get(chain.fault, chain.fault)
            return said.format(sequence=chain.fault_at)
        if chain.refuted:
            return self.words["refuted"].format(code=chain.refuted)
        whole = self.words["whole"].format(events=chain.events)
        if not chain.sealed:
            return whole
        return whole + self.words["sealed"].format(number=chain.sealed, sequence=chain.sealed_to)

    def _record(self) -> RecordWords:
        return RecordWords(self.words, {}, {}, {}, {})


def read_pack_words(path: Path) -> PackWords:
    """Read the words.

    Raises:
        RuleViolationError: ``RECORD_DATA_INVALID``.
    """
    root = TomlTable(read_toml(path, INVALID), INVALID, path.name)
    names = ("words", "kinds", "states", "events")
    tables = {name: root.languages(name, mandatory=True) for name in names}
    root.finish()
    return PackWords(**tables)
