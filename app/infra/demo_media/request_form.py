"""The signed request form with its sixteen fields in three parts (R-090 to R-105), as a scan."""

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from PIL import Image, ImageDraw

from app.infra.demo_media.brush import Picture
from app.infra.demo_media.camera import encode_jpeg, light_and_grain
from app.infra.demo_media.lettering import Face, font
from app.infra.demo_media.pdf_page import pdf_of_jpeg
from app.infra.demo_media.people import Person
from app.infra.demo_media.signature import draw_signature

FormDefect = Literal[
    "none", "unsigned", "pasted_signature", "altered", "missing_field", "other_signature"
]
PAGE = (1240, 1754)
_PRINT, _RULE, _BAR = (34, 40, 52), (150, 160, 174), (224, 232, 242)
_INKS = ((24, 44, 120), (18, 30, 84), (30, 30, 36), (36, 62, 140))
_NONE = "No aplica"
_TITLE = (
    "SOLICITUD DE ACTUALIZACIÓN DE DATOS DE CONTACTO",
    "PARA ECUATORIANOS RESIDENTES EN EL EXTERIOR",
)
_PARTS = (
    "APARTADO 1 — DATOS DEL ASEGURADO",
    "APARTADO 2 — DATOS DE CONTACTO",
    "APARTADO 3 — FIRMA DEL ASEGURADO",
)


@dataclass(frozen=True, slots=True)
class FormField:
    """One line of the form; `name` matches the field codes of the reception data."""

    name: str
    label: str
    value: str


def form_fields(person: Person) -> tuple[tuple[FormField, ...], ...]:
    """The fields in the order of the form: heading, part 1 (a to i), part 2."""
    place = person.new_contact
    return (
        (FormField("full_name", "Nombres y apellidos", person.full_name),),
        (
            FormField(
                "cedula",
                "a. Número de cédula de identidad ecuatoriana",
                person.cedula or f"No aplica (código {person.identifier})",
            ),
            FormField("birth_date", "b. Fecha de nacimiento", f"{person.birth_date:%d/%m/%Y}"),
            FormField("country", "c. País de residencia (exterior)", place.country),
            FormField("region", "d. Estado / Provincia de residencia (exterior)", place.region),
            FormField("city", "e. Ciudad de residencia (exterior)", place.city),
            FormField("postal_code", "f. Código postal del lugar de residencia", place.postal_code),
            FormField(
                "phones_abroad",
                "g. Teléfonos de contacto en el exterior",
                " / ".join(place.phones_abroad),
            ),
            FormField(
                "fingerprint_code",
                "h. Código dactilar de la cédula",
                person.fingerprint_code if person.cedula else _NONE,
            ),
            FormField(
                "issued_on",
                "i. Fecha de expedición / emisión de la cédula",
                f"{person.issued_on:%d/%m/%Y}" if person.cedula else _NONE,
            ),
        ),
        (
            FormField("email", "Correo electrónico", place.email),
            FormField("mobile_ec", "Teléfono celular (Ecuador)", "0" + place.mobile_ec[4:]),
            FormField(
                "landline_ec",
                "Teléfono fijo, opcional (Ecuador)",
                "0" + place.landline_ec[4:] if place.landline_ec else "",
            ),
        ),
    )


def draw_form(person: Person, defect: FormDefect = "none", *, electronic: bool = False) -> Picture:
    """The filled page at 150 dots an inch (RGB), flat and clean."""
    image = Image.new("RGB", PAGE, (253, 253, 251))
    draw = ImageDraw.Draw(image)
    rng = np.random.default_rng(person.seed + 81)
    hand: Face = "hand_a" if person.index % 3 else "hand_b"
    ink = _INKS[person.index % len(_INKS)]
    _heading(draw)
    heading, first, second = form_fields(person)
    y = 300
    y = _line(draw, y, heading[0], hand, ink, rng, defect) + 22
    y = _part(draw, y, _PARTS[0])
    for field in first:
        y = _line(draw, y, field, hand, ink, rng, defect)
    y = _part(draw, y + 22, _PARTS[1])
    for field in second:
        y = _line(draw, y, field, hand, ink, rng, defect)
    y = _part(draw, y + 22, _PARTS[2])
    _sign(image, draw, y, person, ink, defect, electronic=electronic)
    return np.asarray(image, np.uint8)


