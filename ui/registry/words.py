"""The words of the register: numbers, insurance, validity, sources, answers to a code, errors."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.contact import ContactVersion
from app.domain.person import Identifier, IdentifierKind, Insured
from app.ports.readers import PersonRow
from app.stages.decision import NotMeEffect, NotMeReported
from ui.messages import Message
from ui.theme import Tone
from ui.widgets.badge import BadgeText
from ui.widgets.insured_words import InsuredWords


class RegistryWords(QObject):
    """Puts people of the register into words, in the person's language."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._insured = InsuredWords(self)

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
        tone = Tone.NEUTRAL if insured is Insured.UNKNOWN else Tone.INFO
        return BadgeText(self._insured.word(insured) or self.tr("calidad desconocida"), tone)

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


class NotMeWords(QObject):
    """Says what a "no fui yo" code did: the case, how things stand, the next step."""

    def answer(self, report: NotMeReported) -> Message:
        """The answer, without anything about the person."""
        tone, sentence = self._sentence(report)
        steps = [self._standing(report)]
        if report.is_frozen and report.frozen_by not in {"", report.case_number}:
            steps.append(
                self.tr("Los detuvo antes el código del trámite {number}.").format(
                    number=report.frozen_by
                )
            )
        if report.is_record_lost:
            tone = Tone.LATE
            steps.insert(
                0,
                self.tr(
                    "Lo guardado de este trámite falta o fue alterado en la base de datos: avise ya"
                    " a dirección provincial y a quien administra."
                ),
            )
        if report.needs_new_case:
            steps.append(self.tr("Devolver los datos anteriores requiere un trámite nuevo."))
        return Message(
            sentence.format(number=report.case_number),
            " ".join(steps),
            tone,
            can_retry=False,
            code=report.effect.value,
        )

    def _sentence(self, report: NotMeReported) -> tuple[Tone, str]:
        match report.effect:
            case NotMeEffect.STOPPED:
                return Tone.DONE, self.tr(
                    "Detenido: el cambio del trámite {number} no se aplica, ni ningún otro."
                )
            case NotMeEffect.FROZEN_AFTER_CHANGE:
                return Tone.SOON, self.tr(
                    "El cambio del trámite {number} ya se había aplicado; ningún otro se aplica"
                    " desde ahora."
                )
            case NotMeEffect.ALREADY_REPORTED:
                tone = Tone.INFO if report.is_frozen else Tone.SOON
                if report.needs_new_case:
                    return tone, self.tr("El cambio del trámite {number} ya se había avisado.")
                return tone, self.tr(
                    "El cambio del trámite {number} ya estaba detenido; no se aplicó."
                )

    def _standing(self, report: NotMeReported) -> str:
        if not report.is_frozen:
            return self.tr(
                "Los cambios están permitidos otra vez y este código ya no los detiene. Si hubo un"
                " cambio posterior, pida el código de ese correo o avise a dirección provincial."
            )
        if report.effect is NotMeEffect.FROZEN_AFTER_CHANGE:
            return self.tr(
                "Avise ya a dirección provincial; la persona titular debe acudir a una agencia con"
                " su documento original."
            )
        return self.tr(
            "Para permitir cambios otra vez, la persona titular acude a una agencia con su"
            " documento original y dirección provincial levanta la detención."
        )


class RegistryErrorWords(QObject):
    """Gives the codes of the register; for ``Messages.extend``."""

    def codes(self) -> dict[str, tuple[str, str]]:
        """Code to sentence and next step."""
        return {
            "NOT_ME_UNKNOWN": (
                self.tr("Ningún correo nuestro lleva ese código; no se detuvo nada."),
                self.tr(
                    "Pida que se lo lean otra vez del correo, letra por letra: se confunden B y V,"
                    " M y N, S y 5, Z y 2. Si sigue igual, busque a la persona, mire si tiene un"
                    " trámite en espera y avise a dirección provincial."
                ),
            ),
            "NOT_ME_TOO_MANY": (
                self.tr("Demasiados códigos equivocados en un cuarto de hora."),
                self.tr(
                    "Espere unos minutos o pida a otra persona de la agencia que lo escriba; los"
                    " intentos quedan registrados a su nombre."
                ),
            ),
            "REPORT_NOT_FOLLOWED": (
                self.tr("El aviso «no fui yo» de esta persona se está atendiendo todavía."),
                self.tr(
                    "Lo que está en espera se detiene antes. Intente en un minuto; si sigue igual,"
                    " avise a quien administra: el centinela no trabaja."
                ),
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
