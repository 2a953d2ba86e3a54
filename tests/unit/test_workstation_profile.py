"""What a workstation's profile says, and what it may not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.errors import RuleViolationError
from app.infra.workstation_profile import VARIABLE, load_profile


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "profile.toml"
    monkeypatch.setenv(VARIABLE, str(path))
    return path


def test_windows_speak_spanish_unless_the_profile_names_another_language(file: Path) -> None:
    file.write_text("", encoding="utf-8")
    assert load_profile(None).language == "es"
    file.write_text('language = "en"', encoding="utf-8")
    assert load_profile(None).language == "en"


def test_a_language_the_program_does_not_speak_is_said_with_its_key(file: Path) -> None:
    file.write_text('language = "qu"', encoding="utf-8")
    with pytest.raises(RuleViolationError) as caught:
        load_profile(None)
    assert caught.value.code == "PROFILE_INVALID"
    assert caught.value.context["key"] == "language"


def test_the_command_line_wins_over_the_profile(file: Path) -> None:
    file.write_text('database = "sqlite:///a.db"', encoding="utf-8")
    assert load_profile(None).database == "sqlite:///a.db"
    assert load_profile("sqlite:///b.db").database == "sqlite:///b.db"
