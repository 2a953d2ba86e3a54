"""Sound out: pulls samples and plays them, or keeps quiet where there is no device."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QIODevice,
    QLoggingCategory,
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)

from app.ports.media import SAMPLE_RATE

# Bare machines lack sound libraries; their absence is a normal state here, not a warning.
QLoggingCategory.setFilterRules("qt.multimedia.*=false")

try:
    from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink, QMediaDevices
except ImportError:  # the shared libraries of the sound system are missing
    HAS_MULTIMEDIA = False
else:
    HAS_MULTIMEDIA = True

_FEED_MS = 20
_BUFFER_SECONDS = 0.12
_SAMPLE_BYTES = 2
_NO_SOUND = "PulseAudioService: "

Pull = Callable[[int], bytes]
"""Gives up to so many bytes of mono signed 16-bit samples; fewer when none are at hand."""


@contextmanager
def _without_complaints() -> Iterator[None]:
    """Keep the sound system from telling the terminal that there is none; all else is told."""

    def tell(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if message.startswith(_NO_SOUND):
            return
        if callable(before):
            before(kind, context, message)
        else:
            sys.stderr.write(f"{message}\n")

    before = qInstallMessageHandler(tell)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


class PcmOutput(QObject):
    """Feeds the default device from a callable in this thread; silent but working without one.

    What the callable cannot give in time is replaced by silence and dropped when it comes late,
    so that sound never runs behind the picture.
    """

    def __init__(self, pull: Pull, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pull = pull
        self._owed = 0
        self._sink: QAudioSink | None = None
        self._device: QIODevice | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_FEED_MS)
        self._timer.timeout.connect(self._feed)

    @property
    def has_device(self) -> bool:
        """Whether this machine can let anybody hear; asked anew, as headphones come and go."""
        return _device() is not None

    @property
    def is_running(self) -> bool:
        """True between `start` and `stop`."""
        return self._timer.isActive()

    def start(self) -> None:
        """Begin to play; does nothing audible where there is no device."""
        if self._timer.isActive():
            return
        self._owed = 0
        self._open()
        self._timer.start()

    def stop(self) -> None:
        """Stop at once and forget what was buffered."""
        self._timer.stop()
        if self._sink is not None:
            self._sink.reset()
            self._sink.stop()
            self._sink.deleteLater()
        self._sink = self._device = None

    def _open(self) -> None:
        device = _device()
        if device is None:
            return
        self._sink = QAudioSink(device, _form(), self)
        self._sink.setBufferSize(int(SAMPLE_RATE * _BUFFER_SECONDS) * _SAMPLE_BYTES)
        self._device = self._sink.start()

    def _feed(self) -> None:
        if self._sink is None or self._device is None:
            return
        wanted = self._sink.bytesFree() // _SAMPLE_BYTES * _SAMPLE_BYTES
        if wanted > 0:
            self._device.write(self.take(wanted))

    def take(self, wanted: int) -> bytes:
        """Exactly `wanted` bytes: samples, then silence for what is not at hand yet."""
        while self._owed:
            late = self._pull(self._owed)
            if not late:
                break
            self._owed -= len(late)
        data = self._pull(wanted) if self._owed == 0 else b""
        missing = wanted - len(data)
        self._owed += missing
        return data + bytes(missing)


def _form() -> QAudioFormat:
    form = QAudioFormat()
    form.setSampleRate(SAMPLE_RATE)
    form.setChannelCount(1)
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return form


def _device() -> QAudioDevice | None:
    """The default device, when there is one that plays what we have."""
    if not HAS_MULTIMEDIA:
        return None
    with _without_complaints():
        device = QMediaDevices.defaultAudioOutput()
    return None if device.isNull() or not device.isFormatSupported(_form()) else device


class SampleQueue:
    """Chunks of sound waiting to be played, in order."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    @property
    def seconds(self) -> float:
        """How long what waits will sound."""
        return len(self._waiting) / (SAMPLE_RATE * _SAMPLE_BYTES)

    def put(self, data: bytes) -> None:
        """Append mono samples."""
        self._waiting += data

    def pull(self, wanted: int) -> bytes:
        """Take up to `wanted` bytes."""
        data = bytes(self._waiting[:wanted])
        del self._waiting[:wanted]
        return data

    def clear(self) -> None:
        """Forget what waits."""
        self._waiting.clear()
