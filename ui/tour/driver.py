"""Presses keys in the real window, waits for what should follow, and photographs it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QKeyCombination, Qt, QTimer
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.shell.desktop import Desktop
from ui.widgets.banner import Banner

PATIENCE_SECONDS = 60.0
"""How long a step waits while nothing is under way."""
PATIENCE_AT_WORK_SECONDS = 180.0
"""How long it waits while the desktop is at work: a busy machine is slow, not wrong."""
_MOMENT_MS = 20
SCHEMA = "tour/1"


class TourError(Exception):
    """Something the tour expected did not happen."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step as written to ``tour.json``."""

    name: str
    asserted: str
    seconds: float
    picture: str


class Driver:
    """Drives one desktop; counts key presses."""

    def __init__(self, desktop: Desktop, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._desktop = desktop
        self._folder = folder
        self._steps: list[Step] = []
        self._since = time.monotonic()
        self.presses = 0

    @property
    def folder(self) -> Path:
        """Where pictures and papers go."""
        return self._folder

    @property
    def is_at_rest(self) -> bool:
        """Whether no work is under way."""
        return self._desktop.tasks.under_way == 0

    def press(self, sequence: str, times: int = 1) -> None:
        """Press a key (``Ctrl+Return``) in whatever has the focus."""
        combination = QKeyCombination.fromCombined(_combined(sequence))
        for _ in range(times):
            self.presses += 1
            QTest.keyClick(self._focus(), combination.key(), combination.keyboardModifiers())
            _let_live(_MOMENT_MS)

    def type(self, text: str) -> None:
        """Write into the focused field."""
        for letter in text:
            # QTest knows ASCII only; an accented letter is one press with its text, as from a
            # Spanish keyboard.
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self._focus(), event)
        _let_live(_MOMENT_MS)

    def paste(self, text: str) -> None:
        """Put text into the clipboard and paste it."""
        QApplication.clipboard().setText(text)
        self.press("Ctrl+V")

    def paste_picture(self, picture: QImage) -> None:
        """Put a picture into the clipboard, as the system's own key for one does, and paste it."""
        QApplication.clipboard().setImage(picture)
        self.press("Ctrl+V")

    def until(self, is_so: Callable[[], object], what: str) -> None:
        """Wait for something to be so: as long as work goes on, or a while after it rests.

        Raises:
            TourError: it was not so within the patience of the tour.
        """
        began = at_rest_since = time.monotonic()
        while not is_so():
            now, tasks = time.monotonic(), self._desktop.tasks
            if tasks.under_way:
                at_rest_since = now
            if now - at_rest_since > PATIENCE_SECONDS or now - began > PATIENCE_AT_WORK_SECONDS:
                state = f"{tasks.under_way} tasks under way after {now - began:.0f} s"
                raise TourError("; ".join((what, state, *self._shown())))
            _let_live(_MOMENT_MS)

    def _shown(self) -> list[str]:
        """What the banners of the window say: mostly the cause."""
        banners = self._desktop.window.findChildren(Banner)
        return [f"on screen: {one.text}" for one in banners if one.isVisible()]

    def wait(self, seconds: float) -> None:
        """Let the window live for a while."""
        _let_live(int(seconds * 1000))

    def shoot(self, name: str, asserted: str) -> None:
        """Photograph the window and note what was asserted to get here."""
        _let_live(4 * _MOMENT_MS)
        picture = f"{len(self._steps) + 1:02d}-{name}.png"
        self._desktop.window.grab().save(str(self._folder / picture))
        now = time.monotonic()
        self._steps.append(Step(name, asserted, round(now - self._since, 2), picture))
        self._since = now

    def write(self, *, is_complete: bool, facts: dict[str, object], failure: str = "") -> None:
        """Write ``tour.json``."""
        report = {
            "schema": SCHEMA,
            "complete": is_complete,
            "failure": failure,
            "steps": [asdict(step) for step in self._steps],
            "seconds": round(sum(step.seconds for step in self._steps), 1),
            **facts,
        }
        text = json.dumps(report, ensure_ascii=False, indent=2)
        (self._folder / "tour.json").write_text(text + "\n", encoding="utf-8")

    def _focus(self) -> QWidget:
        window = self._desktop.window
        if not window.isActiveWindow():
            window.activateWindow()
            QTest.qWaitForWindowActive(window)
        for widget in (QApplication.focusWidget(), window.focusWidget()):
            if isinstance(widget, QWidget):
                return widget
        return window


def _combined(sequence: str) -> int:
    """The one key combination of a sequence, as Qt packs it into a number."""
    return int(QKeySequence(sequence)[0].toCombined())  # type: ignore[index]  # missing in stubs


def _let_live(milliseconds: int) -> None:
    """Let the window work on. `QTest.qWait` would keep the interpreter from every worker meanwhile."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
