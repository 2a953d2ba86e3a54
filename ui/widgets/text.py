"""Labels that show text exactly as it is; nothing from outside can become rich text or a link."""

from __future__ import annotations

import html

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from ui.theme import mark


class PlainLabel(QLabel):
    """A label that never interprets its text, wraps or cuts with an ellipsis, and can be read out.

    Args:
        text: shown as it is.
        kind: look from the style sheet: heading, title, strong, quiet, caption, field, link…
        wrap: break into lines; otherwise an over-long text ends in an ellipsis with the whole in
            the tip.
        keep: never cut a one-line text; the layout must find the room.
        selectable: the text can be selected and copied.
    """

    def __init__(
        self,
        text: str = "",
        kind: str = "body",
        *,
        wrap: bool = False,
        keep: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self._elides = not (wrap or keep)
        self._is_selectable = selectable
        if not wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        mark(self, kind)
        self.setText(text)

    @override
    def setText(self, text: str) -> None:
        """Show `text` as it is and make it the accessible name."""
        super().setText(text)
        self.setAccessibleName(text)
        if self._is_selectable:
            # Without a text there is nothing to select, and nothing the focus should stop at.
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
                if text
                else Qt.TextInteractionFlag.NoTextInteraction
            )
        self.updateGeometry()

    @override
    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if self._elides:
            hint.setWidth(min(hint.width(), self.fontMetrics().horizontalAdvance("MMMM…")))
        return hint

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as QLabel does, or the cut text where it does not fit."""
        metrics = self.fontMetrics()
        room = self.contentsRect().width()
        if not self._elides or metrics.horizontalAdvance(self.text()) <= room:
            super().paintEvent(event)
            return
        tip = plain_tip(self.text())
        if self.toolTip() != tip:
            self.setToolTip(tip)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(
            self.contentsRect(),
            int(self.alignment()) | int(Qt.TextFlag.TextSingleLine),
            metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room),
        )


class BoxWords(PlainLabel):
    """The words of a check box, beside it because they wrap; a click on them ticks it."""

    def __init__(self, text: str, box: QCheckBox, parent: QWidget | None = None) -> None:
        super().__init__(text, wrap=True, parent=parent)
        self._box = box

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Click the box."""
        self._box.click()


def plain_tip(text: str) -> str:
    """A tip that shows text exactly as it is: Qt takes what looks like markup for markup."""
    return f"<qt>{html.escape(text)}</qt>" if "<" in text or "&" in text else text


def plain_label(text: str = "", kind: str = "body", *, wrap: bool = False) -> PlainLabel:
    """A `PlainLabel`; the only way views make labels."""
    return PlainLabel(text, kind, wrap=wrap)
