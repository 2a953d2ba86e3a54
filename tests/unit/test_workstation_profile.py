"""What a workstation's profile says, and what it may not say."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest

from app.domain.errors import RuleViolationError
from app.domain.habits import AfterReview, Habits
from app.infra.last_profile import last_profile, remember_profile
from app.infra.workstation_profile import (
    VARIABLE,
    known_profiles,
    load_profile,
    shared_language,
)


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


SEVERAL = """
language = "en"
[profiles.oficina]
name = "Oficina de Quito"
sealed = false
[profiles.central]
name = "Servidor central"
database = "postgresql://db.example/ventanilla"
server_ca = "/etc/ventanilla/ca.pem"
server_certificate = "/etc/ventanilla/own.pem"
server_key = "/etc/ventanilla/own.key"
language = "es"
"""


@pytest.mark.parametrize(
    ("database", "server"),
    [
        ("postgresql:///ventanilla?host=/srv/office/postgresql", "/srv/office/postgresql"),
        ("postgresql:///ventanilla?host=one.example,two.example", "one.example,two.example"),
        ("postgresql:///ventanilla", "localhost"),
        ("sqlite:////srv/office.db", ""),
    ],
)
def test_a_server_is_called_one_wherever_its_address_is_written(
    file: Path, database: str, server: str
) -> None:
    file.write_text(f'[profiles.one]\ndatabase = "{database}"\n', encoding="utf-8")
    assert [one.server for one in known_profiles()] == [server]


def test_one_of_several_profiles_is_named_or_chosen(file: Path) -> None:
    file.write_text(SEVERAL, encoding="utf-8")
    assert [(one.key, one.name, one.server) for one in known_profiles()] == [
        ("oficina", "Oficina de Quito", ""),
        ("central", "Servidor central", "db.example"),
    ]
    assert shared_language() == "en"
    central = load_profile(None, "central")
    assert central.language == "es"
    assert unquote(central.database) == (
        "postgresql://db.example/ventanilla?sslrootcert=/etc/ventanilla/ca.pem"
        "&sslcert=/etc/ventanilla/own.pem&sslkey=/etc/ventanilla/own.key"
    )
    assert load_profile(None, "oficina").language == "en"
    # An address on the command line needs no choice.
    assert load_profile("sqlite:///b.db").database == "sqlite:///b.db"
    with pytest.raises(RuleViolationError, match="PROFILE_NOT_CHOSEN") as caught:
        load_profile(None)
    assert caught.value.context["known"] == "oficina, central"
    with pytest.raises(RuleViolationError, match="PROFILE_UNKNOWN"):
        load_profile(None, "otra")


def test_the_files_of_a_profile_hold_for_an_address_that_names_none(file: Path) -> None:
    file.write_text('server_ca = "/ca.pem"', encoding="utf-8")
    for given, made in {
        "postgresql://a:b%3Fc@h/x": "postgresql://a:b%3Fc@h/x?sslrootcert=%2Fca.pem",
        "postgresql://h/x?": "postgresql://h/x?sslrootcert=%2Fca.pem",
        "postgresql:///x?host=h": "postgresql:///x?host=h&sslrootcert=%2Fca.pem",
        "postgresql://h/x?sslrootcert=/own": "postgresql://h/x?sslrootcert=/own",
        "sqlite:///x.db": "sqlite:///x.db",
    }.items():
        assert load_profile(given).database == made


def test_one_profile_with_a_name_asks_nothing(file: Path) -> None:
    file.write_text("[profiles.uno]\nsealed = false", encoding="utf-8")
    assert not load_profile(None).is_sealed
    assert len(known_profiles()) == 1


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("profiles = 1", "profiles"),
        ("profiles.a = 1", "profiles"),
        ('[profiles.a]\nservr_ca = "x"', "servr_ca"),
        ('[profiles.a]\nserver_certificate = "x"', "server_key"),
    ],
)
def test_a_mistake_in_one_of_several_is_said_with_its_key(file: Path, text: str, key: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RuleViolationError, match="PROFILE_INVALID") as caught:
        load_profile(None)
    assert caught.value.context["key"] == key


def test_what_was_opened_last_is_offered_first(file: Path) -> None:
    assert last_profile() == ""
    remember_profile("central")
    assert last_profile() == "central"
    assert [one.name for one in file.parent.iterdir()] == ["profile.last"]
