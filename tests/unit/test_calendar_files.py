"""The calendar files as shipped, and what a damaged one does."""

from __future__ import annotations

import shutil
from datetime import date, time
from pathlib import Path

import pytest

from app.domain.errors import RuleViolationError, UnavailableError
from app.domain.opening_hours import OpenSpan
from app.infra.calendar_files import load_calendar, load_opening_hours

FOLDER = Path(__file__).parents[2] / "resources" / "calendar"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "calendar"))


def rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_is_shipped() -> None:
    calendar = load_calendar(FOLDER)
    assert {item.day: item.is_recoverable for item in calendar.decrees} == {
        date(2024, 10, 31): True,
        date(2025, 1, 2): False,
        date(2025, 1, 3): False,
        date(2026, 1, 2): False,
    }
    assert {"1701", "0901", "1101"} <= {item.place for item in calendar.local_holidays}
    hours = load_opening_hours(FOLDER / "opening_hours.toml")
    assert hours.on(date(2026, 6, 5)) == (OpenSpan(time(8), time(17)),)
    assert hours.on(date(2026, 6, 6)) == hours.on(date(2026, 6, 7)) == ()


def test_files_without_rows_leave_the_law_alone(folder: Path) -> None:
    for name in ("decrees.toml", "local_holidays.toml"):
        (folder / name).write_text("", encoding="utf-8")
    assert not load_calendar(folder).is_working_day(date(2026, 5, 25))
    assert load_calendar(folder).is_working_day(date(2026, 1, 2))


@pytest.mark.parametrize(
    ("file", "old", "new", "where"),
    [
        ("decrees.toml", "date = 2024-10-31", 'date = "2024-10-31"', "decrees.day[0].date"),
        ("decrees.toml", "date = 2024-10-31", "date = 2024-10-31T00:00:00", "decrees.day[0].date"),
        ("decrees.toml", "recoverable = true", "recoverabel = true", "decrees.day[0].recoverabel"),
        ("decrees.toml", 'source = "S72"', "", "decrees.day[0].source"),
        ("decrees.toml", "\n[[day]]", "\n[[days]]", "decrees.days"),
        ("decrees.toml", "\n[[day]]", "\nday = 1\n[[dag]]", ""),
        ("local_holidays.toml", "month = 4", "month = true", "local_holidays.holiday[0].month"),
    ],
)
def test_a_damaged_file_names_the_place(
    folder: Path, file: str, old: str, new: str, where: str
) -> None:
    rewrite(folder / file, old, new)
    with pytest.raises(RuleViolationError) as caught:
        load_calendar(folder)
    assert caught.value.code == "DATA_FILE_FORM"
    assert dict(caught.value.context) == {"file": file, "where": where}


@pytest.mark.parametrize("content", ["day = 1", "day = [1]"])
def test_rows_that_are_no_tables(folder: Path, content: str) -> None:
    (folder / "decrees.toml").write_text(content, encoding="utf-8")
    with pytest.raises(RuleViolationError) as caught:
        load_calendar(folder)
    assert caught.value.code == "DATA_FILE_FORM"


def test_a_file_in_another_encoding(folder: Path) -> None:
    (folder / "decrees.toml").write_bytes("# decreto número 1".encode("latin-1"))
    with pytest.raises(RuleViolationError):
        load_calendar(folder)


def test_a_missing_file(folder: Path) -> None:
    (folder / "local_holidays.toml").unlink()
    with pytest.raises(UnavailableError) as caught:
        load_calendar(folder)
    assert caught.value.context["file"] == "local_holidays.toml"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("saturday = []", "saturday = [[]]", "DATA_FILE_FORM"),
        ("saturday = []", "saturday = [1]", "DATA_FILE_FORM"),
        ("saturday = []", "saturday = [[08:00:00, 12:00:00, 13:00:00]]", "DATA_FILE_FORM"),
        ("saturday = []", "", "DATA_FILE_FORM"),
        ("saturday = []", "saturday = []\nsabado = []", "DATA_FILE_FORM"),
        ("saturday = []", "saturday = [[17:00:00, 08:00:00]]", "HOURS_ORDER"),
    ],
)
def test_damaged_hours(folder: Path, old: str, new: str, code: str) -> None:
    rewrite(folder / "opening_hours.toml", old, new)
    with pytest.raises(RuleViolationError) as caught:
        load_opening_hours(folder / "opening_hours.toml")
    assert caught.value.code == code
