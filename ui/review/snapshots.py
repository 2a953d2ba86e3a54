"""Keeps frames of the video as evidence, in workers, and shows what is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from app.domain.errors import VentanillaError
from app.domain.ids import Sha256
from app.domain.procedure import EvidenceKind
from app.domain.review import VideoSnapshot
from app.ports.inspector import Priority
from app.ports.media import MediaSource, VideoFrame
from app.stages.review.snapshots import (
    MAX_FRAME_BYTES,
    KeepSnapshotCommand,
    RemoveSnapshotCommand,
)
from ui.review.desk import Desk, ReviewUseCases
from ui.review.evidence import LoadedEvidence
from ui.review.snapshot_strip import SnapshotStrip
from ui.tasks import Generation, Lane
from ui.widgets.pixels import encoded, image_of
from ui.widgets.screen_context import ScreenContext

_THUMB = 256
_QUALITY = 92
_LESS_QUALITY = 70


@dataclass(frozen=True, slots=True)
class _Kept:
    frames: Sequence[VideoSnapshot]
    picture: QImage


class SnapshotKeeper(QObject):
    """What is kept of the case on the desk; the list is the store's, never the draft's in hand.

    Keeping goes through the lane of what is written, so that a review sent right after it has it.

    Signals:
        failed: an error to be told (Exception).
    """

    failed = Signal(object)

    def __init__(
        self,
        cases: ReviewUseCases,
        context: ScreenContext,
        strip: SnapshotStrip,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._cases = cases
        self._session = context.session
        self._tasks = context.tasks
        self._strip = strip
        self._desk: Desk | None = None
        self._of: tuple[str, int, bool] | None = None
        self._frames: tuple[VideoSnapshot, ...] = ()
        self._pictures: dict[Sha256, QImage] = {}
        self._asked: set[Sha256] = set()
        self._generation = Generation()
        strip.remove_wanted.connect(self._remove)

    def show_desk(self, desk: Desk) -> None:
        """Show what is kept of this case; pictures are read once the video is looked at."""
        of = (desk.view.case.id, desk.draft.round, desk.is_read_only)
        if of != self._of:
            self.forget()
            self._of, self._frames = of, desk.draft.snapshots
            self._show(desk)
        self._desk = desk
        if desk.requirement.kind is EvidenceKind.VIDEO:
            self._read_pictures(desk)

    def keep(self, loaded: LoadedEvidence, frame: VideoFrame) -> None:
        """Keep the frame on show, whole."""
        desk = self._desk
        if desk is None or desk.is_read_only:
            return
        case = desk.view.case

        def work() -> _Kept:
            image = self._whole(loaded.source, frame)
            data = encoded(image, "JPG", _QUALITY)
            if len(data) > MAX_FRAME_BYTES:
                data = encoded(image, "JPG", _LESS_QUALITY)
            command = KeepSnapshotCommand(
                self._session, case.id, case.version, loaded.file.id, frame.pts_us, data
            )
            return _Kept(self._cases.keep_snapshot(command), small(image))

        self._write(work, desk)

    def forget(self) -> None:
        """Wipe every picture."""
        self._generation.advance()
        self._desk = self._of = None
        self._frames = ()
        self._pictures.clear()
        self._asked.clear()
        self._strip.show_frames((), {}, is_read_only=True)

    def _whole(self, source: MediaSource, frame: VideoFrame) -> QImage:
        # What is on show was decoded no larger than it is drawn.
        info = self._cases.media.video(source)
        whole = self._cases.media.frame(
            source, at_us=frame.pts_us, max_width=info.width, max_height=info.height
        )
        return image_of(whole.pixels)

    def _remove(self, sha256: Sha256) -> None:
        desk = self._desk
        if desk is None or desk.is_read_only:
            return
        case = desk.view.case
        command = RemoveSnapshotCommand(self._session, case.id, case.version, sha256)
        self._write(lambda: _Kept(self._cases.remove_snapshot(command), QImage()), desk)

    def _write(self, work: Callable[[], _Kept], desk: Desk) -> None:
        def done(kept: _Kept) -> None:
            known = {one.sha256 for one in self._frames}
            self._frames = tuple(kept.frames)
            for one in self._frames:
                if one.sha256 not in known and not kept.picture.isNull():
                    self._pictures[one.sha256] = kept.picture
                    self._asked.add(one.sha256)
            self._show(desk)

        self._tasks.run(
            work,
            owner=self,
            on_done=done,
            on_error=self.failed.emit,
            lane=Lane.WRITE,
            generation=self._generation,
        )

    def _read_pictures(self, desk: Desk) -> None:
        for frame in self._frames:
            if frame.sha256 not in self._asked:
                self._asked.add(frame.sha256)
                self._tasks.run(
                    partial(self._read, desk, frame.sha256),
                    owner=self,
                    on_done=partial(self._on_picture, desk, frame.sha256),
                    on_error=self.failed.emit,
                    generation=self._generation,
                )

    def _read(self, desk: Desk, sha256: Sha256) -> QImage:
        data = self._cases.read_snapshot(self._session, desk.view.case.id, sha256)
        # Ours once, but out of a database: drawn where every stored picture is.
        source, media = MediaSource(data, sha256), self._cases.media
        try:
            picture = media.picture(
                source, max_width=_THUMB, max_height=_THUMB, priority=Priority.BACKGROUND
            )
        except VentanillaError:
            return QImage()
        finally:
            media.forget(source)
        return image_of(picture.pixels)

    def _on_picture(self, desk: Desk, sha256: Sha256, picture: QImage) -> None:
        self._pictures[sha256] = picture
        self._show(desk)

    def _show(self, desk: Desk) -> None:
        self._strip.show_frames(self._frames, self._pictures, is_read_only=desk.is_read_only)


def small(image: QImage) -> QImage:
    """No larger than it is drawn in the strip."""
    return image.scaled(
        _THUMB,
        _THUMB,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
