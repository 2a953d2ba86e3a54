"""Badges: a meaning as colour, icon and word; one painter for the widget and for table cells."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.theme import Gap, Metric, TextSize, Tone, current_theme

_ICONS = {
    Tone.NEUTRAL: "",
    Tone.INFO: "dot",
    Tone.DONE: "check",
    Tone.SOON: "clock",
    Tone.LATE: "warning",
}
_INK_TOKEN = {
    Tone.NEUTRAL: "quiet",
    Tone.INFO: "accent",
    Tone.DONE: "done",
    Tone.SOON: "soon",
    Tone.LATE: "late",
}


@dataclass(frozen=True, slots=True)
class BadgeText:
    """A badge as a value: the word, what it means, and an icon unless the tone's own is right."""

    text: str
    tone: Tone = Tone.NEUTRAL
    icon: str | None = None

    @property
    def icon_name(self) -> str:
        """The icon to draw; empty for none."""
        return _ICONS[self.tone] if self.icon is None else self.icon


def badge_size(badge: BadgeText) -> QSize:
    """Room a badge needs."""
    theme = current_theme()
    width = theme.metrics(TextSize.CAPTION, strong=True).horizontalAdvance(badge.text)
    width += 2 * theme.px(Gap.S)
    if badge.icon_name:
        width += theme.px(Metric.ICON_SMALL) + theme.px(Gap.XS)
    height = max(
        theme.px(Metric.BADGE), theme.metrics(TextSize.CAPTION).height() + theme.px(Gap.XS)
    )
    return QSize(width, height)


def paint_badge(painter: QPainter, place: QRect, badge: BadgeText) -> None:
    """Draw a badge at the left of `place`, centred in height, cut to its width."""
    theme = current_theme()
    ink, ground = theme.tone(badge.tone)
    size = badge_size(badge)
    top = place.top() + (place.height() - size.height()) // 2
    box = QRect(place.left(), top, min(size.width(), place.width()), size.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    radius = theme.px(Metric.RADIUS_SMALL)
    painter.drawRoundedRect(box, radius, radius)
    text_box = box.adjusted(theme.px(Gap.S), 0, -theme.px(Gap.S), 0)
    if badge.icon_name:
        side = theme.px(Metric.ICON_SMALL)
        spot = QRect(text_box.left(), box.center().y() - side // 2 + 1, side, side)
        theme.icon(badge.icon_name, _INK_TOKEN[badge.tone]).paint(painter, spot)
        text_box.setLeft(text_box.left() + side + theme.px(Gap.XS))
    font = theme.font(TextSize.CAPTION, strong=True)
    painter.setFont(font)
    painter.setPen(ink)
    text = painter.fontMetrics().elidedText(
        badge.text, Qt.TextElideMode.ElideRight, text_box.width() + 1
    )
    painter.drawText(text_box, int(Qt.AlignmentFlag.AlignVCenter), text)
    painter.restore()


class Badge(QWidget):
    """A badge as a widget; its accessible name is its word."""

    def __init__(
        self,
        text: str = "",
        tone: Tone = Tone.NEUTRAL,
        icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._badge = BadgeText(text, tone, icon)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        current_theme().changed.connect(self.updateGeometry)

    @property
    def badge(self) -> BadgeText:
        """What is shown."""
        return self._badge

    def show_badge(self, badge: BadgeText) -> None:
        """Show another word or meaning."""
        if badge != self._badge:
            self._badge = badge
            self.setAccessibleName(badge.text)
            self.updateGeometry()
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return badge_size(self._badge)

    @override
    def minimumSizeHint(self) -> QSize:
        return badge_size(self._badge)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge."""
        painter = QPainter(self)
        paint_badge(painter, self.rect(), self._badge)
        painter.end()
