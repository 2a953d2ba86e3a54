"""The quality in which a person is insured, in words."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.person import Insured


class InsuredWords(QObject):
    """Says it of a woman and of a man alike."""

    def word(self, insured: Insured) -> str:
        """The quality; empty where it is not known."""
        return {
            Insured.AFFILIATE: self.tr("persona afiliada"),
            Insured.PENSIONER: self.tr("persona jubilada"),
            Insured.BENEFICIARY: self.tr("derechohabiente"),
        }.get(insured, "")
