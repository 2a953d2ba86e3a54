"""What a workstation's profile says, and what it may not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.errors import RuleViolationError
from app.domain.habits import AfterReview, Habits
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


def test_the_habits_of_the_desk_are_the_profile_s(file: Path) -> None:
    file.write_text("", encoding="utf-8")
    assert load_profile(None).habits == Habits()
    file.write_text(
        'after_review = "queue"\nsingle_keys = false\n[keys]\n"shell.lock" = "F12"\n',
        encoding="utf-8",
    )
    assert load_profile(None).habits == Habits({"shell.lock": "F12"}, False, AfterReview.QUEUE)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('after_review = "home"', "after_review"),
        ('single_keys = "no"', "single_keys"),
        ('keys = "F12"', "keys"),
        ("[keys]\nlock = 12", "keys"),
    ],
)
def test_a_habit_that_is_none_is_said_with_its_key(file: Path, text: str, key: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RuleViolationError) as caught:
        load_profile(None)
    assert (caught.value.code, caught.value.context["key"]) == ("PROFILE_INVALID", key)


def test_the_command_line_wins_over_the_profile(file: Path) -> None:
    file.write_text('database = "sqlite:///a.db"', encoding="utf-8")
    assert load_profile(None).database == "sqlite:///a.db"
    assert load_profile("sqlite:///b.db").database == "sqlite:///b.db"
