"""The rail at the left: one entry a screen, with icon, word and count."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QWidget
from typing_extensions import override

from ui.shell.screen import ScreenSpec
from ui.theme import Gap, Metric, TextSize, current_theme, mark
from ui.widgets.arrange import column
from ui.widgets.press import answers_press


class RailItem(QAbstractButton):
    """One entry; draws itself so that it is calm, exact and readable when narrow."""

    def __init__(self, spec: ScreenSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self._count = spec.count
        self._is_narrow = False
        self.setCheckable(True)
        self.setText(spec.title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._name()

    def set_count(self, count: int | None) -> None:
        """Show another number, or none."""
        self._count = count
        self._name()
        self.update()

    def set_narrow(self, is_narrow: bool) -> None:
        """Show the icon alone, the word in the tip."""
        self._is_narrow = is_narrow
        self.setToolTip(self.accessibleName() if is_narrow else "")
        self.update()

    @override
    def event(self, event: QEvent) -> bool:
        """Enter and the space bar press it."""
        return answers_press(self, event) or super().event(event)

    def _name(self) -> None:
        count = "" if self._count is None else f", {self._count}"
        self.setAccessibleName(self.spec.title + count)

    @override
    def sizeHint(self) -> QSize:
        theme = current_theme()
        return QSize(theme.px(Metric.RAIL_ITEM), theme.px(Metric.RAIL_ITEM))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, ring, icon, word and count."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        token = "accent" if self.isChecked() else "ink"
        side = theme.px(Metric.ICON)
        left = (self.width() - side) // 2 if self._is_narrow else theme.px(Gap.M)
        spot = QRect(left, (self.height() - side) // 2, side, side)
        theme.icon(self.spec.icon, token).paint(painter, spot)
        if not self._is_narrow:
            self._paint_words(painter, spot.right() + theme.px(Gap.M), token)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        theme = current_theme()
        radius = theme.px(Metric.RADIUS)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if self.isChecked() else "neutral_soft"))
            painter.drawRoundedRect(self.rect(), radius, radius)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), theme.px(Metric.FOCUS_RING)))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), radius, radius)

    def _paint_words(self, painter: QPainter, left: int, token: str) -> None:
        theme = current_theme()
        right = self.width() - theme.px(Gap.M)
        if self._count is not None:
            text = str(self._count)
            font = theme.font(TextSize.CAPTION, strong=self.isChecked())
            painter.setFont(font)
            painter.setPen(theme.colour("quiet"))
            place = QRect(left, 0, right - left, self.height())
            painter.drawText(
                place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), text
            )
            right -= painter.fontMetrics().horizontalAdvance(text) + theme.px(Gap.XS)
        painter.setFont(theme.font(strong=self.isChecked()))
        painter.setPen(theme.colour(token))
        place = QRect(left, 0, right - left, self.height())
        cut = painter.fontMetrics().elidedText(
            self.spec.title, Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), cut)


class Rail(QFrame):
    """The entries; arrows move among them, Tab leaves.

    Signals:
        chosen: key of the screen to open.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "rail")
        self.setAccessibleName(self.tr("Pantallas"))
        self._items: dict[str, RailItem] = {}
        self._group = QButtonGroup(self)
        self._is_narrow = False
        self._column = column(gap=Gap.NONE, margin=Gap.S)
        self._column.addStretch(1)
        self.setLayout(self._column)
        self._fit()

    @property
    def is_narrow(self) -> bool:
        """True when only icons show."""
        return self._is_narrow

    def show_screens(self, specs: Sequence[ScreenSpec]) -> None:
        """Replace the entries."""
        for item in self._items.values():
            self._group.removeButton(item)
            item.deleteLater()
        self._items.clear()
        for place, spec in enumerate(specs):
            item = RailItem(spec)
            item.set_narrow(self._is_narrow)
            item.clicked.connect(lambda _=False, key=spec.key: self.chosen.emit(key))
            self._group.addButton(item)
            self._items[spec.key] = item
            self._column.insertWidget(place, item)

    def mark_current(self, key: str) -> None:
        """Show which screen is open."""
        if key in self._items:
            self._items[key].setChecked(True)

    def set_count(self, key: str, count: int | None) -> None:
        """Show another number beside a screen's word."""
        if key in self._items:
            self._items[key].set_count(count)

    def set_narrow(self, is_narrow: bool) -> None:
        """Collapse to icons or open again."""
        self._is_narrow = is_narrow
        for item in self._items.values():
            item.set_narrow(is_narrow)
        self._fit()

    def _fit(self) -> None:
        metric = Metric.RAIL_NARROW if self._is_narrow else Metric.RAIL_WIDE
        self.setFixedWidth(current_theme().px(metric))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk the entries."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        items = list(self._items.values())
        focused = next((i for i, item in enumerate(items) if item.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        items[(focused + step) % len(items)].setFocus(Qt.FocusReason.TabFocusReason)
