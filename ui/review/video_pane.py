"""The authorisation video beside its declaration."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.declaration import DeclarationWords
from app.ports.media import MediaReader, VideoFrame
from ui.messages import Messages
from ui.review.declaration_panel import DeclarationPanel
from ui.review.desk import Desk
from ui.review.evidence import LoadedEvidence
from ui.review.snapshot_strip import SnapshotStrip
from ui.tasks import Tasks
from ui.theme import Gap
from ui.widgets.arrange import column, row
from ui.widgets.shortcuts import ShortcutRegistry
from ui.widgets.video_player import VideoPlayer
from ui.widgets.video_source import ReaderVideoSource

_LEAD_SECONDS = 1.0
_VOICE_WITHIN_US = 3_000_000
"""A piece was said just before it is ticked."""
_SHORTEST_PIECE = 0.25
"""No two pieces of the declaration are said within so many seconds of the video."""


class VideoPane(QWidget):
    """Player at the left, prompter at the right; Space ticks what was just heard.

    Signals:
        slot_ticked: piece heard (code, seconds), or None seconds to take it back, and whether
            there was no sound output to hear it with.
        slot_missing: piece not in the video (code).
        video_opened: the video can be played.
        snapshot_wanted: a frame is to be kept (LoadedEvidence, VideoFrame).
        still_shown: the frame the video rests at, once it was moved (QImage).
    """

    slot_ticked = Signal(str, object, bool)
    slot_missing = Signal(str)
    video_opened = Signal()
    snapshot_wanted = Signal(object, object)
    still_shown = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        messages: Messages,
        shortcuts: ShortcutRegistry,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.player = VideoPlayer(self.tr("Video de autorización"), tasks, messages)
        self.strip = SnapshotStrip()
        self.declaration = DeclarationPanel()
        self._loaded: LoadedEvidence | None = None
        seen = column(gap=Gap.S)
        seen.addWidget(self.player, 1)
        seen.addWidget(self.strip)
        layout = row(gap=Gap.M)
        layout.addLayout(seen, 1)
        layout.addWidget(self.declaration, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.player)
        self.player.playback.opened.connect(lambda _info: self.video_opened.emit())
        self.player.playback.frame_shown.connect(self._on_still)
        self.player.playback.playing_changed.connect(self._on_still)
        self.player.snapshot_taken.connect(self._on_snapshot)
        self.strip.seek_requested.connect(self.player.playback.seek)
        self.strip.emptied.connect(self.player.setFocus)
        self.declaration.slot_heard.connect(self._on_heard)
        self.declaration.slot_missing.connect(self.slot_missing)
        self.declaration.slot_cleared.connect(lambda code: self.slot_ticked.emit(code, None, False))
        self.declaration.replay_wanted.connect(self._on_replay)
        self._bind(shortcuts)

    def show_video(self, loaded: LoadedEvidence, media: MediaReader) -> None:
        """Open the video of a requirement; the same one is left as it is."""
        self._loaded = loaded
        self.player.show_video(
            ReaderVideoSource(media, loaded.source),
            sha256=loaded.file.sha256,
        )

    def show_desk(self, desk: Desk, words: DeclarationWords) -> None:
        """Show which pieces were heard."""
        self.declaration.show_desk(desk, words)
        self.player.allow_snapshots(not desk.is_read_only)

    def set_compact(self, is_compact: bool) -> None:
        """Leave the picture what room there is."""
        self.declaration.set_compact(is_compact)
        self.strip.set_compact(is_compact)

    def close_video(self) -> None:
        """Stop and forget the video."""
        self._loaded = None
        self.player.close_video()

    def _bind(self, shortcuts: ShortcutRegistry) -> None:
        self.player.bind(shortcuts, "review.video")
        self.strip.bind(shortcuts)
        group = self.tr("Declaración")
        for key, label, keys, run in (
            ("heard", self.tr("Se oye la parte que sigue"), "Space", self.declaration.hear),
            ("missing", self.tr("La parte marcada no se oye"), "F", self.declaration.miss),
            ("back", self.tr("Quitar la última marca"), "Backspace", self.declaration.take_back),
            ("again", self.tr("Oír otra vez la parte marcada"), "O", self.declaration.replay),
        ):
            shortcuts.add(self, f"review.declaration.{key}", label, keys, run, group=group)

    def _on_still(self) -> None:
        # The first frame is shown by itself, and says nothing of what somebody wants to mark.
        playback = self.player.playback
        if not playback.is_playing and playback.position_us > 0:
            self.still_shown.emit(self.player.view.image)

    def _on_snapshot(self, frame: VideoFrame) -> None:
        if self._loaded is not None:
            self.snapshot_wanted.emit(self._loaded, frame)

    def _on_heard(self, code: str) -> None:
        playback = self.player.playback
        here, is_silent = playback.position_us, not playback.sound.has_device
        refusal = self._refusal(here) or (self._mute_refusal(here) if is_silent else "")
        self.declaration.refuse(refusal)
        if not refusal:
            self.slot_ticked.emit(code, here / 1_000_000, is_silent)

    def _mute_refusal(self, here_us: int) -> str:
        """Where nobody can hear, the loudness bar has to show a voice there (ADR 0016)."""
        since = here_us - _VOICE_WITHIN_US
        if self.player.loudness.has_voice(since, here_us):
            return ""
        return self.tr(
            "Sin salida de sonido no se oye, y aquí la barra de volumen no muestra voz: "
            "conecte audífonos, o marque donde la barra esté en verde."
        )

    def _refusal(self, here_us: int) -> str:
        """Why nothing can have been heard at that moment; empty when it can."""
        playback = self.player.playback
        if playback.info is None:
            return self.tr("El video aún no está abierto: espere a que se vea.")
        if not playback.has_sound:
            return self.tr(
                "El video no tiene sonido que se pueda oír: ninguna parte puede marcarse."
            )
        if not playback.has_played(here_us):
            return self.tr(
                "Este punto del video no se ha reproducido: oiga el video con K y marque al oír."
            )
        times = self.declaration.times()
        if any(abs(here_us / 1_000_000 - other) < _SHORTEST_PIECE for other in times):
            if playback.is_playing:  # K would pause it
                return self.tr("En este mismo punto ya marcó otra parte: siga oyendo.")
            return self.tr("En este mismo punto ya marcó otra parte: siga oyendo con K.")
        return ""

    def _on_replay(self, seconds: float) -> None:
        start = max(0.0, seconds - _LEAD_SECONDS)
        self.player.playback.seek(int(start * 1_000_000))
        if not self.player.playback.is_playing:
            self.player.playback.toggle()
