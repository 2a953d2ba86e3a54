"""Draws every part and a whole window, light, dark and at twice the size, into a folder.

Run: ``python -m tests.ui.gallery out/gallery``; each PNG is for looking at.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QWidget

from tests.ui.gallery_pages import PAGES
from ui.application import Application
from ui.theme import Mode

RUNS = (("claro", Mode.LIGHT, 1.0), ("oscuro", Mode.DARK, 1.0), ("doble", Mode.LIGHT, 2.0))


def settle(app: Application, seconds: float = 0.4) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end or app.tasks.under_way:
        app.qt.processEvents()
        time.sleep(0.005)


def draw(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with Application(mode=Mode.LIGHT) as app:
        for run, mode, scale in RUNS:
            app.theme.apply(mode, scale=scale)
            for name, make in PAGES.items():
                page: QWidget = make(app)
                page.show()
                settle(app)
                page.grab().save(str(folder / f"{name}-{run}.png"))
                page.close()
                page.deleteLater()
                settle(app, 0.02)


if __name__ == "__main__":
    draw(Path(sys.argv[1] if len(sys.argv) > 1 else "out/gallery"))
