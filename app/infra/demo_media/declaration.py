"""The mandatory declaration of the video (R-111), verbatim, with the person's data in its slots."""

from dataclasses import dataclass

from app.infra.demo_media.people import Person

_DIGITS = ("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve")

# What a holder of a foreigner code says instead of the cédula (I-23).
_FOREIGNER = "código de identificación para extranjeros"


@dataclass(frozen=True, slots=True)
class Declaration:
    """The filled text in the pieces between which a speaker breathes."""

    opening: str
    number: str
    consent: str
    residence: str
    impossibility: str

    @property
    def text(self) -> str:
        """The whole text as the form prints it."""
        return f"{self.opening} {self.number} {self.consent} {self.residence} {self.impossibility}"


def declaration_of(person: Person) -> Declaration:
    """The text this person must say, in the exact words of the procedure."""
    place = person.new_contact
    document = "la cédula de identidad" if person.cedula else _FOREIGNER
    return Declaration(
        opening=f"Yo, {person.full_name},",
        number=f"portador de {document} número {person.identifier},",
        consent=(
            "autorizo al Instituto Ecuatoriano de Seguridad Social a actualizar mis datos de contacto "
            "y declaro que la información proporcionada es veraz, por lo que, deslindo así al IESS de "
            "cualquier responsabilidad por las acciones que se ejecuten."
        ),
        residence=f"Actualmente resido en {place.country}, {place.region}, {place.city},",
        impossibility=(
            "por lo que me es imposible acercarme a las agencias del IESS de forma presencial a "
            "realizar dicho trámite."
        ),
    )


def spoken(text: str) -> str:
    """The text as a voice should read it: numbers digit by digit, the institute's name as a word."""
    words = []
    for word in text.split():
        bare = word.strip(",.")
        if bare.isdigit():
            tail = "," if word.endswith(",") else ""
            words.append(" ".join(_DIGITS[int(d)] for d in bare) + tail)
        elif bare.startswith("EXT-"):
            words.append("E X T, " + " ".join(_DIGITS[int(d)] for d in bare[4:]) + ",")
        else:
            words.append(word.replace("IESS", "iés"))
    return " ".join(words)
