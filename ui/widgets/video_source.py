"""What a player needs of a video, and the one bound to the sandboxed reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from app.ports.inspector import Priority
from app.ports.media import (
    Filmstrip,
    FrameRun,
    LoudnessEnvelope,
    MediaReader,
    MediaSource,
    PcmChunk,
    VideoFrame,
    VideoInfo,
)


class VideoSource(Protocol):
    """One video; every call blocks and is made in a worker. Times in microseconds."""

    def info(self) -> VideoInfo:
        """Sizes, duration, sound."""
        ...

    def frame(self, at_us: int, width: int, height: int) -> VideoFrame:
        """The frame on show at a time, at most so large."""
        ...

    def frames(
        self, from_us: int, count: int, width: int, height: int, min_step_us: int
    ) -> FrameRun:
        """The next frames for playing."""
        ...

    def pcm(self, from_us: int, length_us: int, tempo: float) -> PcmChunk:
        """A stretch of mono sound at a tempo, pitch kept."""
        ...

    def filmstrip(self, count: int, height: int) -> Filmstrip:
        """Small frames spread over the whole."""
        ...

    def loudness(self) -> LoudnessEnvelope:
        """Level of the whole track."""
        ...


@dataclass(frozen=True, slots=True)
class ReaderVideoSource:
    """A `VideoSource` over the media port for one file."""

    reader: MediaReader
    source: MediaSource
    priority: Priority = Priority.INTERACTIVE

    def info(self) -> VideoInfo:
        """Sizes, duration, sound."""
        return self.reader.video(self.source, priority=self.priority)

    def frame(self, at_us: int, width: int, height: int) -> VideoFrame:
        """The frame on show at a time."""
        return self.reader.frame(
            self.source, at_us=at_us, max_width=width, max_height=height, priority=self.priority
        )

    def frames(
        self, from_us: int, count: int, width: int, height: int, min_step_us: int
    ) -> FrameRun:
        """The next frames for playing."""
        return self.reader.frames(
            self.source,
            from_us=from_us,
            count=count,
            max_width=width,
            max_height=height,
            min_step_us=min_step_us,
            priority=self.priority,
        )

    def pcm(self, from_us: int, length_us: int, tempo: float) -> PcmChunk:
        """A stretch of mono sound."""
        return self.reader.pcm(
            self.source,
            from_us=from_us,
            length_us=length_us,
            tempo=tempo,
            channels=1,
            priority=self.priority,
        )

    def filmstrip(self, count: int, height: int) -> Filmstrip:
        """Small frames spread over the whole."""
        return self.reader.filmstrip(
            self.source, count=count, height=height, priority=self.priority
        )

    def loudness(self) -> LoudnessEnvelope:
        """Level of the whole track."""
        return self.reader.loudness(self.source, priority=self.priority)
