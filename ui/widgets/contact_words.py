"""Names of the contact fields as staff read them."""

from __future__ import annotations

from PySide6.QtCore import QObject


class ContactWords(QObject):
    """Labels of the fields in ``app.domain.contact.CONTACT_FIELDS``."""

    def label(self, field: str) -> str:
        """Label of one field."""
        return {
            "email": self.tr("Correo"),
            "mobile_ec": self.tr("Celular en Ecuador"),
            "landline_ec": self.tr("Teléfono fijo en Ecuador"),
            "phone_abroad": self.tr("Teléfono en el exterior"),
            "country": self.tr("País"),
            "state": self.tr("Estado o provincia"),
            "city": self.tr("Ciudad"),
            "postal_code": self.tr("Código postal"),
        }.get(field, field)
