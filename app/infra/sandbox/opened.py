"""One file in the child: its bytes, and the decoders opened for it so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np

from app.domain.file_kind import FileKind, detect_kind
from app.domain.inspection import FaceBox
from app.domain.wire import to_plain
from app.infra.sandbox.document import Document
from app.infra.sandbox.faces import (
    Grey,
    crop_face,
    find_boxes,
    find_eyes,
    find_faces,
    scale_face,
    to_grey,
)
from app.infra.sandbox.photo import decode_photo, factor_for, read_header
from app.infra.sandbox.protocol import MAX_VIEW_PIXELS, Failure, OperationError
from app.infra.sandbox.quality import sharpness_of
from app.infra.sandbox.segment import Rgb
from app.infra.sandbox.sound import Track, change_tempo, decode_track
from app.infra.sandbox.video import VideoSession, fit

_FACE_SEARCH_SIDE: Final = 1600
_FACE_SAMPLES: Final = 12
_KEPT_TRACKS: Final = 2
_STRIP_WIDTH: Final = 12_000


@dataclass(frozen=True, slots=True)
class Crop:
    """Pixels of one face, and in which order their colours lie."""

    pixels: Rgb
    is_bgr: bool


@dataclass(frozen=True, slots=True)
class _Found:
    picture: Rgb
    face: FaceBox
    pts_us: int | None
    score: float

    def with_eyes(self) -> _Found:
        """The same with its eyes looked for; found, they double the score."""
        (face,) = find_eyes(_grey(self.picture), (self.face,))
        frontal = 2.0 if face.left_eye is not None else 1.0
        return replace(self, face=face, score=self.score * frontal)


class OpenFile:
    """Opens each decoder when first asked for and keeps it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._kind = detect_kind(data)
        self._document: Document | None = None
        self._video: VideoSession | None = None
        self._tracks: dict[tuple[int, float], Track] = {}
        self._decoded: tuple[int, Rgb] | None = None

    def close(self) -> None:
        """Free everything."""
        if self._document is not None:
            self._document.close()
        if self._video is not None:
            self._video.close()
        self._document = self._video = self._decoded = None
        self._tracks.clear()
        self.data = b""

    def document(self) -> Document:
        """The PDF."""
        self._expect(FileKind.PDF)
        if self._document is None:
            self._document = Document(self.data)
        return self._document

    def video(self) -> VideoSession:
        """The MP4."""
        self._expect(FileKind.MP4)
        if self._video is None:
            self._video = VideoSession(self.data)
        return self._video

    def track(self, channels: int, tempo: float) -> Track:
        """The sound of the MP4; the two last forms asked for are kept."""
        self._expect(FileKind.MP4)
        kept = self._tracks.pop((channels, tempo), None)
        if kept is None:
            if tempo == 1.0:
                kept = decode_track(self.data, channels)
            else:
                kept = change_tempo(self.track(channels, 1.0), tempo)
        while len(self._tracks) >= _KEPT_TRACKS:
            self._tracks.pop(next(iter(self._tracks)))
        self._tracks[channels, tempo] = kept
        return kept

    def picture(
        self, box: tuple[int, int], region: tuple[int, int, int, int] | None
    ) -> tuple[Rgb, tuple[int, int]]:
        """The upright JPEG, blue first, or a region of it, fitted into a box; and its full size."""
        self._expect(FileKind.JPEG)
        header = read_header(self.data)
        full = header.upright
        x, y, width, height = region or (0, 0, *full)
        width, height = min(width, full[0] - x), min(height, full[1] - y)
        if width <= 0 or height <= 0:
            raise OperationError(Failure.BAD_REQUEST)
        out = _within_view(fit((width, height), *box))
        factor = factor_for(width, out[0])
        if self._decoded is None or self._decoded[0] != factor:
            self._decoded = (factor, decode_photo(self.data, header, factor))
        whole = self._decoded[1]
        ratio = whole.shape[1] / full[0], whole.shape[0] / full[1]
        left, top = int(x * ratio[0]), int(y * ratio[1])
        part = whole[
            top : max(top + 1, round((y + height) * ratio[1])),
            left : max(left + 1, round((x + width) * ratio[0])),
        ]
        if (part.shape[1], part.shape[0]) != out:
            part = cv2.resize(part, out, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
        return np.ascontiguousarray(part), full

    def filmstrip(self, count: int, height: int) -> tuple[Rgb, int, list[int]]:
        """Frames side by side, the width of one, and their times."""
        session = self.video()
        cell_width, cell_height = fit(session.size, max(1, _STRIP_WIDTH // count), height)
        strip: Rgb = np.zeros((cell_height, cell_width * count, 3), dtype=np.uint8)
        times: list[int] = []
        for cell in range(count):
            at_us = (2 * cell + 1) * session.duration_us // (2 * count)
            timed = session.frame_at(at_us)
            picture = session.pixels(timed, cell_width, cell_height)
            strip[: picture.shape[0], cell * cell_width :][:, : picture.shape[1]] = picture
            times.append(timed.pts_us)
        return strip, cell_width, times

    def faces(
        self, *, size: int, limit: int, page: int, at_us: int | None
    ) -> list[tuple[Crop, dict[str, object]]]:
        """Square crops of faces, best first, with where they were found."""
        if self._kind is FileKind.MP4:
            found = self._faces_of_video(limit, at_us)
        else:
            found = self._faces_of_picture(page)
        return [
            self._cut(one, size, 0 if self._kind is not FileKind.PDF else page)
            for one in found[:limit]
        ]

    def _cut(self, found: _Found, size: int, index: int) -> tuple[Crop, dict[str, object]]:
        pixels, aligned = crop_face(found.picture, found.face, size)
        shown = found.face
        if self._kind is FileKind.PDF:
            shown = scale_face(shown, self.document().size(index)[0] / found.picture.shape[1])
        elif self._kind is FileKind.JPEG:
            full = read_header(self.data).upright
            shown = scale_face(shown, full[0] / found.picture.shape[1])
        facts = {
            "box": to_plain(shown),
            "aligned": aligned,
            "index": index,
            "pts_us": found.pts_us,
        }
        return Crop(pixels, self._kind is not FileKind.MP4), facts

    def _faces_of_picture(self, page: int) -> list[_Found]:
        if self._kind is FileKind.PDF:
            width, height = self.document().size(page)
            scale = _FACE_SEARCH_SIDE / max(width, height, 1.0)
            picture = self.document().draw(page, max(1, round(width * scale)), None)
        else:
            picture, _ = self.picture((_FACE_SEARCH_SIDE, _FACE_SEARCH_SIDE), None)
        return [
            _Found(picture, face, None, float(face.width)) for face in find_faces(to_grey(picture))
        ]

    def _faces_of_video(self, limit: int, at_us: int | None) -> list[_Found]:
        session = self.video()
        if at_us is not None:
            return _faces_of_frame(session, at_us)
        seen: list[_Found] = []
        for sample in range(_FACE_SAMPLES):
            at_us = (2 * sample + 1) * session.duration_us // (2 * _FACE_SAMPLES)
            seen.extend(_boxes_of_frame(session, at_us)[:1])
        # Eyes cost as much as all before. They are looked for only where they could make one of the best.
        best: list[_Found] = []
        for one in sorted(seen, key=lambda one: -one.score):
            if len(best) >= limit and best[limit - 1].score > 2.0 * one.score:
                break
            best = sorted([*best, one.with_eyes()], key=lambda one: (-one.score, one.pts_us or 0))
        return best[:limit]

    def _expect(self, kind: FileKind) -> None:
        if self._kind is not kind:
            raise OperationError(Failure.UNDECODABLE)


def _faces_of_frame(session: VideoSession, at_us: int) -> list[_Found]:
    return [one.with_eyes() for one in _boxes_of_frame(session, at_us)]


def _boxes_of_frame(session: VideoSession, at_us: int) -> list[_Found]:
    """Faces of the frame without their eyes, scored by what they are without."""
    timed = session.frame_at(at_us)
    picture = session.pixels(timed, *session.size)
    grey = _grey(picture)
    found = []
    for face in find_boxes(grey):
        part = np.ascontiguousarray(
            grey[face.y : face.y + face.height, face.x : face.x + face.width]
        )
        score = face.width * min(sharpness_of(part), 500.0) ** 0.5
        found.append(_Found(picture, face, timed.pts_us, score))
    return found


def _grey(picture: Rgb) -> Grey:
    return cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False)


def _within_view(size: tuple[int, int]) -> tuple[int, int]:
    pixels = size[0] * size[1]
    if pixels <= MAX_VIEW_PIXELS:
        return size
    scale = (MAX_VIEW_PIXELS / pixels) ** 0.5
    return max(1, int(size[0] * scale)), max(1, int(size[1] * scale))
