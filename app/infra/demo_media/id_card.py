"""The synthetic identity card: both sides of both generations, flat and as photographed."""

from datetime import date
from functools import lru_cache
from typing import Literal

import cv2
import numpy as np
from PIL import Image, ImageDraw

from app.infra.demo_media.brush import Picture
from app.infra.demo_media.camera import (
    encode_jpeg,
    glare,
    lay_on,
    light_and_grain,
    shaken,
    tilted_quad,
)
from app.infra.demo_media.face_head import Expression
from app.infra.demo_media.face_photo import desk, person_portrait
from app.infra.demo_media.lettering import card_date, font
from app.infra.demo_media.people import Person
from app.infra.demo_media.portrait import Framing, plain_backdrop
from app.infra.demo_media.signature import draw_signature

CARD_SIZE = (1012, 638)
CardDefect = Literal["none", "blurred", "glare", "sideways", "too_large", "truncated"]
_INK = (24, 34, 58)
_QUIET = (74, 86, 112)
_RED = (176, 32, 44)
EXPIRED_YEARS = 12


@lru_cache(maxsize=8)
def security_print(
    size: tuple[int, int],
    first: tuple[int, int, int],
    second: tuple[int, int, int],
    rosette: tuple[float, float],
) -> Picture:
    """The security print: a soft gradient under fine interlaced waves and a rosette."""
    width, height = size
    mix = np.linspace(0, 1, width)[None, :, None]
    ground = (
        np.broadcast_to(np.array(first) * (1 - mix) + np.array(second) * mix, (height, width, 3))
        .astype(np.uint8)
        .copy()
    )
    lines = ground.copy()
    x = np.arange(0, width + 8, 8.0)
    for k in range(height // 14):
        y = k * 15 + 13 * np.sin(x / 61 + k / 3.1) + 9 * np.sin(x / 23 - k / 2.3)
        tone = ((112, 160, 196), (206, 166, 92), (150, 178, 160))[k % 3]
        cv2.polylines(lines, [_fixed(x, y)], False, tone, 1, cv2.LINE_AA, 4)
    turn = np.linspace(0, 2 * np.pi * 24, 2600)
    for step, tone in enumerate(((178, 140, 78), (92, 140, 176), (160, 92, 100))):
        reach = (150 - 26 * step) * (0.72 + 0.28 * np.cos(turn * (11 + step) / 24))
        curve = _fixed(
            width * rosette[0] + reach * np.cos(turn), height * rosette[1] + reach * np.sin(turn)
        )
        cv2.polylines(lines, [curve], False, tone, 1, cv2.LINE_AA, 4)
    return np.asarray(cv2.addWeighted(ground, 0.58, lines, 0.42, 0), np.uint8)


def _fixed(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return np.round(np.stack([x, y], 1) * 16).astype(np.int32)


def _sheet(electronic: bool, back: bool) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    first, second = (
        ((226, 236, 244), (246, 238, 220)) if electronic else ((240, 236, 222), (222, 234, 222))
    )
    image = Image.fromarray(
        security_print(CARD_SIZE, first, second, (0.30 if back else 0.74, 0.52))
    )
    return image, ImageDraw.Draw(image)


def print_field(
    draw: ImageDraw.ImageDraw, x: int, y: int, label: str, value: str, size: int = 25
) -> None:
    """A small label with its value below, as documents print them."""
    draw.text((x, y), label, font=font("text", 14), fill=_QUIET)
    draw.text((x, y + 17), value, font=font("strong", size), fill=_INK)


def print_mark(image: Image.Image, text: str, at: tuple[int, int], size: int, angle: float) -> None:
    """The unmistakable word across the card."""
    layer = Image.new("L", (size * len(text), size * 2), 0)
    ImageDraw.Draw(layer).text((size, size // 3), text, font=font("strong", size), fill=66)
    turned = layer.rotate(angle, expand=True, resample=Image.Resampling.BILINEAR)
    image.paste(Image.new("RGB", turned.size, _RED), at, turned)


@lru_cache(maxsize=24)
def id_portrait(index_and_size: tuple[Person, int, int]) -> Picture:
    """The portrait printed on the documents: plain ground, neutral face."""
    person, width, height = index_and_size
    ground = plain_backdrop(width, height, (226, 230, 234), (206, 212, 218))
    framing = Framing(width, height, width / 2, height * 0.44, width * 0.245, over=2)
    return person_portrait(person, Expression(), framing, ground)


@lru_cache(maxsize=8)
def card_front(person: Person, *, expired: bool = False) -> Picture:
    """The flat front of the card (RGB)."""
    image, draw = _sheet(person.electronic_card, back=False)
    width = CARD_SIZE[0]
    draw.rectangle(
        (0, 0, width, 86), fill=(22, 58, 110) if person.electronic_card else (52, 92, 72)
    )
    for k, tone in enumerate(((246, 208, 62), (42, 92, 170), (198, 44, 52))):
        draw.rectangle((0, 86 + 4 * k, width, 90 + 4 * k), fill=tone)
    draw.text((34, 12), "REPÚBLICA DEL ECUADOR", font=font("serif", 31), fill="white")
    draw.text(
        (34, 53),
        "CÉDULA DE CIUDADANÍA  ·  DOCUMENTO DE DEMOSTRACIÓN",
        font=font("text", 18),
        fill=(222, 230, 240),
    )
    portrait = id_portrait((person, 272, 340))
    image.paste(Image.fromarray(portrait), (36, 122))
    draw.rectangle((36, 122, 307, 461), outline=(160, 168, 178), width=2)
    _front_fields(draw, person, expired=expired)
    draw.text((36, 486), "NUI", font=font("strong", 26), fill=_RED)
    nui = person.identifier
    draw.text(
        (96, 474),
        f"{nui[:9]}-{nui[9:]}" if person.cedula else nui,
        font=font("mono", 42),
        fill=_RED,
    )
    draw.text((36, 552), "FIRMA DEL TITULAR", font=font("text", 14), fill=_QUIET)
    draw_signature(image, (182, 530, 190), person.seed, _INK)
    _ghost(image, portrait)
    _hologram(image)
    print_mark(image, "DEMOSTRACIÓN", (330, 360), 62, 14)
    return np.asarray(image, np.uint8)


def _front_fields(draw: ImageDraw.ImageDraw, person: Person, *, expired: bool) -> None:
    print_field(draw, 338, 118, "APELLIDOS", person.surnames.upper(), 29)
    print_field(draw, 338, 178, "NOMBRES", person.given_names.upper(), 29)
    print_field(draw, 338, 240, "NACIONALIDAD", "ECUATORIANA")
    print_field(draw, 620, 240, "SEXO", "MUJER" if person.sex == "F" else "HOMBRE")
    print_field(draw, 338, 298, "FECHA DE NACIMIENTO", card_date(person.birth_date))
    print_field(draw, 620, 298, "LUGAR DE NACIMIENTO", person.birth_province.upper()[:20])
    print_field(draw, 338, 356, "FECHA DE EMISIÓN", card_date(_back(person.issued_on, expired)))
    print_field(
        draw, 620, 356, "FECHA DE VENCIMIENTO", card_date(_back(person.expires_on, expired))
    )
    print_field(draw, 338, 414, "ESTADO CIVIL", person.civil_status)
    print_field(draw, 620, 414, "NO. DOCUMENTO", person.card_number)


def _back(day: date, expired: bool) -> date:
    return day.replace(year=day.year - EXPIRED_YEARS) if expired else day


def _ghost(image: Image.Image, portrait: Picture) -> None:
    """The second, faint portrait at the lower right."""
    small = cv2.cvtColor(
        cv2.resize(portrait, (104, 130), interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY
    )
    veil = Image.fromarray(np.asarray(cv2.convertScaleAbs(255 - small, alpha=0.75), np.uint8))
    image.paste(Image.new("RGB", veil.size, (64, 84, 120)), (876, 486), veil)


def _hologram(image: Image.Image) -> None:
    area = image.crop((860, 110, 990, 240))
    pixels = np.asarray(area, np.float32)
    y, x = np.mgrid[-1:1:130j, -1:1:130j]
    radius = np.hypot(x, y)
    hue = (np.arctan2(y, x) / np.pi * 90 + 90 + radius * 120) % 180
    colour = cv2.cvtColor(
        np.stack([hue, np.full_like(hue, 120), np.full_like(hue, 240)], 2).astype(np.uint8),
        cv2.COLOR_HSV2RGB,
    )
    rings = (0.34 + 0.20 * np.sin(radius * 34) + 0.10 * np.cos(np.arctan2(y, x) * 12)) * (
        radius < 0.93
    )
    mixed = pixels * (1 - rings[:, :, None]) + colour * rings[:, :, None]
    image.paste(Image.fromarray(np.clip(mixed, 0, 255).astype(np.uint8)), (860, 110))


def card_back(person: Person, *, expired: bool = False) -> Picture:
    """The flat back of the card (RGB): código dactilar, and the zone of the electronic generation."""
    image, draw = _sheet(person.electronic_card, back=True)
    draw.rectangle(
        (0, 0, CARD_SIZE[0], 20), fill=(22, 58, 110) if person.electronic_card else (52, 92, 72)
    )
    print_field(draw, 44, 44, "CÓDIGO DACTILAR", person.fingerprint_code, 30)
    print_field(
        draw, 44, 110, "INSTRUCCIÓN", ("BÁSICA", "BACHILLERATO", "SUPERIOR")[person.index % 3]
    )
    print_field(draw, 44, 170, "TIPO DE SANGRE", ("O+", "A+", "B+", "O-")[person.index % 4])
    print_field(draw, 420, 44, "NUI", person.identifier, 30)
    print_field(draw, 420, 110, "DONANTE", "SÍ" if person.index % 4 else "NO")
    print_field(
        draw,
        420,
        170,
        "LUGAR DE EMISIÓN",
        f"{person.birth_province.upper()}, {card_date(_back(person.issued_on, expired))}",
        21,
    )
    _fingerprint(image, person)
    if person.electronic_card:
        draw.rectangle((0, 446, CARD_SIZE[0], 638), fill=(246, 246, 242))
        for row, line in enumerate(person.card_mrz()):
            draw.text((40, 464 + row * 56), line, font=font("mono", 52), fill=(26, 26, 28))
        _squares(draw, person)
    else:
        for k, (x, wide) in enumerate(_bars(person.seed)):
            draw.rectangle(
                (44 + x, 470, 44 + x + wide, 590),
                fill=(24, 24, 26) if k % 2 == 0 else (240, 238, 230),
            )
        draw_signature(image, (690, 500, 210), 77, (40, 52, 90))
        draw.text(
            (690, 600), "FIRMA DE LA AUTORIDAD (DEMOSTRACIÓN)", font=font("text", 13), fill=_QUIET
        )
    print_mark(image, "DEMOSTRACIÓN", (90, 210), 58, 8)
    return np.asarray(image, np.uint8)


def _fingerprint(image: Image.Image, person: Person) -> None:
    """A drawn whorl, nobody's finger."""
    rng = np.random.default_rng(person.seed + 9)
    y, x = np.mgrid[-1:1:190j, -1:1:150j]
    bend = 0.10 * np.sin(3 * x + rng.uniform(0, 6)) + 0.12 * np.cos(2.6 * y + rng.uniform(0, 6))
    ridge = np.sin((np.hypot(x * 1.1, (y + 0.1) * (1 + 0.25 * (y > 0))) + bend) * 46)
    oval = np.clip((1 - np.hypot(x, y)) * 6, 0, 1)
    ink = np.clip((ridge * 0.5 + 0.5) * oval * 150, 0, 255).astype(np.uint8)
    image.paste(Image.new("RGB", (150, 190), (60, 48, 60)), (818, 44), Image.fromarray(ink))


def _squares(draw: ImageDraw.ImageDraw, person: Person) -> None:
    """A block that looks like a two-dimensional code and means nothing."""
    cells = np.random.default_rng(person.seed + 19).random((25, 25)) < 0.5
    for row in range(25):
        for column in range(25):
            if cells[row, column]:
                draw.rectangle(
                    (836 + column * 5, 268 + row * 5, 840 + column * 5, 272 + row * 5),
                    fill=(30, 30, 34),
                )


def _bars(seed: int) -> list[tuple[int, int]]:
    rng, x, bars = np.random.default_rng(seed + 29), 0, []
    while x < 560:
        wide = int(rng.integers(2, 9))
        bars.append((x, wide))
        x += wide
    return bars


def photographed(sheet: Picture, seed: int, defect: CardDefect = "none") -> bytes:
    """JPEG of a card lying on a table, as a telephone would take it."""
    rng = np.random.default_rng(seed + 71)
    ground = desk()
    height, width = ground.shape[:2]
    picture = lay_on(
        ground, sheet, tilted_quad(rng, width, height, 0.105, 0.016), shadow=0.6, rounded=0.05
    )
    picture = light_and_grain(picture, rng, 1.0, (1.02, 1.0, 0.96))
    if defect == "blurred":
        picture = shaken(picture, 0.020)
    if defect == "glare":
        picture = glare(picture, 0.56, 0.46, 0.20)
    if defect == "sideways":
        return encode_jpeg(np.ascontiguousarray(np.rot90(picture)), 84, orientation=6)
    if defect == "too_large":
        return _heavy(picture, rng)
    data = encode_jpeg(picture, 84)
    return data[: len(data) * 6 // 10] if defect == "truncated" else data


def _heavy(picture: Picture, rng: np.random.Generator) -> bytes:
    """The same photograph at the camera's full size: over the limit of 2 MB (R-083)."""
    big = cv2.resize(picture, (3000, 2100), interpolation=cv2.INTER_CUBIC)
    grain = rng.normal(0, 6, (2100, 3000, 1)).astype(np.int16)
    return encode_jpeg(np.clip(big + grain, 0, 255).astype(np.uint8), 96)
