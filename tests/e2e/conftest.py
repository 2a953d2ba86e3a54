"""An office on the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.console import Console


@pytest.fixture
def console(tmp_path: Path) -> Console:
    return Console(tmp_path)


@pytest.fixture
def office(console: Console, sqlite_template: Path) -> Console:
    """A console with an empty database at the newest revision."""
    shutil.copy(sqlite_template, console.database)
    return console
