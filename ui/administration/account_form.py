"""Closing and opening an account: the form names the person and says what follows."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.staff import StaffMember
from ui.administration.confirmed_form import ConfirmedForm
from ui.administration.words import AdministrationErrorWords
from ui.widgets.text import plain_label


class AccountForm(ConfirmedForm):
    """Asks before an account is disabled or enabled, with one's own password."""

    def __init__(self, errors: AdministrationErrorWords, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, title="", action="", errors=errors)
        self.header.setVisible(True)
        self.member: StaffMember | None = None
        self.save.set_label(self.tr("Desactivar"))
        self._what_follows = plain_label("", wrap=True)
        self.add(self._what_follows)
        self._end()

    def open_form(self, member: StaffMember, preparer: str = "") -> None:
        """Ask about the account of one member, which somebody may have prepared."""
        self._forget()
        self.member = member
        if member.active:
            title = self.tr("Desactivar la cuenta de {name}")
            action = self.tr("Desactivar")
            follows = self.tr(
                "Ya no podrá entrar y suelta los casos que tiene en sus manos. "
                "La cuenta se puede activar otra vez."
            )
        else:
            title = self.tr("Activar la cuenta de {name}")
            action = self.tr("Activar")
            follows = self.tr("Podrá entrar otra vez con su usuario y su contraseña.")
            if preparer:
                follows = self.tr(
                    "Lo preparó {preparer}. Actívela solo si conoce a la persona y su función y "
                    "agencia son las suyas: usted responde por ella. Si necesita un código de "
                    "activación, se mostrará una sola vez."
                ).format(preparer=preparer)
        title = title.format(name=member.full_name)
        self.header.set_title(title)
        self.setAccessibleName(title)
        self._what_follows.setText(follows)
        self.save.set_label(action)
        self._open(self.own)
