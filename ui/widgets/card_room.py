"""Room for cards that ask something, under the part of a screen they belong to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.theme import Gap, Metric, current_theme
from ui.widgets.arrange import column
from ui.widgets.ask_card import AskCard

_ROWS = 4
"""A part of a screen that would show fewer rows than these gives way."""


class CardRoom(QWidget):
    """Part, cards, foot, one under the other.

    Part and foot stay out of sight while a card is open and there is no room for all of them (200 %
    on a small screen), so that no word of the card is cut.
    """

    def __init__(
        self,
        part: QWidget,
        cards: Sequence[AskCard],
        foot: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._part, self._cards, self._foot = part, tuple(cards), foot
        layout = column(gap=Gap.M)
        layout.addWidget(part, 1)
        for card in cards:
            layout.addWidget(card)
            card.installEventFilter(self)
        layout.addWidget(foot)
        self.setLayout(layout)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose anew when a card opens or closes, before it gives the focus back."""
        if event.type() in {QEvent.Type.ShowToParent, QEvent.Type.HideToParent}:
            self._choose()
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose by the new room."""
        super().resizeEvent(event)
        self._choose()

    @override
    def event(self, event: QEvent) -> bool:
        """Choose again when a card became higher, by an error."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._choose()
        return super().event(event)

    def _choose(self) -> None:
        has_room = self._needed() <= self.height()
        self._part.setVisible(has_room)
        self._foot.setVisible(has_room)

    def _needed(self) -> int:
        cards = [card for card in self._cards if not card.isHidden()]
        if not cards:
            return 0
        theme = current_theme()
        heights = [self._foot.sizeHint().height(), _ROWS * theme.px(Metric.ROW)]
        heights += [max(card.heightForWidth(self.width()), 0) for card in cards]
        return sum(heights) + theme.px(Gap.M) * len(heights)
