"""Opens the demonstration: for a person, or for the tour without a display."""

from __future__ import annotations

import argparse
import os

from PySide6.QtCore import QObject

from ui.shell.desktop import Desktop
from ui.shell.parts import DesktopParts
from ui.theme import Mode
from ui.tour.backstage import Backstage
from ui.tour.journey import run_tour


class DemoHint(QObject):
    """Who may enter the demonstration, told where they enter."""

    def words(self, password: str) -> str:
        """One line for the users, one for the password."""
        users = (
            ("ana.quishpe", self.tr("oficinista")),
            ("marco.paz", self.tr("oficinista")),
            ("veronica.ortega", self.tr("validación")),
            ("elena.jacome", self.tr("dirección")),
            ("pablo.rueda", self.tr("administración")),
            ("sofia.naranjo", self.tr("auditoría")),
        )
        listed = ", ".join(f"{login} ({duty})" for login, duty in users)
        return "\n".join(
            (
                self.tr("Contraseña, la misma para todos: {password}").format(password=password),
                self.tr("Usuarios: {users}").format(users=listed),
            )
        )


def run_demo(parts: DesktopParts, backstage: Backstage, args: argparse.Namespace) -> int:
    """Open the window on the demonstration; with ``--tour`` drive it and return 0 when whole."""
    mode = Mode.DARK if args.theme == "dark" else Mode.LIGHT
    if args.tour is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        return run_tour(parts, backstage, args.tour, language=args.language)
    with Desktop(parts, mode=mode, language=args.language) as desktop:
        desktop.start(DemoHint(desktop).words(backstage.password))
        return desktop.run()
