"""A whole screen that scrolls where the window is too low for its parts, as at 200 %."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from typing_extensions import override

from ui.widgets.scrolled import LineScroll


class PageScroll(LineScroll):
    """Keeps in sight what has the focus, with as much around it as the room allows.

    Without need it does not scroll: the parts share all the room there is.
    """

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # After the layout has settled, or the part would be sought where it was.
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(0)
        self._follow.timeout.connect(self._show_focus)
        self.setWidget(inside)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What has the focus may have moved when the parts got other room."""
        if event.type() == QEvent.Type.Resize:
            self._follow.start()
        return super().eventFilter(watched, event)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self._follow.start()

    def _show_focus(self) -> None:
        part, inside = QApplication.focusWidget(), self.widget()
        # Not the viewport's height: at the top a margin takes from it what would be cut in half.
        room = self.contentsRect().height()
        if part is None or inside is None or not inside.isAncestorOf(part):
            return
        seen: QWidget = part
        while (around := seen.parentWidget()) not in {None, inside} and around.height() <= room:
            seen = around
        top, bar = seen.mapTo(inside, QPoint(0, 0)).y(), self.verticalScrollBar()
        # Its beginning before its end, where it is higher than the room.
        bar.setValue(min(max(bar.value(), top + seen.height() - room), top))
