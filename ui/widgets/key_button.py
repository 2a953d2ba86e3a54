"""Buttons that carry their key on a small cap, as printed beside the word."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)
from typing_extensions import override

from ui.theme import Gap, Metric, TextSize, current_theme, mark
from ui.widgets.key_names import key_text
from ui.widgets.press import answers_press


def cap_size(keys: str) -> QSize:
    """Room a key cap needs; empty for no key."""
    if not keys:
        return QSize(0, 0)
    theme = current_theme()
    metrics = theme.metrics(TextSize.CAPTION)
    height = max(theme.px(Metric.KEY_CAP), metrics.height() + theme.px(2))
    return QSize(max(height, metrics.horizontalAdvance(keys) + theme.px(Gap.M)), height)


def paint_cap(painter: QPainter, box: QRect, keys: str, ink: QColor, line: QColor) -> None:
    """Draw one key cap filling `box`."""
    theme = current_theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    fill = QColor(ink)
    fill.setAlphaF(0.06)
    painter.setBrush(fill)
    painter.setPen(line)
    radius = theme.px(Metric.RADIUS_SMALL)
    painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setFont(theme.font(TextSize.CAPTION))
    painter.setPen(ink)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), keys)
    painter.restore()


class KeyCap(QWidget):
    """A key cap on its own, beside a word."""

    def __init__(self, sequence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = key_text(sequence)
        self.setAccessibleName(self._keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return cap_size(self._keys)

    @override
    def minimumSizeHint(self) -> QSize:
        return cap_size(self._keys)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cap."""
        theme = current_theme()
        painter = QPainter(self)
        paint_cap(
            painter, self.rect(), self._keys, theme.colour("quiet"), theme.colour("line_strong")
        )
        painter.end()


class KeyHintButton(QPushButton):
    """A push button showing its word, an optional icon, and the key that does the same.

    Args:
        label: the word; an ampersand marks the mnemonic.
        sequence: portable key sequence shown on the cap, empty for none (it is not bound here:
            the shortcut registry binds it).
        kind: look: ``primary``, ``danger``, ``link`` or empty.
        icon: icon name, empty for none.
    """

    def __init__(
        self,
        label: str,
        sequence: str = "",
        *,
        kind: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, parent)
        self._keys = key_text(sequence)
        self._icon_name = icon
        self._followed: QAction | None = None
        self._is_allowed = True
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._set_names()
        if kind:
            mark(self, kind)

    def set_keys(self, sequence: str | QKeySequence) -> None:
        """Show another key, or none."""
        self._keys = key_text(sequence)
        self._set_names()
        self.updateGeometry()
        self.update()

    def set_icon(self, icon: str) -> None:
        """Show another icon, or none."""
        self._icon_name = icon
        self.updateGeometry()
        self.update()

    def set_label(self, label: str) -> None:
        """Change the word."""
        self.setText(label)
        self._set_names()
        self.updateGeometry()

    def follow(self, action: QAction) -> None:
        """Do, show and allow what `action` does, shows and allows, now and later."""
        self._followed = action
        self.clicked.connect(action.trigger)
        # A method, not a closure: Qt lets go of it when this button is gone and the action stays.
        action.changed.connect(self._on_action_changed)
        self._on_action_changed()

    def set_allowed(self, is_allowed: bool) -> None:
        """Forbid the button what its key may still be asked for: the key says why not."""
        self._is_allowed = is_allowed
        self._on_action_changed()

    @override
    def event(self, event: QEvent) -> bool:
        """Enter and the space bar press it."""
        return answers_press(self, event) or super().event(event)

    def _on_action_changed(self) -> None:
        if self._followed is not None:
            self.set_keys(self._followed.shortcut())
            self.setEnabled(self._is_allowed and self._followed.isEnabled())

    @property
    def keys(self) -> str:
        """What the cap shows."""
        return self._keys

    @property
    def icon_name(self) -> str:
        """Name of the icon on show, empty for none."""
        return self._icon_name

    def _set_names(self) -> None:
        plain = self.text().replace("&", "")
        self.setAccessibleName(plain)
        self.setAccessibleDescription(self._keys)

    def _content_width(self) -> int:
        theme = current_theme()
        strong = self.property("kind") in {"primary", "danger"}
        width = (
            theme.metrics(strong=strong)
            .size(int(Qt.TextFlag.TextShowMnemonic), self.text())
            .width()
        )
        if self._icon_name:
            width += theme.px(Metric.ICON) + theme.px(Gap.S)
        if self._keys:
            width += cap_size(self._keys).width() + theme.px(Gap.S)
        return width

    @override
    def sizeHint(self) -> QSize:
        theme = current_theme()
        width = self._content_width() + 2 * theme.px(Gap.M) + 2 * theme.px(Metric.FOCUS_RING)
        return QSize(width, theme.px(Metric.CONTROL))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Let the style draw the body, then place icon, word and cap."""
        theme = current_theme()
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        ink = self._ink()
        x = (self.width() - self._content_width()) // 2
        if self._icon_name:
            side = theme.px(Metric.ICON)
            spot = QRect(x, (self.height() - side) // 2, side, side)
            theme.icon(self._icon_name, self._ink_token()).paint(painter, spot)
            x += side + theme.px(Gap.S)
        strong = self.property("kind") in {"primary", "danger"}
        painter.setFont(theme.font(strong=strong))
        painter.setPen(ink)
        flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextShowMnemonic)
        text_width = painter.fontMetrics().size(flags, self.text()).width()
        painter.drawText(QRect(x, 0, text_width + 2, self.height()), flags, self.text())
        if self._keys:
            size = cap_size(self._keys)
            x += text_width + theme.px(Gap.S)
            box = QRect(x, (self.height() - size.height()) // 2, size.width(), size.height())
            paint_cap(painter, box, self._keys, self._cap_ink(), self._cap_line())
        painter.end()

    def _ink_token(self) -> str:
        if not self.isEnabled():
            return "quiet"
        inks = {"primary": "on_accent", "danger": "late", "link": "accent", "stage": "on_stage"}
        found = inks.get(str(self.property("kind")))
        if found:
            return found
        return "accent" if self.isChecked() else "ink"

    def _ink(self) -> QColor:
        return current_theme().colour(self._ink_token())

    def _cap_ink(self) -> QColor:
        token = self._ink_token()
        return current_theme().colour("quiet" if token in {"ink", "accent"} else token)

    def _cap_line(self) -> QColor:
        if self._ink_token() != "on_accent":
            return current_theme().colour("line_strong")
        line = self._ink()
        line.setAlphaF(0.4)
        return line
