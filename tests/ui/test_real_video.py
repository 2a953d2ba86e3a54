"""The player over the real sandbox: a demo video plays with sound, at every speed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.ports.media import MediaReader, MediaSource
from ui.messages import Messages
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.video_player import VideoPlayer
from ui.widgets.video_source import ReaderVideoSource

VIDEO = Path(__file__).resolve().parents[2] / "resources" / "demo" / "videos" / "p00.mp4"


def test_a_demo_video_plays(
    qtbot: QtBot, tasks: Tasks, messages: Messages, theme: Theme, media: MediaReader
) -> None:
    data = VIDEO.read_bytes()
    sha = hashlib.sha256(data).hexdigest()
    player = VideoPlayer("Video", tasks, messages)
    qtbot.addWidget(player)
    player.resize(900, 600)
    player.show()
    failures: list[object] = []
    player.video_failed.connect(failures.append)
    player.show_video(ReaderVideoSource(media, MediaSource(data, sha)), sha256=sha)
    qtbot.waitUntil(lambda: not player.view.image.isNull())
    qtbot.waitUntil(lambda: player.strip._cell_width > 0)
    qtbot.waitUntil(lambda: player.loudness._envelope is not None)
    shown: list[int] = []
    player.playback.frame_shown.connect(lambda frame: shown.append(frame.pts_us))
    for speed in (1.0, 2.0):
        shown.clear()
        player.playback.set_speed(speed)
        player.playback.seek(0)
        player.playback.play()
        qtbot.waitUntil(lambda: player.playback.position_us > 1_500_000 and len(shown) > 10)
        player.playback.pause()
        assert shown == sorted(shown)
    assert failures == []
    player.close_video()
