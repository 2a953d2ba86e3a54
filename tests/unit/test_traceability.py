"""docs/traceability.md is complete, and what it names exists."""

from __future__ import annotations

import ast
import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from app.infra.message_words import read_words
from tests.adc import adc

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "traceability.md"
ALL_RULES = tuple(f"R-{number:03}" for number in range(1, 183))
ADC_RULES = ALL_RULES[62:130]
STATUSES = {"carried", "part 3", "part 4"}
KINDS = set("AMWDTI")
NAMED = re.compile(r"`((?:app|db|ui|reports|resources|tests|docs)/[^`]+)`")


@dataclass(frozen=True, slots=True)
class Row:
    rule: str
    short: str
    kind: str
    status: str
    where: str

    @property
    def named(self) -> tuple[str, ...]:
        """Files and tests between back quotes."""
        return tuple(NAMED.findall(self.where))


def rows_of(text: str) -> list[Row]:
    rows = []
    for line in text.splitlines():
        if line.startswith("| R-"):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            assert len(cells) == 5, f"{cells[0]} has {len(cells)} columns"
            rows.append(Row(*cells))
    return rows


@cache
def nodes_of(path: Path) -> frozenset[str]:
    """Node ids within a file: ``test_x`` and ``TestClass::test_x``."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found |= {
                f"{node.name}::{item.name}"
                for item in node.body
                if isinstance(item, ast.FunctionDef)
            }
    return frozenset(name for name in found if name.split("::")[-1].startswith("test_"))


def exists(named: str) -> bool:
    file, _, node = named.partition("::")
    path = ROOT / file
    return path.is_file() and (not node or node in nodes_of(path))


def faults_of(rows: list[Row]) -> list[str]:
    """What is wrong with the page, one line each."""
    faults = []
    rules = [row.rule for row in rows]
    faults += [f"{rule} is missing" for rule in ALL_RULES if rule not in rules]
    faults += [f"{rule} stands twice" for rule in sorted(set(rules)) if rules.count(rule) > 1]
    faults += [f"{rule} is unknown" for rule in rules if rule not in ALL_RULES]
    for row in rows:
        if row.status not in STATUSES:
            faults.append(f"{row.rule} has no status")
        if not row.kind or not set(row.kind.split("/")) <= KINDS or not row.short:
            faults.append(f"{row.rule} has no type or words")
        faults += [f"{row.rule} names {name}" for name in row.named if not exists(name)]
        if row.rule in ADC_RULES:
            faults += _adc_faults(row)
    return faults


def _adc_faults(row: Row) -> list[str]:
    tests = [name for name in row.named if name.startswith("tests/")]
    parts = [name for name in row.named if not name.startswith(("tests/", "docs/"))]
    screens = [name for name in parts if name.startswith("ui/")]
    wrong = {
        "is not carried": row.status != "carried",
        "names no part of the program": not parts,
        "names no test and no screen": not tests and not screens,
        "names a test file without the test": any("::" not in name for name in tests),
    }
    return [f"{row.rule} {fault}" for fault, is_found in wrong.items() if is_found]


def page() -> list[Row]:
    return rows_of(PAGE.read_text(encoding="utf-8"))


def test_every_rule_has_its_row_and_every_name_exists() -> None:
    assert faults_of(page()) == []


def test_data_named_for_a_rule_know_the_rule() -> None:
    """A catalogue that is named as carrying a rule gives that rule's number."""
    silent = {
        (row.rule, name)
        for row in page()
        for name in row.named
        if name.startswith("resources/procedures/")
        and f'"{row.rule}"' not in (ROOT / name).read_text(encoding="utf-8")
    }
    assert silent == set()


def changed(rule: str, **changes: str) -> list[Row]:
    return [
        Row(**{name: changes.get(name, getattr(row, name)) for name in Row.__slots__})
        if row.rule == rule
        else row
        for row in page()
    ]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (lambda: [row for row in page() if row.rule != "R-007"], "R-007 is missing"),
        (lambda: [*page(), page()[6]], "R-007 stands twice"),
        (lambda: changed("R-100", status="part 4"), "R-100 is not carried"),
        (lambda: changed("R-100", where=""), "R-100 names no part of the program"),
        (
            lambda: changed("R-100", where="`app/domain/contact.py`"),
            "R-100 names no test and no screen",
        ),
        (
            lambda: changed("R-100", where="`app/domain/nobody.py` `tests/unit/test_contact.py`"),
            "R-100 names app/domain/nobody.py",
        ),
        (
            lambda: changed("R-100", where="`app/a.py` `tests/unit/test_contact.py::test_none`"),
            "R-100 names tests/unit/test_contact.py::test_none",
        ),
        (
            lambda: changed("R-100", where="`tests/unit/test_contact.py`"),
            "R-100 names a test file without the test",
        ),
        (lambda: changed("R-007", status="someday"), "R-007 has no status"),
        (lambda: changed("R-007", kind="Z"), "R-007 has no type or words"),
    ],
)
def test_what_is_wrong_with_the_page_is_found(rows: object, fault: str) -> None:
    assert callable(rows)
    assert fault in faults_of(rows())


PUBLISHED_TITLE = (
    "ACTUALIZACIÓN DE DATOS DE CONTACTO PARA ASEGURADOS RESIDENTES EN EL EXTERIOR "
    "(AFILIADOS, JUBILADOS Y/O DERECHOHABIENTES)"
)


def test_published_texts() -> None:
    """R-063, R-065, R-073, R-127, R-128, R-129: fixed texts of the published procedure."""
    procedure = adc()
    notes = {note.code: note.text for note in procedure.notes}
    assert procedure.title.upper() == PUBLISHED_TITLE
    assert "acceder a beneficio o servicio" in notes["result_kind"]
    assert all(
        step in notes["entry"]
        for step in ("Trámites virtuales", "Ventanilla virtual", "Recepción de trámites")
    )
    assert "no tiene costo" in notes["channel"]
    assert [line.split(",")[0] for line in procedure.legal_base] == [
        "Ley Orgánica para la Optimización y Eficiencia de Trámites Administrativos",
        "Ley de Seguridad Social",
        "Resolución C.D. 535",
        "Resolución C.D. 625",
    ]
    for words in read_words(ROOT / "resources" / "templates" / "words.toml").values():
        assert words.contact_email == "atencionalusuario@iess.gob.ec"
        assert "".join(words.contact_phone.split()) == "+59323945666"


def test_the_published_series_is_whole() -> None:
    """R-130: a row each month; the sum is that of the published table up to August 2025."""
    file = ROOT / "resources" / "transparency" / "adc.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        rows = [{key: int(value) for key, value in row.items()} for row in csv.DictReader(stream)]
    months = [(row["year"], row["month"]) for row in rows]
    wanted = [(year, month) for year in (2024, 2025, 2026) for month in range(1, 13)]
    assert months == wanted[:28]
    assert sum(row["attentions"] for row in rows[:20]) == 5011
    assert all(row["complaints"] >= 0 for row in rows)
