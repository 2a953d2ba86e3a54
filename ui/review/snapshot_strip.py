"""Frames kept as evidence, under the video they are of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from app.domain.ids import Sha256
from app.domain.review import VideoSnapshot
from ui.theme import Gap, Metric, current_theme
from ui.widgets.agency_time import media_clock
from ui.widgets.shortcuts import ShortcutRegistry

_SHA_ROLE = int(Qt.ItemDataRole.UserRole)
_HASH = 8


class SnapshotStrip(QListWidget):
    """One small picture a frame with its time and hash; takes no room without any.

    Signals:
        seek_requested: go to the moment of a frame (microseconds).
        remove_wanted: leave a frame out (its hash).
        emptied: the last one is gone while the focus was here.
    """

    seek_requested = Signal(object)
    remove_wanted = Signal(str)
    emptied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Cuadros guardados como evidencia"))
        self.setFlow(QListWidget.Flow.LeftToRight)
        self.setWrapping(False)
        self.setHorizontalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self._frames: dict[str, VideoSnapshot] = {}
        self._remove: QAction | None = None
        self._is_compact = False
        self.itemActivated.connect(self._on_activated)
        self.itemClicked.connect(self._on_activated)
        current_theme().changed.connect(self._fit)
        self._fit()
        self.hide()

    @property
    def said(self) -> tuple[str, ...]:
        """What stands beside each picture."""
        return tuple(self.item(place).text() for place in range(self.count()))

    def has_picture(self, sha256: str) -> bool:
        """Whether that frame is drawn, not only named."""
        return any(
            item.data(_SHA_ROLE) == sha256 and not item.icon().isNull()
            for item in map(self.item, range(self.count()))
        )

    def bind(self, shortcuts: ShortcutRegistry) -> None:
        """Register the key; it is live while the focus is here."""
        label = self.tr("Dejar fuera el cuadro marcado")
        group = self.tr("Video")
        self._remove = shortcuts.add(
            self, "review.snapshot.remove", label, "Del", self._on_remove, group=group
        )

    def set_compact(self, is_compact: bool) -> None:
        """Half as high, where the window leaves the video little room."""
        self._is_compact = is_compact
        self._fit()
        for place in range(self.count()):
            item = self.item(place)
            item.setText(self._words(self._frames[item.data(_SHA_ROLE)]))

    def show_frames(
        self,
        frames: Sequence[VideoSnapshot],
        pictures: Mapping[Sha256, QImage],
        *,
        is_read_only: bool,
    ) -> None:
        """Show them in the order of the video; the one kept last is marked."""
        had_focus, place = self.hasFocus(), self.currentRow()
        new = {frame.sha256 for frame in frames} - self._frames.keys()
        self.clear()
        self._frames = {frame.sha256: frame for frame in frames}
        if self._remove is not None:
            self._remove.setEnabled(not is_read_only)
        for frame in sorted(frames, key=lambda one: one.position_us):
            item = self._item(frame, pictures.get(frame.sha256))
            self.addItem(item)
            if frame.sha256 in new:
                place = self.row(item)
        self.setCurrentRow(min(max(place, 0), self.count() - 1))
        self.setVisible(bool(frames))
        if had_focus and not frames:
            self.emptied.emit()

    def _item(self, frame: VideoSnapshot, picture: QImage | None) -> QListWidgetItem:
        when, short = exact_clock(frame.position_us), frame.sha256[:_HASH]
        item = QListWidgetItem(self._words(frame))
        item.setData(_SHA_ROLE, frame.sha256)
        keys = self.tr("Enter va a su momento; Supr lo deja fuera de la revisión.")
        item.setToolTip(f"{when} · SHA-256 {frame.sha256}\n{keys}")
        said = self.tr("Cuadro en {time}, SHA-256 {hash}").format(time=when, hash=short)
        item.setData(int(Qt.ItemDataRole.AccessibleTextRole), said)
        if picture is not None and not picture.isNull():
            pixmap = QPixmap.fromImage(picture)
            icon = QIcon(pixmap)
            # Marked, it is the same picture, not a tinted one.
            icon.addPixmap(pixmap, QIcon.Mode.Selected)
            item.setIcon(icon)
        return item

    def _words(self, frame: VideoSnapshot) -> str:
        when = exact_clock(frame.position_us)
        return when if self._is_compact else f"{when}\n{frame.sha256[:_HASH]}…"

    def _fit(self) -> None:
        theme = current_theme()
        height = theme.px(Metric.FILMSTRIP) // (2 if self._is_compact else 1)
        self.setIconSize(QSize(height * 2, height))
        self.setFixedHeight(height + 2 * theme.px(Gap.S))

    def _on_activated(self, item: QListWidgetItem) -> None:
        frame = self._frames.get(item.data(_SHA_ROLE))
        if frame is not None:
            self.seek_requested.emit(frame.position_us)

    def _on_remove(self) -> None:
        item = self.currentItem()
        if item is not None:
            self.remove_wanted.emit(item.data(_SHA_ROLE))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type-ahead search would swallow the letters of the screen."""
        if event.text() and event.text().isprintable() and not event.modifiers():
            event.ignore()
            return
        super().keyPressEvent(event)


def exact_clock(position_us: int) -> str:
    """``1:05,3``: with tenths, because two frames may be of one second."""
    return f"{media_clock(position_us)},{position_us // 100_000 % 10}"
