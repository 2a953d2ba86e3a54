"""When waiting becomes long enough to be worth a word; short waits say nothing and so never flash."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

LONG_MS = 150


class Patience(QObject):
    """Begun when something is asked, ended when it is answered.

    Signals:
        ran_out: the answer takes long; say that it is on its way.
    """

    ran_out = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LONG_MS)
        self._timer.timeout.connect(self.ran_out)

    def begin(self) -> None:
        """Something was asked; asking again meanwhile does not begin anew."""
        if not self._timer.isActive():
            self._timer.start()

    def end(self) -> None:
        """It was answered."""
        self._timer.stop()
