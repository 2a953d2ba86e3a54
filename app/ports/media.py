"""Role of the part that turns an untrusted file into pixels and samples for the windows.

Every call blocks, may be made from any thread but the window's, and is stateless for the caller:
the source carries the bytes, the adapter keeps decoders warm by the source's hash. Times are whole
microseconds from the start of the video (`…_us`). Sizes are pixels of the upright picture, EXIF
orientation and video rotation already applied. All results are copies and stay valid for ever.

Every method raises:
    UntrustedInputError: code `MEDIA_UNREADABLE` (cannot be decoded), `MEDIA_TIMEOUT`,
        `MEDIA_CRASH`, `MEDIA_REFUSED` (past a limit) or `MEDIA_NO_AUDIO`.
    UnavailableError: code `MEDIA_LATE` (no time for it; nothing learnt about the file),
        `SANDBOX_BUSY`, `SANDBOX_UNAVAILABLE` or `SANDBOX_CLOSED`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from app.ports.inspector import Priority

if TYPE_CHECKING:
    from app.domain.file_kind import FileKind
    from app.domain.inspection import FaceBox

MAX_PIXELS: Final = 8_000_000
"""No picture, page or strip handed to a window has more pixels than this."""

SAMPLE_RATE: Final = 48_000
"""Rate of all PCM handed out, in frames a second."""


@dataclass(frozen=True, slots=True)
class MediaSource:
    """The original bytes of one file and their SHA-256 (hexadecimal)."""

    data: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Pixels:
    """RGB, 8 bits a channel, rows top to bottom, `stride` bytes apart (QImage.Format_RGB888)."""

    data: bytes
    width: int
    height: int
    stride: int


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle in pixels of the full upright picture."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded picture, page or part of one.

    full_width, full_height: size of the whole upright picture before scaling (for a page: pixels
    at 72 dpi, rounded), so that a view can convert between its own and the picture's coordinates.
    """

    pixels: Pixels
    full_width: int
    full_height: int


@dataclass(frozen=True, slots=True)
class PageSize:
    """One page of a document as shown, in points."""

    width_pt: float
    height_pt: float


@dataclass(frozen=True, slots=True)
class VideoInfo:
    """What a player needs to know before the first frame; sizes are upright."""

    width: int
    height: int
    rotation: int
    duration_us: int
    frames: int
    mean_frame_us: int
    has_audio: bool
    audio_channels: int


@dataclass(frozen=True, slots=True)
class VideoFrame:
    """One upright frame; `previous_us` and `next_us` are its neighbours' times, None at the ends."""

    pixels: Pixels
    pts_us: int
    duration_us: int
    previous_us: int | None
    next_us: int | None


@dataclass(frozen=True, slots=True)
class FrameRun:
    """Frames in order of time; `next_us` is where to ask on, None after the last frame."""

    frames: tuple[VideoFrame, ...]
    next_us: int | None


@dataclass(frozen=True, slots=True)
class Filmstrip:
    """Small frames side by side in one picture: cell i is `cell_width` wide at x = i·cell_width."""

    pixels: Pixels
    cell_width: int
    times_us: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PcmChunk:
    """Interleaved signed 16-bit little-endian samples at `SAMPLE_RATE`.

    start_us: media time of the first sample. tempo: media seconds per second of sound.
    next_us: media time to ask for next, None at the end.
    """

    data: bytes
    channels: int
    start_us: int
    tempo: float
    next_us: int | None


@dataclass(frozen=True, slots=True)
class LoudnessEnvelope:
    """RMS level per step in dBFS (-120.0 is silence), and whether the step sounds like speech."""

    step_us: int
    dbfs: tuple[float, ...]
    speech: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class FaceCrop:
    """One face, square; eyes level and at a fixed place when `aligned`, else the plain box.

    index: page of a document, else 0. pts_us: time in a video, else None.
    """

    pixels: Pixels
    box: FaceBox
    aligned: bool
    index: int
    pts_us: int | None


class MediaReader(Protocol):
    """Pixels and samples of one file for the windows."""

    def kind(self, source: MediaSource) -> FileKind:
        """The file's kind by content; the only call that never enters the sandbox."""
        ...

    def picture(
        self,
        source: MediaSource,
        *,
        max_width: int,
        max_height: int,
        region: Region | None = None,
        priority: Priority = Priority.INTERACTIVE,
    ) -> Picture:
        """A JPEG (or a part of it) scaled down to fit the box, never scaled up."""
        ...

    def pages(
        self, source: MediaSource, *, priority: Priority = Priority.INTERACTIVE
    ) -> tuple[PageSize, ...]:
        """The pages of a PDF in order, at most 200."""
        ...

    def page(
        self,
        source: MediaSource,
        *,
        index: int,
        width: int,
        region: Region | None = None,
        priority: Priority = Priority.INTERACTIVE,
    ) -> Picture:
        """Page `index` (from 0) drawn so that the whole page (or `region`) is `width` px wide.

        `region` is in points of the page as shown, from its top left corner. The width is cut so
        that the result stays within `MAX_PIXELS`.
        """
        ...

    def video(self, source: MediaSource, *, priority: Priority = Priority.INTERACTIVE) -> VideoInfo:
        """Open an MP4 and say what is in it."""
        ...

    def filmstrip(
        self,
        source: MediaSource,
        *,
        count: int,
        height: int,
        priority: Priority = Priority.INTERACTIVE,
    ) -> Filmstrip:
        """`count` (1..60) frames evenly spread over the video, each `height` px high."""
        ...

    def frame(
        self,
        source: MediaSource,
        *,
        at_us: int,
        max_width: int,
        max_height: int,
        priority: Priority = Priority.INTERACTIVE,
    ) -> VideoFrame:
        """The frame on show at `at_us`: the last one not after it (exact also for VFR)."""
        ...

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
        """The next `count` (1..64) frames from `from_us` on, for playback.

        `min_step_us` leaves out frames closer than that to the one before, for fast playback.
        Fewer than `count` come back when the pixels would pass the size of one transfer.
        """
        ...

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
        """`length_us` of media time as sound, `tempo` 0.5..2 with the pitch kept.

        Consecutive chunks join without a gap. `channels` is 1 or 2.
        """
        ...

    def loudness(
        self, source: MediaSource, *, priority: Priority = Priority.INTERACTIVE
    ) -> LoudnessEnvelope:
        """Level of the whole track in steps of 100 ms."""
        ...

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
        """Faces of a picture, of a page, or of a video's frame, largest first; may be empty.

        For a video without `at_us` the best frontal frames are searched (one crop each).
        """
        ...

    def forget(self, source: MediaSource) -> None:
        """Wipe the bytes and decoders kept warm for this file; returns at once, never raises."""
        ...
