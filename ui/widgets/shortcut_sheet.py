"""The sheet behind `?`: what every key does where the person is now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from ui.theme import Gap, Metric, current_theme, mark
from ui.widgets.arrange import clear, column, row
from ui.widgets.card import Card
from ui.widgets.key_button import KeyCap, KeyHintButton
from ui.widgets.scrolled import scrolled
from ui.widgets.shortcuts import Shortcut, ShortcutRegistry
from ui.widgets.text import plain_label

_TURN = QAbstractSlider.SliderAction
PAGES = {
    Qt.Key.Key_PageDown: _TURN.SliderPageStepAdd,
    Qt.Key.Key_PageUp: _TURN.SliderPageStepSub,
    Qt.Key.Key_Down: _TURN.SliderSingleStepAdd,
    Qt.Key.Key_Up: _TURN.SliderSingleStepSub,
    Qt.Key.Key_Home: _TURN.SliderToMinimum,
    Qt.Key.Key_End: _TURN.SliderToMaximum,
}


class ShortcutSheet(QFrame):
    """Covers its parent with a panel of keys; Esc, `?` or Cerrar take it away.

    Signals:
        closed: the sheet was put away.
        single_keys_chosen: the person switched plain letters on or off (bool).
    """

    closed = Signal()
    single_keys_chosen = Signal(bool)

    def __init__(self, registry: ShortcutRegistry, parent: QWidget) -> None:
        super().__init__(parent)
        mark(self, "shade")
        self._registry = registry
        self._came_from: QWidget | None = None
        card = self._card = Card(margin=Gap.XL, gap=Gap.M)
        card.add(plain_label(self.tr("Teclas de esta pantalla"), "title"))
        self._groups: QVBoxLayout = column(gap=Gap.XS)
        inside = QWidget()
        inside.setLayout(self._groups)
        scroll = scrolled(inside, self.tr("Lista de teclas"))
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        card.add(scroll)
        self._scroll, self._inside = scroll, inside
        self._switch = KeyHintButton(self._switch_label())
        self._switch.clicked.connect(self._on_switch)
        self._close = KeyHintButton(self.tr("Cerrar"), "Esc", kind="primary")
        self._close.clicked.connect(self.put_away)
        card.add_layout(row(self._switch, 1, self._close))
        self.setLayout(column(1, row(1, card, 1), 2, margin=Gap.XL))
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def toggle_for(self, focus: QWidget | None) -> None:
        """Show the keys live at `focus`, or put the sheet away when it is in front already."""
        if self.isVisible():
            self.put_away()
        else:
            self.open_for(focus)

    def open_for(self, focus: QWidget | None) -> None:
        """Show the keys live at `focus` and keep the focus inside until put away."""
        self._came_from = focus
        self._fill(self._registry.here(focus))
        host = self.parentWidget()
        if host is not None:
            self.setGeometry(host.rect())
            # Now, because the words may have become larger since the window was made.
            wide = host.width() - 2 * current_theme().px(Gap.XL)
            self._card.setFixedWidth(min(current_theme().px(Metric.SHEET_WIDTH), wide))
            room = host.height() - current_theme().px(Metric.PANEL_MIN)
            wanted = min(self._inside.sizeHint().height(), room)
            self._scroll.setFixedHeight(max(wanted, current_theme().px(Metric.CONTROL)))
        self.raise_()
        self.show()
        self._close.setFocus()

    def put_away(self) -> None:
        """Hide and give the focus back to where it was."""
        came_from, self._came_from = self._came_from, None
        self.hide()
        if came_from is not None and isValid(came_from):
            came_from.setFocus()
        self.closed.emit()

    def _fill(self, entries: tuple[Shortcut, ...]) -> None:
        clear(self._groups)
        groups: dict[str, list[Shortcut]] = {}
        for entry in entries:
            groups.setdefault(entry.group, []).append(entry)
        for group, members in groups.items():
            if self._groups.count():
                self._groups.addSpacing(current_theme().px(Gap.S))
            self._groups.addWidget(plain_label(group, "strong"))
            for entry in members:
                self._groups.addLayout(_line(entry))
        self._groups.addStretch(1)
        self._switch.set_label(self._switch_label())

    def _switch_label(self) -> str:
        if self._registry.single_keys:
            return self.tr("Desactivar teclas de una letra")
        return self.tr("Activar teclas de una letra")

    def _on_switch(self) -> None:
        self._registry.set_single_keys(not self._registry.single_keys)
        self._fill(self._registry.here(self._came_from))
        self.single_keys_chosen.emit(self._registry.single_keys)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        # A key of the window may lead elsewhere, as to another screen: what covers it must go.
        if self.isVisible() and new is not None and not self.isAncestorOf(new):
            self._came_from = None
            self.put_away()

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round inside the sheet: what lies below cannot be seen."""
        stops: tuple[QWidget, ...] = (self._close, self._scroll, self._switch)
        here = next((i for i, stop in enumerate(stops) if stop.hasFocus()), 0)
        step = 1 if forward else -1
        stops[(here + step) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and ? put the sheet away; pages turn from any of its buttons."""
        if event.key() in PAGES:
            self._scroll.verticalScrollBar().triggerAction(PAGES[Qt.Key(event.key())])
            return
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Question}:
            self.put_away()
            return
        super().keyPressEvent(event)


def _line(entry: Shortcut) -> QHBoxLayout:
    label = plain_label(entry.label, "body" if entry.action.isEnabled() else "quiet")
    # The name by which a profile gives it another key.
    label.setToolTip(entry.key)
    return row(label, 1, KeyCap(entry.action.shortcut().toString()), margin=Gap.NONE)
