"""The house as style.md and design.md draw it: folders, sizes, who may know whom."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("app", "db", "reports", "ui", "resources")
FOLDERS = {
    "app",
    "db",
    "reports",
    "ui",
    "resources",
    "tests",
    "benchmarks",
    "docs",
    "tools",
    "requirements",
}
FILES = {"main.py"}
NAMELESS = {"utils", "helpers", "manager", "common", "misc", "util", "helper"}
MAX_LINES = 400


def modules(*packages: str) -> list[Path]:
    return sorted(
        path
        for package in packages or PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if "__pycache__" not in path.parts
    )


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def tracked_top_level() -> set[str]:
    ignored = {"out", "build", "dist"}
    return {
        path.name
        for path in ROOT.iterdir()
        if path.is_dir()
        and not path.name.startswith(".")
        and path.name not in ignored
        and path.name != "__pycache__"
    }


def test_no_new_top_level_folder_appears_without_a_word() -> None:
    assert tracked_top_level() <= FOLDERS


def test_no_python_file_stands_at_the_top_but_main() -> None:
    assert {path.name for path in ROOT.glob("*.py")} <= FILES


@pytest.mark.parametrize("path", modules(*PACKAGES, "tests", "benchmarks"), ids=relative)
def test_module_is_not_too_long(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= MAX_LINES, f"{relative(path)} has {lines} lines; split it"


def test_main_stays_a_composition_root() -> None:
    assert (ROOT / "main.py").read_text(encoding="utf-8").count("\n") < 150


def test_nobody_imports_main() -> None:
    guilty = [relative(path) for path in modules() if "main" in imports_of(path)]
    assert guilty == []


def test_every_module_has_a_name_that_says_something() -> None:
    guilty = [relative(path) for path in modules() if path.stem in NAMELESS]
    assert guilty == []


def test_no_module_borrows_a_standard_library_name() -> None:
    standard = set(sys.stdlib_module_names)
    guilty = [
        relative(path) for path in modules() if path.stem in standard and path.stem != "__init__"
    ]
    assert guilty == []


def test_every_module_opens_with_a_sentence() -> None:
    guilty = [
        relative(path)
        for path in modules()
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert guilty == []


def test_presenters_and_models_know_no_widgets() -> None:
    guilty = [
        relative(path)
        for path in modules("ui")
        if (path.stem.endswith(("presenter", "_model")))
        and any("QtWidgets" in name for name in imports_of(path))
    ]
    assert guilty == []


def test_domain_imports_only_the_standard_library_and_stdnum() -> None:
    allowed = set(sys.stdlib_module_names) | {"stdnum", "app"}
    guilty = {
        (relative(path), name)
        for path in modules("app/domain")
        for name in imports_of(path)
        if name.split(".")[0] not in allowed
    }
    assert guilty == set()


def test_migrations_know_neither_app_nor_tables() -> None:
    guilty = {
        (relative(path), name)
        for path in modules("db/migrations/versions")
        for name in imports_of(path)
        if name.startswith(("app", "db.tables", "db.mapping"))
    }
    assert guilty == set()


def test_median_module_is_small() -> None:
    sizes = sorted(
        path.read_text(encoding="utf-8").count("\n")
        for path in modules("app", "db", "reports", "ui")
        if path.stem != "__init__"
    )
    assert sizes[len(sizes) // 2] <= 150
