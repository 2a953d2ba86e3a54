"""The import contracts hold, and each is seen failing on a planted violation."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PLANTED = {
    "a stage imports a stage": ("app.stages", "import app.stages.access", "app.stages.access"),
    "domain imports Qt": ("app.domain", "import PySide6", "PySide6"),
    "domain imports ports": ("app.domain", "import app.ports.clock", "app.ports.clock"),
    "infra imports stages": ("app.infra", "import app.stages.access", "app.stages.access"),
    "ui imports db": ("ui", "import db", "db"),
    "ui imports db inside a function": ("ui", "def f():\n    import db", "db"),
    "ui imports SQL for types only": (
        "ui",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import sqlalchemy",
        "sqlalchemy",
    ),
    "reports import ui": ("reports", "import ui", "ui"),
    "reports import db": ("reports", "import db", "db"),
    "a stage imports SQL": ("app.stages", "import sqlalchemy", "sqlalchemy"),
    "ui draws PDFs": ("ui", "import reportlab", "reportlab"),
    "ui decodes pictures": ("ui", "import cv2", "cv2"),
    "db reads secrets": ("db", "import keyring", "keyring"),
    "the trail calls a stage": ("app.trail", "import app.stages.access", "app.stages.access"),
    "risks call a stage": ("app.risks", "import app.stages.access", "app.stages.access"),
    "a stage uses an adapter": ("app.stages", "import app.infra", "app.infra"),
    "a port imports numpy": ("app.ports", "import numpy", "numpy"),
}

NOT_THERE = {
    "app.domain": (
        "PySide6 shiboken6 qtawesome sqlalchemy alembic psycopg reportlab pyhanko pikepdf "
        "pypdfium2 keyring cv2 av PIL numpy jinja2 pydantic smtplib icalendar"
    ),
    "app.infra": "PySide6 shiboken6 qtawesome sqlalchemy alembic psycopg reportlab pyhanko",
    "ui": "sqlalchemy alembic psycopg reportlab pyhanko cv2 av keyring pypdfium2",
}
"""Said a second time: a library taken out of a contract is missed in no other way."""

PLANTED |= {
    f"{package} imports {library}": (package, f"import {library}", library)
    for package, libraries in NOT_THERE.items()
    for library in libraries.split()
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


def planted_module(name: str) -> str:
    package, _, _ = PLANTED[name]
    return f"{package}.planted_{list(PLANTED).index(name)}"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_house(tmp_path_factory.mktemp("house"))


@pytest.fixture(scope="module")
def complaint(house: Path) -> str:
    """What is said of a house with every violation in a module of its own."""
    for name, (_, code, _) in PLANTED.items():
        file = house / f"{planted_module(name).replace('.', '/')}.py"
        file.write_text(f'"""Planted."""\n\n{code}\n', encoding="utf-8")
    result = lint(house)
    assert result.returncode != 0
    return result.stdout


@pytest.mark.parametrize("name", PLANTED)
def test_planted_violation_is_caught(complaint: str, name: str) -> None:
    chain = rf"-\s+{planted_module(name)} -> {PLANTED[name][2]}\s"
    assert re.search(chain, complaint), f"not caught: {name}\n{complaint}"


def test_a_new_room_in_app_is_caught(tmp_path: Path) -> None:
    house = copy_of_the_house(tmp_path)
    (house / "app/misc").mkdir()
    (house / "app/misc/__init__.py").write_text('"""Planted."""\n', encoding="utf-8")
    result = lint(house)
    assert result.returncode != 0
    assert "not listed" in result.stdout + result.stderr
