"""Panels side by side that stand one under the other where the room is short, as at 200 %."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from ui.theme import Gap, Metric, current_theme
from ui.widgets.scrolled import LineScroll


class StillPanel(QWidget):
    """A panel for `Panes` that takes the height there is; what is longer scrolls inside it."""

    @override
    def hasHeightForWidth(self) -> bool:
        """Wrapped words inside must not make the whole row taller than the window."""
        return False


class Panes(LineScroll):
    """Shows panels in one row with the given shares of the width, or in one scrolled column.

    Args:
        panels: panels from left to right, each with its share.
        accessible_name: what the whole is.
        row_from: a row from this width on, in pixels at 100 %, whatever the panels hold; without
            it, where the panels' least widths fit.

    Signals:
        stacked_changed: the panels stand one under the other (True) or side by side.
    """

    stacked_changed = Signal(bool)

    def __init__(
        self,
        panels: tuple[tuple[QWidget, int], ...],
        accessible_name: str,
        parent: QWidget | None = None,
        *,
        row_from: int | None = None,
    ) -> None:
        super().__init__(parent)
        self._row_from = row_from
        self._panels = tuple(panel for panel, _share in panels)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(current_theme().px(Gap.M))
        for panel, share in panels:
            # The share decides, not the length of a word in the panel.
            policy = panel.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            panel.setSizePolicy(policy)
            self._line.addWidget(panel, share)
        inside = QWidget()
        inside.setLayout(self._line)
        self.setWidgetResizable(True)
        self.setWidget(inside)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(accessible_name)
        # After the layout has settled, or the field would be sought where it was.
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(0)
        self._follow.timeout.connect(self._follow_focus)
        self._grown = QTimer(self)
        self._grown.setSingleShot(True)
        self._grown.setInterval(0)
        self._grown.timeout.connect(self._stack_what_grew)
        self._instead: dict[QWidget, QWidget] = {}
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow.start)

    @property
    def panels(self) -> tuple[QWidget, ...]:
        """The panels from left to right."""
        return self._panels

    def panel_of(self, part: QWidget) -> QWidget | None:
        """The panel a part is or stands in; None for one of another place."""
        panels = self._panels
        return next((one for one in panels if one is part or one.isAncestorOf(part)), None)

    @property
    def is_stacked(self) -> bool:
        """Whether the panels stand one under the other."""
        return self._line.direction() is QBoxLayout.Direction.TopToBottom

    @override
    def minimumSizeHint(self) -> QSize:
        widest = max((panel.minimumSizeHint().width() for panel in self._panels), default=0)
        # So little that at 200 % what stands above and below is not cut: the panels scroll.
        return QSize(widest, current_theme().px(Metric.PANEL_MIN) // 4)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose a row or a column by the room there is."""
        super().resizeEvent(event)
        # By the whole width: a scroll bar that comes with a bar above would stack what fits, and
        # the stack, which needs the bar, would stay.
        self._stand(across=self._least_row() <= self.width())

    def _stand(self, *, across: bool) -> None:
        down, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        wanted = beside if across else down
        if wanted is not self._line.direction():
            self._line.setDirection(wanted)
            self.stacked_changed.emit(self.is_stacked)

    def _stack_what_grew(self) -> None:
        """A panel that came to need more width than a row has would be cut at its edge.

        Never the other way round: whoever stacks hides what needed the width, and would be back.
        """
        if self._least_row() > self.width():
            self._stand(across=False)

    def _least_row(self) -> int:
        if self._row_from is not None:
            return current_theme().px(self._row_from)
        least = sum(max(panel.minimumSizeHint().width(), self._least()) for panel in self._panels)
        return least + (len(self._panels) - 1) * self._line.spacing()

    def look_at(self, instead: QWidget, of: QWidget) -> None:
        """Bring another part into sight than the one that has the keys: the question answered."""
        self._instead[of] = instead

    def follow(self) -> None:
        """Bring what has the keys into sight again: its cursor moved, or its words changed."""
        self._follow.start()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is filled in afterwards moves the part with the focus: follow it."""
        if watched is self.widget() and event.type() is QEvent.Type.Resize:
            self._follow.start()
        if watched is self.widget() and event.type() is QEvent.Type.LayoutRequest:
            self._grown.start()
        return super().eventFilter(watched, event)

    def _follow_focus(self) -> None:
        # Keys lead to fields below the edge; what is written in must be in sight.
        inside, focus = self.widget(), QApplication.focusWidget()
        if focus is None or inside is None or not inside.isAncestorOf(focus):
            return
        part = self._instead.get(focus, focus)
        if part.height() >= self.viewport().height():
            # Too high to be seen whole: from its beginning, not from its middle.
            self.verticalScrollBar().setValue(part.mapTo(inside, QPoint(0, 0)).y())
        else:
            self.ensureWidgetVisible(part)

    def _least(self) -> int:
        return current_theme().px(Metric.PANEL_MIN)
