"""Decodes the sound of an MP4 to PCM, with or without another tempo. Runs in the child."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.error import BlockingIOError as AvBlockingIOError
from av.error import EOFError as AvEOFError
from av.filter import Graph

from app.infra.sandbox.container import (
    DECODE_ERRORS,
    has_decoder,
    open_container,
    start_us,
    time_us,
)
from app.infra.sandbox.protocol import Failure, OperationError

RATE: Final = 48_000
MAX_TRACK_S: Final = 240
"""Sound after this is not decoded; videos of a requirement end at 180 s."""

_LAYOUTS: Final = {1: "mono", 2: "stereo"}


@dataclass(frozen=True, slots=True)
class Track:
    """A whole track as interleaved s16 at 48 kHz from time zero; `tempo` media seconds a second."""

    samples: bytes
    channels: int
    tempo: float

    def cut(self, from_us: int, length_us: int) -> tuple[bytes, int | None]:
        """The samples of a stretch of media time and where the next stretch starts."""
        width = 2 * self.channels
        first = round(from_us / self.tempo * RATE / 1_000_000) * width
        end_us = from_us + length_us
        last = round(end_us / self.tempo * RATE / 1_000_000) * width
        return self.samples[first:last], end_us if last < len(self.samples) else None


def audio_stream(streams: tuple[AudioStream, ...]) -> AudioStream | None:
    """The first stream of sound that can be decoded."""
    for stream in streams:
        if has_decoder(stream) and stream.codec_context.sample_rate > 0:
            return stream
    return None


def decode_track(data: bytes, channels: int) -> Track:
    """The whole sound at its own tempo.

    Raises:
        OperationError: NO_AUDIO, or UNDECODABLE.
    """
    with open_container(data) as container:
        stream = audio_stream(container.streams.audio)
        if stream is None:
            raise OperationError(Failure.NO_AUDIO)
        collector = PcmCollector(channels, stream, start_us(container))
        for packet in container.demux(stream):
            try:
                for frame in packet.decode():
                    collector.add(frame)
            except DECODE_ERRORS:
                continue
            if collector.is_full:
                break
        return Track(collector.finish(), channels, 1.0)


class PcmCollector:
    """Gathers decoded frames as s16 at 48 kHz, silence put where the track starts late."""

    def __init__(self, channels: int, stream: AudioStream, zero_us: int) -> None:
        self._resampler = av.AudioResampler("s16", _LAYOUTS[channels], RATE)
        self._stream, self._zero_us = stream, zero_us
        self._width = 2 * channels
        self._parts: list[bytes] = []
        self._length = 0

    @property
    def is_full(self) -> bool:
        """As much as we ever keep has been gathered."""
        return self._length >= MAX_TRACK_S * RATE * self._width

    def add(self, frame: AudioFrame) -> None:
        """One more decoded frame."""
        if self.is_full:
            return
        if not self._parts and frame.pts is not None:
            late_us = min(time_us(frame.pts, self._stream, self._zero_us), MAX_TRACK_S * 1_000_000)
            self._append(bytes(max(0, late_us) * RATE // 1_000_000 * self._width))
        for resampled in self._resampler.resample(frame):
            self._take(resampled)

    def finish(self) -> bytes:
        """All samples gathered, to whole frames."""
        try:
            for resampled in self._resampler.resample(None):
                self._take(resampled)
        except DECODE_ERRORS:
            # Nothing was ever put in, or the resampler gave up on a damaged frame before.
            pass
        joined = b"".join(self._parts)
        return joined[: len(joined) // self._width * self._width]

    def _take(self, frame: AudioFrame) -> None:
        self._append(bytes(frame.planes[0])[: frame.samples * self._width])

    def _append(self, samples: bytes) -> None:
        self._parts.append(samples)
        self._length += len(samples)


def change_tempo(track: Track, tempo: float) -> Track:
    """The same sound faster or slower (0.5..2) with its pitch kept."""
    layout = _LAYOUTS[track.channels]
    graph = Graph()
    source = graph.add_abuffer(format="s16", sample_rate=RATE, layout=layout)
    stretch = graph.add("atempo", f"{tempo:.4f}")
    form = graph.add("aformat", f"sample_fmts=s16:channel_layouts={layout}:sample_rates={RATE}")
    sink = graph.add("abuffersink")
    graph.link_nodes(source, stretch, form, sink).configure()
    out: list[bytes] = []
    width = 2 * track.channels
    for frame in _frames(track, layout):
        graph.push(frame)
        out.extend(bytes(done.planes[0])[: done.samples * width] for done in pull(graph))
    graph.push(None)
    out.extend(bytes(done.planes[0])[: done.samples * width] for done in pull(graph))
    return Track(b"".join(out), track.channels, tempo)


def pull(graph: Graph) -> Iterator[AudioFrame]:
    """Everything a filter graph has ready."""
    while True:
        try:
            frame = graph.pull()
        except (AvBlockingIOError, AvEOFError):
            return
        if isinstance(frame, AudioFrame):
            yield frame


def _frames(track: Track, layout: str) -> Iterator[AudioFrame]:
    width = 2 * track.channels
    step = RATE * width
    for start in range(0, len(track.samples), step):
        part = track.samples[start : start + step]
        frame = AudioFrame(format="s16", layout=layout, samples=len(part) // width)
        frame.planes[0].update(part.ljust(frame.planes[0].buffer_size, b"\0"))
        frame.sample_rate = RATE
        frame.pts = start // width
        yield frame
