"""Names of the screens, as the rail shows them."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.shell.screen_keys import ADMIN, AUDIT, CALLS, DESK, QUEUE, REGISTRY, REVIEW, SIGNS


class ScreenTitles(QObject):
    """Gives each screen its name, in the person's language."""

    def title(self, key: str) -> str:
        """Name of a screen."""
        return {
            DESK: self.tr("Mi puesto"),
            QUEUE: self.tr("Cola"),
            REVIEW: self.tr("Mesa de caso"),
            CALLS: self.tr("Videollamadas"),
            REGISTRY: self.tr("Registro"),
            ADMIN: self.tr("Administración"),
            AUDIT: self.tr("Auditoría"),
            SIGNS: self.tr("Señales"),
        }[key]
