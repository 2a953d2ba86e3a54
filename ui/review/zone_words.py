"""The words for what reading a machine-readable zone found, and for what it disagrees in."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.case import Declared
from app.domain.field_finding import FieldFinding
from app.domain.mrz.document_check import CHECK_DIGITS
from app.domain.mrz.zone import MachineReadableZone
from ui.widgets.agency_time import short_date


class ZoneWords(QObject):
    """Sentences for findings and differences; an unknown code is shown as it is."""

    def finding(self, finding: FieldFinding) -> str:
        """What is wrong and where; lines and columns count from 1."""
        facts = dict(finding.facts)
        text = self._texts().get(finding.code, finding.code)
        # Our own sentences with our own numbers; what was typed is in none of them.
        return text.format_map({"field": self._field(finding.field), **facts})

    def difference(self, name: str, zone: MachineReadableZone, declared: Declared) -> str:
        """What the document says and what was declared, side by side."""
        said = self.tr("{field}: el documento dice {document}; se declaró {declared}.")
        if name == CHECK_DIGITS:
            return self.tr("La zona no cuadra consigo misma: compare letra por letra.")
        birth = declared.birth_date
        values = {
            "name": (zone.full_name, f"{declared.family_names} {declared.given_names}"),
            "birth": (
                short_date(zone.birth) if zone.birth else "—",
                short_date(birth) if birth else "—",
            ),
            "passport": (
                f"{zone.issuing_state} {zone.number}",
                f"{declared.identifier.country} {declared.identifier.value}",
            ),
        }
        document, form = values.get(name, ("", ""))
        return said.format(field=self._field(name), document=document, declared=form)

    def _field(self, name: str) -> str:
        return {
            "name": self.tr("Nombres"),
            "names": self.tr("Nombres"),
            "birth": self.tr("Fecha de nacimiento"),
            "expiry": self.tr("Fecha de caducidad"),
            "number": self.tr("Número del documento"),
            "passport": self.tr("Pasaporte"),
            "optional": self.tr("Datos opcionales"),
            "composite": self.tr("Toda la zona"),
            "issuing_state": self.tr("País que emite"),
            "nationality": self.tr("Nacionalidad"),
            "sex": self.tr("Sexo"),
        }.get(name, name)

    def _texts(self) -> dict[str, str]:
        place = self.tr("línea {line}, columna {column}")
        return {
            "MRZ_SHAPE": self.tr("No es una zona de pasaporte (2 líneas) ni de cédula (3 líneas)."),
            "MRZ_LINE_LENGTH": self.tr("La línea {line} tiene {length} signos; son {wanted}."),
            "MRZ_CHARACTER": self.tr("Hay un signo que no existe en estas zonas: ") + place + ".",
            "MRZ_CHECK_DIGIT": self.tr("{field}: el dígito de control es {found} y debía ser ")
            + "{expected} ("
            + place
            + ").",
            "MRZ_STATE": self.tr("{field}: el código no tiene forma de país (") + place + ").",
            "MRZ_NAME": self.tr("{field}: hay un signo que no es de un nombre (") + place + ").",
            "MRZ_NAME_CUT": self.tr("{field}: pueden estar cortados."),
            "MRZ_NUMBER": self.tr("{field}: falta."),
            "MRZ_DATE": self.tr("{field}: no es una fecha (") + place + ").",
            "MRZ_DATE_OPEN": self.tr("{field}: el documento la deja abierta."),
            "MRZ_SEX": self.tr("{field}: signo poco usual."),
        }
