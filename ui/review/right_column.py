"""Right column of the desk: the facts, the reasons, the message, each with the room it needs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from ui.review.facts_panel import FactsPanel
from ui.review.message_preview import MessagePreview
from ui.review.reason_picker import ReasonPicker
from ui.theme import Gap, Metric, current_theme
from ui.widgets.arrange import column
from ui.widgets.card import Card
from ui.widgets.panes import StillPanel

CHANGE, FACTS, WARNED, READING = 8, 4, 6, 14
"""Share of the facts: while no message is written, beside one, beside one of a case with marks of
risk, and while more than the change is read."""
REASONS, LETTER = 5, 13
"""Share of the reasons, and of the message to the person: it is read whole before it leaves."""
NAMED = 8
"""Share the message lends the reasons while fields of the form are named: many lines, a moment."""


class RightColumn(StillPanel):
    """Puts the three parts of the right column under each other."""

    def __init__(
        self,
        facts: FactsPanel,
        reasons: ReasonPicker,
        preview: MessagePreview,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._facts, self._preview = facts, preview
        self._is_beside = False
        self._is_opened = False
        self._is_naming = False
        card = Card()
        card.add(reasons, 1)
        self.parts: tuple[QWidget, ...] = (facts, card, preview)
        self._column = column(gap=Gap.M)
        for part, share in zip(self.parts, (CHANGE, REASONS, LETTER), strict=True):
            self._column.addWidget(part, share)
        self.setLayout(self._column)
        least = current_theme().px(Metric.PANEL_MIN)
        facts.setMinimumHeight(least // 2)
        card.setMinimumHeight(least // 2)
        facts.marks_changed.connect(self._share)
        facts.least_changed.connect(self._keep_least)
        facts.currentChanged.connect(lambda _tab: self._share())
        facts.change.wanted.connect(self._on_more)
        reasons.naming_changed.connect(self._on_naming)
        preview.text.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The message that comes or goes takes room from the facts, or gives it back."""
        if event.type() in {QEvent.Type.ShowToParent, QEvent.Type.HideToParent}:
            self._is_opened = False
            self._share()
        return super().eventFilter(watched, event)

    def set_beside(self, is_beside: bool) -> None:
        """Put the parts side by side, where a window low as at 200 % shows some of them alone."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._is_beside = is_beside
        self._column.setDirection(across if is_beside else down)
        self._preview.set_beside(is_beside)
        self._keep_least()
        self._share()

    def _on_more(self) -> None:
        """What changes is read beside the message, until that is another one."""
        self._is_opened = True
        self._share()

    def _on_naming(self, is_naming: bool) -> None:
        self._is_naming = is_naming
        self._share()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height, as when a bar comes above, keeps the same words in sight."""
        super().resizeEvent(event)
        self._keep_least()

    def _keep_least(self) -> None:
        """No share is so small that a mark of risk is cut; the letter scrolls, and says so."""
        if not isValid(self._column):
            return
        least = current_theme().px(Metric.PANEL_MIN) // 2
        if not self._is_beside:
            # Never so much that the desk would have to scroll: the letter and the reasons do.
            room = self.height() - sum(part.minimumSizeHint().height() for part in self.parts[1:])
            room -= 2 * self._column.spacing()
            least = max(least, min(self._facts.least, room))
        self._facts.setMinimumHeight(least)

    def _share(self) -> None:
        # Tabs that go with the window tell of it too, after the layout is gone.
        if not isValid(self._column):
            return
        is_title = self._is_beside and self._preview.text.isHidden()
        top = Qt.AlignmentFlag.AlignTop if is_title else Qt.AlignmentFlag(0)
        self._column.setAlignment(self._preview, top)
        written = WARNED if self._facts.has_marks else FACTS
        change = CHANGE if self._preview.text.isHidden() else written
        is_read = self._is_opened or self._facts.currentIndex()
        self._column.setStretch(0, READING if is_read else change)
        lent = NAMED if self._is_naming else 0
        reasons, letter = (1, 1) if self._is_beside else (REASONS + lent, LETTER - lent)
        self._column.setStretch(1, reasons)
        self._column.setStretch(2, letter)
