"""Portraits beside the call: the one of the ID large, the other three of the case below."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from app.domain.person import IdentifierKind
from ui.theme import Gap, Metric, TextSize, current_theme
from ui.validation.face_reader import HAND_FACE, ID_FACE, LIVE_FACE, VIDEO_FACE, SeenFace
from ui.widgets.agency_time import media_clock
from ui.widgets.arrange import column, row
from ui.widgets.identity_words import IdentityWords
from ui.widgets.pixels import image_of
from ui.widgets.scrolled import PICTURE
from ui.widgets.text import PlainLabel, plain_label


class Portrait(QWidget):
    """A square with a face, the whole picture, or a word about why there is none."""

    def __init__(self, caption: str, side: Metric, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = caption
        self._side = side
        self._image = QImage()
        self._said = ""
        self.setProperty(PICTURE, True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(self.tr("Buscando…"))

    @property
    def image(self) -> QImage:
        """What is on show; null when there is nothing."""
        return self._image

    def set_caption(self, caption: str) -> None:
        """Be called otherwise: the same place shows another kind of paper."""
        self._caption = caption
        if self._said:
            self.say(self._said)

    def show_image(self, image: QImage, caption: str) -> None:
        """Show a face."""
        self._image = image
        self.setAccessibleName(caption)
        self.setToolTip(caption)
        self.update()

    def say(self, sentence: str) -> None:
        """Show words in place of a face."""
        self._image = QImage()
        self._said = sentence
        self.setAccessibleName(f"{self._caption}: {sentence}")
        self.setToolTip("")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = current_theme().px(self._side)
        return QSize(side, side)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture whole, or the words."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), theme.colour("stage"))
        if self._image.isNull():
            painter.setFont(theme.font(TextSize.CAPTION))
            painter.setPen(theme.colour("on_stage"))
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect(), flags, self._said)
        else:
            size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(0, 0, size.width(), size.height())
            place.moveCenter(self.rect().center())
            painter.drawImage(place, self._image)
        painter.end()


class Likeness(QWidget):
    """The four faces; `beside` is the room at the right of the large one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._papers = IdentityWords(self)
        self._names = {
            ID_FACE: self._papers.paper(IdentifierKind.CEDULA),
            LIVE_FACE: self.tr("Foto"),
            HAND_FACE: self.tr("En mano"),
            VIDEO_FACE: self.tr("Video"),
        }
        self._wholes = self._names | {
            ID_FACE: self._papers.whole_paper(IdentifierKind.CEDULA),
            LIVE_FACE: self.tr("Foto entera"),
            HAND_FACE: self.tr("Foto entera"),
        }
        self.portraits = {
            key: Portrait(name, Metric.LOUPE if key == ID_FACE else Metric.FACE)
            for key, name in self._names.items()
        }
        self._captions: dict[str, PlainLabel] = {
            key: plain_label(name, "caption") for key, name in self._names.items()
        }
        self.beside = column(gap=Gap.S)
        first = row(self._framed(ID_FACE), gap=Gap.M)
        first.addLayout(self.beside, 1)
        others = row(gap=Gap.S)
        for key in (LIVE_FACE, HAND_FACE, VIDEO_FACE):
            others.addLayout(self._framed(key))
        others.addStretch(1)
        self.setLayout(column(first, others, gap=Gap.S))

    def name_paper(self, kind: IdentifierKind) -> None:
        """Call the first face after the paper that proves such a number."""
        name = self._papers.paper(kind)
        if name == self._names[ID_FACE]:
            return
        self._names[ID_FACE] = name
        self._wholes[ID_FACE] = self._papers.whole_paper(kind)
        self._captions[ID_FACE].setText(name)
        self.portraits[ID_FACE].set_caption(name)

    def clear(self) -> None:
        """Wipe every face."""
        for key, portrait in self.portraits.items():
            portrait.say(self.tr("Buscando…"))
            self._captions[key].setText(self._names[key])

    def show_face(self, key: str, face: SeenFace) -> None:
        """Show a face, or the whole picture where none was found."""
        name = self._names[key]
        if face.is_whole:
            name = self._wholes[key]
        elif face.at_us is not None:
            name = f"{name} {media_clock(face.at_us)}"
        self._captions[key].setText(name)
        self.portraits[key].show_image(image_of(face.pixels), name)

    def show_nothing(self, keys: tuple[str, ...]) -> None:
        """Say that a file shows no face."""
        for key in keys:
            self.portraits[key].say(self.tr("Sin rostro"))

    def _framed(self, key: str) -> QHBoxLayout:
        return row(column(self.portraits[key], self._captions[key], 1, gap=Gap.XS))
