"""Measures a sound: level, loudness, and how much of it sounds like speech. Runs in the child.

A one-second window sounds like speech when it is above -45 dBFS, at least 60 % of its energy lies
between 100 and 4,000 Hz, and the level in that band rises and falls as syllables do: it varies by
at least 40 % of its mean, and at least 35 % of that variation is between 2 and 10 times a second.
Steady noise, hum and tones fail one of these. It is a hint for sorting; it recognises no words.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.error import FFmpegError
from av.filter import Graph
from numpy.typing import NDArray

from app.infra.sandbox.sound import RATE, pull

SILENCE_DBFS: Final = -120.0
SILENCE_LUFS: Final = -70.0
STEP_US: Final = 100_000
ACTIVE_DBFS: Final = -50.0

_STEP: Final = RATE // 10
_HOP: Final = RATE // 100
_FRAME: Final = 1024
_WINDOW_HOPS: Final = 100
_SPEECH_DBFS: Final = -45.0
_BAND_HZ: Final = (100.0, 4000.0)
_BAND_SHARE: Final = 0.6
_SYLLABLES_HZ: Final = (2.0, 10.0)
_SYLLABLE_SHARE: Final = 0.35
_DEPTH: Final = 0.4

Samples = NDArray[np.float32]


def as_floats(pcm: bytes) -> Samples:
    """Mono s16 as numbers from -1 to 1."""
    return np.frombuffer(pcm, dtype="<i2").astype(np.float32) / 32768.0


def decibels(power: NDArray[np.float32]) -> NDArray[np.float32]:
    """Power as dBFS, -120 at the least."""
    return np.asarray(10.0 * np.log10(np.maximum(power, 1e-12)), dtype=np.float32)


def rms_dbfs(samples: Samples) -> float:
    """Level of the whole."""
    if not samples.size:
        return SILENCE_DBFS
    return round(float(decibels(np.array([np.mean(samples**2)], dtype=np.float32))[0]), 2)


def step_levels(samples: Samples) -> NDArray[np.float32]:
    """Level of each 100 ms; a last piece of less than that is padded with silence."""
    if not samples.size:
        return np.zeros(0, dtype=np.float32)
    padded = np.pad(samples, (0, -samples.size % _STEP)).reshape(-1, _STEP)
    return decibels(np.asarray(np.mean(padded**2, axis=1), dtype=np.float32))


def speech_seconds(samples: Samples) -> NDArray[np.bool_]:
    """For each whole second (and a last one of more than half): does it sound like speech."""
    seconds = round(samples.size / RATE)
    if not seconds:
        return np.zeros(0, dtype=np.bool_)
    needed = seconds * RATE + _FRAME
    padded = np.pad(samples, (0, max(0, needed - samples.size)))[:needed]
    return np.array(
        [_is_speech(padded[at * RATE : (at + 1) * RATE + _FRAME]) for at in range(seconds)],
        dtype=np.bool_,
    )


def _is_speech(second: Samples) -> bool:
    if float(np.mean(second**2)) < 10 ** (_SPEECH_DBFS / 10):
        return False
    frames = np.lib.stride_tricks.sliding_window_view(second, _FRAME)[::_HOP][:_WINDOW_HOPS]
    power = np.abs(np.fft.rfft(frames * np.hanning(_FRAME).astype(np.float32), axis=1)) ** 2
    pitch = np.fft.rfftfreq(_FRAME, 1 / RATE)
    in_band = (pitch >= _BAND_HZ[0]) & (pitch <= _BAND_HZ[1])
    band = power[:, in_band].sum(axis=1)
    if float(band.sum()) < _BAND_SHARE * float(power.sum()):
        return False
    level = np.sqrt(band)
    if float(level.std()) < _DEPTH * float(level.mean()):
        return False
    swing = np.abs(np.fft.rfft(level - level.mean())) ** 2
    speed = np.fft.rfftfreq(level.size, 0.01)
    syllables = (speed >= _SYLLABLES_HZ[0]) & (speed <= _SYLLABLES_HZ[1])
    return float(swing[syllables].sum()) >= _SYLLABLE_SHARE * float(swing.sum())


class LoudnessMeter:
    """Integrated loudness by EBU R128, fed with the frames as decoded."""

    def __init__(self, stream: AudioStream) -> None:
        self._graph = Graph()
        source = self._graph.add_abuffer(template=stream)
        meter = self._graph.add("ebur128", "metadata=1")
        sink = self._graph.add("abuffersink")
        self._graph.link_nodes(source, meter, sink).configure()
        self._broken = False
        self.lufs = SILENCE_LUFS

    def add(self, frame: AudioFrame) -> None:
        """One more decoded frame; a change of form in mid-track ends the measuring."""
        if self._broken:
            return
        try:
            self._graph.push(frame)
            for measured in pull(self._graph):
                self._read(measured.metadata.get("lavfi.r128.I"))
        except (FFmpegError, ValueError):
            self._broken = True

    def _read(self, text: str | None) -> None:
        try:
            value = float(text or "nan")
        except ValueError:
            return
        if np.isfinite(value):
            self.lufs = round(max(SILENCE_LUFS, value), 2)
