"""The settings the program knows, from ``resources/settings.toml``."""

from __future__ import annotations

from pathlib import Path

from app.domain.settings import MAX_TEXT, SettingDefinition, SettingKind, SettingsCatalogue
from app.infra.toml_table import TomlTable, read_toml

INVALID = "SETTINGS_DATA_INVALID"


def read_settings(path: Path) -> SettingsCatalogue:
    """Read the catalogue.

    Raises:
        RuleViolationError: ``SETTINGS_DATA_INVALID``, ``SETTING_TWICE`` or ``SETTING_VALUE``.
    """
    root = TomlTable(read_toml(path, INVALID), INVALID, path.name)
    definitions = [_definition(item) for item in root.tables("settings")]
    root.finish()
    return SettingsCatalogue(definitions)


def _definition(table: TomlTable) -> SettingDefinition:
    kind = table.text("kind")
    if kind not in set(SettingKind):
        raise table.fault("unknown kind", "kind")
    definition = SettingDefinition(
        key=table.text("key"),
        kind=SettingKind(kind),
        default=table.text("default"),
        label=table.text("label"),
        help=table.text("help"),
        minimum=table.whole("minimum", 0),
        maximum=table.whole("maximum", MAX_TEXT),
        choices=table.texts("choices"),
        pattern=table.text("pattern", ""),
    )
    table.finish()
    return definition
