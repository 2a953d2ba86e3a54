"""Opens an MP4 from memory only: no path, no other format, no reference to the outside."""

from __future__ import annotations

import io
from typing import Final

import av
from av.container import InputContainer
from av.error import FFmpegError
from av.stream import Stream
from av.video.stream import VideoStream

from app.domain.file_kind import FileKind, detect_kind
from app.infra.sandbox.protocol import Failure, OperationError

MAX_FRAME_PIXELS: Final = 1920 * 1920
DECODER_THREADS: Final = 2
DECODE_ERRORS: Final = (FFmpegError, ValueError, OverflowError, ZeroDivisionError, TypeError)


def open_container(data: bytes) -> InputContainer:
    """Open checked bytes.

    Raises:
        OperationError: UNDECODABLE when there is no MP4 in them.
    """
    if detect_kind(data) is not FileKind.MP4:
        raise OperationError(Failure.UNDECODABLE)
    try:
        return av.open(io.BytesIO(data), mode="r", format="mp4", metadata_errors="ignore")
    except DECODE_ERRORS:
        raise OperationError(Failure.UNDECODABLE) from None


def video_stream(container: InputContainer) -> VideoStream | None:
    """The first stream of pictures that is not a cover image and that we can decode."""
    for stream in container.streams.video:
        if has_decoder(stream):
            stream.thread_type = "AUTO"
            stream.codec_context.thread_count = DECODER_THREADS
            return stream
    return None


def has_decoder(stream: Stream) -> bool:
    """Whether this build can decode the stream; one it cannot has no context."""
    return getattr(stream, "codec_context", None) is not None


def check_frame_size(stream: VideoStream) -> None:
    """Refuse pictures larger than we decode.

    Raises:
        OperationError: REFUSED.
    """
    context = stream.codec_context
    if not 0 < context.width * context.height <= MAX_FRAME_PIXELS:
        raise OperationError(Failure.REFUSED)


def start_us(container: InputContainer) -> int:
    """Where the file's clock starts, in microseconds; all our times count from there."""
    return int(container.start_time or 0)


def time_us(pts: int, stream: Stream, zero_us: int) -> int:
    """A stream's own time stamp in microseconds from the start of the file."""
    base = stream.time_base
    if base is None:
        return 0
    return pts * base.numerator * 1_000_000 // base.denominator - zero_us
