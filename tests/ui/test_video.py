"""Playing: order, speed, seeking, loop, what was watched, broken sound, no sound device."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.ports.media import VideoFrame, VideoInfo
from tests.ui.drawn_video import STEP, DrawnVideo
from ui.messages import Messages
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.pcm_output import PcmOutput, SampleQueue
from ui.widgets.playback import SPEEDS, Loop, Playback
from ui.widgets.shortcuts import ShortcutRegistry
from ui.widgets.video_player import VideoPlayer


@dataclass
class HandClock:
    """The clock of a playback, moved by the test: what is shown never hangs on the machine."""

    us: int = 0
    since_us: int | None = field(default=None)

    def start(self) -> None:
        self.since_us = self.us

    def invalidate(self) -> None:
        self.since_us = None

    def isValid(self) -> bool:  # noqa: N802  # as QElapsedTimer has it
        return self.since_us is not None

    def nsecsElapsed(self) -> int:  # noqa: N802  # as QElapsedTimer has it
        assert self.since_us is not None
        return (self.us - self.since_us) * 1000


@pytest.fixture
def playback(qtbot: QtBot, tasks: Tasks) -> Playback:
    return Playback(tasks)


@pytest.fixture
def clock(playback: Playback, monkeypatch: pytest.MonkeyPatch) -> HandClock:
    made = HandClock()
    monkeypatch.setattr(playback, "_clock", made)
    return made


def tick(qtbot: QtBot, playback: Playback, clock: HandClock, is_enough: Callable[[], bool]) -> None:
    """Let one frame's time after the other pass, each seen by the playback."""
    while playback.is_playing and not is_enough():
        clock.us += STEP
        with qtbot.waitSignal(playback.position_changed):
            pass


def never() -> bool:
    return False


def opened(qtbot: QtBot, playback: Playback, video: DrawnVideo) -> None:
    with qtbot.waitSignal(playback.frame_shown):
        playback.open(video)


def test_it_plays_in_order_and_no_faster_than_real_time(qtbot: QtBot, playback: Playback) -> None:
    opened(qtbot, playback, DrawnVideo(1.0))
    shown: list[int] = []
    playback.frame_shown.connect(lambda frame: shown.append(frame.pts_us))
    begun = time.monotonic()
    with qtbot.waitSignal(playback.ended):
        playback.play()
    assert time.monotonic() - begun >= 1.0
    assert shown == sorted(set(shown))
    assert shown[-1] == 24 * STEP
    assert playback.watched_share == 1.0
    assert not playback.is_playing


def test_every_frame_is_shown_when_its_time_comes(
    qtbot: QtBot, playback: Playback, clock: HandClock
) -> None:
    opened(qtbot, playback, DrawnVideo(1.0))
    shown: list[int] = []
    playback.frame_shown.connect(lambda frame: shown.append(frame.pts_us))
    playback.play()
    tick(qtbot, playback, clock, never)
    assert shown == [number * STEP for number in range(25)]
    assert 1_000_000 <= clock.us < 1_400_000


def test_double_speed_takes_half_the_time(
    qtbot: QtBot, playback: Playback, clock: HandClock
) -> None:
    video = DrawnVideo(2.0)
    opened(qtbot, playback, video)
    playback.set_speed(2.0)
    playback.play()
    tick(qtbot, playback, clock, never)
    assert 1_000_000 <= clock.us < 1_400_000
    assert any(entry.endswith(" 2.0") for entry in video.asked if entry.startswith("pcm"))


def test_stepping_uses_the_neighbours_times(qtbot: QtBot, playback: Playback) -> None:
    opened(qtbot, playback, DrawnVideo())
    for expected in (STEP, 2 * STEP):
        with qtbot.waitSignal(playback.frame_shown):
            playback.step(1)
        assert playback.current_frame is not None
        assert playback.current_frame.pts_us == expected
    with qtbot.waitSignal(playback.frame_shown):
        playback.step(-1)
    assert playback.position_us == STEP


def test_seeking_while_playing_goes_on_from_there(qtbot: QtBot, playback: Playback) -> None:
    opened(qtbot, playback, DrawnVideo(4.0))
    playback.play()
    shown: list[int] = []
    playback.frame_shown.connect(lambda frame: shown.append(frame.pts_us))
    playback.seek(3_000_000)
    qtbot.waitUntil(lambda: bool(shown) and shown[-1] > 3_200_000)
    assert shown[0] >= 3_000_000
    playback.pause()
    assert playback.watched_share <= 0.5, "what was skipped was not watched"


def test_what_plays_while_the_window_is_busy_was_played(
    qtbot: QtBot, playback: Playback, clock: HandClock
) -> None:
    opened(qtbot, playback, DrawnVideo(4.0))
    playback.set_speed(2.0)
    playback.play()
    tick(qtbot, playback, clock, lambda: playback.position_us > 100_000)
    before = playback.position_us
    clock.us += 200_000
    assert playback.position_us > before
    assert playback.has_played(playback.position_us)
    assert not playback.has_played(3_900_000)


def test_a_loop_goes_back(qtbot: QtBot, playback: Playback, clock: HandClock) -> None:
    opened(qtbot, playback, DrawnVideo(3.0))
    playback.set_loop(Loop(0, 300_000))
    positions: list[int] = []
    playback.position_changed.connect(positions.append)
    playback.play()

    def turns() -> int:
        return sum(b < a for a, b in itertools.pairwise(positions))

    tick(qtbot, playback, clock, lambda: turns() == 3)
    playback.pause()
    assert max(positions) <= 300_000 + STEP