def _heading(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((80, 70, 168, 158), outline=(18, 80, 143), width=6)
    draw.text((124, 114), "IESS", font=font("strong", 32), fill=(18, 80, 143), anchor="mm")
    draw.text(
        (196, 78),
        "INSTITUTO ECUATORIANO DE SEGURIDAD SOCIAL",
        font=font("strong", 27),
        fill=(18, 80, 143),
    )
    draw.text(
        (196, 118),
        "Ventanilla Virtual  ·  documento de demostración, sin validez",
        font=font("text", 21),
        fill=(92, 104, 120),
    )
    for row, text in enumerate(_TITLE):
        draw.text(
            (PAGE[0] / 2, 200 + 36 * row), text, font=font("strong", 27), fill=_PRINT, anchor="mm"
        )


def _part(draw: ImageDraw.ImageDraw, y: int, title: str) -> int:
    draw.rectangle((80, y, PAGE[0] - 80, y + 42), fill=_BAR)
    draw.text((96, y + 21), title, font=font("strong", 22), fill=(18, 60, 110), anchor="lm")
    return y + 54


def _line(
    draw: ImageDraw.ImageDraw,
    y: int,
    field: FormField,
    hand: Face,
    ink: tuple[int, int, int],
    rng: np.random.Generator,
    defect: FormDefect,
) -> int:
    draw.text((96, y + 30), field.label, font=font("text", 20), fill=_PRINT, anchor="lm")
    draw.line((560, y + 50, PAGE[0] - 90, y + 50), fill=_RULE, width=2)
    value = (
        ""
        if defect == "missing_field" and field.name in {"postal_code", "issued_on"}
        else field.value
    )
    altered = defect == "altered" and field.name in {"email", "city"}
    size = 35 if hand == "hand_a" else 40
    if len(value) > 30:
        size -= 6
    x = 570.0
    if altered:
        _write(draw, x, y + 47, value[::-1][:12], hand, size, ink, rng)
        for k in range(3):
            draw.line((565, y + 24 + 7 * k, 780, y + 32 + 5 * k), fill=ink, width=4)
        x, size = 800.0, size - 11
    _write(draw, x, y + 47, value, hand, size, ink, rng)
    return y + 58


def _write(
    draw: ImageDraw.ImageDraw,
    x: float,
    y: float,
    text: str,
    hand: Face,
    size: int,
    ink: tuple[int, int, int],
    rng: np.random.Generator,
) -> None:
    """Letter by letter, each a hair off the line, as a hand does."""
    face = font(hand, size)
    for sign in text:
        draw.text((x, y + float(rng.normal(0, 1.1))), sign, font=face, fill=ink, anchor="ls")
        wide = face.getlength(sign)
        x += min(wide, size * 0.36) if sign == " " else wide + float(rng.normal(0, 0.5))


def _sign(
    image: Image.Image,
    draw: ImageDraw.ImageDraw,
    y: int,
    person: Person,
    ink: tuple[int, int, int],
    defect: FormDefect,
    *,
    electronic: bool,
) -> None:
    draw.text(
        (96, y + 12),
        "Declaro que los datos consignados son verdaderos y autorizo su actualización.",
        font=font("text", 20),
        fill=_PRINT,
    )
    bottom = y + 330
    draw.line((360, bottom, 880, bottom), fill=_PRINT, width=2)
    draw.text((620, bottom + 22), person.full_name, font=font("text", 20), fill=_PRINT, anchor="mm")
    draw.text(
        (620, bottom + 50),
        f"C.I. {person.identifier}",
        font=font("text", 20),
        fill=_PRINT,
        anchor="mm",
    )
    if electronic:
        _electronic_mark(draw, bottom, person)
    if electronic or defect == "unsigned":
        return
    if defect == "pasted_signature":
        _paste_signature(image, bottom, person)
        return
    seed = person.seed + 500 if defect == "other_signature" else person.seed
    draw_signature(image, (430, bottom - 165, 380), seed, ink, wobble_seed=3)


def _paste_signature(image: Image.Image, bottom: int, person: Person) -> None:
    """A signature cut from another paper: its own tone, its own tilt, an edge with a shadow."""
    patch = Image.new("RGB", (430, 205), (226, 219, 203))
    draw_signature(patch, (58, 22, 300), person.seed, (22, 24, 34))
    soft = Image.Resampling.BICUBIC
    turned = patch.rotate(-3.2, expand=True, fillcolor=(253, 253, 251), resample=soft)
    cover = Image.new("L", patch.size, 255).rotate(-3.2, expand=True, resample=soft)
    shadow = Image.new("RGB", turned.size, (150, 150, 150))
    image.paste(shadow, (392, bottom - 218), cover.point(lambda value: value // 3))
    image.paste(turned, (388, bottom - 222), cover)


def scanned(page: Picture, person: Person) -> Picture:
    """The page as a home scanner sees it: a touch crooked, paper tone, edge shadow, grain."""
    rng = np.random.default_rng(person.seed + 83)
    width, height = PAGE
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), float(rng.uniform(-0.9, 0.9)), 0.985)
    turned = cv2.warpAffine(page, matrix, PAGE, flags=cv2.INTER_LINEAR, borderValue=(205, 203, 199))
    return light_and_grain(np.asarray(turned, np.uint8), rng, 0.55, (0.985, 0.975, 0.945))


def form_jpeg(person: Person, defect: FormDefect = "none") -> bytes:
    """The scanned form as JPEG."""
    return encode_jpeg(scanned(draw_form(person, defect), person), 78)


def form_pdf(person: Person, defect: FormDefect = "none") -> bytes:
    """The scanned form as a one-page PDF holding the picture."""
    return pdf_of_jpeg(form_jpeg(person, defect), 150)


def _electronic_mark(draw: ImageDraw.ImageDraw, bottom: int, person: Person) -> None:
    """The visible stamp of a signing program: proves nothing by itself."""
    cells = np.random.default_rng(person.seed + 87).random((21, 21)) < 0.5
    for row, column in np.argwhere(cells):
        x, y = 400 + int(column) * 6, bottom - 150 + int(row) * 6
        draw.rectangle((x, y, x + 5, y + 5), fill=(20, 20, 24))
    draw.text(
        (545, bottom - 140), "Firmado electrónicamente por:", font=font("text", 19), fill=_PRINT
    )
    draw.text((545, bottom - 108), person.given_names.upper(), font=font("strong", 23), fill=_PRINT)
    draw.text((545, bottom - 76), person.surnames.upper(), font=font("strong", 23), fill=_PRINT)
