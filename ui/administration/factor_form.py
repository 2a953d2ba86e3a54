"""Giving a second factor: asked for first, then shown once as a picture to be scanned."""

from __future__ import annotations

import segno
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPixmap, qRgb
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.staff import StaffMember
from ui.administration.confirmed_form import ConfirmedForm
from ui.administration.words import AdministrationErrorWords
from ui.theme import Gap, current_theme
from ui.widgets.arrange import row
from ui.widgets.card import Card
from ui.widgets.key_button import KeyHintButton
from ui.widgets.text import plain_label

_QUIET_MODULES = 4
_SIDE = 220
"""Of the picture, in pixels at 100 %: what a telephone reads at arm's length."""


class FactorForm(ConfirmedForm):
    """Asks before somebody is given another second factor, with a code of one's own."""

    def __init__(self, errors: AdministrationErrorWords, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, title="", action="", errors=errors)
        self.header.setVisible(True)
        self.member: StaffMember | None = None
        self.save.set_label(self.tr("Dar segundo factor"))
        self.add(
            plain_label(
                self.tr(
                    "Su autenticador de antes deja de servir y la cuenta queda por activar: la "
                    "activa otra persona de administración. Hágalo con la persona a su lado: la "
                    "imagen se muestra una sola vez."
                ),
                wrap=True,
            )
        )
        self._end()

    def open_form(self, member: StaffMember) -> None:
        """Ask about one member."""
        self._forget()
        self.member = member
        title = self.tr("Segundo factor de {name}").format(name=member.full_name)
        self.header.set_title(title)
        self.setAccessibleName(title)
        self._open(self.own)


class FactorCard(Card):
    """Shows the link of a second factor until it is put away, and knows it no longer after that.

    Signals:
        closed: the card was put away.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", gap=Gap.S, parent=parent)
        self._link = ""
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.copy = KeyHintButton(self.tr("Copia&r el enlace"))
        self.leave = KeyHintButton(self.tr("Ya lo &escaneó"), "Esc", kind="primary")
        self.copy.clicked.connect(self._on_copy)
        self.leave.clicked.connect(self.close_card)
        self.add(self.picture)
        self.add(
            plain_label(
                self.tr(
                    "La persona la escanea con la aplicación de autenticación de su teléfono. No se "
                    "muestra otra vez y quien la copie podría entrar en su lugar."
                ),
                wrap=True,
            )
        )
        self.add_layout(row(1, self.copy, self.leave))
        self.hide()

    def show_link(self, member: StaffMember, link: str) -> None:
        """Show the link of a member as a picture."""
        title = self.tr("Segundo factor de {name}").format(name=member.full_name)
        self.header.set_title(title)
        self.setAccessibleName(title)
        self.picture.setAccessibleName(self.tr("Código QR del segundo factor"))
        self._link = link
        self.picture.setPixmap(_picture(link))
        self.show()
        self.leave.setFocus()

    def close_card(self) -> None:
        """Forget the link."""
        was_open = not self.isHidden()
        self._link = ""
        self.picture.clear()
        self.hide()
        if was_open:
            self.closed.emit()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._link)


def _picture(link: str) -> QPixmap:
    """Black on white in both themes, with the margin readers look for."""
    rows = segno.make(link, error="m", micro=False).matrix
    side = len(rows) + 2 * _QUIET_MODULES
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    for y, line in enumerate(rows):
        for x, is_dark in enumerate(line):
            if is_dark:
                image.setPixel(x + _QUIET_MODULES, y + _QUIET_MODULES, qRgb(0, 0, 0))
    # Whole pixels a module, or its edges blur.
    scale = max(2, current_theme().px(_SIDE) // side)
    return QPixmap.fromImage(image.scaled(side * scale, side * scale))
