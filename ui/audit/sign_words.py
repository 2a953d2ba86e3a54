"""Why a decision asks to be looked at, in a few words each."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject


class SignWords(QObject):
    """Words for the codes of marks and signs; an unknown code is shown as it is."""

    def all(self, codes: Iterable[str]) -> str:
        """All of them in one line."""
        known = self._of_the_act() | self._of_the_change() | self._of_the_papers()
        return "; ".join(known.get(code, code) for code in codes)

    def _of_the_act(self) -> dict[str, str]:
        return {
            "DECIDED_FAST": self.tr("decidida muy poco después de la videollamada"),
            "REVIEWED_FAST": self.tr("requisitos revisados muy rápido"),
            "OUTSIDE_HOURS": self.tr("fuera del horario de la agencia"),
            "SAME_HANDS": self.tr("decidió quien había revisado"),
            "NOT_ME": self.tr("la persona avisó «no fui yo»"),
            "ALTERED_EVENT": self.tr("el hecho de la decisión fue alterado"),
        }

    def _of_the_change(self) -> dict[str, str]:
        return {
            "ACCOUNT_FROZEN": self.tr("cambios detenidos"),
            "EMAIL_OF_OTHERS": self.tr("correo que usan otras personas"),
            "PHONE_OF_OTHERS": self.tr("teléfono que usan otras personas"),
            "LOOK_ALIKE_DOMAIN": self.tr("correo que imita a otro"),
            "ENCODED_DOMAIN": self.tr("correo con letras de otro alfabeto"),
            "RECENT_CHANGE": self.tr("otro cambio hace poco"),
            "EMAIL_AND_PHONE": self.tr("cambian correo y teléfono a la vez"),
            "PHONE_COUNTRY": self.tr("teléfono de otro país"),
            "PENSIONER": self.tr("pensionista o persona mayor"),
            "NOBODY_TO_WARN": self.tr("sin dirección anterior a la que avisar"),
        }

    def _of_the_papers(self) -> dict[str, str]:
        return {
            "FILE_OF_OTHERS": self.tr("archivo igual al de otra persona"),
            "PICTURE_OF_OTHERS": self.tr("imagen casi igual a la de otra persona"),
            "OLD_FORM": self.tr("formulario antiguo"),
            "FORM_DATE_IN_FUTURE": self.tr("formulario con fecha futura"),
            "MRZ_MISMATCH": self.tr("la zona legible del documento no coincide"),
            "DOCUMENT_ON_OTHER_CASE": self.tr("documento en otro trámite"),
            "NOT_IN_REGISTER": self.tr("persona fuera del registro"),
        }
