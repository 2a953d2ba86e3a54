"""Texts kept beside the tests; set VENTANILLA_WRITE_GOLDEN=1 to write them anew, then read them."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "unit" / "golden"


def check_golden(name: str, text: str) -> None:
    """Compare a text with the kept one."""
    path = FOLDER / name
    if os.environ.get("VENTANILLA_WRITE_GOLDEN") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), f"no kept text {name}"
    assert text == path.read_text(encoding="utf-8")
