"""The QApplication: name, fonts, theme, language and exception hooks, made once by `main`."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from app.domain.languages import LANGUAGES, SPANISH
from ui.messages import CrashReporter, Messages
from ui.tasks import Tasks
from ui.theme import Mode, Theme, current_theme

_I18N = Path(__file__).resolve().parents[1] / "resources" / "i18n"
_COLLECT_MS = 2000


def _collect() -> None:
    """Collect the young when they are many, the old now and then, as the interpreter would."""
    young, middle, old = gc.get_count()
    limits = gc.get_threshold()
    if young > limits[0]:
        gc.collect(2 if old > limits[2] else 1 if middle > limits[1] else 0)


class Application:
    """Holds what lives as long as the window: application, theme, tasks, messages, crash hook.

    Use as a context manager; leaving closes the tasks and gives the exception hooks back.
    """

    def __init__(
        self,
        arguments: Sequence[str] = (),
        *,
        mode: Mode = Mode.SYSTEM,
        scale: float = 1.0,
        language: str = SPANISH,
    ) -> None:
        existing = QApplication.instance()
        if isinstance(existing, QApplication):
            self.qt = existing
        else:
            self.qt = QApplication([sys.argv[0], *arguments])
        self.qt.setApplicationName("Ventanilla")
        self.qt.setOrganizationName("Ventanilla")
        self.qt.setQuitOnLastWindowClosed(True)
        self._translators: list[QTranslator] = []
        self.set_language(language)
        self.theme: Theme = current_theme()
        self.theme.apply(mode, scale=scale)
        self.tasks = Tasks(self.qt)
        self.messages = Messages(self.qt)
        self.crashes = CrashReporter(self.qt)
        self._had_collector = True
        self._collector = QTimer(self.qt)
        self._collector.setInterval(_COLLECT_MS)
        self._collector.timeout.connect(_collect)

    def set_language(self, language: str) -> None:
        """Load our catalogue and Qt's own for `language`; windows made later speak it.

        Raises:
            ValueError: the language is not shipped.
        """
        if language not in LANGUAGES:
            raise ValueError(language)
        for translator in self._translators:
            self.qt.removeTranslator(translator)
        self._translators.clear()
        QLocale.setDefault(QLocale("es_EC" if language == SPANISH else "en_GB"))
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self._load(f"qtbase_{language}", qt_folder)
        self._load(f"ventanilla_{language}", str(_I18N))  # in Spanish: one and many, said right

    def _load(self, name: str, folder: str) -> None:
        translator = QTranslator(self.qt)
        if translator.load(name, folder):
            self.qt.installTranslator(translator)
            self._translators.append(translator)

    def __enter__(self) -> Self:
        self.crashes.install()
        # A cycle that holds a widget must never be collected by a worker: Qt objects die only in
        # the window's thread. The collector therefore runs there, between events.
        self._had_collector = gc.isenabled()
        gc.disable()
        self._collector.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.tasks.close()
        self._collector.stop()
        if self._had_collector:
            gc.enable()
        self.crashes.uninstall()

    def run(self) -> int:
        """Enter the event loop; returns the exit code."""
        return self.qt.exec()
