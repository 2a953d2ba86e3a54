"""The video part: picture, filmstrip, loudness, controls, keys; snapshot as evidence."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QImage, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from app.ports.media import Filmstrip, LoudnessEnvelope, VideoFrame, VideoInfo
from ui.messages import Messages, can_retry
from ui.tasks import Generation, Tasks
from ui.theme import Gap, Metric, current_theme, mark
from ui.widgets.agency_time import media_clock
from ui.widgets.arrange import column, row
from ui.widgets.banner import Banner
from ui.widgets.evidence_view import EvidenceView
from ui.widgets.filmstrip import FilmstripBar
from ui.widgets.icon_button import IconButton
from ui.widgets.key_button import KeyHintButton
from ui.widgets.key_names import key_text
from ui.widgets.loudness_bar import LoudnessBar
from ui.widgets.pixels import image_of
from ui.widgets.playback import SPEEDS, Loop, Playback
from ui.widgets.shortcuts import ShortcutRegistry
from ui.widgets.text import PlainLabel
from ui.widgets.video_source import VideoSource

_STRIP_FROM = Metric.PANEL_MIN - Gap.L
"""A player lower than this has no filmstrip."""
_STRIP_CELLS = 24
_STRIP_HEIGHT = 96
_SKIP_US = 3_000_000
_HASH_ENDS = 8


class VideoPlayer(QFrame):
    """Plays one citizen's video, decoded elsewhere.

    Signals:
        snapshot_taken: the frame on show (VideoFrame) is wanted as evidence.
        watched_changed: share of the video played so far, 0 to 1.
        position_changed: microseconds from the start.
        video_failed: the exception that stopped it, already told in the banner.
    """

    snapshot_taken = Signal(object)
    watched_changed = Signal(float)
    position_changed = Signal(object)
    video_failed = Signal(object)

    def __init__(
        self, name: str, tasks: Tasks, messages: Messages, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        mark(self, "stage")
        self._tasks = tasks
        self._messages = messages
        self._source: VideoSource | None = None
        self._generation = Generation()
        self._loop_start: int | None = None
        self.playback = Playback(tasks, self)
        self.view = EvidenceView(name)
        self.setFocusProxy(self.view)
        self.strip = FilmstripBar(self.tr("Fotogramas del video"))
        self.loudness = LoudnessBar(self.tr("Volumen del video"))
        self.banner = Banner()
        self._time = PlainLabel("0:00 / 0:00", "stage", keep=True)
        self._hash = PlainLabel("", "stage-caption", selectable=True)
        self.silence = PlainLabel(self.tr("Sin salida de sonido en este equipo"), "stage-caption")
        self.silence.hide()
        self._buttons: dict[str, IconButton] = {}
        self._snapshot: QAction | None = None
        self._speed = KeyHintButton("1×", kind="stage")
        self._build()
        self._connect()

    def _build(self) -> None:
        bar = row(gap=Gap.NONE)
        for key, icon, label, run, _keys in self._tool_list():
            if not icon:
                continue
            button = IconButton(icon, label, stage=True, checkable=key == "loop")
            button.clicked.connect(lambda _=False, act=run: act())
            self._buttons[key] = button
            bar.addWidget(button)
        self._speed.setAccessibleName(self.tr("Velocidad"))
        self._speed.clicked.connect(self._next_speed)
        foot = row(self._time, gap=Gap.M)
        foot.addLayout(bar)
        foot.addWidget(self._speed)
        foot.addWidget(self.loudness, 1)
        body = column(self.banner, row(1, self._hash), gap=Gap.XS, margin=Gap.XS)
        body.addWidget(self.view, 1)
        body.addWidget(self.strip)
        body.addWidget(self.loudness)
        body.addWidget(self.silence)
        body.addLayout(foot)
        self.setLayout(body)

    def _connect(self) -> None:
        play = self.playback
        play.opened.connect(self._on_opened)
        play.frame_shown.connect(self._on_frame)
        play.position_changed.connect(self._on_position)
        play.playing_changed.connect(self._on_playing)
        play.watched_changed.connect(self.watched_changed)
        play.failed.connect(self._on_failed)
        play.sound_failed.connect(self._on_sound_failed)
        self.strip.seek_requested.connect(play.seek)
        self.loudness.seek_requested.connect(play.seek)
        self.banner.action_requested.connect(self._on_retry)

    def show_video(self, source: VideoSource, *, sha256: str) -> None:
        """Open a video at its first frame; nothing plays yet."""
        self._source = source
        self._generation.advance()
        self._clear_loop()
        self.banner.clear()
        self.view.clear()
        self.strip.show_strip(QImage(), 0, ())
        self.loudness.show_words("")
        self._hash.setText(
            f"SHA-256 {sha256[:_HASH_ENDS]}…{sha256[-_HASH_ENDS:]}" if sha256 else ""
        )
        self._hash.setToolTip(sha256)
        self.playback.open(source)

    def close_video(self) -> None:
        """Stop and forget the video and its frames."""
        self._generation.advance()
        self._source = None
        self.playback.close()
        self.view.clear()

    def bind(self, registry: ShortcutRegistry, prefix: str) -> None:
        """Register the keys; they are live while the focus is in this part."""
        group = self.tr("Video")
        for key, _icon, label, run, keys in self._tool_list():
            action = registry.add(self, f"{prefix}.{key}", label, keys, run, group=group)
            if key == "snapshot":
                self._snapshot = action
            button = self._buttons.get(key)
            if button is not None:
                button.clicked.disconnect()
                button.follow(action)
            elif key == "faster":
                # In the tip alone: a cap on the button takes room from the time and the tools.
                self._speed.setToolTip(f"{label} ({key_text(keys)})")
                self._speed.setAccessibleDescription(key_text(keys))

    def allow_snapshots(self, are_allowed: bool) -> None:
        """Whether a frame may be kept: not of a case one only looks at."""
        if self._snapshot is not None:
            self._snapshot.setEnabled(are_allowed)

    def faster(self) -> None:
        """The next speed; the fastest stays."""
        place = SPEEDS.index(self.playback.speed) if self.playback.speed in SPEEDS else 0
        self._set_speed(SPEEDS[min(len(SPEEDS) - 1, place + 1)])

    def _next_speed(self) -> None:
        """For the one button there is: after the fastest the slowest."""
        if self.playback.speed == SPEEDS[-1]:
            self._set_speed(SPEEDS[0])
        else:
            self.faster()

    def slower(self) -> None:
        """The speed before; the slowest stays."""
        place = SPEEDS.index(self.playback.speed) if self.playback.speed in SPEEDS else 1
        self._set_speed(SPEEDS[max(0, place - 1)])

    def mark_loop(self) -> None:
        """First use marks A, second B and repeats A–B, third ends it."""
        here = self.playback.position_us
        if self.playback.loop is not None:
            self._clear_loop()
        elif self._loop_start is None:
            self._loop_start = here
            self.strip.set_loop((here, here))
            self._buttons["loop"].setChecked(True)
        else:
            first, last = sorted((self._loop_start, here))
            self._loop_start = None
            has_length = last > first
            self.playback.set_loop(Loop(first, last) if has_length else None)
            self.strip.set_loop((first, last) if has_length else None)
            self._buttons["loop"].setChecked(has_length)

    def take_snapshot(self) -> None:
        """Hand the frame on show over as evidence."""
        frame = self.playback.current_frame
        if frame is not None:
            self.snapshot_taken.emit(frame)

    def _tool_list(self) -> tuple[tuple[str, str, str, Callable[[], None], str], ...]:
        play = self.playback
        return (
            ("play", "play", self.tr("Reproducir o pausar"), play.toggle, "K"),
            ("back", "frame_back", self.tr("Cuadro anterior"), lambda: play.step(-1), ","),
            ("next", "frame_next", self.tr("Cuadro siguiente"), lambda: play.step(1), "."),
            ("loop", "loop", self.tr("Repetir de A a B"), self.mark_loop, "B"),
            ("snapshot", "camera", self.tr("Guardar este cuadro"), self.take_snapshot, "G"),
            ("rewind", "", self.tr("Retroceder 3 segundos"), lambda: self._skip(-_SKIP_US), "J"),
            ("forward", "", self.tr("Avanzar 3 segundos"), lambda: self._skip(_SKIP_US), "L"),
            ("slower", "", self.tr("Más lento"), self.slower, "<"),
            ("faster", "", self.tr("Más rápido"), self.faster, ">"),
            ("turn", "rotate_right", self.tr("Girar"), lambda: self.view.turn(90), "R"),
        )

    def _skip(self, by_us: int) -> None:
        self.playback.seek(self.playback.position_us + by_us)

    def _set_speed(self, speed: float) -> None:
        self.playback.set_speed(speed)
        text = f"{speed:g}×".replace(".", ",")
        self._speed.set_label(text)
        self._speed.setAccessibleName(self.tr("Velocidad {0}").format(text))

    def _clear_loop(self) -> None:
        self._loop_start = None
        self.playback.set_loop(None)
        self.strip.set_loop(None)
        self._buttons["loop"].setChecked(False)

    def _on_opened(self, info: VideoInfo) -> None:
        source = self._source
        if source is None:
            return
        self._tell_silence()
        for bar in (self.strip, self.loudness):
            bar.set_duration(info.duration_us)
        self._tasks.run(
            lambda: source.filmstrip(_STRIP_CELLS, _STRIP_HEIGHT),
            owner=self,
            on_done=self._on_strip,
            on_error=self._on_extra_failed,
            generation=self._generation,
        )
        if not info.has_audio:
            self.loudness.show_words(self.tr("sin sonido"))
            return
        self._tasks.run(
            source.loudness,
            owner=self,
            on_done=self._on_loudness,
            on_error=self._on_sound_failed,
            generation=self._generation,
        )

    def _on_strip(self, strip: Filmstrip) -> None:
        self.strip.show_strip(image_of(strip.pixels), strip.cell_width, strip.times_us)

    def _on_loudness(self, envelope: LoudnessEnvelope) -> None:
        self.loudness.show_envelope(envelope)

    def _on_frame(self, frame: VideoFrame) -> None:
        self.view.show_image(image_of(frame.pixels), state=self.view.state)

    def _on_position(self, position_us: int) -> None:
        duration = self.playback.info.duration_us if self.playback.info else 0
        self._time.setText(f"{media_clock(position_us)} / {media_clock(duration)}")
        self.strip.set_position(position_us)
        self.loudness.set_position(position_us)
        self.position_changed.emit(position_us)

    def _on_playing(self, is_playing: bool) -> None:
        label = self.tr("Reproducir o pausar")
        self._buttons["play"].show_icon("pause" if is_playing else "play", label)
        self._tell_silence()

    def _tell_silence(self) -> None:
        info = self.playback.info
        is_silent = info is not None and info.has_audio and not self.playback.sound.has_device
        self.silence.setVisible(is_silent)

    def _on_failed(self, error: Exception) -> None:
        message = self._messages.describe(error)
        self.banner.tell(
            message.tone, message.sentence, message.next_step, action=self.tr("Reintentar")
        )
        self.video_failed.emit(error)

    def _on_sound_failed(self, error: Exception) -> None:
        if can_retry(error):
            # Not the track's fault; nobody may hold it against the person.
            self.loudness.show_words(self.tr("el sonido no se cargó a tiempo"))
            self._on_failed(error)
            return
        self.loudness.show_words(self.tr("el sonido no se puede leer"))
        self.video_failed.emit(error)

    def _on_extra_failed(self, error: Exception) -> None:
        # The strip is a convenience; without it the video can still be judged.
        self.strip.show_strip(QImage(), 0, ())
        self.video_failed.emit(error)

    def _on_retry(self) -> None:
        if self._source is not None:
            self.banner.clear()
            self.playback.open(self._source)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decode no larger than the picture is shown."""
        super().resizeEvent(event)
        # In a low window the picture has the room of the strip; loudness and keys still lead.
        self.strip.setVisible(self.height() >= current_theme().px(_STRIP_FROM))
        ratio = self.devicePixelRatioF()
        self.playback.set_box(int(self.view.width() * ratio), int(self.view.height() * ratio))
