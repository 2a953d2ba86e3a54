"""Who may enter the demonstration."""

from __future__ import annotations

from PySide6.QtCore import QObject


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
            ("teresa.molina", self.tr("administración")),
            ("sofia.naranjo", self.tr("auditoría")),
        )
        listed = ", ".join(f"{login} ({duty})" for login, duty in users)
        return "\n".join(
            (
                self.tr("Contraseña, la misma para todos: {password}").format(password=password),
                self.tr("Usuarios: {users}").format(users=listed),
            )
        )
