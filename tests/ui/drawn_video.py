"""A video made of arithmetic, for the player's tests and the gallery."""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass, field

import numpy as np

from app.domain.errors import UntrustedInputError
from app.ports.media import (
    SAMPLE_RATE,
    Filmstrip,
    FrameRun,
    LoudnessEnvelope,
    PcmChunk,
    Pixels,
    VideoFrame,
    VideoInfo,
)
from tests.patience import PATIENCE_S

STEP = 40_000


@dataclass
class DrawnVideo:
    """25 frames a second, each of its own grey, with a tone; made of arithmetic."""

    seconds: float = 1.0
    has_audio: bool = True
    broken_sound: bool = False
    broken: bool = False
    voice_until: float = math.inf
    asked: list[str] = field(default_factory=list)
    may_decode: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.may_decode.set()

    @property
    def count(self) -> int:
        return int(self.seconds * 25)

    def info(self) -> VideoInfo:
        if self.broken:
            raise UntrustedInputError("MEDIA_UNREADABLE")
        return VideoInfo(
            64, 48, 0, self.count * STEP, self.count, STEP, self.has_audio, int(self.has_audio)
        )

    def _frame(self, number: int) -> VideoFrame:
        data = np.full((48, 64, 3), 10 + number * 4 % 240, dtype=np.uint8).tobytes()
        last = self.count - 1
        return VideoFrame(
            Pixels(data, 64, 48, 192),
            number * STEP,
            STEP,
            (number - 1) * STEP if number else None,
            (number + 1) * STEP if number < last else None,
        )

    def frame(self, at_us: int, width: int, height: int) -> VideoFrame:
        self.asked.append(f"frame {at_us}")
        return self._frame(min(at_us // STEP, self.count - 1))

    def frames(
        self, from_us: int, count: int, width: int, height: int, min_step_us: int
    ) -> FrameRun:
        assert self.may_decode.wait(PATIENCE_S)
        step = max(1, -(-min_step_us // STEP))
        first = -(-from_us // STEP)
        numbers = list(range(first, self.count, step))[:count]
        end = numbers[-1] + step if numbers else self.count
        run = tuple(self._frame(n) for n in numbers)
        return FrameRun(run, end * STEP if end < self.count else None)

    def pcm(self, from_us: int, length_us: int, tempo: float) -> PcmChunk:
        self.asked.append(f"pcm {from_us} {tempo}")
        if self.broken_sound:
            raise UntrustedInputError("MEDIA_UNREADABLE")
        end = min(from_us + length_us, self.count * STEP)
        samples = int((end - from_us) / 1e6 / tempo * SAMPLE_RATE)
        after = end if end < self.count * STEP else None
        return PcmChunk(b"\x01\x00" * samples, 1, from_us, tempo, after)

    def filmstrip(self, count: int, height: int) -> Filmstrip:
        width = height * 4 // 3
        data = np.full((height, width * count, 3), 90, dtype=np.uint8).tobytes()
        times = tuple(i * self.count * STEP // count for i in range(count))
        return Filmstrip(Pixels(data, width * count, height, width * count * 3), width, times)

    def loudness(self) -> LoudnessEnvelope:
        steps = self.count * STEP // 100_000
        speech = tuple(step / 10 < self.voice_until for step in range(steps))
        return LoudnessEnvelope(100_000, (-20.0,) * steps, speech)
