"""The data page of a synthetic passport (R-071), flat, with its machine-readable zone."""

from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw

from app.infra.demo_media.brush import Picture
from app.infra.demo_media.id_card import id_portrait, print_field, print_mark, security_print
from app.infra.demo_media.lettering import card_date, font
from app.infra.demo_media.people import Person
from app.infra.demo_media.signature import draw_signature

_SIZE = (1100, 770)
_ISSUERS = {
    "ECU": ("REPÚBLICA DEL ECUADOR", (120, 30, 40)),
    "COL": ("REPÚBLICA DE COLOMBIA", (116, 34, 44)),
    "VEN": ("REPÚBLICA BOLIVARIANA DE VENEZUELA", (38, 52, 104)),
    "PER": ("REPÚBLICA DEL PERÚ", (122, 32, 40)),
}
_INK = (30, 34, 50)


@lru_cache(maxsize=4)
def passport_page(person: Person) -> Picture:
    """The data page (RGB) of this person's passport.

    Raises:
        ValueError: the person has no passport.
    """
    held = person.passport
    if held is None:
        raise ValueError("passport")
    image = Image.fromarray(security_print(_SIZE, (236, 226, 232), (224, 234, 240), (0.62, 0.42)))
    draw = ImageDraw.Draw(image)
    title, colour = _ISSUERS[held.issuer]
    draw.rectangle((0, 0, _SIZE[0], 70), fill=colour)
    draw.text((34, 18), title, font=font("serif", 28), fill="white")
    draw.text((800, 24), "PASAPORTE · PASSPORT", font=font("text", 20), fill=(240, 230, 226))
    image.paste(Image.fromarray(id_portrait((person, 288, 372))), (34, 106))
    draw.rectangle((34, 106, 322, 478), outline=(150, 150, 160), width=2)
    print_field(draw, 356, 92, "TIPO / TYPE", "P")
    print_field(draw, 500, 92, "PAÍS / CODE", held.issuer)
    print_field(draw, 700, 92, "NO. DE PASAPORTE / PASSPORT NO.", held.number, 28)
    print_field(draw, 356, 156, "APELLIDOS / SURNAME", person.surnames.upper(), 28)
    print_field(draw, 356, 222, "NOMBRES / GIVEN NAMES", person.given_names.upper(), 28)
    print_field(draw, 356, 288, "NACIONALIDAD / NATIONALITY", person.nationality)
    print_field(draw, 700, 288, "SEXO / SEX", person.sex)
    print_field(draw, 356, 352, "FECHA DE NACIMIENTO / DATE OF BIRTH", card_date(person.birth_date))
    print_field(draw, 700, 352, "NO. PERSONAL / PERSONAL NO.", person.cedula or "—")
    print_field(draw, 356, 416, "FECHA DE EMISIÓN / DATE OF ISSUE", card_date(held.issued_on))
    print_field(draw, 700, 416, "FECHA DE VENCIMIENTO / EXPIRY", card_date(held.expires_on))
    draw_signature(image, (380, 490, 200), person.seed, _INK)
    print_mark(image, "DEMOSTRACIÓN", (330, 440), 58, 8)
    draw.rectangle((0, 612, _SIZE[0], 770), fill=(248, 247, 243))
    for row, line in enumerate(person.passport_mrz()):
        draw.text((34, 634 + row * 60), line, font=font("mono", 39), fill=(24, 24, 26))
    return np.asarray(image, np.uint8)
