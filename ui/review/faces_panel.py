"""Four faces and one human question; no hint is shown before the answer (D9)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.domain.review import FaceVerdict
from app.ports.media import FaceCrop
from ui.review.desk import Desk
from ui.theme import Gap, Tone
from ui.widgets.agency_time import media_clock
from ui.widgets.arrange import column, row
from ui.widgets.badge import Badge, BadgeText
from ui.widgets.card import Card
from ui.widgets.face_strip import FaceStrip
from ui.widgets.key_button import KeyHintButton
from ui.widgets.pixels import image_of
from ui.widgets.shortcuts import ShortcutRegistry
from ui.widgets.text import plain_label

ID_FACE, HAND_FACE, LIVE_FACE, VIDEO_FACE = "id_front", "hand", "live", "video"


class FacesPanel(Card):
    """The strip with its question below.

    Signals:
        answered: the human answer (FaceVerdict).
        crop_chosen: slot and square marked by hand (QRectF, 0..1).
    """

    answered = Signal(object)
    crop_chosen = Signal(str, QRectF)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.strip = FaceStrip(
            (
                (ID_FACE, self.tr("Cédula")),
                (HAND_FACE, self.tr("En mano")),
                (LIVE_FACE, self.tr("Foto")),
                (VIDEO_FACE, self.tr("Video")),
            )
        )
        self.strip.crop_chosen.connect(self.crop_chosen)
        self._answer = Badge()
        self._answer.hide()
        self._hint = plain_label(
            self.tr("Compare y responda; la respuesta es suya."), "caption", wrap=True
        )
        self._buttons: list[KeyHintButton] = []
        question = column(
            row(
                plain_label(self.tr("¿La misma persona en las cuatro?"), "strong"), self._answer, 1
            ),
            gap=Gap.S,
        )
        self._answers = row(gap=Gap.S)
        self._answers.addStretch(1)
        question.addLayout(self._answers)
        question.addWidget(self._hint)
        question.addStretch(1)
        body = row(self.strip, gap=Gap.L)
        body.addLayout(question, 1)
        self.add_layout(body, 1)

    def bind(self, shortcuts: ShortcutRegistry, desk: QWidget) -> None:
        """Make the answers; their keys are live in the whole desk."""
        for place, (verdict, label, keys) in enumerate(self._choices()):
            action = shortcuts.add(
                desk,
                f"review.faces.{verdict.value}",
                label,
                keys,
                self._giver(verdict),
                group=self.tr("Cuatro caras"),
            )
            button = KeyHintButton(label, keys)
            button.follow(action)
            self._answers.insertWidget(place, button)
            self._buttons.append(button)

    def show_desk(self, desk: Desk) -> None:
        """Show the answer given, if any."""
        words = {
            FaceVerdict.SAME: BadgeText(self.tr("la misma"), Tone.DONE),
            FaceVerdict.DOUBTFUL: BadgeText(self.tr("con duda"), Tone.SOON),
            FaceVerdict.DIFFERENT: BadgeText(self.tr("distinta"), Tone.LATE),
        }
        answer = desk.draft.faces
        self._answer.setVisible(answer is not None)
        if answer is not None:
            self._answer.show_badge(words[answer])
        for button in self._buttons:
            button.setEnabled(not desk.is_read_only)

    def show_crop(self, slot: str, crop: FaceCrop) -> None:
        """Put a found face into its slot."""
        caption = ""
        if crop.pts_us is not None:
            caption = self.tr("Video {time}").format(time=media_clock(crop.pts_us))
        self.strip.show_face(slot, image_of(crop.pixels), caption)

    def show_whole(self, slot: str, whole: QImage) -> None:
        """Give the picture on which a face can be marked by hand."""
        self.strip.set_whole(slot, whole)

    def forget(self) -> None:
        """Wipe every face."""
        self.strip.clear()

    def _choices(self) -> tuple[tuple[FaceVerdict, str, str], ...]:
        return (
            (FaceVerdict.SAME, self.tr("Sí"), "Y"),
            (FaceVerdict.DOUBTFUL, self.tr("Dudo"), "U"),
            (FaceVerdict.DIFFERENT, self.tr("No"), "N"),
        )

    def _giver(self, verdict: FaceVerdict) -> Callable[[], None]:
        return lambda: self.answered.emit(verdict)
