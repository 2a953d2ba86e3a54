"""The settings the program knows, from ``resources/settings.toml``."""

from __future__ import annotations

from pathlib import Path

from app.domain.languages import SPANISH
from app.domain.settings import MAX_TEXT, SettingDefinition, SettingKind, SettingsCatalogue
from app.infra.toml_table import TomlTable, read_toml

INVALID = "SETTINGS_DATA_INVALID"


def read_settings(path: Path, language: str = SPANISH) -> SettingsCatalogue:
    """Read the catalogue, its words in that language; each must be there in all of them.

    Raises:
        RuleViolationError: ``SETTINGS_DATA_INVALID``, ``SETTING_TWICE`` or ``SETTING_VALUE``.
    """
    root = TomlTable(read_toml(path, INVALID), INVALID, path.name)
    definitions = [_definition(item, language) for item in root.tables("settings")]
    root.finish()
    return SettingsCatalogue(definitions)


def _definition(table: TomlTable, language: str) -> SettingDefinition:
    kind = table.text("kind")
    if kind not in set(SettingKind):
        raise table.fault("unknown kind", "kind")
    definition = SettingDefinition(
        key=table.text("key"),
        kind=SettingKind(kind),
        default=table.text("default"),
        label=table.said("label", language),
        help=table.said("help", language),
        minimum=table.whole("minimum", 0),
        maximum=table.whole("maximum", MAX_TEXT),
        choices=table.texts("choices"),
        pattern=table.text("pattern", ""),
        from_tomorrow=table.switch("from_tomorrow", default=False),
    )
    table.finish()
    return definition
