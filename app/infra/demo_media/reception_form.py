"""The reception form of the virtual window (R-066, R-074 to R-079) as data."""

from dataclasses import dataclass

from app.infra.demo_media.people import Person

REQUIREMENT_NAME = (
    "Actualización de datos de contacto para asegurados ecuatorianos residentes en el exterior"
)
_MESSAGES = (
    "Solicito actualizar mi correo y mis teléfonos porque vivo fuera del país.",
    "Buenos días, cambié de número al mudarme y ya no tengo acceso a mi correo anterior.",
    "Por favor actualizar mis datos de contacto; adjunto todos los requisitos.",
    "Ya no uso el correo registrado. Resido en el exterior y no puedo acercarme a una agencia.",
    "Necesito recuperar el acceso a mi cuenta; mis datos de contacto son antiguos.",
)


@dataclass(frozen=True, slots=True)
class ReceptionForm:
    """What the person typed into the virtual window."""

    identifier: str
    birth_province: str
    sector: str
    category: str
    requirement: str
    message: str


def reception_form(person: Person) -> ReceptionForm:
    """The form of this person, always the same."""
    return ReceptionForm(
        identifier=person.identifier,
        birth_province=person.birth_province,
        sector=person.sector,
        category="Trámite",
        requirement=REQUIREMENT_NAME,
        message=_MESSAGES[person.index % len(_MESSAGES)],
    )
