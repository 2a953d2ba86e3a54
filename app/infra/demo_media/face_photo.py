"""The photo of the insured person holding their identity document (R-068, R-086 to R-088)."""

from dataclasses import replace
from functools import lru_cache
from typing import Literal

import cv2
import numpy as np

from app.infra.demo_media.brush import Picture
from app.infra.demo_media.camera import darkened, encode_jpeg, lay_on, light_and_grain, shaken
from app.infra.demo_media.face_head import Expression
from app.infra.demo_media.face_look import Look, look_of
from app.infra.demo_media.hand import paint_arm, paint_thumb
from app.infra.demo_media.people import Person
from app.infra.demo_media.portrait import Framing, draw_portrait, photographed_portrait
from app.infra.demo_media.rooms import draw_room

PhotoDefect = Literal["none", "glasses", "cap", "no_card", "blurred", "dark", "other_person"]
_SIZE = (1200, 1600)


def person_look(person: Person) -> Look:
    """The face of this person."""
    return look_of(person.seed, feminine=person.sex == "F", age_years=person.age_years)


def person_portrait(
    person: Person, expression: Expression, framing: Framing, backdrop: Picture
) -> Picture:
    """The person in a picture, whichever source their face has."""
    if person.photographed:
        return photographed_portrait(framing, backdrop)
    return draw_portrait(person_look(person), expression, framing, backdrop)


def face_photo(person: Person, card: Picture, defect: PhotoDefect = "none") -> bytes:
    """JPEG of the person holding `card` (a flat RGB picture of the document)."""
    rng = np.random.default_rng(person.seed + 61)
    width, height = _SIZE
    room = draw_room(person.seed + 5, width, height)
    unit = 226 + float(rng.uniform(-14, 14))
    framing = Framing(
        width,
        height,
        600 + float(rng.uniform(-40, 40)),
        560 + float(rng.uniform(-30, 30)),
        unit,
        float(rng.uniform(-2.5, 2.5)),
        over=1,
    )
    expression = Expression(
        smile=float(rng.uniform(0, 0.7)), glasses=defect == "glasses", cap=defect == "cap"
    )
    picture = person_portrait(person, expression, framing, room)
    if defect != "no_card":
        picture = _with_card(picture, card, person, rng)
    tone = (1.03, 1.0, 0.94) if person.index % 2 else (0.98, 1.0, 1.03)
    picture = light_and_grain(picture, rng, 1.2, tone)
    if defect == "blurred":
        picture = shaken(picture, 0.022)
    if defect == "dark":
        picture = darkened(picture, 0.22)
    return encode_jpeg(picture, 82)


def _with_card(
    picture: Picture, card: Picture, person: Person, rng: np.random.Generator
) -> Picture:
    wide, left, top = 740.0, 160 + float(rng.uniform(-70, 130)), 1090 + float(rng.uniform(-20, 40))
    tall = wide * card.shape[0] / card.shape[1]
    turn = np.deg2rad(float(rng.uniform(-5, 5)))
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    centre = np.array((left + wide / 2, top + tall / 2))
    corners = np.array(
        [(-wide, -tall), (wide, -tall), (wide, tall), (-wide, tall)]
    ) / 2 + rng.uniform(-7, 7, (4, 2))
    quad = tuple((float(x), float(y)) for x, y in corners @ spin.T + centre)
    look = person_look(person)
    if person.photographed:
        look = replace(look, skin=(222, 176, 148), clothes=(206, 98, 52))
    behind = paint_arm(picture, look, quad)
    held = lay_on(behind, card, quad, shadow=0.55, rounded=0.05)
    return paint_thumb(held, look, quad)


@lru_cache(maxsize=1)
def desk(width: int = 1500, height: int = 1050) -> Picture:
    """A wooden table top, seen from above (RGB)."""
    rng = np.random.default_rng(3)
    rows = np.cumsum(rng.normal(0, 1, height))
    rows = (rows - rows.min()) / (np.ptp(rows) + 1e-9)
    fine = cv2.resize(
        rng.normal(0, 1, (height, 24)).astype(np.float32),
        (width, height),
        interpolation=cv2.INTER_CUBIC,
    )
    tone = 0.86 + 0.16 * rows[:, None] + 0.035 * fine
    wood = np.array((122, 88, 62))[None, None, :] * tone[:, :, None]
    return np.asarray(
        cv2.GaussianBlur(np.clip(wood, 0, 255).astype(np.uint8), (0, 0), 1.2), np.uint8
    )
