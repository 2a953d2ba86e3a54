"""Who may enter the demonstration."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from ui.shell.desktop import Desktop
from ui.tour.backstage import Backstage

_EVERY_MS = 1000


class DemoHint(QObject):
    """Who may enter the demonstration, told where they enter.

    Where a second factor is asked for, its code stands there too, and in the title of the window:
    it is wanted again by whoever decides.
    """

    def __init__(self, desktop: Desktop, backstage: Backstage) -> None:
        super().__init__(desktop)
        self._window = desktop.window
        self._backstage = backstage
        self._told = ""
        if backstage.code():
            timer = QTimer(self)
            timer.setInterval(_EVERY_MS)
            timer.timeout.connect(self._tell)
            timer.start()
            self._tell()

    def words(self) -> str:
        """One line for the users, one for the password, one for the code."""
        users = (
            ("ana.quishpe", self.tr("oficinista")),
            ("marco.paz", self.tr("oficinista")),
            ("veronica.ortega", self.tr("validación")),
            ("elena.jacome", self.tr("dirección")),
            ("pablo.rueda", self.tr("administración")),
            ("teresa.molina", self.tr("administración")),
            ("sofia.naranjo", self.tr("auditoría")),
        )
        listed = ", ".join(f"{login} ({duty})" for login, duty in users)
        password = self._backstage.password
        lines = [
            self.tr("Contraseña, la misma para todos: {password}").format(password=password),
            self.tr("Usuarios: {users}").format(users=listed),
        ]
        if self._told:
            words = self.tr(
                "Código de ahora, el mismo para todos: {code}. Está también en el título de la"
                " ventana; cambia cada medio minuto y vale una vez."
            )
            lines.insert(1, words.format(code=self._told))
        return "\n".join(lines)

    def _tell(self) -> None:
        code = self._backstage.code()
        if code == self._told:
            return
        self._told = code
        title = self.tr("código de ahora: {code}").format(code=code)
        self._window.setWindowTitle(f"Ventanilla · {title}")
        self._window.set_hint(self.words())
