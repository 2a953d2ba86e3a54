"""Pages that make promises about the code are held against the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.duties import Separation

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
FAMILIES = {
    "VentanillaError",
    "RuleViolationError",
    "AccessDeniedError",
    "StaleCaseError",
    "UnavailableError",
    "UntrustedInputError",
}
CODE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
GUARD = re.compile(r"[A-Z_]+_(?:APPEND_ONLY|FROZEN)")
REFUSED = re.compile(r"refuse\('([A-Z]+(?:_[A-Z]+)+)'")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
MENTION = re.compile(
    r"`((?:app|db|ui|reports|resources|tests|tools|docs|requirements|benchmarks)/[^`\s*…<>{}]*)`"
)
HEADINGS = {"Agregado", "Cambiado", "Obsoleto", "Eliminado", "Corregido", "Seguridad", "Reglas",
            "Migraciones"}  # fmt: skip
FIRST_SECTION = "Sin publicar"


def sources(*packages: str) -> Iterator[Path]:
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def code_shaped(tree: ast.AST) -> set[str]:
    """Texts in capitals that could be codes; the words of SQLite's own errors are not ours."""
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and CODE.fullmatch(node.value)
        and not node.value.startswith("SQLITE_")
    }


def raised_in(text: str) -> set[str]:
    """Codes a module can give to one of our errors.

    A code that is a plain text is read as such. Where it is computed, every text of the module
    that has the form of a code counts: too many rather than too few.
    """
    tree = ast.parse(text)
    codes: set[str] = set()
    is_computed = False
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node.func) in FAMILIES and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant):
                codes.add(str(first.value))
            else:
                is_computed = True
        elif isinstance(node, ast.Assign) and name_of(node.targets[0]) == "INVALID":
            codes |= code_shaped(node.value)
    return codes | code_shaped(tree) if is_computed else codes


def name_of(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def raised_codes() -> set[str]:
    found = {f"SEPARATION_{item.name}" for item in Separation}
    for path in sources("app", "db", "reports", "ui"):
        found |= raised_in(path.read_text(encoding="utf-8"))
    for step in sorted((ROOT / "db/migrations/versions").glob("*.py")):
        shaped = code_shaped(ast.parse(step.read_text(encoding="utf-8")))
        found |= {code for code in shaped if GUARD.fullmatch(code)}
    for module in sorted((ROOT / "db/policies/modules").glob("*.sql")):
        found |= set(REFUSED.findall(module.read_text(encoding="utf-8")))
    return found


def documented() -> dict[str, tuple[str, ...]]:
    """Rows of docs/errors.md: code → family, meaning, where its sentence is."""
    rows: dict[str, tuple[str, ...]] = {}
    for line in (DOCS / "errors.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        code = cells[0].strip("`")
        if line.startswith("| `") and CODE.fullmatch(code):
            assert code not in rows, f"{code} twice"
            rows[code] = tuple(cells[1:])
    return rows


def test_every_code_raised_is_explained() -> None:
    assert sorted(raised_codes() - set(documented())) == []


def test_no_code_is_explained_that_nobody_raises() -> None:
    assert sorted(set(documented()) - raised_codes()) == []


def test_the_list_of_codes_sees_what_is_raised() -> None:
    assert raised_in('raise UnavailableError("NOBODY_HOME", at=1)') == {"NOBODY_HOME"}
    assert raised_in('A = {"x": "ONE_CODE"}\nraise errors.StaleCaseError(A["x"])') == {"ONE_CODE"}
    assert raised_in('INVALID = "DATA_WRONG"') == {"DATA_WRONG"}
    assert raised_in('A = "NOT_A_CODE"\nraise ValueError("NOR_THIS")') == set()


def test_every_code_has_a_family_a_meaning_and_a_sentence() -> None:
    catalogues: dict[str, str] = {}
    for code, (family, meaning, where) in documented().items():
        assert family in {"rule", "access", "stale", "unavailable", "untrusted"}, code
        assert len(meaning) > 10, code
        if where in {"family", "command line", "stored"}:
            continue
        path = where.strip("`")
        text = catalogues.setdefault(path, (ROOT / path).read_text(encoding="utf-8"))
        assert f'"{code}"' in text, f"{code} has no sentence in {path}"


def pages() -> list[Path]:
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_points_at_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = [(page.parent / target) for target in LINK.findall(text)]
    targets += [ROOT / mention.split("::")[0] for mention in MENTION.findall(text)]
    missing = {
        str(target)
        for target in targets
        # Pictures are taken by the tour and committed with a release.
        if not target.exists() and target.parent != DOCS / "pictures"
    }
    assert missing == set()


def test_decisions_are_numbered_once_and_have_their_four_parts() -> None:
    decisions = sorted((DOCS / "adr").glob("*.md"))
    numbers = [path.name[:4] for path in decisions]
    assert numbers == [f"{place:04}" for place in range(1, len(numbers) + 1)]
    for path in decisions:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {path.name[:4]} "), path.name
        assert "\nStatus: " in text, path.name
        for part in ("Context", "Decision", "Consequences", "Alternatives"):
            assert f"\n## {part}\n" in text, f"{path.name} lacks {part}"


def versions_of(text: str) -> list[tuple[str, date | None]]:
    """Sections of the changelog, newest first; raises AssertionError where one is malformed."""
    found: list[tuple[str, date | None]] = []
    for line in text.splitlines():
        if line.startswith("## "):
            match = re.fullmatch(
                r"## \[(?P<name>Sin publicar|\d+\.\d+\.\d+)\](?: - (?P<day>\d{4}-\d{2}-\d{2}))?",
                line,
            )
            assert match, f"a section of another form: {line}"
            day = date.fromisoformat(match["day"]) if match["day"] else None
            assert (day is None) == (match["name"] == FIRST_SECTION), line
            found.append((match["name"], day))
        elif line.startswith("### "):
            assert found, f"{line} stands before any version"
            assert line[4:] in HEADINGS, f"unknown heading: {line}"
    return found


def test_the_changelog_can_be_read() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert text.startswith("# Cambios\n")
    versions = versions_of(text)
    assert versions[0][0] == FIRST_SECTION
    days = [day for _, day in versions if day]
    assert days == sorted(days, reverse=True)
    assert len({name for name, _ in versions}) == len(versions)


@pytest.mark.parametrize(
    "text",
    [
        "## 1.0.0",
        "## [1.0.0]",
        "## [Sin publicar] - 2026-01-01",
        "## [1.0.0] - 2026-13-01",
        "### Agregado",
        "## [Sin publicar]\n### Novedades",
    ],
)
def test_a_malformed_changelog_is_noticed(text: str) -> None:
    with pytest.raises((AssertionError, ValueError)):
        versions_of(text)


def test_the_pictures_of_the_readme_are_those_the_tour_takes() -> None:
    shown = set(re.findall(r"\(docs/pictures/([^)]+)\.png\)", (ROOT / "README.md").read_text()))
    chapters = (ROOT / "ui" / "tour").glob("*.py")
    taken = {
        name
        for chapter in chapters
        for name in re.findall(r'shoot\(\s*"([^"]+)"', chapter.read_text(encoding="utf-8"))
    }
    kept = {picture.stem for picture in (DOCS / "pictures").iterdir()}
    assert shown
    assert shown <= taken
    assert kept == shown
