"""Playing a video: clock, buffers, speed, loop and what was watched; knows no widget."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from app.ports.media import FrameRun, PcmChunk, VideoFrame, VideoInfo
from ui.tasks import Generation, Tasks
from ui.widgets.pcm_output import PcmOutput, SampleQueue
from ui.widgets.played import PlayedRanges
from ui.widgets.video_source import VideoSource

T = TypeVar("T")
SPEEDS = (0.75, 1.0, 1.25, 1.5, 2.0)
_TICK_MS = 15
_RUN_FRAMES = 16
_FRAMES_AHEAD = 24
_SOUND_CHUNK_US = 1_000_000
_SOUND_AHEAD_SECONDS = 1.2
_DISPLAY_STEP_US = 33_000


@dataclass(frozen=True, slots=True)
class Loop:
    """A stretch to repeat, in microseconds."""

    start_us: int
    end_us: int


class Playback(QObject):
    """Drives one video at a time.

    Signals:
        opened: the video's VideoInfo.
        frame_shown: the VideoFrame to paint.
        position_changed: microseconds from the start.
        playing_changed: plays or rests (bool).
        watched_changed: share of the video that was played so far, 0 to 1.
        failed: the exception that stopped it.
        sound_failed: the exception that ended the sound; the picture goes on.
        ended: the last frame was shown.
    """

    opened = Signal(object)
    frame_shown = Signal(object)
    position_changed = Signal(object)
    playing_changed = Signal(bool)
    watched_changed = Signal(float)
    failed = Signal(object)
    sound_failed = Signal(object)
    ended = Signal()

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._source: VideoSource | None = None
        self._info: VideoInfo | None = None
        self._frames: deque[VideoFrame] = deque()
        self._current: VideoFrame | None = None
        self._next_frames_us: int | None = 0
        self._next_sound_us: int | None = 0
        self._is_fetching_frames = False
        self._is_fetching_sound = False
        self._speed = 1.0
        self._loop: Loop | None = None
        self._base_us = 0
        self._box = (960, 720)
        self._watched: set[int] = set()
        self._played = PlayedRanges()
        self._is_sound_broken = False
        self._generation = Generation()
        self._clock = QElapsedTimer()
        self._samples = SampleQueue()
        self.sound = PcmOutput(self._samples.pull, self)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    @property
    def info(self) -> VideoInfo | None:
        """Facts of the open video."""
        return self._info

    @property
    def is_playing(self) -> bool:
        """True while the clock runs."""
        return self._timer.isActive()

    @property
    def speed(self) -> float:
        """Media seconds per second."""
        return self._speed

    @property
    def loop(self) -> Loop | None:
        """The stretch being repeated."""
        return self._loop

    @property
    def current_frame(self) -> VideoFrame | None:
        """The frame on show."""
        return self._current

    @property
    def has_sound(self) -> bool:
        """Whether there is a sound track that could be read so far."""
        return self._info is not None and self._info.has_audio and not self._is_sound_broken

    @property
    def watched_share(self) -> float:
        """Share of the whole seconds of the video that were played."""
        if self._info is None:
            return 0.0
        return min(1.0, len(self._watched) / max(1, self._whole_seconds()))

    @property
    def position_us(self) -> int:
        """Where the video is; never beyond what was decoded, however late the window ticks."""
        if not self.is_playing or not self._clock.isValid():
            return self._base_us
        decoded_us = self._last_us() if self._next_frames_us is None else self._next_frames_us
        by_clock_us = self._base_us + int(self._clock.nsecsElapsed() / 1000 * self._speed)
        return min(by_clock_us, decoded_us)

    def has_played(self, at_us: int) -> bool:
        """Whether that moment was really played, not only jumped to."""
        # A busy window ticks late: what plays now counts up to now.
        self._played.add(self._base_us, self.position_us)
        return self._played.holds(at_us)

    def set_box(self, width: int, height: int) -> None:
        """Largest frames worth decoding, in screen pixels."""
        self._box = (max(64, width), max(64, height))

    def open(self, source: VideoSource) -> None:
        """Open another video and show its first frame; nothing plays yet."""
        self.close()
        self._source = source
        self._watched.clear()
        self._played.clear()
        self._is_sound_broken = False
        self._loop = None
        self._ask(source.info, self._on_info)

    def close(self) -> None:
        """Stop and forget the video; answers still on their way are dropped."""
        self._halt()
        self._source = self._info = self._current = None
        self._base_us = 0

    def play(self) -> None:
        """Play on; from the start again when it had ended."""
        if self._info is None or self.is_playing:
            return
        if self._base_us >= self._last_us():
            self._base_us = 0
        self._begin()
        self.playing_changed.emit(True)

    def pause(self) -> None:
        """Rest at the frame on show."""
        if self.is_playing:
            here = min(self.position_us, self._last_us())
            self._played.add(self._base_us, here)
            self._base_us = here
            self._halt()
            self.playing_changed.emit(False)

    def toggle(self) -> None:
        """Play or rest."""
        if self.is_playing:
            self.pause()
        else:
            self.play()

    def seek(self, at_us: int) -> None:
        """Go to a time; plays on if it played."""
        if self._info is None or self._source is None:
            return
        was_playing = self.is_playing
        self._halt()
        self._base_us = min(max(0, at_us), self._last_us())
        self.position_changed.emit(self._base_us)
        if was_playing:
            self._begin()
        else:
            self._ask(partial(self._source.frame, self._base_us, *self._box), self._show)

    def step(self, direction: int) -> None:
        """Rest, and show the next (1) or previous (-1) frame."""
        self.pause()
        if self._current is None:
            return
        target = self._current.next_us if direction > 0 else self._current.previous_us
        if target is not None:
            self.seek(target)

    def set_speed(self, speed: float) -> None:
        """0.75 to 2; pitch is kept."""
        if speed == self._speed:
            return
        here = self.position_us
        was_playing = self.is_playing
        self._halt()
        self._speed = min(max(speed, SPEEDS[0]), SPEEDS[-1])
        self._base_us = here
        if was_playing:
            self._begin()

    def set_loop(self, loop: Loop | None) -> None:
        """Repeat a stretch, or no longer."""
        self._loop = loop if loop is None or loop.end_us > loop.start_us else None

    def _begin(self) -> None:
        self._next_frames_us = self._base_us
        has_sound = self._info is not None and self._info.has_audio
        self._next_sound_us = self._base_us if has_sound else None
        self._clock.invalidate()
        self._timer.start()
        self._fill()

    def _halt(self) -> None:
        self._generation.advance()
        self._timer.stop()
        self._clock.invalidate()
        self.sound.stop()
        self._samples.clear()
        self._frames.clear()
        self._is_fetching_frames = self._is_fetching_sound = False

    def _ask(self, work: Callable[[], T], on_done: Callable[[T], None]) -> None:
        self._tasks.run(
            work,
            owner=self,
            on_done=on_done,
            on_error=self._on_error,
            generation=self._generation,
        )

    def _on_info(self, info: VideoInfo) -> None:
        self._info = info
        self.opened.emit(info)
        self.seek(0)

    def _on_error(self, error: Exception) -> None:
        was_playing = self.is_playing
        self._halt()
        if was_playing:
            self.playing_changed.emit(False)
        self.failed.emit(error)

    def _fill(self) -> None:
        source, frames_us, sound_us = self._source, self._next_frames_us, self._next_sound_us
        if source is None:
            return
        wants_frames = len(self._frames) < _FRAMES_AHEAD and not self._is_fetching_frames
        if wants_frames and frames_us is not None:
            self._is_fetching_frames = True
            min_step = int(_DISPLAY_STEP_US * self._speed) if self._speed > 1 else 0
            self._ask(
                partial(source.frames, frames_us, _RUN_FRAMES, *self._box, min_step),
                self._on_frames,
            )
        wants_sound = self._samples.seconds < _SOUND_AHEAD_SECONDS and not self._is_fetching_sound
        if wants_sound and sound_us is not None:
            self._is_fetching_sound = True
            self._tasks.run(
                partial(source.pcm, sound_us, _SOUND_CHUNK_US, self._speed),
                owner=self,
                on_done=self._on_sound,
                on_error=self._on_sound_error,
                generation=self._generation,
            )

    def _on_frames(self, run: FrameRun) -> None:
        self._is_fetching_frames = False
        self._next_frames_us = run.next_us
        self._frames.extend(run.frames)

    def _on_sound(self, chunk: PcmChunk) -> None:
        self._is_fetching_sound = False
        self._next_sound_us = chunk.next_us
        self._samples.put(chunk.data)

    def _on_sound_error(self, error: Exception) -> None:
        # A broken track must not keep the reviewer from seeing the picture.
        self._is_fetching_sound = False
        self._next_sound_us = None
        self._is_sound_broken = True
        self.sound_failed.emit(error)

    def _is_ready(self) -> bool:
        """Frames are at hand, and the first sound where there is any."""
        sound_waits = self._next_sound_us is not None and self._samples.seconds == 0.0
        has_frames = bool(self._frames) or self._next_frames_us is None
        return has_frames and not sound_waits

    def _on_tick(self) -> None:
        self._fill()
        if not self._clock.isValid():
            # The clock waits for the first pictures and the first sound, so that both begin together.
            if self._is_ready():
                self._clock.start()
                if self._info is not None and self._info.has_audio:
                    self.sound.start()
            return
        now = self.position_us
        shown: VideoFrame | None = None
        while self._frames and self._frames[0].pts_us <= now:
            shown = self._frames.popleft()
        if shown is not None:
            self._show(shown)
        self._mark(now)
        self.position_changed.emit(min(now, self._last_us()))
        if self._loop is not None and now >= self._loop.end_us:
            self.seek(self._loop.start_us)
        elif not self._frames:
            self._on_dry(now)

    def _on_dry(self, now: int) -> None:
        if self._next_frames_us is not None:
            self._wait_for_frames(now)
        elif now >= self._last_us():
            self._base_us = self._last_us()
            self._halt()
            self.playing_changed.emit(False)
            self.ended.emit()

    def _wait_for_frames(self, now: int) -> None:
        # Decoding is behind: hold clock and sound together rather than let them part.
        self._base_us = now
        self._clock.invalidate()
        self.sound.stop()
        self._samples.clear()
        if self._next_sound_us is not None:
            self._next_sound_us = now

    def _show(self, frame: VideoFrame) -> None:
        self._current = frame
        self.frame_shown.emit(frame)

    def _mark(self, now: int) -> None:
        self._played.add(self._base_us, now)
        second = now // 1_000_000
        if second not in self._watched and second < self._whole_seconds():
            self._watched.add(second)
            self.watched_changed.emit(self.watched_share)

    def _whole_seconds(self) -> int:
        return 0 if self._info is None else max(1, -(-self._info.duration_us // 1_000_000))

    def _last_us(self) -> int:
        return 0 if self._info is None else self._info.duration_us