def test_slow_decoding_holds_the_clock_instead_of_skipping(
    qtbot: QtBot, playback: Playback, clock: HandClock
) -> None:
    video = DrawnVideo(2.0)
    opened(qtbot, playback, video)
    shown: list[int] = []
    playback.frame_shown.connect(lambda frame: shown.append(frame.pts_us))
    playback.play()
    tick(qtbot, playback, clock, lambda: bool(shown))
    video.may_decode.clear()
    tick(qtbot, playback, clock, lambda: not clock.isValid())
    assert playback.is_playing
    clock.us += 10_000_000
    video.may_decode.set()
    tick(qtbot, playback, clock, never)
    assert shown == [number * STEP for number in range(50)]


def test_broken_sound_leaves_the_picture(qtbot: QtBot, playback: Playback) -> None:
    opened(qtbot, playback, DrawnVideo(0.6, broken_sound=True))
    told: list[object] = []
    playback.sound_failed.connect(told.append)
    with qtbot.waitSignal(playback.ended):
        playback.play()
    assert told


def test_another_video_drops_answers_of_the_first(
    qtbot: QtBot, tasks: Tasks, playback: Playback
) -> None:
    infos: list[VideoInfo] = []
    playback.opened.connect(infos.append)
    playback.open(DrawnVideo(1.0))
    playback.open(DrawnVideo(2.0))
    qtbot.waitUntil(lambda: bool(infos))
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    assert [info.frames for info in infos] == [50]


@pytest.fixture
def player(qtbot: QtBot, tasks: Tasks, messages: Messages, theme: Theme) -> VideoPlayer:
    made = VideoPlayer("Video de autorización", tasks, messages)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    made.activateWindow()
    return made


def test_player_by_keys(qtbot: QtBot, player: VideoPlayer) -> None:
    registry = ShortcutRegistry()
    player.bind(registry, "video")
    assert registry.clashes() == ()
    player.show_video(DrawnVideo(2.0), sha256="cd" * 32)
    qtbot.waitUntil(lambda: not player.view.image.isNull())
    player.view.setFocus()
    qtbot.waitUntil(player.view.hasFocus)
    snapshots: list[VideoFrame] = []
    player.snapshot_taken.connect(snapshots.append)
    qtbot.keyClick(player.view, ".")
    qtbot.waitUntil(lambda: player.playback.position_us == STEP)
    qtbot.waitUntil(
        lambda: (
            player.playback.current_frame is not None
            and player.playback.current_frame.pts_us == STEP
        )
    )
    qtbot.keyClick(player.view, "g")
    assert snapshots[0].pts_us == STEP
    qtbot.keyClick(player.view, ">")
    assert player.playback.speed == 1.25
    for plays in (True, False):
        qtbot.keyClick(player.view, "k")
        assert player.playback.is_playing is plays
    qtbot.keyClick(player.view, "b")
    player.playback.seek(1_000_000)
    qtbot.keyClick(player.view, "b")
    assert player.playback.loop is not None
    qtbot.keyClick(player.view, "b")
    assert player.playback.loop is None


def test_the_key_for_faster_stops_at_the_fastest_and_the_button_begins_anew(
    player: VideoPlayer,
) -> None:
    for _ in range(len(SPEEDS) + 1):
        player.faster()
    assert player.playback.speed == SPEEDS[-1]
    player._speed.click()
    assert player.playback.speed == SPEEDS[0]
    player.slower()
    assert player.playback.speed == SPEEDS[0]


def test_strip_and_loudness_seek(qtbot: QtBot, player: VideoPlayer) -> None:
    player.show_video(DrawnVideo(2.0), sha256="")
    qtbot.waitUntil(lambda: player.strip._cell_width > 0)
    qtbot.mouseClick(
        player.strip, Qt.MouseButton.LeftButton, pos=QPoint(player.strip.width() // 2, 5)
    )
    assert player.playback.position_us == pytest.approx(1_000_000, abs=20_000)
    qtbot.keyClick(player.loudness, Qt.Key.Key_Home)
    assert player.playback.position_us == 0
    player.grab()


def test_silence_is_said_in_words(qtbot: QtBot, player: VideoPlayer) -> None:
    player.show_video(DrawnVideo(1.0, has_audio=False), sha256="")
    qtbot.waitUntil(lambda: player.loudness.accessibleDescription() == "sin sonido")


def test_an_unreadable_video_is_told_and_can_be_tried_again(
    qtbot: QtBot, player: VideoPlayer
) -> None:
    video = DrawnVideo(1.0, broken=True)
    player.show_video(video, sha256="")
    qtbot.waitUntil(player.banner.isVisible)
    video.broken = False
    player.banner.action_requested.emit()
    qtbot.waitUntil(lambda: not player.view.image.isNull())
    assert not player.banner.isVisible()


def test_late_sound_is_dropped_not_delayed(qtbot: QtBot) -> None:
    queue = SampleQueue()
    output = PcmOutput(queue.pull)
    queue.put(b"\x01\x00" * 10)
    assert output.take(30) == b"\x01\x00" * 10 + bytes(10)
    queue.put(b"\x02\x00" * 5 + b"\x03\x00" * 5)
    assert output.take(4) == b"\x03\x00" * 2


def test_output_works_without_a_device(qtbot: QtBot) -> None:
    output = PcmOutput(bytes)
    output.start()
    qtbot.wait(60)
    assert output.is_running
    output.stop()
    assert not output.is_running
