"""The words of the register: kinds of numbers, quality of insurance, validity, sources, errors."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.contact import ContactVersion
from app.domain.person import Identifier, IdentifierKind, Insured
from app.ports.readers import PersonRow
from ui.theme import Tone
from ui.widgets.badge import BadgeText


class RegistryWords(QObject):
    """Puts people of the register into words, in the person's language."""

    def identifier(self, identifier: Identifier) -> str:
        """``cédula •••••••996``; the country stands with a passport."""
        kind = {
            IdentifierKind.CEDULA: self.tr("cédula {number}"),
            IdentifierKind.FOREIGNER_CODE: self.tr("código de extranjero {number}"),
            IdentifierKind.PASSPORT: self.tr("pasaporte {number} ({country})"),
        }[identifier.kind]
        return kind.format(number=identifier.value, country=identifier.country)

    def insured(self, insured: Insured) -> BadgeText:
        """In which quality the person is insured."""
        return {
            Insured.AFFILIATE: BadgeText(self.tr("afiliado activo"), Tone.INFO),
            Insured.PENSIONER: BadgeText(self.tr("pensionista"), Tone.INFO),
            Insured.BENEFICIARY: BadgeText(self.tr("beneficiario"), Tone.INFO),
            Insured.UNKNOWN: BadgeText(self.tr("calidad desconocida"), Tone.NEUTRAL),
        }[insured]

    def insured_code(self, row: PersonRow) -> str:
        """The quality of one line of the results."""
        return self.insured(Insured(row.insured)).text

    def standing(self, is_frozen: bool) -> BadgeText | None:
        """A badge for a person whose changes are stopped."""
        return BadgeText(self.tr("cambios detenidos"), Tone.LATE) if is_frozen else None

    def validity(self, version: ContactVersion) -> BadgeText:
        """Whether these data are in force."""
        if version.valid_to is None:
            return BadgeText(self.tr("vigente"), Tone.DONE)
        return BadgeText(self.tr("anterior"), Tone.NEUTRAL)

    def source(self, source: str) -> str:
        """Where contact data come from."""
        return {
            "REGISTER": self.tr("Registro del IESS"),
            "ADC": self.tr("Actualización de contacto"),
        }.get(source, source)

    def frozen_reason(self, reason: str) -> str:
        """Where a freeze came from; ``not_me:<case number>`` names the case whose code was used."""
        kind, _, number = reason.partition(":")
        if kind == "not_me":
            return self.tr("la persona avisó «no fui yo» ({number})").format(number=number)
        return reason


class RegistryErrorWords(QObject):
    """Gives the codes of the register; for ``Messages.extend``."""

    def codes(self) -> dict[str, tuple[str, str]]:
        """Code to sentence and next step."""
        return {
            "SEARCH_TOO_SHORT": (
                self.tr("Para buscar hacen falta al menos {minimum} letras o cifras."),
                self.tr("Escriba el número o los apellidos y pulse Enter."),
            ),
            "REASON_TOO_SHORT": (
                self.tr("El motivo es demasiado corto."),
                self.tr("Escríbalo con al menos {minimum} letras."),
            ),
            "PERSON_UNKNOWN": (
                self.tr("Esa persona ya no está en el registro."),
                self.tr("Busque de nuevo."),
            ),
            "NOT_FROZEN": (
                self.tr("Los cambios de esta persona ya no están detenidos."),
                self.tr("No hace falta nada más."),
            ),
            "DUTY_NOT_ALLOWED": (
                self.tr("Su función no permite esta acción."),
                self.tr("Pida que la realice quien tenga esa función."),
            ),
        }
