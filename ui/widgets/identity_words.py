"""The paper that proves who somebody is, by the number the person gave."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.person import IdentifierKind


class IdentityWords(QObject):
    """Says it short, as under a face, and of the whole picture."""

    def paper(self, kind: IdentifierKind) -> str:
        """Its name; a code for foreigners stands on no paper of its own."""
        return {
            IdentifierKind.CEDULA: self.tr("Cédula"),
            IdentifierKind.PASSPORT: self.tr("Pasaporte"),
        }.get(kind, self.tr("Documento"))

    def whole_paper(self, kind: IdentifierKind) -> str:
        """The same, of a picture on which no face was found."""
        return {
            IdentifierKind.CEDULA: self.tr("Cédula entera"),
            IdentifierKind.PASSPORT: self.tr("Pasaporte entero"),
        }.get(kind, self.tr("Documento entero"))
