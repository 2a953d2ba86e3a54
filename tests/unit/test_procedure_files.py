"""A catalogue that does not fit together does not load."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import RuleViolationError
from app.infra.procedure_files import ProcedureFiles
from tests.adc import RESOURCES

MAIN = "adc.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "procedures"
    shutil.copytree(RESOURCES / "procedures", target)
    return target


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def problem(folder: Path) -> str:
    with pytest.raises(RuleViolationError) as caught:
        ProcedureFiles(folder)
    assert caught.value.code == "PROCEDURE_DATA_INVALID"
    return f"{caught.value.context['key']} {caught.value.context['problem']}"


Change = Callable[[Path], object]
CHANGES: list[tuple[str, Change]] = [
    ("colour unknown key", lambda f: edit(f / MAIN, 'code = "ADC"', 'code = "ADC"\ncolour = "x"')),
    ("version missing", lambda f: edit(f / MAIN, 'version = "2026.1"\n', "")),
    ("max_rounds not a int", lambda f: edit(f / MAIN, "max_rounds = 3", 'max_rounds = "3"')),
    ("parts no such file", lambda f: edit(f / MAIN, "adc/form.toml", "adc/farm.toml")),
    (" unreadable", lambda f: (f / MAIN).write_text("code =", encoding="utf-8")),
    (
        "kind sound is not",
        lambda f: edit(f / "adc/requirements.toml", 'kind = "video"', 'kind = "sound"'),
    ),
    ("unknown reason VID-99", lambda f: edit(f / "adc/declaration.toml", "VID-11", "VID-99")),
    ("unknown place", lambda f: edit(f / "adc/declaration.toml", "{names}", "{nombres}")),
    ("unknown requirement", lambda f: edit(f / "adc/reasons_video.toml", '["video"]', '["vidoe"]')),
    (
        "unknown finding",
        lambda f: edit(f / "adc/reasons_files.toml", "TYPE_MISMATCH", "TYPE_MISSMATCH"),
    ),
    ("SOL-4 is not of the form", lambda f: edit(f / "adc/reasons_form.toml", "SOL-04", "SOL-4")),
    ("reason SOL-04 twice", lambda f: edit(f / "adc/reasons_form.toml", "SOL-05", "SOL-04")),
    ("lacks its text in en", lambda f: edit(f / "adc/reasons_form.toml", "\nen =", "\nqu =")),
    ("en missing", lambda f: edit(f / MAIN, "title.en =", "title.qu =")),
    ("qu unknown key", lambda f: edit(f / MAIN, "title.en =", 'title.qu = "x"\ntitle.en =')),
    ("en empty", lambda f: edit(f / "adc/form.toml", '"It cannot be Ecuador."', '" "')),
    ("es missing", lambda f: edit(f / "adc/form.toml", 'hint.es = "No puede ser Ecuador."\n', "")),
    (
        "title not a dict",
        lambda f: edit(
            f / "adc/declaration.toml",
            'title.es = "Veracidad"\ntitle.en = "Truthfulness"',
            'title = "Veracidad"',
        ),
    ),
    (
        "id_front lacks what citizens call it",
        lambda f: edit(f / "adc/requirements.toml", "citizen_title.en", "citizen_title.qu"),
    ),
    (
        "given_names lacks what citizens call it",
        lambda f: edit(f / "adc/form.toml", "citizen_label.en", "citizen_label.qu"),
    ),
    (
        "tells a fact in its question",
        lambda f: edit(f / "adc/call_checks.toml", "número en voz", "número {number_end} en voz"),
    ),
    ("unknown place", lambda f: edit(f / "adc/reasons_form.toml", "{detail}", "{name}")),
    (
        "unknown fact",
        lambda f: edit(f / "adc/call_checks.toml", '["number_end"]', '["number_and"]'),
    ),
    (
        "place it does not need",
        lambda f: edit(f / "adc/call_checks.toml", 'needs = ["number_end"]', ""),
    ),
    ("automatic finding", lambda f: edit(f / "adc/reasons_files.toml", '"retry"', '"final"')),
    ("rule R-1 is not", lambda f: edit(f / MAIN, "R-063", "R-1")),
    ("more call checks", lambda f: edit(f / MAIN, "call_checks = 4", "call_checks = 99")),
    ("a term is below one", lambda f: edit(f / MAIN, "max_rounds = 3", "max_rounds = 0")),
    (
        "lacks formats or limits",
        lambda f: edit(f / "adc/requirements.toml", "warn_bytes = 2000000", "warn_bytes = 3000000"),
    ),
    ("lacks its length", lambda f: edit(f / "adc/requirements.toml", "max_seconds = 180\n", "")),
    ("stands on no rule", lambda f: edit(f / "adc/reasons_form.toml", 'rules = ["R-123"]', "")),
]


@pytest.mark.parametrize(("expected", "change"), CHANGES)
def test_faults_are_found(folder: Path, expected: str, change: Change) -> None:
    change(folder)
    assert expected in problem(folder)


@pytest.mark.parametrize("language", ["es", "en"])
def test_whichever_is_read_a_missing_language_is_told_by_file_and_key(
    folder: Path, language: str
) -> None:
    edit(folder / "adc/reasons_call.toml", "label.en", "label.qu")
    with pytest.raises(RuleViolationError) as caught:
        ProcedureFiles(folder, language)
    assert caught.value.context == {
        "place": "adc/reasons_call.toml.reasons[LLA-01].label",
        "key": "en",
        "problem": "missing",
    }


def test_an_empty_folder_is_no_catalogue(tmp_path: Path) -> None:
    assert "no procedure" in problem(tmp_path)


def test_versions_by_date(folder: Path) -> None:
    shutil.copy(folder / MAIN, folder / "adc-2027.toml")
    edit(folder / "adc-2027.toml", "2026.1", "2027.1")
    edit(folder / "adc-2027.toml", "2024-01-01", "2027-07-01")
    catalogue = ProcedureFiles(folder)
    assert catalogue.codes() == ("ADC",)
    assert catalogue.current("ADC", date(2027, 6, 30)).version == "2026.1"
    assert catalogue.current("ADC", date(2027, 7, 1)).version == "2027.1"
    assert catalogue.get("ADC", "2026.1").version == "2026.1"
    for ask in (
        lambda: catalogue.current("ADC", date(2023, 12, 31)),
        lambda: catalogue.get("ADC", "1"),
        lambda: catalogue.get("XXX", "2026.1"),
    ):
        with pytest.raises(RuleViolationError, match="PROCEDURE_UNKNOWN"):
            ask()


def test_one_version_exists_once(folder: Path) -> None:
    shutil.copy(folder / MAIN, folder / "other.toml")
    assert "exists twice" in problem(folder)
