"""The import contracts hold, and each is seen failing on a planted violation."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PLANTED = {
    "a stage imports a stage": ("app/stages/planted.py", "import app.stages.access"),
    "domain imports Qt": ("app/domain/planted.py", "import PySide6"),
    "domain imports ports": ("app/domain/planted.py", "import app.ports.clock"),
    "infra imports stages": ("app/infra/planted.py", "import app.stages.access"),
    "ui imports db": ("ui/planted.py", "import db"),
    "ui imports db inside a function": ("ui/planted.py", "def f():\n    import db"),
    "ui imports SQL for types only": (
        "ui/planted.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import sqlalchemy",
    ),
    "reports import ui": ("reports/planted.py", "import ui"),
    "reports import db": ("reports/planted.py", "import db"),
    "a new room in app": ("app/misc/__init__.py", ""),
    "a stage imports SQL": ("app/stages/planted.py", "import sqlalchemy"),
    "ui draws PDFs": ("ui/planted.py", "import reportlab"),
    "ui decodes pictures": ("ui/planted.py", "import cv2"),
    "db reads secrets": ("db/planted.py", "import keyring"),
    "the trail calls a stage": ("app/trail/planted.py", "import app.stages.access"),
    "a stage uses an adapter": ("app/stages/planted.py", "import app.infra"),
    "a port imports numpy": ("app/ports/planted.py", "import numpy"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )


def copy_of_the_house(folder: Path) -> Path:
    for package in ("app", "ui", "db", "reports"):
        shutil.copytree(
            ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / ".importlinter", folder)
    return folder


def test_contracts_hold() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_house(tmp_path_factory.mktemp("house"))


@pytest.mark.parametrize("name", PLANTED)
def test_planted_violation_is_caught(house: Path, name: str) -> None:
    file, code = PLANTED[name]
    planted = house / file
    planted.parent.mkdir(exist_ok=True)
    planted.write_text(f'"""Planted."""\n\n{code}\n', encoding="utf-8")
    try:
        result = lint(house)
    finally:
        planted.unlink()
        if not any(planted.parent.iterdir()):
            planted.parent.rmdir()
    assert result.returncode != 0, f"not caught: {name}\n{result.stdout}"
    assert "BROKEN" in result.stdout or "not listed" in result.stdout + result.stderr
