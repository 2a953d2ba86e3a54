"""The manifest: its published schema, what it tidies up, and a sentence for every code."""

from __future__ import annotations

import ast
import json
import re
import string
from pathlib import Path
from typing import Any

import pytest

from app.domain.package import Package, PackageProblem
from app.infra.packages.manifest_reading import MOST_PROBLEMS, RefusedManifest, read_manifest
from app.infra.packages.problem_sentences import (
    alike_of,
    known_codes,
    sentence,
    sentence_of_all,
)
from app.infra.packages.reader import FilePackageReader
from app.infra.packages.schema import SCHEMA_FILE, schema_text
from app.infra.packages.writer import manifest_of
from tests.package_samples import bent_manifest, folder_of, package

ROOT = Path(__file__).parents[2]
SOURCES = [*ROOT.glob("app/infra/packages/*.py"), *ROOT.glob("app/stages/intake/*.py")]


def test_the_published_schema_is_the_model() -> None:
    published = (ROOT / "resources" / SCHEMA_FILE).read_text("utf-8")
    assert published == schema_text(), "publish it again, see app.infra.packages.schema"


def test_the_schema_refuses_unknown_keys_everywhere() -> None:
    schema = json.loads(schema_text())
    parts = [schema, *schema["$defs"].values()]
    assert all(part["additionalProperties"] is False for part in parts)
    assert set(schema["required"]) == {
        "schema", "number", "procedure", "submitted_at", "person", "reception", "form", "files",
    }  # fmt: skip


def test_the_sixteen_fields_stand_in_their_sections() -> None:
    parts = json.loads(schema_text())["$defs"]
    fields = {
        name: set(parts[name]["properties"])
        for name in ("FormHeader", "FormSection1", "FormSection2")
    }
    assert fields["FormHeader"] == {"given_names", "family_names"}
    assert fields["FormSection1"] - {"postal_code_reason"} == {
        "cedula", "birth_date", "country", "state", "city", "postal_code", "phone_abroad",
        "codigo_dactilar", "id_issue_date",
    }  # fmt: skip
    assert fields["FormSection2"] - {"mobile_reason"} == {"email", "mobile_ec", "landline_ec"}
    assert parts["FormSection3"]["properties"]["signature"]["enum"] == [
        "handwritten",
        "electronic",
    ]


def test_texts_are_composed_and_trimmed(tmp_path: Path) -> None:
    def decompose(values: dict[str, Any]) -> None:
        values["person"]["family_names"] = "  N\u0303auta "
        values["reception"]["message"] = "Uno\r\ndos\ttres \r"

    found = FilePackageReader().read(folder_of(tmp_path / "p", bent_manifest(decompose)))
    assert isinstance(found, Package)
    assert found.declared.family_names == "Ñauta"
    assert found.reception.message == "Uno\ndos tres"


def test_a_blank_field_of_the_form_is_for_the_reviewer(tmp_path: Path) -> None:
    def blank(values: dict[str, Any]) -> None:
        values["form"]["section_1"].update(postal_code="", id_issue_date=None, country="")
        values["form"]["section_2"].update(mobile_ec="")

    assert isinstance(
        FilePackageReader().read(folder_of(tmp_path / "p", bent_manifest(blank))), Package
    )


def test_problems_are_many_at_once_but_bounded_and_hold_no_values() -> None:
    values = manifest_of(package())
    values.update({f"clave{n}": "secreto" for n in range(40)})
    values["person"] = {"given_names": "secreto\u202e", "family_names": 5}
    found = read_manifest(json.dumps(values).encode())
    assert isinstance(found, RefusedManifest)
    assert len(found.problems) == MOST_PROBLEMS + 1
    assert found.number == "VV-2026-000000"
    assert "secreto" not in str(found.problems)


def _codes_used() -> set[str]:
    found: set[str] = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return {text for text in found if re.fullmatch(r"[A-Z][A-Z]+(_[A-Z0-9]+)+", text)}


def test_every_code_has_a_sentence_in_both_languages_and_in_the_guide() -> None:
    not_problems = {"CASE_CHANGED", "IDENTIFIER_TAKEN", "QUARANTINE_UNAVAILABLE"}
    assert _codes_used() - not_problems == known_codes()
    guide = (ROOT / "docs" / "intake.md").read_text("utf-8")
    for code in known_codes():
        assert f"`{code}`" in guide
        for language in ("es", "en"):
            assert sentence(PackageProblem(code), language).endswith("."), code


def test_what_is_not_known_stands_in_no_brackets() -> None:
    whole = PackageProblem("ZIP_DAMAGED")
    assert sentence(whole) == "El zip está dañado o incompleto. Genérelo y envíelo otra vez."
    assert "incomplete (a.jpg)." in sentence(PackageProblem("ZIP_DAMAGED", "a.jpg"), "en")
    assert "archivo — " in sentence(PackageProblem("ZIP_ENCRYPTED"))


def test_fields_that_break_one_rule_are_told_together() -> None:
    problems = [
        PackageProblem("MANIFEST_FIELD", "tramite.json", {"field": "zone", "rule": "missing"}),
        PackageProblem("MANIFEST_UNKNOWN_KEY", "tramite.json", {"field": "a", "rule": "extra"}),
        PackageProblem("MANIFEST_FIELD", "tramite.json", {"field": "number", "rule": "pattern"}),
        PackageProblem("FILE_MISSING", "a.jpg"),
        PackageProblem("FILE_MISSING", "b.jpg"),
    ]
    told = [(code, sentence_of_all(alike)) for code, alike in alike_of(problems)]
    fields = "zone (missing), number (pattern)"
    assert told == [
        (
            "MANIFEST_FIELD",
            f"Campos de tramite.json que no cumplen el esquema: {fields}. Corríjalos.",
        ),
        ("MANIFEST_UNKNOWN_KEY", sentence(problems[1])),
        ("FILE_MISSING", sentence(problems[3])),
        ("FILE_MISSING", sentence(problems[4])),
    ]
    again = [problems[1], problems[1]]
    assert sentence_of_all(again, "en") == (
        "Keys that do not exist in the schema: a, a. Remove them or correct their names."
    )


def test_sentences_take_only_facts_somebody_gives() -> None:
    text = (ROOT / "resources" / "intake_problems.toml").read_text("utf-8")
    places = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    given = {"file", "limit_size"}
    for source in SOURCES:
        given |= set(re.findall(r'"([a-z]+)"\s*:', source.read_text("utf-8")))
    assert places <= given


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (PackageProblem("FILE_TOO_LARGE", "a.mp4", {"limit": 32 << 20}), "32 MiB"),
        (PackageProblem("NAME_CASE", "A.JPG", {"right": "a.jpg"}), "exactamente a.jpg"),
        (PackageProblem("NOT_YET_WRITTEN"), "NOT_YET_WRITTEN"),
    ],
)
def test_sentences_are_filled(problem: PackageProblem, words: str) -> None:
    assert words in sentence(problem)
