"""Sentences for what is formally wrong with a typed field."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.field_finding import FieldFinding
from ui.widgets.contact_words import ContactWords


class FieldWords(QObject):
    """Puts a field finding into a sentence."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._labels = ContactWords(self)

    def sentence(self, finding: FieldFinding) -> str:
        """The field and what is wrong with it; an unknown code is shown as it is."""
        label = (
            self.tr("Código dactilar")
            if finding.field == "codigo_dactilar"
            else self._labels.label(finding.field)
        )
        return f"{label}: {self._texts().get(finding.code, finding.code)}"

    def _texts(self) -> dict[str, str]:
        return {
            "CONTACT_REQUIRED": self.tr("falta y es obligatorio."),
            "CONTACT_TOO_LONG": self.tr("es demasiado largo."),
            "CONTACT_CHARACTERS": self.tr("tiene signos que no corresponden."),
            "CONTACT_EMAIL_INVALID": self.tr("no tiene forma de correo."),
            "CONTACT_MOBILE_EC": self.tr("no es un celular ecuatoriano."),
            "CONTACT_LANDLINE_EC": self.tr("no es un teléfono fijo ecuatoriano."),
            "CONTACT_PHONE_ABROAD": self.tr("no es un teléfono posible."),
            "CONTACT_PHONE_ABROAD_IS_LOCAL": self.tr("es un número de Ecuador."),
            "CONTACT_COUNTRY_UNKNOWN": self.tr("no es un país conocido."),
            "CONTACT_COUNTRY_IS_HOME": self.tr("es Ecuador; el trámite es para residentes fuera."),
            "CONTACT_POSTAL_CODE": self.tr("no tiene forma de código postal."),
            "CONTACT_POSTAL_CODE_REASON": self.tr("dice S/N sin explicar por qué."),
            "CONTACT_MOBILE_EXCEPTION": self.tr("no tiene, con motivo registrado."),
            "CONTACT_PHONE_UNASSIGNED": self.tr("es posible, pero ese número no está asignado."),
            "CONTACT_PHONE_COUNTRY": self.tr("tiene el prefijo de otro país."),
            "CODIGO_DACTILAR_FORMAT": self.tr(
                "no tiene la forma letra, 4 cifras, letra, 4 cifras."
            ),
            "CODIGO_DACTILAR_UNUSUAL": self.tr("tiene letras o cifras poco usuales; compárelo."),
        }
