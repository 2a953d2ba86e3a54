"""Reads a whole MP4 once and says what is in it: pictures, sound, faces over time. In the child."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.stream import Stream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from app.domain.inspection import AudioFacts, FaceBox, FaceSample, PictureQuality, VideoFacts
from app.infra.sandbox.container import (
    DECODE_ERRORS,
    MAX_FRAME_PIXELS,
    open_container,
    start_us,
    time_us,
    video_stream,
)
from app.infra.sandbox.faces import Grey, find_boxes, find_eyes
from app.infra.sandbox.mp4_structure import Mp4Structure, read_mp4_structure
from app.infra.sandbox.protocol import OperationError
from app.infra.sandbox.quality import measure_quality, sharpness_of, shrink
from app.infra.sandbox.sound import PcmCollector, audio_stream
from app.infra.sandbox.speech import (
    ACTIVE_DBFS,
    SILENCE_LUFS,
    LoudnessMeter,
    as_floats,
    rms_dbfs,
    speech_seconds,
    step_levels,
)
from app.infra.sandbox.video import rotation_of

DECODE_BUDGET_S: Final = 8.0
_SAMPLES: Final = 12
_SAMPLE_SIDE: Final = 640
_MAX_DURATION_US: Final = 24 * 3600 * 1_000_000
_VFR_TOLERANCE: Final = 0.25


def inspect_video(data: bytes) -> VideoFacts:
    """Everything we say about an MP4; an unreadable one gives facts with no codec."""
    structure = read_mp4_structure(data)
    try:
        container = open_container(data)
    except OperationError:
        return _unreadable(structure)
    with container:
        stream = video_stream(container)
        reading = _Reading(container, stream, audio_stream(container.streams.audio))
        reading.read()
        return reading.facts(structure)


@dataclass(slots=True)
class _Best:
    """The clearest frontal face so far."""

    score: float = 0.0
    pts_us: int | None = None
    grey: Grey | None = None
    scale: float = 1.0
    faces: tuple[FaceBox, ...] = ()

    def quality(self) -> PictureQuality | None:
        """Measures of that frame; when no frame shows a face, turned ones are tried."""
        if self.grey is None:
            return None
        is_faceless = self.pts_us is None
        return measure_quality(self.grey, self.scale, look_around=is_faceless, known=self.faces)


class _Reading:
    def __init__(
        self,
        container: InputContainer,
        pictures: VideoStream | None,
        sound: AudioStream | None,
    ) -> None:
        self._container, self._pictures, self._sound = container, pictures, sound
        self._zero_us = start_us(container)
        self._ends_at = time.process_time() + DECODE_BUDGET_S
        self._all_frames = True
        self._times: list[int] = []
        self._decoded, self._rotation, self._damaged = 0, 0, False
        self._samples: list[FaceSample] = []
        self._best = _Best()
        self._sample_step_us = max(1, self._duration_us() // _SAMPLES)
        self._next_sample_us = self._sample_step_us // 2
        self._pcm = PcmCollector(1, sound, self._zero_us) if sound is not None else None
        self._meter = _meter(sound)

    def read(self) -> None:
        """Decode everything, key frames only once the time budget is spent."""
        wanted = [stream for stream in (self._pictures, self._sound) if stream is not None]
        if self._pictures is not None and not self._is_decodable(self._pictures):
            wanted.remove(self._pictures)
            self._all_frames = False
        packets = self._container.demux(wanted) if wanted else iter(())
        while True:
            try:
                packet = next(packets, None)
            except DECODE_ERRORS:
                self._damaged = True
                return
            if packet is None:
                return
            self._save_time()
            self._take(packet)

    def _is_decodable(self, stream: VideoStream) -> bool:
        context = stream.codec_context
        return 0 < context.width * context.height <= MAX_FRAME_PIXELS

    def _save_time(self) -> None:
        if self._all_frames and self._pictures and time.process_time() > self._ends_at:
            self._all_frames = False
            self._pictures.codec_context.skip_frame = "NONKEY"

    def _take(self, packet: Packet[Stream]) -> None:
        try:
            frames = packet.decode()
        except DECODE_ERRORS:
            self._damaged = True
            return
        for frame in frames:
            if isinstance(frame, VideoFrame):
                self._take_picture(frame)
            elif isinstance(frame, AudioFrame):
                self._take_sound(frame)

    def _take_sound(self, frame: AudioFrame) -> None:
        if self._pcm is None:
            return
        try:
            self._pcm.add(frame)
        except DECODE_ERRORS:
            self._damaged = True
        if self._meter is not None:
            self._meter.add(frame)

    def _take_picture(self, frame: VideoFrame) -> None:
        self._decoded += 1
        self._damaged = self._damaged or frame.is_corrupt
        if self._decoded == 1:
            self._rotation = rotation_of(frame)
        if frame.pts is None or self._pictures is None:
            return
        pts_us = time_us(frame.pts, self._pictures, self._zero_us)
        self._times.append(pts_us)
        if pts_us >= self._next_sample_us or self._decoded == 1:
            if self._decoded > 1:
                self._next_sample_us += self._sample_step_us
            if len(self._samples) < 2 * _SAMPLES:
                self._look_for_faces(frame, pts_us)

    def _look_for_faces(self, frame: VideoFrame, pts_us: int) -> None:
        grey = _small_grey(frame, self._rotation)
        if grey is None:
            self._damaged = True
            return
        faces = find_boxes(grey)
        sharpness = sharpness_of(shrink(grey, _SAMPLE_SIDE))
        largest = max((face.width for face in faces), default=0)
        # Sizes are told in pixels of the whole frame, not of the small copy searched.
        scale = max(frame.width, frame.height) / max(grey.shape)
        self._samples.append(FaceSample(pts_us, len(faces), round(largest * scale), sharpness))
        # Eyes double the score. They are looked for only where that could make this the best face.
        single = largest * min(sharpness, 500.0) ** 0.5
        if single * 2.0 + 1e-6 <= self._best.score:
            return
        faces = find_eyes(grey, faces)
        frontal = any(face.left_eye is not None for face in faces)
        score = single * (2.0 if frontal else 1.0) + 1e-6
        if score > self._best.score:
            self._best = _Best(score, pts_us if faces else None, grey, scale, faces)

    def _duration_us(self) -> int:
        duration = int(self._container.duration or 0)
        return duration if 0 < duration < _MAX_DURATION_US else 0

    def facts(self, structure: Mp4Structure) -> VideoFacts:
        """What has been read, as facts."""
        pictures = self._pictures
        context = pictures.codec_context if pictures is not None else None
        declared = int(pictures.frames or 0) if pictures is not None else 0
        duration_us = self._duration_us() or (max(self._times) if self._times else 0)
        return VideoFacts(
            container="mp4",
            video_codec=context.name if context is not None else "",
            width=context.width if context is not None else 0,
            height=context.height if context is not None else 0,
            rotation=self._rotation,
            duration_s=round(duration_us / 1_000_000, 3),
            frames_declared=max(0, declared),
            frames_decoded=self._decoded,
            decoded_fully=self._all_frames,
            vfr=_is_vfr(self._times) if self._all_frames else False,
            truncated=structure.truncated,
            damaged=self._damaged,
            trailing_bytes=structure.trailing_bytes,
            audio=self._audio_facts(),
            face_samples=tuple(self._samples),
            best_face_pts_us=self._best.pts_us,
            quality=self._best.quality(),
        )

    def _audio_facts(self) -> AudioFacts | None:
        if self._sound is None or self._pcm is None:
            return None
        samples = as_floats(self._pcm.finish())
        levels = step_levels(samples)
        speech = speech_seconds(samples)
        context = self._sound.codec_context
        return AudioFacts(
            codec=context.name,
            rate=context.sample_rate,
            channels=context.channels,
            duration_s=round(samples.size / 48_000, 3),
            rms_dbfs=rms_dbfs(samples),
            loudness_lufs=self._meter.lufs if self._meter is not None else SILENCE_LUFS,
            active_ratio=round(float(np.mean(levels > ACTIVE_DBFS)), 3) if levels.size else 0.0,
            speech_ratio=round(float(np.mean(speech)), 3) if speech.size else 0.0,
        )


def _meter(sound: AudioStream | None) -> LoudnessMeter | None:
    try:
        return LoudnessMeter(sound) if sound is not None else None
    except DECODE_ERRORS:
        return None


def _small_grey(frame: VideoFrame, rotation: int) -> Grey | None:
    scale = min(1.0, _SAMPLE_SIDE / max(frame.width, frame.height))
    width, height = max(1, round(frame.width * scale)), max(1, round(frame.height * scale))
    try:
        grey = frame.reformat(width=width, height=height, format="gray").to_ndarray()
    except DECODE_ERRORS:
        return None
    return np.ascontiguousarray(np.rot90(grey.astype(np.uint8, copy=False), -rotation // 90))


def _is_vfr(times: list[int]) -> bool:
    """Steps between frames differ by more than a quarter of their median."""
    steps = np.diff(np.array(sorted(times), dtype=np.float64))
    if steps.size < 3:
        return False
    middle = float(np.median(steps))
    return bool(np.mean(np.abs(steps - middle) > _VFR_TOLERANCE * middle) > 0.02)


def _unreadable(structure: Mp4Structure) -> VideoFacts:
    return VideoFacts(
        container="mp4",
        video_codec="",
        width=0,
        height=0,
        rotation=0,
        duration_s=0.0,
        frames_declared=0,
        frames_decoded=0,
        decoded_fully=True,
        vfr=False,
        truncated=structure.truncated,
        damaged=True,
        trailing_bytes=structure.trailing_bytes,
        audio=None,
        face_samples=(),
        best_face_pts_us=None,
        quality=None,
    )
