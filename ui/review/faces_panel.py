"""Four faces and one human question; no hint is shown before the answer (D9)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.person import IdentifierKind
from app.domain.review import FACES, FaceVerdict
from app.ports.media import FaceCrop
from ui.review.desk import Desk
from ui.theme import Gap, Metric, Tone, current_theme
from ui.widgets.agency_time import media_clock
from ui.widgets.arrange import column, row
from ui.widgets.badge import Badge, BadgeText
from ui.widgets.card import Card
from ui.widgets.face_strip import FaceStrip
from ui.widgets.identity_words import IdentityWords
from ui.widgets.key_button import KeyHintButton
from ui.widgets.pixels import image_of
from ui.widgets.shortcuts import ShortcutRegistry
from ui.widgets.text import plain_label

ID_FACE, HAND_FACE, LIVE_FACE, VIDEO_FACE = FACES


class FacesPanel(Card):
    """The strip with its question below.

    Signals:
        answered: the human answer (FaceVerdict).
        crop_chosen: slot and square marked by hand (QRectF, 0..1).
        flip_wanted: the other one of the two faces laid over each other should be seen.
    """

    answered = Signal(object)
    crop_chosen = Signal(str, QRectF)
    flip_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._papers = IdentityWords(self)
        self._names = {
            ID_FACE: self._papers.paper(IdentifierKind.CEDULA),
            HAND_FACE: self.tr("En mano"),
            LIVE_FACE: self.tr("Foto"),
            VIDEO_FACE: self.tr("Video"),
        }
        self.strip = FaceStrip(tuple(self._names.items()))
        self.strip.crop_chosen.connect(self.crop_chosen)
        self._answer = Badge()
        self._answer.hide()
        self._hint = plain_label("", "caption", wrap=True)
        self._buttons: list[KeyHintButton] = []
        self._awaited: set[str] = set()
        self._is_alone = False
        self._question = plain_label("", "strong", wrap=True)
        question = column(self._question, gap=Gap.S)
        self._answers = row(gap=Gap.S)
        self._answers.addStretch(1)
        question.addLayout(self._answers)
        # Below the question, which is read whole also when it is answered.
        said = row(self._answer, self._hint, gap=Gap.S)
        said.setStretch(1, 1)
        question.addLayout(said)
        question.addStretch(1)
        body = row(self.strip, gap=Gap.L)
        body.addLayout(question, 1)
        self.add_layout(body, 1)
        self.strip.crop_chosen.connect(lambda _slot, _square: self._ask())
        self._ask()

    @property
    def compared(self) -> tuple[str, ...]:
        """Places of the faces on show, which an answer given now is about."""
        return tuple(place for place in FACES if not self.strip.slot(place).face.isNull())

    def await_face(self, slot: str, is_awaited: bool) -> None:
        """Say that one of the faces is being looked for, or no longer is."""
        (self._awaited.add if is_awaited else self._awaited.discard)(slot)
        self.strip.await_face(slot, is_awaited)
        self._ask()

    def _ask(self) -> None:
        """Ask about as many faces as there are; say which were not found."""
        found = self.compared
        missing = [place for place in FACES if place not in found and place not in self._awaited]
        asked = {
            2: self.tr("¿La misma persona en las dos?"),
            3: self.tr("¿La misma persona en las tres?"),
        }
        is_whole = not found or not missing
        whole = self.tr("¿La misma persona en las cuatro?")
        self._question.setText(whole if is_whole else asked.get(len(found), whole))
        if is_whole:
            self._hint.setText(self.tr("Compare y responda; la respuesta es suya."))
            return
        self._hint.setText(
            self.tr(
                "Sin rostro: {missing}. Márquelo en la imagen o responda; constará cuáles comparó."
            ).format(missing=", ".join(self._names[place] for place in missing))
        )

    def set_alone(self, is_alone: bool) -> None:
        """Use the room of a panel of one's own: nobody compares faces better than large ones."""
        self._is_alone = is_alone
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the faces to the room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        least = current_theme().px(Metric.PANEL_MIN) * 5 // 4
        inside = self.contentsRect()
        room = inside.width() - least if self._is_alone else 0
        self.strip.fit(room, inside.height())

    def focus_faces(self) -> None:
        """Put the focus on the first face, from where the arrows go on."""
        first = self.strip.slot(ID_FACE)
        # Without a face there is nothing to move in, but the answers' keys must stay live.
        (first if first.isEnabled() else self).setFocus()

    def bind(self, shortcuts: ShortcutRegistry, desk: QWidget) -> None:
        """Make the answers; their keys are live in the whole desk."""
        for place, (verdict, label, keys) in enumerate(self._choices()):
            action = shortcuts.add(
                desk,
                f"review.faces.{verdict.value}",
                label,
                keys,
                self._giver(verdict),
                group=self.tr("Cuatro rostros"),
            )
            button = KeyHintButton(label, keys)
            button.follow(action)
            self._answers.insertWidget(place, button)
            self._buttons.append(button)
        flip = self.strip.flip_button
        flip.clicked.disconnect()
        flip.follow(
            shortcuts.add(
                desk,
                "review.faces.flip",
                self.tr("Alternar entre los dos rostros"),
                "T",
                self.flip_wanted.emit,
                group=self.tr("Cuatro rostros"),
            )
        )

    def show_desk(self, desk: Desk) -> None:
        """Name the paper after the number it proves; show the answer given, if any."""
        paper = self._papers.paper(desk.view.case.declared.identifier.kind)
        if paper != self._names[ID_FACE]:
            self._names[ID_FACE] = paper
            self.strip.set_caption(ID_FACE, paper)
            self._ask()
        words = {
            FaceVerdict.SAME: BadgeText(self.tr("la misma"), Tone.DONE),
            FaceVerdict.DOUBTFUL: BadgeText(self.tr("con duda"), Tone.SOON),
            FaceVerdict.DIFFERENT: BadgeText(self.tr("distinta"), Tone.LATE),
        }
        answer = desk.draft.faces
        self._answer.setVisible(answer is not None)
        if answer is not None:
            badge, compared = words[answer], desk.draft.faces_compared
            if compared is not None and len(compared) < len(FACES):
                text = self.tr("{answer}: {n} de 4").format(answer=badge.text, n=len(compared))
                badge = BadgeText(text, badge.tone)
            self._answer.show_badge(badge)
        for button in self._buttons:
            button.setEnabled(not desk.is_read_only)

    def show_crop(self, slot: str, crop: FaceCrop) -> None:
        """Put a found face into its slot."""
        caption = ""
        if crop.pts_us is not None:
            caption = self.tr("Video {time}").format(time=media_clock(crop.pts_us))
        self.strip.show_face(slot, image_of(crop.pixels), caption)
        self._awaited.discard(slot)
        self._ask()

    def show_whole(self, slot: str, whole: QImage) -> None:
        """Give the picture on which a face can be marked by hand."""
        self.strip.set_whole(slot, whole)

    def offer_whole(self, slots: Sequence[str], whole: QImage) -> None:
        """What the reviewer looks at is what a face not found is marked on."""
        for slot in slots:
            if self.strip.slot(slot).face.isNull():
                self.strip.set_whole(slot, whole)

    def forget(self) -> None:
        """Wipe every face."""
        self.strip.clear()
        self._ask()

    def _choices(self) -> tuple[tuple[FaceVerdict, str, str], ...]:
        return (
            (FaceVerdict.SAME, self.tr("Sí"), "Y"),
            (FaceVerdict.DOUBTFUL, self.tr("Dudo"), "U"),
            (FaceVerdict.DIFFERENT, self.tr("No"), "N"),
        )

    def _giver(self, verdict: FaceVerdict) -> Callable[[], None]:
        return lambda: self.answered.emit(verdict)
