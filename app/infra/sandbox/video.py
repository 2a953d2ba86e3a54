"""Shows frames of an MP4 at exact times, one by one or in runs. Runs in the child."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from av.video.frame import VideoFrame

from app.infra.sandbox.container import (
    DECODE_ERRORS,
    MAX_FRAME_PIXELS,
    check_frame_size,
    open_container,
    start_us,
    time_us,
    video_stream,
)
from app.infra.sandbox.protocol import Failure, OperationError
from app.infra.sandbox.segment import Rgb
from app.infra.sandbox.sound import audio_stream

_MAX_PACKETS: Final = 100_000
_READ_ON_US: Final = 1_500_000
"""A wanted frame this close ahead is reached by decoding on rather than by seeking."""


@dataclass(frozen=True, slots=True)
class TimedFrame:
    """A decoded frame and its time in microseconds."""

    frame: VideoFrame
    pts_us: int


class VideoSession:
    """One open video; remembers where it is, so that playback does not seek."""

    def __init__(self, data: bytes) -> None:
        """Open and index it.

        Raises:
            OperationError: UNDECODABLE (no picture in it) or REFUSED (frames too large).
        """
        self._container = open_container(data)
        stream = video_stream(self._container)
        if stream is None:
            raise OperationError(Failure.UNDECODABLE)
        check_frame_size(stream)
        self._stream = stream
        self._zero_us = start_us(self._container)
        self._pts = self._index()
        if not self._pts:
            raise OperationError(Failure.UNDECODABLE)
        self.times_us = [time_us(pts, stream, self._zero_us) for pts in self._pts]
        self._frames: Iterator[TimedFrame] = iter(())
        self._current: TimedFrame | None = None
        self._pending: TimedFrame | None = None
        self.rotation = self._read_rotation()

    @property
    def size(self) -> tuple[int, int]:
        """Upright width and height."""
        context = self._stream.codec_context
        turned = self.rotation in (90, 270)
        size = (context.width, context.height)
        return (size[1], size[0]) if turned else size

    @property
    def duration_us(self) -> int:
        """From the start to the end of the last frame."""
        return self.times_us[-1] + self.mean_frame_us

    @property
    def mean_frame_us(self) -> int:
        """Mean time between frames, 40 ms when there is only one."""
        if len(self.times_us) < 2:
            return 40_000
        return max(1, (self.times_us[-1] - self.times_us[0]) // (len(self.times_us) - 1))

    @property
    def audio_channels(self) -> int:
        """Channels of the first sound track, 0 when there is none."""
        sound = audio_stream(self._container.streams.audio)
        return 0 if sound is None else sound.codec_context.channels

    def close(self) -> None:
        """Free the decoder."""
        self._frames = iter(())
        self._current = self._pending = None
        self._container.close()

    def frame_at(self, at_us: int) -> TimedFrame:
        """The last frame not after `at_us`.

        Raises:
            OperationError: UNDECODABLE.
        """
        wanted = max(0, bisect_right(self.times_us, at_us) - 1)
        found = self._reach(wanted)
        if found is None:
            # Some files cannot be entered in the middle; from the start they can.
            self._seek(0)
            found = self._forward_to(self.times_us[wanted])
        if found is None:
            raise OperationError(Failure.UNDECODABLE)
        return found

    def run_from(self, from_us: int, min_step_us: int) -> Iterator[TimedFrame]:
        """Frames from the first one not before `from_us`, leaving out those too close."""
        first = bisect_left(self.times_us, from_us)
        if first >= len(self.times_us):
            return
        shown = self.frame_at(self.times_us[first])
        yield shown
        while (frame := self._pull()) is not None:
            self._current = frame
            if frame.pts_us - shown.pts_us >= min_step_us:
                shown = frame
                yield frame

    def neighbours(self, pts_us: int) -> tuple[int | None, int | None]:
        """Times of the frames before and after."""
        before = bisect_left(self.times_us, pts_us) - 1
        after = bisect_right(self.times_us, pts_us)
        return (
            self.times_us[before] if before >= 0 else None,
            self.times_us[after] if after < len(self.times_us) else None,
        )

    def next_time(self, after_us: int) -> int | None:
        """Time of the first frame not before `after_us`."""
        at = bisect_left(self.times_us, after_us)
        return self.times_us[at] if at < len(self.times_us) else None

    def pixels(self, timed: TimedFrame, max_width: int, max_height: int) -> Rgb:
        """The upright frame, red first, scaled down to fit."""
        width, height = fit(self.size, max_width, max_height)
        return upright_rgb(timed.frame, self.rotation, width, height)

    def _index(self) -> list[int]:
        pts: list[int] = []
        try:
            for packet in self._container.demux(self._stream):
                if packet.pts is not None and not packet.is_discard and packet.size:
                    pts.append(packet.pts)
                if len(pts) >= _MAX_PACKETS:
                    break
        except DECODE_ERRORS:
            # A file cut short ends here; what came before can still be shown.
            pass
        return sorted(set(pts))

    def _read_rotation(self) -> int:
        self._seek(0)
        first = self._pull()
        self._pending = first
        return rotation_of(first.frame) if first is not None else 0

    def _reach(self, wanted: int) -> TimedFrame | None:
        time = self.times_us[wanted]
        current = self._current
        if current is not None and current.pts_us == time:
            return current
        if current is None or not 0 < time - current.pts_us < _READ_ON_US:
            self._seek(wanted)
        return self._forward_to(time)

    def _forward_to(self, time: int) -> TimedFrame | None:
        best: TimedFrame | None = None
        while (frame := self._pull()) is not None:
            if frame.pts_us > time:
                self._pending = frame
                break
            best = frame
            if frame.pts_us == time:
                break
        if best is not None:
            self._current = best
        return best

    def _seek(self, index: int) -> None:
        self._current = self._pending = None
        try:
            self._container.seek(self._pts[index], stream=self._stream, backward=True)
        except DECODE_ERRORS:
            raise OperationError(Failure.UNDECODABLE) from None
        self._frames = self._decode()

    def _pull(self) -> TimedFrame | None:
        if self._pending is not None:
            frame, self._pending = self._pending, None
            return frame
        return next(self._frames, None)

    def _decode(self) -> Iterator[TimedFrame]:
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets, None)
            except DECODE_ERRORS:
                return
            if packet is None:
                return
            try:
                frames = packet.decode()
            except DECODE_ERRORS:
                continue
            for frame in frames:
                if frame.pts is not None and frame.width * frame.height <= MAX_FRAME_PIXELS:
                    yield TimedFrame(frame, time_us(frame.pts, self._stream, self._zero_us))


def rotation_of(frame: VideoFrame) -> int:
    """Degrees clockwise that bring a frame upright: 0, 90, 180 or 270."""
    return round(-frame.rotation / 90) * 90 % 360


def fit(size: tuple[int, int], max_width: int, max_height: int) -> tuple[int, int]:
    """The size scaled down (never up) into a box."""
    scale = min(1.0, max_width / size[0], max_height / size[1])
    return max(1, int(size[0] * scale)), max(1, int(size[1] * scale))


def upright_rgb(frame: VideoFrame, rotation: int, width: int, height: int) -> Rgb:
    """A frame converted, scaled to the upright size given, and turned."""
    stored = (height, width) if rotation in (90, 270) else (width, height)
    try:
        scaled = frame.reformat(width=stored[0], height=stored[1], format="rgb24")
        picture = scaled.to_ndarray()
    except DECODE_ERRORS:
        raise OperationError(Failure.UNDECODABLE) from None
    return np.ascontiguousarray(np.rot90(picture.astype(np.uint8, copy=False), -rotation // 90))
