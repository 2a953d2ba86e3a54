"""The spoken declaration (R-111): its seven pieces with a person's data in their places."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.person import IdentifierKind
from app.domain.procedure import DeclarationSlot

PLACES = frozenset({"names", "document", "number", "residence"})

DOCUMENT_WORDS = {
    IdentifierKind.CEDULA: "la cédula de identidad",
    IdentifierKind.PASSPORT: "pasaporte",
    IdentifierKind.FOREIGNER_CODE: "código de identificación para extranjeros",
}
"""What follows "portador de"; the published text names the cédula only (I-23)."""


@dataclass(frozen=True, slots=True)
class DeclarationWords:
    """What stands in the places.

    Attributes:
        names: given names and surnames as on the document.
        number: of the document named by ``document``.
        country: name in Spanish.
        state: state or province; left out when there is none.
    """

    names: str
    number: str = field(repr=False)
    country: str
    state: str
    city: str
    document: IdentifierKind = IdentifierKind.CEDULA

    @property
    def residence(self) -> str:
        """Country, state or province, city, as the text lists them."""
        return ", ".join(part for part in (self.country, self.state, self.city) if part)


def spoken_piece(slot: DeclarationSlot, words: DeclarationWords) -> str:
    """Return one piece as this person has to say it, without the blank that joins it."""
    return slot.template.format(
        names=words.names,
        document=DOCUMENT_WORDS[words.document],
        number=words.number,
        residence=words.residence,
    ).strip()
