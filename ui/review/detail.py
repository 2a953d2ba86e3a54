"""Answers a view that is zoomed beyond the pixels at hand, from the sandbox, in a worker."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRectF, QSize, QTimer
from PySide6.QtGui import QImage

from app.domain.errors import VentanillaError
from app.domain.file_kind import FileKind
from app.ports.media import MediaReader, Region
from ui.review.evidence import LoadedEvidence
from ui.tasks import Generation, Task, Tasks
from ui.widgets.evidence_view import EvidenceView
from ui.widgets.pixels import image_of

PAUSE_MS = 120
"""Who still turns the wheel is not there yet."""
MOST_PIXELS = 6_000_000
"""Of one answer; less than the sandbox hands over at once."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A part of the whole in its own units, and how many pixels it is to have."""

    region: Region
    width: int
    height: int


def wanted_of(share: QRectF, size: QSize, full: QSize) -> Wanted:
    """Whole units around a part given as shares; no more pixels than one answer may hold."""
    left = math.floor(max(0.0, share.left()) * full.width())
    top = math.floor(max(0.0, share.top()) * full.height())
    right = min(full.width(), math.ceil(share.right() * full.width()))
    bottom = min(full.height(), math.ceil(share.bottom() * full.height()))
    region = Region(left, top, max(1, right - left), max(1, bottom - top))
    # Rounding made the part a little larger than what was asked for.
    grown = region.width / max(1e-6, share.width() * full.width())
    width = max(1.0, size.width() * grown)
    height = width * region.height / region.width
    shrink = min(1.0, math.sqrt(MOST_PIXELS / (width * height)))
    return Wanted(region, max(1, int(width * shrink)), max(1, math.ceil(height * shrink)))


class DetailReader(QObject):
    """Serves one view; another file, page or part drops what is on its way.

    A part that cannot be drawn finer stays as coarse as it was: it can be seen and judged.
    """

    def __init__(
        self, view: EvidenceView, media: MediaReader, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._media = media
        self._tasks = tasks
        self._of: tuple[LoadedEvidence, int, QSize] | None = None
        self._asked: tuple[QRectF, QSize] | None = None
        self._task: Task | None = None
        self._generation = Generation()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        view.detail_wanted.connect(self._on_wanted)

    def follow(self, loaded: LoadedEvidence, index: int, full_size: QSize) -> None:
        """The view is about to show this page of this file."""
        self.forget()
        self._of = (loaded, index, full_size)

    def forget(self) -> None:
        """Nothing is on show any more; answers on their way are dropped."""
        self._drop()
        self._of = None

    def _drop(self) -> None:
        self._pause.stop()
        self._generation.advance()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _on_wanted(self, share: QRectF, size: QSize) -> None:
        if self._of is not None:
            self._asked = (QRectF(share), QSize(size))
            self._pause.start()

    def _ask(self) -> None:
        # A view out of sight asks again when it is shown.
        if self._of is None or self._asked is None or not self._view.isVisible():
            return
        self._drop()
        loaded, index, full = self._of
        wanted = wanted_of(*self._asked, full)
        region = wanted.region
        place = QRectF(
            region.x / full.width(),
            region.y / full.height(),
            region.width / full.width(),
            region.height / full.height(),
        )
        self._task = self._tasks.run(
            lambda: self._draw(loaded, index, wanted),
            owner=self,
            on_done=lambda image: self._view.set_detail(image, place),
            on_error=self._on_error,
            generation=self._generation,
        )

    def _draw(self, loaded: LoadedEvidence, index: int, wanted: Wanted) -> QImage:
        if loaded.kind is FileKind.PDF:
            picture = self._media.page(
                loaded.source, index=index, width=wanted.width, region=wanted.region
            )
        else:
            picture = self._media.picture(
                loaded.source,
                max_width=wanted.width,
                max_height=wanted.height,
                region=wanted.region,
            )
        return image_of(picture.pixels)

    def _on_error(self, error: Exception) -> None:
        if not isinstance(error, VentanillaError):
            raise error
