"""Tells when a widget has really been painted."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

_TOO_LONG_MS = 60_000


class PaintProbe(QObject):
    """Lets a widget paint itself and calls back when it has, once ``is_ready`` says it may count."""

    def __init__(
        self, widget: QWidget, is_ready: Callable[[], bool], on_painted: Callable[[], None]
    ) -> None:
        super().__init__(widget)
        self._is_ready = is_ready
        self._on_painted = on_painted
        self._inside = False
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Paint or self._inside or not self._is_ready():
            return False
        self._inside = True
        watched.event(event)
        self._inside = False
        watched.removeEventFilter(self)
        self._on_painted()
        return True


def time_to_paint(
    widget: QWidget, is_ready: Callable[[], bool], begin: Callable[[], object]
) -> float:
    """Milliseconds from ``begin`` to the end of the first paint that counts."""
    loop = QEventLoop()
    ended: list[float] = []

    def painted() -> None:
        ended.append(time.perf_counter())
        loop.quit()

    probe = PaintProbe(widget, is_ready, painted)
    watch = QTimer()
    watch.setSingleShot(True)
    watch.timeout.connect(loop.quit)
    watch.start(_TOO_LONG_MS)
    began = time.perf_counter()
    begin()
    if not ended:
        loop.exec()
    probe.deleteLater()
    if not ended:
        raise TimeoutError("nothing was painted")
    return (ended[0] - began) * 1000
