"""A refusal on the command line is a code for programs and a sentence for people."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from app.cli.output import REFUSED, refuse, told
from app.domain.errors import RuleViolationError, UnavailableError

ROOT = Path(__file__).resolve().parents[2]
SENTENCES = tomllib.loads((ROOT / "resources" / "command_errors.toml").read_text(encoding="utf-8"))
ROWS = re.findall(
    r"^\| `([A-Z_]+)` \|.*\| ([^|]*) \|$",
    (ROOT / "docs" / "errors.md").read_text("utf-8"),
    re.MULTILINE,
)


def test_every_code_of_the_command_line_has_its_sentence() -> None:
    printed = {code for code, place in ROWS if place.strip() == "command line"}
    assert len(printed) > 15
    assert not printed - SENTENCES.keys()
    assert not SENTENCES.keys() - {code for code, _ in ROWS}, "a sentence for a code nobody raises"


def test_the_sentence_stands_beside_code_and_facts(capsys: pytest.CaptureFixture[str]) -> None:
    error = RuleViolationError("CEDULA_CHECK_DIGIT", expected=4)
    assert refuse(error, as_json=False) == REFUSED
    said = capsys.readouterr().err.strip()
    assert said == f"CEDULA_CHECK_DIGIT: expected=4 {SENTENCES['CEDULA_CHECK_DIGIT']}"


def test_what_a_command_waits_for_is_told_the_same_way() -> None:
    error = UnavailableError("INBOX_UNREADABLE", errno=13)
    assert told(error) == f"INBOX_UNREADABLE: errno=13 {SENTENCES['INBOX_UNREADABLE']}"
    assert told(UnavailableError("SOMETHING_NEW")) == "SOMETHING_NEW"


def test_a_code_without_sentence_is_still_said(capsys: pytest.CaptureFixture[str]) -> None:
    refuse(RuleViolationError("SOMETHING_NEW"), as_json=False)
    assert capsys.readouterr().err == "SOMETHING_NEW\n"


def test_what_opening_a_database_or_adding_staff_may_be_refused_with_has_its_sentence() -> None:
    read = [ROOT / "db" / "errors.py", ROOT / "app" / "stages" / "access" / "staff_directory.py"]
    text = "".join(path.read_text("utf-8") for path in read)
    met = set(re.findall(r'"((?:DATABASE|DISK|LOGIN|NAME|PASSWORD|FIRST|CEDULA)_[A-Z_]+)"', text))
    assert {"LOGIN_FORM", "DATABASE_READ_ONLY", "DISK_FULL"} <= met
    assert not met - SENTENCES.keys()
