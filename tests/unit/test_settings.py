"""Settings: known keys only, each within its bounds."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from app.domain.errors import RuleViolationError
from app.domain.settings import SettingDefinition, SettingKind, SettingsCatalogue
from app.infra.settings_file import read_settings
from db.picture_bands import MAX_DISTANCE
from tests.adc import RESOURCES

CATALOGUE = read_settings(RESOURCES / "settings.toml")
ROOT = RESOURCES.parent


def test_defaults_are_typed() -> None:
    values = CATALOGUE.values({})
    assert values.whole("mail.port") == 587
    assert values.text("mail.security") == "starttls"
    assert values.whole("decision.hold_hours") == 0
    assert all(item.label and item.help for item in CATALOGUE)


def test_stored_values_win_and_are_checked() -> None:
    assert CATALOGUE.values({"mail.port": "465"}).whole("mail.port") == 465
    for stored, code in (
        ({"mail.prot": "465"}, "SETTING_UNKNOWN"),
        ({"mail.port": "x"}, "SETTING_VALUE"),
    ):
        with pytest.raises(RuleViolationError, match=code):
            CATALOGUE.values(stored)


@pytest.mark.parametrize(
    ("key", "good", "bad"),
    [
        ("mail.port", "25", ["0", "65536", "", "1.5", "x", "٣"]),
        ("mail.security", "tls", ["ssl", "", "TLS"]),
        (
            "mail.sender",
            "a@b.example",
            ["a", "a@b", "a b@c.example", "a@b.example\n"[:-1] + "\x00"],
        ),
        ("mail.host", "mail.example", ["", "-x", "a b", "http://x"]),
        ("mail.sender_name", "IESS", ["", "a" * 81]),
        ("intake.abroad_province", "09", ["25", "9", "30", ""]),
        ("foreigner_code.pattern", "[0-9]{8}", ["(", ""]),
        ("risk.picture_distance", str(MAX_DISTANCE), [str(MAX_DISTANCE + 1), "-1"]),
        ("call.link_pattern", r"https://jitsi\.example\.org/[a-z]+", ["https://.*", ".*", "("]),
    ],
)
def test_bounds(key: str, good: str, bad: list[str]) -> None:
    assert CATALOGUE.check(key, f" {good} ") == good
    for text in bad:
        with pytest.raises(RuleViolationError, match="SETTING_VALUE") as caught:
            CATALOGUE.check(key, text)
        assert caught.value.context["key"] == key


def test_a_value_is_read_by_its_kind() -> None:
    values = CATALOGUE.values({})
    for ask in (lambda: values.whole("mail.host"), lambda: values.switch("mail.port")):
        with pytest.raises(RuleViolationError, match="SETTING_KIND"):
            ask()
    with pytest.raises(RuleViolationError, match="SETTING_UNKNOWN"):
        values.text("mail.nothing")


def test_switch_and_double() -> None:
    switch = SettingDefinition("a.b", SettingKind.SWITCH, "true", "l", "h")
    assert SettingsCatalogue([switch]).values({}).switch("a.b")
    assert not SettingsCatalogue([switch]).values({"a.b": "false"}).switch("a.b")
    with pytest.raises(RuleViolationError, match="SETTING_TWICE"):
        SettingsCatalogue([switch, switch])


def test_keys_written_in_the_code_exist() -> None:
    asked = {
        key
        for folder in ("app", "ui", "db", "reports")
        for path in Path(ROOT / folder).rglob("*.py")
        for key in re.findall(
            r"(?:settings\.get\(\s*|_SETTING: Final = )\"([a-z_]+\.[a-z_]+)\"",
            path.read_text(encoding="utf-8"),
        )
    }
    known = {item.key for item in CATALOGUE}
    assert asked
    assert asked <= known


def unread(keys: Iterable[str], sources: Iterable[str]) -> set[str]:
    """Keys that no source has as a text of its own; the screen that shows them all aside."""
    said = {
        node.value
        for source in sources
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return set(keys) - said


def test_every_setting_that_is_shown_is_read_by_the_program() -> None:
    paths = [path for folder in ("app", "ui", "db") for path in Path(ROOT / folder).rglob("*.py")]
    sources = [
        path.read_text(encoding="utf-8")
        for path in paths
        if ROOT / "ui" / "administration" not in path.parents
    ]
    assert unread((item.key for item in CATALOGUE), sources) == set()


def test_a_setting_that_nothing_reads_is_found() -> None:
    assert unread(["a.b", "a.c"], ['get("a.b")', "# a.c", '"""Of a.c."""']) == {"a.c"}


@pytest.mark.parametrize("text", ["x = 1", '[[settings]]\nkey = "a.b"\nkind = "odd"', "["])
def test_a_file_that_does_not_fit_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleViolationError, match="SETTINGS_DATA_INVALID"):
        read_settings(path)
