"""Hands pixels and samples of untrusted files to the windows: the `MediaReader` of the program."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from app.domain.errors import UnavailableError, UntrustedInputError
from app.domain.file_kind import FileKind, detect_kind
from app.domain.inspection import FaceBox
from app.domain.wire import from_plain
from app.infra.sandbox.pool import (
    Answer,
    CopiedBlock,
    Job,
    SandboxCrashError,
    SandboxLateError,
    SandboxPool,
    SandboxTimeoutError,
)
from app.infra.sandbox.protocol import MAX_PCM_US, MAX_SOURCE_BYTES, Failure, OperationError
from app.ports.inspector import Priority
from app.ports.media import (
    FaceCrop,
    Filmstrip,
    FrameRun,
    LoudnessEnvelope,
    MediaSource,
    PageSize,
    PcmChunk,
    Picture,
    Pixels,
    Region,
    VideoFrame,
    VideoInfo,
)

T = TypeVar("T")

# Seconds of processor.
_PICTURE_S: Final = 5.0
_PAGE_S: Final = 10.0
_VIDEO_S: Final = 15.0
_CODES: Final = {
    Failure.REFUSED: "MEDIA_REFUSED",
    Failure.MEMORY: "MEDIA_REFUSED",
    Failure.NO_AUDIO: "MEDIA_NO_AUDIO",
}


@dataclass(frozen=True, slots=True)
class _FullSize:
    full_width: int
    full_height: int


@dataclass(frozen=True, slots=True)
class _Pages:
    pages: tuple[PageSize, ...]


@dataclass(frozen=True, slots=True)
class _Strip:
    cell_width: int
    times_us: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _FrameFacts:
    pts_us: int
    duration_us: int
    previous_us: int | None
    next_us: int | None


@dataclass(frozen=True, slots=True)
class _RunFacts:
    frames: tuple[_FrameFacts, ...]
    next_us: int | None


@dataclass(frozen=True, slots=True)
class _PcmFacts:
    start_us: int
    next_us: int | None


@dataclass(frozen=True, slots=True)
class _FaceFacts:
    box: FaceBox
    aligned: bool
    index: int
    pts_us: int | None


@dataclass(frozen=True, slots=True)
class _Faces:
    faces: tuple[_FaceFacts, ...]


class SandboxMediaReader:
    """Implements the `MediaReader` role with a pool of sandboxed children."""

    def __init__(self, pool: SandboxPool) -> None:
        self._pool = pool

    def kind(self, source: MediaSource) -> FileKind:
        return detect_kind(source.data)

    def picture(
        self,
        source: MediaSource,
        *,
        max_width: int,
        max_height: int,
        region: Region | None = None,
        priority: Priority = Priority.INTERACTIVE,
    ) -> Picture:
        arguments = {"max_width": max_width, "max_height": max_height, "region": _plain(region)}
        answer = self._ask(source, "picture", _FullSize, _PICTURE_S, priority, arguments)
        return Picture(_one_picture(answer), answer.facts.full_width, answer.facts.full_height)

    def pages(
        self, source: MediaSource, *, priority: Priority = Priority.INTERACTIVE
    ) -> tuple[PageSize, ...]:
        return self._ask(source, "pages", _Pages, _PAGE_S, priority, {}).facts.pages

    def page(
        self,
        source: MediaSource,
        *,
        index: int,
        width: int,
        region: Region | None = None,
        priority: Priority = Priority.INTERACTIVE,
    ) -> Picture:
        arguments = {"index": index, "width": width, "region": _plain(region)}
        answer = self._ask(source, "page", _FullSize, _PAGE_S, priority, arguments)
        return Picture(_one_picture(answer), answer.facts.full_width, answer.facts.full_height)

    def video(self, source: MediaSource, *, priority: Priority = Priority.INTERACTIVE) -> VideoInfo:
        return self._ask(source, "video", VideoInfo, _VIDEO_S, priority, {}).facts

    def filmstrip(
        self,
        source: MediaSource,
        *,
        count: int,
        height: int,
        priority: Priority = Priority.INTERACTIVE,
    ) -> Filmstrip:
        arguments = {"count": count, "height": height}
        answer = self._ask(source, "filmstrip", _Strip, _VIDEO_S, priority, arguments)
        return Filmstrip(_one_picture(answer), answer.facts.cell_width, answer.facts.times_us)

    def frame(
        self,
        source: MediaSource,
        *,
        at_us: int,
        max_width: int,
        max_height: int,
        priority: Priority = Priority.INTERACTIVE,
    ) -> VideoFrame:
        arguments = {"at_us": max(0, at_us), "max_width": max_width, "max_height": max_height}
        answer = self._ask(source, "frame", _FrameFacts, _VIDEO_S, priority, arguments)
        return _frame(_one_picture(answer), answer.facts)

    def frames(
        self,
        source: MediaSource,
        *,
        from_us: int,
        count: int,
        max_width: int,
        max_height: int,
        min_step_us: int = 0,
        priority: Priority = Priority.INTERACTIVE,
    ) -> FrameRun:
        arguments = {
            "from_us": max(0, from_us),
            "count": count,
            "max_width": max_width,
            "max_height": max_height,
            "min_step_us": min_step_us,
        }
        answer = self._ask(source, "frames", _RunFacts, _VIDEO_S, priority, arguments)
        pictures = _pictures(answer, len(answer.facts.frames))
        frames = map(_frame, pictures, answer.facts.frames)
        return FrameRun(tuple(frames), answer.facts.next_us)

    def pcm(
        self,
        source: MediaSource,
        *,
        from_us: int,
        length_us: int,
        tempo: float = 1.0,
        channels: int = 1,
        priority: Priority = Priority.INTERACTIVE,
    ) -> PcmChunk:
        arguments = {
            "from_us": max(0, from_us),
            "length_us": min(length_us, MAX_PCM_US),
            "tempo": float(tempo),
            "channels": channels,
        }
        answer = self._ask(source, "pcm", _PcmFacts, _VIDEO_S, priority, arguments)
        samples = _samples(answer, channels)
        return PcmChunk(samples, channels, answer.facts.start_us, tempo, answer.facts.next_us)

    def loudness(
        self, source: MediaSource, *, priority: Priority = Priority.INTERACTIVE
    ) -> LoudnessEnvelope:
        return self._ask(source, "loudness", LoudnessEnvelope, _VIDEO_S, priority, {}).facts

    def faces(
        self,
        source: MediaSource,
        *,
        size: int = 256,
        limit: int = 6,
        page: int = 0,
        at_us: int | None = None,
        priority: Priority = Priority.INTERACTIVE,
    ) -> Sequence[FaceCrop]:
        arguments = {"size": size, "limit": limit, "page": page, "at_us": at_us}
        answer = self._ask(source, "faces", _Faces, _VIDEO_S, priority, arguments)
        pictures = _pictures(answer, len(answer.facts.faces))
        return tuple(
            FaceCrop(pixels, facts.box, facts.aligned, facts.index, facts.pts_us)
            for pixels, facts in zip(pictures, answer.facts.faces, strict=True)
        )

    def forget(self, source: MediaSource) -> None:
        self._pool.forget(source.sha256)

    def _ask(
        self,
        source: MediaSource,
        operation: str,
        form: type[T],
        seconds: float,
        priority: Priority,
        arguments: Mapping[str, object],
    ) -> Answer[T]:
        if len(source.data) > MAX_SOURCE_BYTES:
            raise UntrustedInputError("MEDIA_REFUSED")
        check: Callable[[object], T] = lambda plain: from_plain(form, plain)  # noqa: E731 - typed
        job = Job(source.sha256, source.data, operation, check, seconds, arguments)
        try:
            return self._pool.run(job, priority)
        except OperationError as error:
            raise UntrustedInputError(_CODES.get(error.failure, "MEDIA_UNREADABLE")) from None
        except SandboxTimeoutError:
            raise UntrustedInputError("MEDIA_TIMEOUT") from None
        except SandboxLateError:
            raise UnavailableError("MEDIA_LATE") from None
        except SandboxCrashError:
            raise UntrustedInputError("MEDIA_CRASH") from None


def _plain(region: Region | None) -> list[int] | None:
    return None if region is None else [region.x, region.y, region.width, region.height]


def _pixels(block: CopiedBlock) -> Pixels:
    shape = block.shape
    if shape.height == 0:
        raise UntrustedInputError("MEDIA_UNREADABLE")
    return Pixels(block.data, shape.width, shape.height, shape.stride)


def _pictures(answer: Answer[T], count: int) -> list[Pixels]:
    if len(answer.blocks) != count:
        raise UntrustedInputError("MEDIA_UNREADABLE")
    return [_pixels(block) for block in answer.blocks]


def _one_picture(answer: Answer[T]) -> Pixels:
    return _pictures(answer, 1)[0]


def _samples(answer: Answer[T], channels: int) -> bytes:
    if len(answer.blocks) != 1 or answer.blocks[0].shape.height:
        raise UntrustedInputError("MEDIA_UNREADABLE")
    data = answer.blocks[0].data
    return data[: len(data) // (2 * channels) * (2 * channels)]


def _frame(pixels: Pixels, facts: _FrameFacts) -> VideoFrame:
    return VideoFrame(pixels, facts.pts_us, facts.duration_us, facts.previous_us, facts.next_us)
