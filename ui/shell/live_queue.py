"""Lists follow what others do on a server, as it happens."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import VentanillaError
from app.ports.news import News

PAUSE_MS: Final = 1_000
"""Lists are read again at most so often, however much happens."""
_WAIT_S: Final = 60.0
_AGAIN_S: Final = 5.0
"""After the server was gone."""
_PATIENCE_S: Final = 2.0


class LiveQueue(QObject):
    """Listens in a thread of its own while somebody is signed in; not one of the lanes of work.

    A lane would always be busy, and whoever asks whether work is done would never hear yes.

    Args:
        listen: begins to listen (called in the thread).
        province: of whose cases is heard; None for all.

    Signals:
        changed: a list may be out of date.
    """

    changed = Signal()
    _heard = Signal()

    def __init__(
        self, listen: Callable[[], News], province: str | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._listen, self._province = listen, province
        self._news: News | None = None
        self._is_over = threading.Event()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self._heard.connect(self._on_heard)
        self._thread = threading.Thread(target=self._work, name="news", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Listen no more; nothing is waited for."""
        self._is_over.set()
        self._pause.stop()
        news = self._news
        if news is not None:
            news.wake()

    def join(self) -> bool:
        """Wait until the thread has let go of its connection; False if a server keeps it waiting."""
        self.stop()
        self._thread.join(_PATIENCE_S)
        return not self._thread.is_alive()

    def _on_heard(self) -> None:
        if not self._is_over.is_set() and not self._pause.isActive():
            self._pause.start()

    def _work(self) -> None:
        while not self._is_over.is_set():
            try:
                self._news = self._listen()
            except VentanillaError:
                # Told by whatever else needs the server; here it is only asked again.
                self._is_over.wait(_AGAIN_S)
                continue
            try:
                self._follow(self._news)
            finally:
                self._news.close()

    def _follow(self, news: News) -> None:
        # Whatever happened while nobody listened.
        self._heard.emit()
        while not self._is_over.is_set():
            try:
                places = news.wait(_WAIT_S)
            except VentanillaError:
                self._is_over.wait(_AGAIN_S)
                return
            if places and (self._province is None or self._province in places):
                self._heard.emit()
