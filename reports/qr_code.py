"""A QR code drawn as filled rectangles, without any picture or font."""

from __future__ import annotations

import segno
from reportlab.lib.colors import Color
from reportlab.platypus import Flowable
from typing_extensions import override

QUIET_ZONE = 4
"""Empty modules around the code that readers need."""


class QrCode(Flowable):
    """The code of a text, ``side`` points wide with its quiet zone."""

    def __init__(self, payload: str, side: float, ink: Color) -> None:
        super().__init__()
        self._rows = segno.make(payload, error="m", micro=False).matrix
        self._side = side
        self._ink = ink
        self.width = self.height = side

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        return self._side, self._side

    def draw(self) -> None:
        """Fill each run of dark modules in a row as one rectangle, which keeps it small."""
        unit = self._side / (len(self._rows) + 2 * QUIET_ZONE)
        self.canv.saveState()
        self.canv.setFillColor(self._ink)
        for row, modules in enumerate(self._rows):
            y = self._side - (row + QUIET_ZONE + 1) * unit
            for start, length in _runs(bytes(modules)):
                x = (start + QUIET_ZONE) * unit
                self.canv.rect(x, y, length * unit, unit, stroke=0, fill=1)
        self.canv.restoreState()


def _runs(modules: bytes) -> list[tuple[int, int]]:
    """Start and length of each run of dark modules."""
    runs: list[tuple[int, int]] = []
    for index, dark in enumerate(modules):
        if not dark:
            continue
        if runs and sum(runs[-1]) == index:
            start, length = runs[-1]
            runs[-1] = (start, length + 1)
        else:
            runs.append((index, 1))
    return runs
