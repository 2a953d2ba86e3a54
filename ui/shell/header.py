"""The strip on top: brand, database, agency, person and duty, session menu, theme, lock."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QWidget
from typing_extensions import override

from ui.shell.screen import SessionView
from ui.theme import Gap, Metric, Mode, current_theme, mark
from ui.widgets.arrange import row
from ui.widgets.badge import Badge, BadgeText
from ui.widgets.icon_button import IconButton
from ui.widgets.key_button import KeyHintButton
from ui.widgets.text import PlainLabel, plain_label

_WIDE = Metric.WINDOW_MIN_WIDTH - Gap.XL


class Header(QFrame):
    """Shows who works where, on which database.

    Signals:
        rail_toggled: show the rail wide or narrow.
        theme_chosen: another look (Mode).
    """

    rail_toggled = Signal()
    theme_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "header")
        self.setFixedHeight(current_theme().px(Metric.HEADER))
        self._rail = IconButton("menu", self.tr("Mostrar u ocultar las palabras del menú"))
        self._rail.clicked.connect(self.rail_toggled)
        self._brand = PlainLabel("Ventanilla", "title", keep=True)
        self._database = Badge()
        self._agency = plain_label("", "caption")
        self._agency_name = ""
        self._names = ("", "")
        self._person = PlainLabel("", "strong", keep=True)
        self._look = IconButton("moon", self.tr("Cambiar entre tema claro y oscuro"))
        self._look.clicked.connect(self._on_look)
        self.lock_button = KeyHintButton(self.tr("&Bloquear"), "Ctrl+L", icon="lock")
        self.menu = QMenu(self)
        self.menu.setAccessibleName(self.tr("Sesión"))
        self.session_button = IconButton("down", self.tr("Sesión"))
        self.session_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.session_button.setMenu(self.menu)
        line = row(
            self._rail,
            self._brand,
            self._database,
            1,
            self._agency,
            row(self._person, self.session_button, gap=Gap.XS),
            self._look,
            self.lock_button,
            gap=Gap.M,
        )
        side = current_theme().px(Gap.L)
        line.setContentsMargins(current_theme().px(Gap.S), 0, side, 0)
        self.setLayout(line)
        current_theme().changed.connect(self._draw_icons)
        self._draw_icons()

    def show_session(self, session: SessionView) -> None:
        """Show another person, agency or database."""
        self._database.show_badge(BadgeText(session.database, session.database_tone, "database"))
        self._agency.setText(session.agency)
        self._names = (session.person, f"{session.person} · {session.duty}")
        self._agency_name = session.agency
        self._name_person()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the agency to the tip where the room is short."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= current_theme().px(_WIDE)
        self._agency.setVisible(is_wide)
        self._look.setVisible(is_wide)
        self._name_person()

    def _name_person(self) -> None:
        """The name alone where the room is short; the duty then stands in the tip."""
        name, whole = self._names
        is_wide = self.width() >= current_theme().px(_WIDE)
        self._person.setText(whole if is_wide else name)
        tip = self._agency_name if is_wide else f"{whole} · {self._agency_name}"
        self._person.setToolTip(tip)

    def _on_look(self) -> None:
        is_dark = current_theme().colours.name == "dark"
        self.theme_chosen.emit(Mode.LIGHT if is_dark else Mode.DARK)

    def _draw_icons(self) -> None:
        is_dark = current_theme().colours.name == "dark"
        label = self.tr("Cambiar entre tema claro y oscuro")
        self._look.show_icon("sun" if is_dark else "moon", label)
